"""Citations of claims, read back by programs that Sarhad does not write them with."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import bibtexparser
import msgspec
import pytest
import stix2
from stix2.confidence import scales
from stix2validator import ValidationOptions, validate_string

from sarhad.errors import SarhadError
from sarhad.publish import EXPORTS, export_claims
from sarhad.publish.exports.stix import CONFIDENCE, EXTENSION
from sarhad.publish.exports.stix_common import EXTENSIONS
from sarhad.records import Case

from .happened import HOSTILE, eventful_case, hostile_case

ADMIRALTY = (
    "1 - Confirmed by other sources", "2 - Probably True", "3 - Possibly True", "4 - Doubtful", "5 - Improbable",
)  # fmt: skip
NOT_IN_ITS_LIST = "'tg' is not a valid RFC 5646 language code"  # the validator's list lacks Tajik; the RFC has it


def objects(case: Case, **given: Any) -> list[dict[str, Any]]:
    return list(json.loads(export_claims(case, "stix", **given))["objects"])


def own(found: dict[str, Any], extension: str = EXTENSION) -> dict[str, Any]:
    return dict(found.get("extensions", {}).get(extension, {}))


def entries(case: Case, **given: Any) -> list[Any]:
    library = bibtexparser.parse_string(export_claims(case, "bibtex", **given).decode())
    assert library.failed_blocks == []
    return library.entries


# ---------------------------------------------------------------- STIX


def test_the_bundle_is_valid_stix(case: Case) -> None:
    text = export_claims(case, "stix").decode()
    bundle = stix2.parse(text, allow_custom=False)
    result = validate_string(text, ValidationOptions(version="2.1"))
    assert [str(e) for e in result.errors if NOT_IN_ITS_LIST not in str(e)] == []
    kinds = {o["type"] for o in bundle.objects}
    assert kinds == {"marking-definition", "extension-definition", "identity", "note", "opinion", "report"}


def test_every_reference_leads_somewhere(case: Case) -> None:
    found = objects(case)
    ids = [o["id"] for o in found]
    assert len(ids) == len(set(ids))
    named = [o[k] for o in found for k in o if k.endswith("_ref")] + [
        r for o in found for k in o if k.endswith("_refs") for r in o[k]
    ]
    assert set(named) <= set(ids)


def test_the_same_case_gives_the_same_bundle(case: Case) -> None:
    assert export_claims(case, "stix") == export_claims(case, "stix")
    later = msgspec.structs.replace(case, as_of="2025-12-31")
    assert [o["id"] for o in objects(later)] == [o["id"] for o in objects(case)]


def test_a_claim_leads_to_its_sentence(case: Case) -> None:
    claims, documents = {c.id: c for c in case.claims}, {d.id: d for d in case.documents}
    told = [o for o in objects(case) if own(o)]
    assert {own(o)["claim"] for o in told} == set(claims)
    for found in told:
        claim = claims[own(found)["claim"]]
        quoted = documents[claim.document].text[own(found)["start"] : own(found)["end"]]
        (reference,) = found["external_references"]
        assert hashlib.sha256(quoted.encode()).hexdigest() == own(found)["sha256"]
        assert reference["description"] == " ".join(quoted.split()) and reference["external_id"] == claim.id
        assert "url" not in reference or reference["url"].startswith("https://")


def test_stances_are_opinions_on_one_proposition(case: Case) -> None:
    (note,) = (o for o in objects(case) if o.get("content") == "Fighters of the Grey Column cross the border.")
    sides = {o["opinion"]: own(o) for o in objects(case) if o["type"] == "opinion" and note["id"] in o["object_refs"]}
    assert {key: found["stance"] for key, found in sides.items()} == {"agree": "asserts", "disagree": "denies"}


def test_confidence_is_that_of_the_scale_in_the_standard(case: Case) -> None:
    assert [CONFIDENCE[n] for n in range(1, 6)] == [scales.admiralty_credibility_to_value(w) for w in ADMIRALTY]
    for found in objects(case):
        if own(found):
            assert found.get("confidence") == CONFIDENCE.get(int(own(found)["grade"][1])), "6 is left unspecified"


def test_events_are_notes_on_their_parties() -> None:
    found = objects(eventful_case())
    names = {o["id"]: o["name"] for o in found if o["type"] == "identity"}
    notes = {own(o, EXTENSIONS["event"])["event"]: o for o in found if own(o, EXTENSIONS["event"])}
    assert set(notes) == {event.id for event in eventful_case().events}
    raid, told = notes["event-raid"], own(notes["event-raid"], EXTENSIONS["event"])
    assert (raid["type"], raid["abstract"]) == ("note", "Event") and "confidence" not in raid
    assert [names[ref] for ref in raid["object_refs"]] == ["Grey Column", "Velmark Border Service"]
    assert (told["type"], told["date"], told["place_name"], told["deaths_best"]) == (
        "ASSAULT",
        "2025-05-12",
        "Ruvan",
        2,
    )
    assert (told["latitude"], told["longitude"], told["reliability"]) == (37.49, 71.55, "B")
    (report,) = (o for o in found if o["type"] == "report" and o["name"] == "Fighters cross into Ruvan")
    assert raid["id"] in report["object_refs"]
    assert [names[ref] for ref in notes["event-unknown"]["object_refs"]] == ["Velmark Border Service"]


def test_commitments_are_notes_on_who_holds_them(case: Case) -> None:
    found = objects(case)
    names = {o["id"]: o["name"] for o in found if o["type"] == "identity"}
    (note,) = (o for o in found if own(o, EXTENSIONS["commitment"]))
    told = own(note, EXTENSIONS["commitment"])
    assert (told["programme"], told["phase"], told["status"], told["due"]) == (
        "border-programme",
        1,
        "announced",
        "2026",
    )
    assert [names[ref] for ref in note["object_refs"]] == ["Northern Pact Organization", "Pact Secretariat"]


def test_every_sentence_told_is_found_by_its_checksum() -> None:
    texts = {d.id: d.text for d in eventful_case().documents}
    for found in objects(eventful_case()):
        for told in filter(None, (own(found, key) for key in EXTENSIONS.values())):
            quoted = texts[told["document"]][told["start"] : told["end"]]
            assert hashlib.sha256(quoted.encode()).hexdigest() == told["sha256"]


def test_a_filter_leaves_the_events_of_the_reports_chosen(case: Case) -> None:
    found = objects(case, where=["stance=denies"])
    assert [own(o, EXTENSIONS["event"])["event"] for o in found if own(o, EXTENSIONS["event"])] == ["event-talks"]
    assert not any(own(o, EXTENSIONS["commitment"]) for o in found), "they stand in another report"


@pytest.mark.parametrize("made", [eventful_case, hostile_case])
def test_a_bundle_of_events_or_of_hostile_words_is_valid(made: Any) -> None:
    text = export_claims(made(), "stix").decode()
    stix2.parse(text, allow_custom=False)
    result = validate_string(text, ValidationOptions(version="2.1"))
    assert [str(e) for e in result.errors if NOT_IN_ITS_LIST not in str(e)] == []


def test_hostile_words_are_data() -> None:
    (note,) = (o for o in objects(hostile_case()) if own(o))
    assert note["content"] == " ".join(HOSTILE.split())
    (entry,) = entries(hostile_case())
    assert entry.entry_type == "online" and {f.key for f in entry.fields} >= {"title", "url", "annotation"}


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_the_same_case_gives_the_same_bytes(name: str) -> None:
    assert export_claims(eventful_case(), name) == export_claims(eventful_case(), name)


@pytest.mark.parametrize("tlp", ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"])
def test_every_object_carries_the_marking(case: Case, tlp: str) -> None:
    first, *rest = objects(case, tlp=tlp)
    assert first["name"] == tlp
    assert {tuple(o["object_marking_refs"]) for o in rest} == {(first["id"],)}


def test_a_stricter_document_marks_the_whole(case: Case) -> None:
    strict = msgspec.structs.replace(case.documents[0], tlp="TLP:AMBER")
    secret = msgspec.structs.replace(case, documents=(strict, *case.documents[1:]))
    assert objects(secret)[0]["name"] == "TLP:AMBER"
    assert export_claims(secret, "bibtex").startswith(b"% TLP:AMBER.")


# ---------------------------------------------------------------- BibTeX


def test_one_entry_for_each_document_cited(case: Case) -> None:
    found = {e.key: e for e in entries(case)}
    assert set(found) == {c.document for c in case.claims}
    herald = found["doc-herald"]
    values = {f.key: f.value for f in herald.fields}
    assert herald.entry_type == "online"
    assert (values["url"], values["date"], values["langid"]) == ("https://herald.example/item", "2025-05-13", "english")
    assert "Fighters cross into Ruvan" in values["title"]
    claim = next(c for c in case.claims if c.document == "doc-herald")
    assert claim.id in values["annotation"] and claim.evidence[0].sha256 in values["annotation"]


def test_a_digest_an_inferred_date_and_no_address_are_told(case: Case) -> None:
    found = {e.key: {f.key: f.value for f in e.fields} | {"kind": e.entry_type} for e in entries(case)}
    assert "digest of the item" in found["doc-sado"]["note"] and "TLP:CLEAR" in found["doc-sado"]["note"]
    assert "inferred" in found["doc-marz"]["note"]
    assert found["doc-blog"]["kind"] == "misc" and "url" not in found["doc-blog"], "javascript: is no address"


# ---------------------------------------------------------------- both


def test_filters_are_those_of_the_table(case: Case) -> None:
    told = [own(o)["claim"] for o in objects(case, where=["stance=denies"]) if own(o)]
    assert told == [c.id for c in case.claims if c.stance == "denies"]
    assert [e.key for e in entries(case, find_text="ТАҲДИД АЗ Кестрия")] == ["doc-sado"]


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_nothing_left_is_an_error_and_no_empty_file(case: Case, name: str) -> None:
    with pytest.raises(SarhadError, match=r"no (claim|event) is left to export: nowhere"):
        export_claims(case, name, find_text="nowhere")


def test_an_unknown_format_names_the_known_ones(case: Case) -> None:
    with pytest.raises(
        SarhadError, match="unknown export: 'stx' — did you mean stix\\? known: bibtex, ftm, geojson, stix"
    ):
        export_claims(case, "stx")
