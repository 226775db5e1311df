"""W3C Web Annotations: the keys of the model, and selectors that find the same words again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sarhad.publish import export_claims
from sarhad.records import Case

from .happened import hostile_case


def page(case: Case, **given: Any) -> dict[str, Any]:
    return dict(json.loads(export_claims(case, "webannotation", **given)))


def test_it_is_a_page_of_annotations(case: Case) -> None:
    made = page(case)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld" and made["type"] == "AnnotationPage"
    ids = [item["id"] for item in made["items"]]
    assert ids == [f"urn:sarhad:{c.id}" for c in case.claims] and len(ids) == len(set(ids))
    for item in made["items"]:
        assert item["type"] == "Annotation" and item["target"]
        assert item["motivation"] == "describing"
        assert [b["type"] for b in item["body"]] == ["TextualBody", "TextualBody"]
        assert item["creator"]["type"] == "Software"
        assert all(target["source"].startswith(("https://", "urn:sarhad:doc-")) for target in item["target"])


@pytest.mark.parametrize("hostile", [False, True])
def test_both_selectors_find_the_words_again(case: Case, hostile: bool) -> None:
    held = hostile_case() if hostile else case
    texts = {d.id: d.text for d in held.documents}
    claims = {f"urn:sarhad:{c.id}": c for c in held.claims}
    for item in page(held)["items"]:
        claim = claims[item["id"]]
        for span, target in zip(claim.evidence, item["target"], strict=True):
            text = texts[claim.document]
            position, quotation = target["selector"]
            assert (position["type"], quotation["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            words = text[position["start"] : position["end"]]
            assert words == quotation["exact"] == text[span.start : span.end]
            around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
            assert text.index(around) + len(quotation["prefix"]) == position["start"], "found by what stands around it"


@pytest.mark.parametrize("tlp", ["TLP:CLEAR", "TLP:RED"])
def test_page_and_annotations_carry_the_marking(case: Case, tlp: str) -> None:
    made = page(case, tlp=tlp)
    assert tlp in made["label"]
    assert {b["value"] for item in made["items"] for b in item["body"] if b["purpose"] == "tagging"} == {tlp}


def test_the_same_case_gives_the_same_bytes(case: Case) -> None:
    assert export_claims(case, "webannotation") == export_claims(case, "webannotation")
