from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sarhad.documents.lines import find_lines
from sarhad.documents.paragraphs import find_paragraphs
from sarhad.documents.sentences import find_sentences, split_paragraph

TABLE = {
    "en": [
        ["He lives in the U.S.", "The Taliban left."],
        ["Gen. Smith and J. Smith met Lt. Gen. A.B. Jones.", "They talked."],
        ["No. 5 is here.", "Was it?", "No.", "The end."],
        ["Res. No. 2255 passed."],
        ["“We are done.”", "He left."],
        ['"Stop!" he said.', "Nobody did."],
        ["See policy.[3]", "The end."],
        ["They went… and came.", "It cost $3.5 million."],
        ["(It rained.)", "Then it stopped."],
        ["The U.N. Security Council met on Sept. 11 in St. Petersburg.", "It adjourned."],
    ],
    "ru": [
        ["С. Лавров, А. Б. Иванов и Э. Рахмон, т. е. трое, приехали.", "Они ушли."],
        ["Это, т. е. Россия, важно.", "Да."],
        ["В 2013 г. Россия ушла.", "В 2010–2013 гг. Душанбе рос."],
        ["«Мы едем!» — сказал он.", "«Да?»", "Нет."],
        ["На ул. Рудаки стоит дом.", "Там живёт ген. Иванов."],
        ["Он потратил 3 млн. Рублей не осталось."],
        ["Потом... он ушёл.", "А.Б. Иванов остался."],
        ["Сайт в зоне .РФ будет закрыт.", "Так и вышло."],
    ],
    "fa": [
        ["آیا این درست است؟", "بله!", "او رفت."],
        ["سپس رفت…", "او آمد."],
        ["او گفت «ما می‌رویم.»", "سپس رفت."],
        ["«بله؟»", "او پرسید."],
        ["دکتر م. احمدی آمد.", "او گفت: «نه! برو» و رفت."],
        ["در سال ۱۴۰۲ ه. ش. جنگ شد.", "تمام شد."],
    ],
    "tg": [
        ["Ӯ гуфт: «Мо меравем.»", "Баъд рафт."],
        ["Дар ш. Душанбе Э. Раҳмон гуфт!", "Кӣ?", "Ман."],
        ["Дар ноҳ. Панҷ ва вил. Хатлон буд.", "Соли 2013 буд…", "Хуҷанд дур аст."],
    ],
}


@pytest.mark.parametrize(("language", "expected"), [(code, row) for code, rows in TABLE.items() for row in rows])
def test_sentences(language: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in split_paragraph(text, language)] == expected


def test_names_are_protected() -> None:
    text = "It was on Radio Go! News today. Then it was gone."
    assert len(split_paragraph(text, "en")) == 3
    assert len(split_paragraph(text, "en", ("Go! News", "Then"))) == 2


def test_a_paragraph_beyond_all_measure_is_still_split() -> None:
    text = "این… «" * 20_000 + "The end. " * 20_000
    assert len(split_paragraph(text, "fa")) > 10_000


PIECES = (
    *(
        "By A. Bee – C\n",
        "Mr. ",
        "т. е. ",
        "Text.",
        "«",
        "»",
        "? ",
        "\n",
        "\n\n",
        " \u200c",
        "…",
        "- ",
        "؟ ",
        "a ",
        "Б",
    ),
    *("Leave a Reply\n", "Home\n", "\r", "\t", "A heading\n", "1. ", "x" * 70, "\u2028", "[3] "),
)


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("language", ["en", "fa"])
@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_offsets_are_trimmed_ordered_and_apart(text: str, wrapped: bool, language: str) -> None:
    paragraphs = find_paragraphs(text, wrapped)
    sentences = find_sentences(text, find_lines(text, paragraphs, ""), language)
    last = 0
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        assert words and words == words.strip()
        assert last <= sentence.start < sentence.end <= len(text)
        assert any(start <= sentence.start and sentence.end <= end for start, end in paragraphs)
        last = sentence.end
