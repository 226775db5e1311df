"""FollowTheMoney entities, checked by its own model."""

from __future__ import annotations

import importlib.util
import json
import sys
import types
from typing import Any

import pytest

from sarhad.errors import SarhadError
from sarhad.publish import export_claims
from sarhad.records import Case

from .happened import HOSTILE, eventful_case, hostile_case

if importlib.util.find_spec("icu") is None:
    # followthemoney imports PyICU to write names in Latin letters. It comes as source alone and needs ICU's headers, so
    # the lock leaves it out. Nothing here depends on transliteration: a stand-in hands texts back as they are.
    class Transliterator:
        """What followthemoney asks of ICU."""

        @staticmethod
        def createInstance(*_: object) -> Transliterator:
            return Transliterator()

        def transliterate(self, text: str) -> str:
            return text

    stand_in: Any = types.ModuleType("icu")
    stand_in.Transliterator = Transliterator
    sys.modules["icu"] = stand_in

from followthemoney import model
from followthemoney.proxy import EntityProxy


def rows(case: Case, **given: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export_claims(case, "ftm", **given).splitlines()]


def entities(case: Case, **given: Any) -> dict[str, EntityProxy]:
    found = [EntityProxy.from_dict(row, cleaned=False) for row in rows(case, **given)]
    assert len({e.id for e in found}) == len(found)
    return {str(e.id): e for e in found}


@pytest.mark.parametrize("made", [eventful_case, hostile_case])
def test_the_model_takes_every_value(made: Any) -> None:
    for row in rows(made()):
        schema = model.get(row["schema"])
        assert schema is not None
        schema.validate(row)
        entity = EntityProxy.from_dict(row, cleaned=False)
        for name, values in row["properties"].items():
            assert name in schema.properties, f"{row['schema']} has no {name}"
            kept = entity.get(name)
            assert len(kept) == len(set(values)), f"{name}: the model drops some of {values}"


def test_every_reference_leads_to_an_entity_of_the_kind_it_asks_for() -> None:
    found = entities(eventful_case())
    for entity in found.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert value in found, f"{entity.schema.name}.{prop.name}"
                assert found[value].schema.is_a(prop.range), f"{entity.schema.name}.{prop.name}"


def test_nobody_is_a_person() -> None:
    kinds = {e.schema.name for e in entities(eventful_case()).values()}
    assert kinds == {"PublicBody", "Organization", "LegalEntity", "Article", "Event", "Note"}
    assert not any(e.schema.is_a("Person") for e in entities(eventful_case()).values())


def test_an_event_has_its_parties_date_and_report() -> None:
    found = entities(eventful_case())
    (raid,) = (e for e in found.values() if e.get("recordId", quiet=True) == ["event-raid"])
    assert {found[i].caption for i in raid.get("involved")} == {"Grey Column", "Velmark Border Service"}
    assert raid.get("date") == ["2025-05-12"] and raid.get("location") == ["Ruvan"]
    assert [found[i].get("title") for i in raid.get("proof")] == [["Fighters cross into Ruvan"]]


def test_claims_are_notes_with_the_words_quoted(case: Case) -> None:
    notes = [row["properties"]["description"] for row in rows(case) if row["schema"] == "Note"]
    assert {words for (words,) in notes} == {c.content_text for c in case.claims}


@pytest.mark.parametrize("tlp", ["TLP:CLEAR", "TLP:AMBER+STRICT"])
def test_every_entity_carries_the_marking(case: Case, tlp: str) -> None:
    assert {tuple(row["properties"]["program"]) for row in rows(case, tlp=tlp)} == {(tlp,)}


def test_the_same_case_gives_the_same_bytes_and_ids(case: Case) -> None:
    assert export_claims(case, "ftm") == export_claims(case, "ftm")
    chosen = {row["id"] for row in rows(case, where=["stance=denies"])}
    assert chosen < {row["id"] for row in rows(case)}


def test_a_filter_leaves_the_events_of_the_reports_chosen(case: Case) -> None:
    found = entities(case, where=["stance=denies"]).values()
    assert [e.get("recordId") for e in found if e.schema.name == "Event"] == [["event-talks"]]


def test_nothing_left_is_an_error(case: Case) -> None:
    with pytest.raises(SarhadError, match="no claim is left to export"):
        export_claims(case, "ftm", find_text="nowhere")


def test_hostile_words_are_data() -> None:
    (note,) = (r for r in rows(hostile_case()) if r["schema"] == "Note")
    assert note["properties"]["description"] == [HOSTILE]
    assert len(export_claims(hostile_case(), "ftm").splitlines()) == len(rows(hostile_case())), "one entity a line"
