"""Claims in Russian: sentences with the spans that must come out, read through all of extraction."""

from __future__ import annotations

import pytest
from tests.conftest import Read
from tests.extract.test_claims_en import spans

FOUND = [
    ("Представитель ОДКБ заявил, что угроза растёт.", "Представитель ОДКБ", "заявил", "угроза растёт"),
    ("Талибы опровергли, что боевики перешли границу.", "Талибы", "опровергли", "боевики перешли границу"),
    (
        "Аналитики считают, что угроза носит структурный характер.",
        "Аналитики",
        "считают",
        "угроза носит структурный характер",
    ),
    ("Глава МИД заверил, что угрозы нет.", "Глава МИД", "заверил", "угрозы нет"),
    ("По словам министра, граница закрыта.", "министра", "По словам", "граница закрыта"),
    ("По его данным, граница закрыта.", "его", "По | данным", "граница закрыта"),
    ("Как сообщает ТАСС, граница закрыта.", "ТАСС", "сообщает", "граница закрыта"),
    ("Граница закрыта, сообщил министр обороны.", "министр обороны", "сообщил", "Граница закрыта"),
    ("«Граница спокойна», - сказал губернатор.", "губернатор", "сказал", "«Граница спокойна»"),
    ("Комендант отверг обвинения.", "Комендант", "отверг", "обвинения"),
    ("Посол усомнился в точности подсчёта.", "Посол", "усомнился", "точности подсчёта"),
    ("Совет призвал стороны вернуться за стол.", "Совет", "призвал", "вернуться за стол"),
    ("Мэрия намерена закрыть рынок.", "Мэрия", "намерена", "закрыть рынок"),
    ("Сообщается, что мост цел.", "", "Сообщается", "мост цел"),
    ("В штабе уверены: паводок не дойдёт до города.", "штабе", "уверены", "паводок не дойдёт до города"),
    ("Из отчёта следует, что склад пуст.", "отчёта", "следует", "склад пуст"),
    ("Склад пуст, следует из отчёта ревизоров.", "отчёта ревизоров", "следует из", "Склад пуст"),
    ("Было объявлено, что занятия отменены.", "", "объявлено", "занятия отменены"),
    ("Комитет выразил надежду, что мост откроют.", "Комитет", "выразил надежду", "мост откроют"),
    ("По слухам, мост цел.", "", "По слухам", "мост цел"),
    ("Следствие полагает, мост взорвали свои.", "Следствие", "полагает", "мост взорвали свои"),
    ("К весне ожидается рост цен на рис.", "", "ожидается", "рост цен на рис"),
    ("Мэр развеял опасения.", "Мэр", "развеял", "опасения"),
    ("Лесники списывают пожар на туристов.", "Лесники", "списывают", "пожар на туристов"),
    ("Дорогу откроют к осени — министр транспорта", "министр транспорта", "—", "Дорогу откроют к осени"),
    ("Комитет: дорогу откроют к осени", "Комитет", ":", "дорогу откроют к осени"),
]


@pytest.mark.parametrize(("sentence", "source", "cue", "content"), FOUND)
def test_source_cue_and_content_are_exact(sentence: str, source: str, cue: str, content: str, read: Read) -> None:
    found = [c for c in read(sentence, language="ru").claims if c.kind != "author"]
    assert [spans(sentence, c) for c in found] == [(source, cue, content)]


@pytest.mark.parametrize(
    "sentence",
    [
        "В горах выпал снег.",
        "Никто не говорил, что мост цел.",
        "О пострадавших не сообщалось.",
        "Комиссия считала голоса до утра.",
        "Министр отказался подтвердить эти сведения.",
        "Суд принял жалобу на решение комиссии.",
        "Пост закрыли, чтобы никто не сказал, что он лишний.",
    ],
)
def test_no_attribution_no_claim(sentence: str, read: Read) -> None:
    assert not read(sentence, language="ru").claims


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Посол не верит, что перемирие продержится.", "deny"),
        ("Посол не исключил, что перемирие сорвётся.", "believe"),
        ("Посол не скрывал, что встреча была.", "confirm"),
        ("Посол не отрицал, что встреча была.", "confirm"),
        ("Посол назвал эти слухи вымыслом.", "deny"),
        ("Посол пообещал приехать весной.", "plan"),
    ],
)
def test_what_the_cue_does(sentence: str, act: str, read: Read) -> None:
    assert [c.act for c in read(sentence, language="ru").claims if c.source] == [act]


def test_a_chain_is_two_claims(read: Read) -> None:
    text = "Агентство сообщило, что комендант приказал усилить посты."
    assert [spans(text, c) for c in read(text, language="ru").claims] == [
        ("Агентство", "сообщило", "комендант приказал усилить посты"),
        ("комендант", "приказал", "усилить посты"),
    ]


def test_two_verbs_of_one_speaker_and_a_second_speaker(read: Read) -> None:
    text = "Мэр сказал, что мост цел, и попросил жителей не верить слухам, а комендант заверил, что охрана усилена."
    assert [spans(text, c) for c in read(text, language="ru").claims] == [
        ("Мэр", "сказал", "мост цел"),
        ("Мэр", "попросил", "не верить слухам"),
        ("комендант", "заверил", "охрана усилена"),
    ]


def test_content_on_both_sides_of_the_attribution(read: Read) -> None:
    text = "«Мост цел, — сказал инженер, — и простоит долго»."
    assert [spans(text, c) for c in read(text, language="ru").claims] == [
        ("инженер", "сказал", "«Мост цел | и простоит долго»")
    ]


def test_a_quotation_goes_on_in_the_next_sentence(read: Read) -> None:
    found = read("«Мост цел, — сказал инженер.", "— Он простоит ещё сто лет».", language="ru")
    assert [spans(found.document.text, c) for c in found.claims] == [
        ("инженер", "сказал", "«Мост цел | Он простоит ещё сто лет»")
    ]


def test_this_was_said_by(read: Read) -> None:
    found = read("Мост через реку закрыт.", "Об этом сообщил комендант.", language="ru")
    assert [spans(found.document.text, c) for c in found.claims] == [("комендант", "сообщил", "Мост через реку закрыт")]


def test_an_outlet_passes_on_with_reference_to_another(read: Read) -> None:
    found = read("Мост через реку закрыт.", "Об этом 24.kg пишет со ссылкой на «Ховар».", language="ru")
    assert {spans(found.document.text, c) for c in found.claims} == {
        ("24.kg", "пишет", "Мост через реку закрыт"),
        ("«Ховар»", "со ссылкой на", "Мост через реку закрыт"),
    }


def test_a_headline_names_somebody_who_can_speak(read: Read) -> None:
    assert not read("Дело принципа: мост через реку строят третий год", language="ru").claims


def test_the_words_that_are_denied_are_a_claim_too(read: Read) -> None:
    text = "Таможня опровергла слухи о том, что пост закрыт."
    assert [spans(text, c) for c in read(text, language="ru").claims] == [
        ("Таможня", "опровергла", "слухи о том, что пост закрыт"),
        ("", "слухи", "пост закрыт"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "По - словам",
        "— : — сказал —",
        "«« сказал »» по его",
        "слово " * 500 + "сказал, что да.",
        "Министр сказал :",
        "говорится в",
    ],
)
def test_broken_text_breaks_nothing(sentence: str, read: Read) -> None:
    for claim in read(sentence, language="ru").claims:
        assert all(0 <= s < e <= len(sentence) for part in (claim.source, claim.cue, claim.content) for s, e in part)
