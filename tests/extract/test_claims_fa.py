"""Claims in Persian and Tajik: sentences with the spans that must come out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Read
from tests.extract.test_claims_en import spans

from sarhad.extract.claims_fa import find_claims_fa

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


@pytest.mark.parametrize(("code", "sentence"), [("fa", "برف بارید."), ("tg", "Дар кӯҳ барф борид.")])
def test_a_sentence_without_attribution_has_no_claim(code: str, sentence: str, read: Read) -> None:
    assert not read(sentence, language=code).claims


SEVERAL = {
    "fa, an aside, a time and an addressee": (
        "گلنار، سخنگوی ادارهٔ آب، روز دوشنبه در گفتگو با رادیو وادی گفت که چاه‌ها خشک شده‌اند.",
        [("گلنار، سخنگوی ادارهٔ آب،", "گفت", "چاه‌ها خشک شده‌اند")],
    ),
    "fa, the same speaker goes on": (
        "رئیس شورا تأکید کرد که سد پر است و خواستار ترمیم پل شد.",
        [("رئیس شورا", "تأکید کرد", "سد پر است"), ("رئیس شورا", "خواستار | شد", "ترمیم پل")],
    ),
    "fa, another speaker objects": (
        "کارشناسان معتقدند که خطر جدی است، اما مقام‌های ولایت آن را اغراق‌آمیز می‌خوانند.",
        [("کارشناسان", "معتقدند", "خطر جدی است"), ("مقام‌های ولایت", "اغراق‌آمیز می‌خوانند", "آن")],
    ),
    "fa, the matter in a phrase": (
        "نهادهای مدنی نسبت به کمبود دارو ابراز نگرانی شدید کردند.",
        [("نهادهای مدنی", "ابراز نگرانی شدید کردند", "کمبود دارو")],
    ),
    "fa, blamed": (
        "گزارشگران سرحدی شهرداری را به پنهان‌کاری متهم می‌کنند.",
        [("گزارشگران سرحدی", "متهم می‌کنند", "شهرداری را به پنهان‌کاری")],
    ),
    "fa, stated with": (
        "والی با تأکید بر اینکه مرزها امن است، گفت: هیچ تهدیدی وجود ندارد.",
        [("والی", "تأکید", "مرزها امن است"), ("والی", "گفت", "هیچ تهدیدی وجود ندارد")],
    ),
    "fa, relayed": (
        "به گزارش خبرگزاری وادی به نقل از یک چوپان، گرگ‌ها به گله زده‌اند.",
        [
            ("خبرگزاری وادی", "به گزارش", "به نقل از یک چوپان، گرگ‌ها به گله زده‌اند"),
            ("یک چوپان", "به نقل از", "گرگ‌ها به گله زده‌اند"),
        ],
    ),
    "fa, in the middle": (
        "سد، به باور کارشناسان، تا دو سال دیگر پر نخواهد شد.",
        [("کارشناسان", "به باور", "سد | تا دو سال دیگر پر نخواهد شد")],
    ),
    "fa, a quotation first": (
        "«جاده بسته است»، راننده‌ای که نخواست نامش فاش شود به خبرنگار ما گفت.",
        [("راننده‌ای که نخواست نامش فاش شود", "گفت", "«جاده بسته است»")],
    ),
    "fa, it stands in a paper": (
        "در اعلامیهٔ شهرداری آمده است: دو پل بسته می‌شود.",
        [("اعلامیهٔ شهرداری", "آمده است", "دو پل بسته می‌شود")],
    ),
    "fa, hearsay": (
        "گفته می‌شود شماری از کارگران برگشته‌اند.",
        [("", "گفته می‌شود", "شماری از کارگران برگشته‌اند")],
    ),
    "fa, who is silent ends what is said": (
        "باشندگان می‌گویند که دو خانه سوخته است؛ پلیس در این باره اظهار نظر نکرده است.",
        [("باشندگان", "می‌گویند", "دو خانه سوخته است")],
    ),
    "fa, letters of an Arabic keyboard, no joiners": (
        "منابع محلي مي گويند كه راه باز شده است.",
        [("منابع محلي", "مي گويند", "راه باز شده است")],
    ),
    "fa, what is pointed at comes first": (
        "این خبر را سخنگوی والی تأیید کرد.",
        [("سخنگوی والی", "تأیید کرد", "این خبر")],
    ),
    "fa, a date before the object": (
        "گلنار، معاون والی، در ۱۱ جنوری اظهارات شهردار دربارهٔ پل را رد کرد.",
        [("گلنار، معاون والی،", "رد کرد", "اظهارات شهردار دربارهٔ پل")],
    ),
    "fa, asked of many": (
        "معلمان خواستار آن‌اند که معاش‌شان افزایش یابد.",
        [("معلمان", "خواستار آن‌اند", "معاش‌شان افزایش یابد")],
    ),
    "fa, the denial as a headline": (
        "تکذیب خبر سیلاب از سوی شهرداری",
        [("شهرداری", "تکذیب", "خبر سیلاب")],
    ),
    "tg, a title and a name": (
        "Сухангӯи ноҳия Гулнор Шодиева ин хабарро беасос номид.",
        [("Сухангӯи ноҳия Гулнор Шодиева", "беасос номид", "ин хабарро")],
    ),
    "tg, citing": (
        "Хабаргузории «Водӣ» бо истинод ба шаҳрдорӣ навишт, ки пул баста шуд.",
        [
            ("шаҳрдорӣ", "бо истинод ба", "пул баста шуд"),
            ("Хабаргузории «Водӣ»", "навишт", "пул баста шуд"),
        ],
    ),
    "tg, said behind": (
        "«Пул фардо кушода мешавад», — гуфт муҳандиси ноҳия.",
        [("муҳандиси ноҳия", "гуфт", "«Пул фардо кушода мешавад»")],
    ),
    "tg, without descenders": (
        "Манбаъхо мегуянд, ки роххо баста аст.",
        [("Манбаъхо", "мегуянд", "роххо баста аст")],
    ),
    "tg, a converb": (
        "Раиси ноҳия интиқодҳоро рад карда, гуфт, ки маблағ кофист.",
        [("Раиси ноҳия", "рад карда", "интиқодҳоро"), ("Раиси ноҳия", "гуфт", "маблағ кофист")],
    ),
    "tg, the body as a place": (
        "Дар шаҳрдорӣ мегӯянд, ки хабар нодуруст аст.",
        [("шаҳрдорӣ", "мегӯянд", "хабар нодуруст аст")],
    ),
    "tg, a noun heads the line": (
        "Ҳушдори муҳаққиқон: Пирях об мешавад",
        [("муҳаққиқон", "Ҳушдори", "Пирях об мешавад")],
    ),
    "tg, asked": (
        "Сокинон аз раис хостанд, ки мактаб созад.",
        [("Сокинон", "хостанд", "мактаб созад")],
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_the_claims_of_a_sentence_that_is_harder(name: str, read: Read) -> None:
    sentence, expected = SEVERAL[name]
    found = [c for c in read(sentence, language=name[:2]).claims if c.kind != "author"]
    assert sorted(spans(sentence, c) for c in found) == sorted(expected)


@given(st.text(alphabet="گفتهایدرکود،؛«»:.- \u200cکه می‌شد", max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_persian_line_is_read_without_harm(line: str) -> None:
    for found in find_claims_fa(line, "fa"):
        for start, end in (*found.source, *found.cue, *found.content):
            assert 0 <= start < end <= len(line)


@given(st.text(alphabet="гуфтакирдҳмешавад ,–:«».ба ", max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_tajik_line_is_read_without_harm(line: str) -> None:
    for found in find_claims_fa(line, "tg"):
        for start, end in (*found.source, *found.cue, *found.content):
            assert 0 <= start < end <= len(line)
