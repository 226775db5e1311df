"""Claims in Persian and Tajik: sentences with the spans that must come out."""

from __future__ import annotations

import pytest
from tests.conftest import Read
from tests.extract.test_claims_en import spans

FOUND = {
    "fa": [
        ("وزیر خارجه گفت که مرز آرام است.", "وزیر خارجه", "گفت", "مرز آرام است"),
        ("سخنگوی طالبان گفت که هیچ تهدیدی وجود ندارد.", "سخنگوی طالبان", "گفت", "هیچ تهدیدی وجود ندارد"),
        ("به گفته وزیر، مرز بسته است.", "وزیر", "به گفته", "مرز بسته است"),
        ("کارشناسان باور دارند که تهدید ساختاری است.", "کارشناسان", "باور دارند", "تهدید ساختاری است"),
        (
            "سازمان ملل هشدار داد که داعش در حال جذب جوانان است.",
            "سازمان ملل",
            "هشدار داد",
            "داعش در حال جذب جوانان است",
        ),
        (
            "وزیر دفاع تاجیکستان از طالبان خواست که مرز را ببندند.",
            "وزیر دفاع تاجیکستان",
            "خواست",
            "مرز را ببندند",
        ),
    ],
    "tg": [
        ("Вазири дифоъ гуфт, ки марз ором аст.", "Вазири дифоъ", "гуфт", "марз ором аст"),
        ("Ба гуфтаи вазир, марз баста аст.", "вазир", "Ба гуфтаи", "марз баста аст"),
        (
            "Таҳлилгарон бовар доранд, ки таҳдид сохторӣ аст.",
            "Таҳлилгарон",
            "бовар доранд",
            "таҳдид сохторӣ аст",
        ),
    ],
}
CASES = [(code, *row) for code, rows in FOUND.items() for row in rows]


@pytest.mark.parametrize(("code", "sentence", "source", "cue", "content"), CASES)
def test_source_cue_and_content_are_exact(
    code: str, sentence: str, source: str, cue: str, content: str, read: Read
) -> None:
    found = [c for c in read(sentence, language=code).claims if c.kind != "author"]
    assert [spans(sentence, c) for c in found] == [(source, cue, content)]


DENIED = {
    "fa": (
        "سخنگوی طالبان عبور جنگجویان داعش از مرز را رد کرد.",
        "سخنگوی طالبان",
        "رد کرد",
        ("عبور جنگجویان داعش از مرز", "عبور جنگجویان داعش از مرز را"),
    ),
    "fa, this report": (
        "طالبان این گزارش را رد کرد.",
        "طالبان",
        "رد کرد",
        ("این گزارش", "این گزارش را"),
    ),
    "tg": (
        "Толибон вуруди ҷангҷӯёни Доишро рад карданд.",
        "Толибон",
        "рад карданд",
        ("вуруди ҷангҷӯёни Доишро",),
    ),
}


@pytest.mark.parametrize("name", DENIED)
def test_a_denied_object_before_the_verb(name: str, read: Read) -> None:
    sentence, source, cue, contents = DENIED[name]
    claims = [c for c in read(sentence, language=name[:2]).claims if c.kind != "author"]
    found = [spans(sentence, c) for c in claims]
    assert len(found) == 1
    assert found[0][:2] == (source, cue)
    assert found[0][2] in contents
    assert claims[0].act == "deny"


@pytest.mark.parametrize(
    ("code", "sentence"), [("fa", "برف بارید."), ("tg", "Дар кӯҳ барф борид.")]
)
def test_a_sentence_without_attribution_has_no_claim(code: str, sentence: str, read: Read) -> None:
    assert not read(sentence, language=code).claims
