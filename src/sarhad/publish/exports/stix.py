"""STIX 2.1: claims as opinions on a proposition or as notes, events and commitments as notes, with speakers, parties,
outlets and reports, under TLP 2.0.

Ids are UUIDs of version 5 over Sarhad's own ids: the same case gives the same bundle. What STIX has no word for (grade,
hedge, offsets, checksum) stands in property extensions whose definitions travel in the bundle.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sarhad.publish import words
from sarhad.publish.exports.address import uri
from sarhad.publish.exports.stix_common import (
    EXTENSIONS,
    FIXED,
    SARHAD,
    Object,
    citation,
    definition,
    extension,
    identifier,
    moment,
    outlet,
    sdo,
    stands,
)
from sarhad.publish.exports.stix_events import actors, happened
from sarhad.publish.index import Index
from sarhad.records import Case, Claim, Derived, Document, Stance
from sarhad.version import __version__

TLP2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP_IDS = {  # as OASIS published them
    "TLP:CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}  # STIX 2.1, appendix A, Admiralty Credibility; 6: not specified
OPINION: Mapping[Stance, str] = {"asserts": "agree", "denies": "disagree", "doubts": "disagree"}
CLASS = {"armed-group": "group"}  # all others are organizations


EXTENSION = EXTENSIONS["claim"]


def stix(case: Case, claims: Sequence[Claim], tlp: str) -> bytes:
    """A bundle of the claims with all that they refer to, each object under the marking."""
    index = Index(case)
    objects = [*frame(), *world(index, claims), *(told(index, claim) for claim in claims), *happened(index),
               *reports(index, claims)]  # fmt: skip
    ref = TLP_IDS.get(tlp, TLP_IDS["TLP:RED"])  # an unknown marking counts as the strictest
    marked = [o | {"object_marking_refs": [ref]} for o in objects]
    ordered = [marking_definition(ref), *sorted(marked, key=lambda o: str(o["id"]))]
    bundle = {"type": "bundle", "id": identifier("bundle", *(str(o["id"]) for o in ordered)), "objects": ordered}
    return json.dumps(bundle, ensure_ascii=False, indent=1).encode()


# ---------------------------------------------------------------- what never changes


def marking_definition(ref: str) -> Object:
    """The TLP 2.0 marking as OASIS defines it."""
    name = next(key for key, value in TLP_IDS.items() if value == ref)
    level = name.removeprefix("TLP:").lower()
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": ref,
        "created": "2022-10-01T00:00:00.000Z",
        "name": name,
        "extensions": {TLP2: {"extension_type": "property-extension", "tlp_2_0": level}},
    }


def frame() -> list[Object]:
    """Sarhad as the maker of the objects, and the definition of its extension."""
    maker = sdo("identity", ("sarhad",), FIXED, name="Sarhad", identity_class="system",
                description=f"Made by Sarhad {__version__}; it codes what reports say and takes no side.")  # fmt: skip
    del maker["created_by_ref"]
    return [maker, *(definition(name) for name in EXTENSIONS)]


# ---------------------------------------------------------------- speakers, outlets, propositions


def world(index: Index, claims: Sequence[Claim]) -> list[Object]:
    """Identities of speakers, outlets and those spoken of; a note for each proposition."""
    names = dict.fromkeys(key for c in claims for key in (c.source_actor, outlet(index, c), *c.about) if key)
    outlets = (outlet(index, told) for told in (*index.case.events, *index.case.commitments))
    names |= dict.fromkeys((*outlets, *actors(index)))
    spoken = dict.fromkeys(c.proposition for c in claims if stanced(index, c))
    about = dict.fromkeys(a for p in spoken for a in index.case.propositions[p].about)
    return [*(identity(index, key) for key in {**names, **about}), *(proposition(index, key) for key in spoken)]


def identity(index: Index, key: str) -> Object:
    """A speaker, an outlet, or one who is spoken of."""
    actor, source = index.case.actors.get(key), index.case.sources.get(key)
    name = actor.name if actor else source.name if source else key
    graded = source and not actor and source.grades
    return sdo(
        "identity",
        (key,),
        FIXED,
        name=name,
        identity_class=CLASS.get(actor.kind, "organization") if actor else "organization",
        external_references=references(wikidata=actor.wikidata if actor else ""),
        description=f"Reliability {source.grade}: {source.grades[-1].reason}" if graded and source else "",
    )


def references(wikidata: str) -> list[Object]:
    """The Wikidata item of an actor."""
    if not wikidata:
        return []
    return [{"source_name": "Wikidata", "external_id": wikidata, "url": f"https://www.wikidata.org/wiki/{wikidata}"}]


def stanced(index: Index, claim: Claim) -> bool:
    """Whether a claim takes a side on a proposition of the case."""
    return claim.proposition in index.case.propositions and bool(claim.stance)


def proposition(index: Index, key: str) -> Object:
    """What claims assert or deny, as a note on those it is about."""
    held = index.case.propositions[key]
    refs = [identifier("identity", a) for a in held.about] or [SARHAD]
    return sdo("note", ("proposition", key), FIXED, abstract="Proposition", content=held.text, object_refs=refs)


# ---------------------------------------------------------------- claims and reports


def told(index: Index, claim: Claim) -> Object:
    """A claim: an opinion where it takes a side on a proposition, else a note on its speaker or outlet."""
    document = index.documents[claim.document]
    quote = " ".join(claim.content_text.split()) or claim.cue_text or "…"
    common: Object = {
        "authors": [words.capital(index.speaker(claim))],
        "confidence": CONFIDENCE.get(index.credibility(claim)),
        "external_references": [citation(index, claim)],
        "lang": document.language,
        "extensions": extension("claim", details(index, claim)),
    }
    when = moment(document, index.case)
    if stanced(index, claim):
        refs = [identifier("note", "proposition", claim.proposition)]
        return sdo(
            "opinion", (claim.id,), when, explanation=quote, opinion=OPINION[claim.stance], object_refs=refs, **common
        )
    refs = [identifier("identity", claim.source_actor or outlet(index, claim))]
    return sdo("note", (claim.id,), when, abstract="Claim", content=quote, object_refs=refs, **common)


def details(index: Index, claim: Claim) -> Object:
    """What STIX has no word for."""
    found = {
        "claim": claim.id,
        "stance": claim.stance,
        "kind": claim.kind,
        "hedge": claim.hedge,
        "said": claim.said,
        "grade": index.grade(claim),
    }
    return found | stands(index, claim)


def reports(index: Index, claims: Sequence[Claim]) -> Iterable[Object]:
    """Each document as a report that holds its claims, events and commitments."""
    held: dict[str, list[Derived]] = {}
    for told in (*claims, *index.case.events, *index.case.commitments):
        held.setdefault(told.document, []).append(told)
    for key, own in held.items():
        yield report(index, index.documents[key], own)


def report(index: Index, document: Document, own: Sequence[Derived]) -> Object:
    """One document; its text stays where it was published."""
    when, url = moment(document, index.case), uri(document.url)
    refs = [identifier("opinion" if isinstance(t, Claim) and stanced(index, t) else "note", t.id) for t in own]
    publisher = index.publisher(document)
    source = {"source_name": publisher, "external_id": document.id} | ({"url": url} if url else {})
    return sdo(
        "report",
        (document.id,),
        when,
        name=document.title or publisher,
        description="A digest of the published item, in other words." if document.digest else "",
        report_types=["threat-report"],
        published=moment(document, index.case, document.published.value or document.published.earliest),
        lang=document.language,
        object_refs=[*refs, identifier("identity", document.source or publisher)],
        external_references=[source],
    )
