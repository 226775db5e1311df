"""One statement: one speaker, close days, one proposition or agreeing content, also across languages."""

from __future__ import annotations

import msgspec
from tests import making

from sarhad.ground import find_origins
from sarhad.records import Claim, Document, Mention
from sarhad.world.dates import estimate

EN = "The council will buy 40 boats and 12 radios for the guards at Langar, its head said."
EN_OTHER = (
    "As many as 40 boats and 12 radios are to be bought by the council for guards at Langar, the chief told a paper."
)
RU = "Совет купит 40 лодок и 12 раций для пограничников в Лангаре, сказал его глава."
THEME = "The council will open a school for 300 pupils in Ishkashim in the autumn, its head said."
FILL = {
    "a": "Rain fell on the valley all week and the market opened late.",
    "b": "A museum showed carpets from the nineteenth century to guests.",
    "c": "Фестиваль песни прошёл в долине при большом числе гостей.",
}


def made(name: str, text: str, day: str = "2025-05-12", language: str = "en") -> Document:
    document = making.document(name, day, f"{text} {FILL.get(name, '')}")
    return msgspec.structs.replace(document, language=language, published=estimate(day, "given", "metadata"))


def said(name: str, document: Document, speaker: str = "council", **fields: str) -> Claim:
    end = document.text.index(".") + 1
    base = {"kind": "official", "source_actor": speaker} | fields
    claim = making.claim(name, document.id, **base)
    return msgspec.structs.replace(claim, content=((0, end),), content_text=document.text[:end])


def place(document: Document, word: str) -> Mention:
    start = document.text.index(word)
    key = f"{document.id}-{word}"
    return Mention(
        id=key, document=document.id, start=start, end=start + len(word), type="village", place="langar", text=word
    )


def statements(documents: list[Document], claims: list[Claim], mentions: list[Mention]) -> set[frozenset[str]]:
    return {frozenset(o.claims) for o in find_origins(documents, claims, mentions, {}) if o.kind == "statement"}


def test_agreeing_content_without_a_proposition_is_one_statement() -> None:
    a, b = made("a", EN), made("b", EN_OTHER, "2025-05-14")
    assert statements([a, b], [said("1", a), said("2", b)], [place(a, "Langar"), place(b, "Langar")]) == {
        frozenset("12")
    }


def test_across_languages_names_and_numbers_agree() -> None:
    a, b = made("a", EN), made("c", RU, language="ru")
    assert statements([a, b], [said("1", a), said("2", b)], [place(a, "Langar"), place(b, "Лангаре")]) == {
        frozenset("12")
    }


def test_another_matter_another_speaker_or_another_month_is_another_statement() -> None:
    a, b = made("a", EN), made("b", THEME)
    assert statements([a, b], [said("1", a), said("2", b)], []) == set()
    b = made("b", EN_OTHER)
    assert statements([a, b], [said("1", a), said("2", b, "mayor")], []) == set()
    b = made("b", EN_OTHER, "2025-06-20")
    assert statements([a, b], [said("1", a), said("2", b)], []) == set()


def test_two_persons_who_speak_for_one_body_are_two_speakers() -> None:
    a, b = made("a", EN), made("b", EN_OTHER)
    claims = [said("1", a, source_text="council head Safarov"), said("2", b, source_text="council aide Nazarov")]
    assert statements([a, b], claims, []) == set()


def test_a_person_is_one_speaker_with_and_without_a_body_and_in_another_script() -> None:
    a, b = made("a", EN), made("c", RU, language="ru")
    one = said("1", a, source_text="Safarov of the council")
    two = said("2", b, "", source_text="Сафаров", kind="unnamed")
    assert statements([a, b], [one, two], [place(a, "Langar"), place(b, "Лангаре")]) == {frozenset("12")}


def test_a_denial_and_an_assertion_are_never_one() -> None:
    a, b = made("a", EN), made("b", EN_OTHER)
    assert statements([a, b], [said("1", a), said("2", b, act="deny")], []) == set()
    sides = [said("1", a, proposition="p", stance="asserts"), said("2", b, proposition="p", stance="denies")]
    assert statements([a, b], sides, []) == {frozenset("1"), frozenset("2")}
