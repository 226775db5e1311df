"""Copies are one origin, look-alikes are not, and one statement of one speaker in several outlets is one."""

from __future__ import annotations

from tests import making

from sarhad.ground import find_origins
from sarhad.records import Claim, Document

WIRE = (
    "The border service said on Monday that twelve fighters crossed the river near the village and were driven back "
    "after an hour. Two guards were wounded by fragments, a doctor at the district hospital said by telephone. The "
    "service added that the river was low after a dry spring and that another group had been seen on the far bank."
)
# The same happening in other words, of nearly the same length.
OTHER = (
    "A dozen gunmen waded over a shallow stretch of the Panj before dawn, according to guards posted there, who fired "
    "flares and held the bank until help arrived. Residents heard shots for about sixty minutes. Hospital staff spoke "
    "of two men with shrapnel wounds; nobody would say who had sent the gunmen or whether more are waiting."
)


def make(name: str, text: str, day: str = "2025-05-13") -> Document:
    return making.document(name, day, text)


def said(name: str, document: str, speaker: str = "csto", **fields: str) -> Claim:
    base = {"kind": "official", "proposition": "p", "stance": "asserts"} | fields
    return making.claim(name, document, source_actor=speaker, **base)


def groups(documents: list[Document], claims: list[Claim], kind: str) -> set[frozenset[str]]:
    rows = find_origins(documents, claims)
    return {frozenset(o.documents if kind == "text" else o.claims) for o in rows if o.kind == kind}


def test_copies_are_one_origin() -> None:
    documents = [make("a", WIRE), make("b", "OMBREL. " + WIRE), make("c", WIRE.replace("Monday", "12 May"))]
    assert groups(documents, [], "text") == {frozenset("abc")}


def test_the_same_happening_in_other_words_is_another_origin() -> None:
    assert groups([make("a", WIRE), make("b", OTHER)], [], "text") == {frozenset("a"), frozenset("b")}


def test_short_look_alikes_stay_apart() -> None:
    one, other = (f"The {who} said that the road to the bridge is open and safe for trade." for who in ("mayor", "UN"))
    rest = "On the {} bank {} were waiting; nobody knew when the ferry would run again after {}."
    documents = [
        make("a", one + " " + rest.format("left", "forty drivers with onions", "the flood of April")),
        make("b", other + " " + rest.format("far", "soldiers in two lorries", "the shelling at Easter")),
    ]
    assert groups(documents, [], "text") == {frozenset("a"), frozenset("b")}


def test_one_statement_in_several_outlets_is_one_origin() -> None:
    documents = [make("a", WIRE), make("b", OTHER, "2025-05-15")]
    claims = [said("1", "a"), said("2", "b")]
    assert groups(documents, claims, "statement") == {frozenset("12")}


def test_two_statements_weeks_apart_are_two() -> None:
    documents = [make("a", WIRE), make("b", OTHER, "2025-06-20")]
    assert groups(documents, [said("1", "a"), said("2", "b")], "statement") == {frozenset("1"), frozenset("2")}


def test_another_side_or_speaker_is_another_statement() -> None:
    documents = [make("a", WIRE), make("b", OTHER), make("c", "Something else was said in another town.")]
    claims = [said("1", "a"), said("2", "b", stance="denies"), said("3", "c", speaker="un", kind="institution")]
    assert groups(documents, claims, "statement") == {frozenset("1"), frozenset("2"), frozenset("3")}


def test_the_day_in_the_text_counts_before_the_reports() -> None:
    documents = [make("a", WIRE), make("b", OTHER, "2025-08-01")]
    claims = [said("1", "a"), said("2", "b", said="2025-05-14")]
    assert groups(documents, claims, "statement") == {frozenset("12")}


def test_unnamed_speakers_belong_to_their_text() -> None:
    claims = [said("1", "a", speaker="", kind="unnamed"), said("2", "b", speaker="", kind="unnamed")]
    rows = find_origins([make("a", WIRE), make("b", OTHER)], claims)
    assert {(o.kind, o.claims) for o in rows} == {("text", ("1",)), ("text", ("2",))}


def test_every_claim_and_document_belongs_to_exactly_one() -> None:
    documents = [make("a", WIRE), make("b", WIRE), make("c", OTHER)]
    claims = [said("1", "a"), said("2", "b"), said("3", "c", speaker=""), said("4", "c", proposition="")]
    rows = find_origins(documents, claims)
    assert sorted(c for o in rows for c in o.claims) == ["1", "2", "3", "4"]
    assert sorted(d for o in rows if o.kind == "text" for d in o.documents) == ["a", "b", "c"]
    assert rows == find_origins(list(reversed(documents)), list(reversed(claims)))
