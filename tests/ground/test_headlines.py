"""A headline that its own text contradicts is found; one that only words it otherwise is not."""

from __future__ import annotations

import msgspec
import pytest
from tests import making

from sarhad.ground.headlines import find_contradiction
from sarhad.records import Claim, Document, Sentence
from sarhad.world import load_lexicon


def note(title: str, text: str, language: str = "en") -> Document:
    made = making.document("d", text=text)
    return msgspec.structs.replace(made, title=title, language=language)


CASES = [
    ("done", "en", "Bridge repair already finished", "The bridge repair is still in progress."),
    ("done", "ru", "Список оружия уже готов", "Список пока только составляют."),
    ("done", "fa", "قرارداد تکمیل شد", "گفتگو بر سر قرارداد هنوز ادامه دارد."),
    ("done", "tg", "Рӯйхат аллакай тайёр аст", "Рӯйхат ҳанӯз омода мешавад."),
    ("negation", "en", "Guards crossed the river at night", "Guards have not crossed the river at night."),
    ("", "en", "Bridge repair already finished", "The bridge repair was finished, but the road is still closed."),
    ("", "en", "Bridge repair still in progress", "The bridge repair is still in progress."),
    ("", "en", "Mayor denies that guards crossed the river", "Guards have not crossed the river, the mayor said."),
    ("", "en", "", "The bridge repair is still in progress."),
]


@pytest.mark.parametrize(("kind", "language", "title", "text"), CASES)
def test_headlines(kind: str, language: str, title: str, text: str) -> None:
    found = find_contradiction(note(title, text, language), [], load_lexicon(language))
    assert (found.kind if found else "") == kind


def test_another_side_of_one_speaker() -> None:
    title, body = "The council: the border is safe.", "The council said that the border is not safe."
    sentences = (
        Sentence(start=0, end=len(title), kind="title"),
        Sentence(start=len(title) + 1, end=len(title) + 1 + len(body)),
    )
    document = msgspec.structs.replace(note(title, f"{title} {body}"), sentences=sentences)

    def said(name: str, start: int, stance: str, speaker: str = "council") -> Claim:
        span = msgspec.structs.replace(making.span("d"), start=start, end=start + 5)
        made = making.claim(name, "d", proposition="p", stance=stance, source_actor=speaker)
        return msgspec.structs.replace(made, evidence=(span,), content_text="the border is safe")

    above, below = said("1", 0, "asserts"), said("2", len(title) + 1, "denies")
    found = find_contradiction(document, [above, below], load_lexicon("en"))
    assert found is not None
    assert found.kind == "side"
    assert document.text[slice(*found.sentence)] == body
    other = said("2", len(title) + 1, "denies", "mayor")
    assert (
        find_contradiction(msgspec.structs.replace(document, title="Border"), [above, other], load_lexicon("en"))
        is None
    )
