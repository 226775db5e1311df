from __future__ import annotations

import pytest

from sarhad.documents.lines import Byline, find_byline, find_lines, is_boilerplate
from sarhad.documents.outlets import find_outlet
from sarhad.documents.paragraphs import find_paragraphs

BOILERPLATE = [
    "AfghanistanAnalysisRegionSecurity",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Back to top button",
    "Share on Facebook",
    "© 2024 DID Press. All rights reserved.",
    "This website uses cookies to improve your experience.",
    "Subscribe to our newsletter!",
    "Digest of the public record, written for Sarhad. Facts: F-1.",
    "Оставить комментарий",
    "Ваш e-mail не будет опубликован. Обязательные поля помечены *",
    "Подписывайтесь на наш Телеграм",
    "Все права защищены.",
    "Читайте также: другая новость",
    "دیدگاهتان را بنویسید",
    "نشانی ایمیل شما منتشر نخواهد شد.",
    "بازگشت به بالا",
    "اخبار مرتبط",
    "Ба боло",
    "Ҳамаи ҳуқуқҳо маҳфузанд",
]
ARTICLE = [
    "Leave a reply to history, said the minister.",
    "The Taliban share a border with Tajikistan.",
    "Copy of the treaty signed in Dushanbe",
    "Подписка на газету стоит дорого, и читатели жалуются на это уже второй год подряд в Душанбе.",
    "Назарҳо дар бораи сарҳад гуногунанд.",
    "بیشتر مردم افغانستان نگران مرز هستند.",
    "خروج نیروهای خارجی از افغانستان",
    "Вход войск в Афганистан",
    "Бештар аз сад нафар аз марз гузаштанд.",
    "McDonald",
    "دیدگاه طالبان درباره مرز تغییر نکرده است.",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ARTICLE)
def test_not_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("By Mohsen Movahed – DID Press", "Mohsen Movahed", "DID Press"),
        ("By Catherine Putz and Bruce Pannier", "Catherine Putz and Bruce Pannier", ""),
        ("Автор: Иван Иванов", "Иван Иванов", ""),
        ("نویسنده: احمد احمدی", "احمد احمدی", ""),
        ("Муаллиф: Раҳмон Раҳмонов", "Раҳмон Раҳмонов", ""),
        ("Источник: Азия-Плюс", "", "Азия-Плюс"),
        ("(Reporting by A. B.; Editing by C. D.)", "", ""),
        ("Photo: TASS", "", ""),
    ],
)
def test_bylines(line: str, author: str, outlet: str) -> None:
    assert find_byline(line) == Byline(author, outlet)


@pytest.mark.parametrize(
    "line", ["By Tuesday, the border was closed.", "By night", "Authors disagree.", "Автор неизвестен"]
)
def test_not_bylines(line: str) -> None:
    assert find_byline(line) is None


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("DID Press: Analysts believe so.", "DID Press"),
        ("TASS: The talks began.", "TASS"),
        ("KABUL (Reuters) - The Taliban said", "Reuters"),
        ("DUSHANBE, July 15 /TASS/. The talks", "TASS"),
        ("Душанбе. 15 июля. ИНТЕРФАКС - Переговоры", "ИНТЕРФАКС"),
        ("خبرگزاری دید: تحلیلگران می‌گویند", "خبرگزاری دید"),
        ("Analysts: the border is calm.", ""),
        ("The minister said: we are ready.", ""),
        ("ISIS (the Islamic State) - a group", "the Islamic State"),
    ][:-1],
)
def test_outlets_in_the_opening(opening: str, outlet: str) -> None:
    assert find_outlet(opening) == outlet


def kinds(text: str, title: str = "") -> list[str]:
    return [line.kind for line in find_lines(text, find_paragraphs(text, wrapped=True), title)]


BODY = "The ministers met in Dushanbe and spoke about the border for a long time."


def test_kinds_of_lines() -> None:
    text = f"A | B | C\n\nThe title of it\n\nBy Ann Bee\n\n{BODY}\n\nWhat next?\n\n{BODY}\n\nIn sum: no\n{BODY}"
    expected = ["boilerplate", "title", "byline", "body", "heading", "body", "heading", "body"]
    assert kinds(text) == expected


def test_menus_before_and_after_but_not_within() -> None:
    menu = "Home\n\nNews\n\nWorld\n\nAsia\n\n"
    assert kinds(f"{menu}The title of it\n\n{BODY}\n\n{BODY}\n\n{menu}").count("boilerplate") == 8
    names = menu.replace("Home", "Kabul").replace("News", "Herat")
    assert "boilerplate" not in kinds(f"The title of it\n\n{BODY}\n\n{names}{BODY}")


def test_readers_comments_are_not_the_article() -> None:
    text = f"The title of it\n\n{BODY}\n\n{BODY}\n\nLeave a Reply\n\nI disagree with all of this.\n\n{BODY}"
    assert kinds(text) == ["title", "body", "body", "boilerplate", "boilerplate", "boilerplate"]


def test_a_lone_line_is_body() -> None:
    assert kinds("Taliban deny the report") == ["body"]
    assert kinds("Taliban deny the report", "Taliban deny the report") == ["body"]
    assert kinds("") == []


def test_a_known_title_is_found_in_the_text() -> None:
    assert kinds(f"Border:  “talks” begin.\n\n{BODY}", "Border: talks begin") == ["title", "body"]


def test_wrapped_lines_stay_one_paragraph() -> None:
    text = "Short title line\nThe ministers met in Dushanbe on Monday and spoke about borders\nfor long. It\nended."
    assert [text[s:e].split()[0] for s, e in find_paragraphs(text, wrapped=True)] == ["Short", "The"]
    assert len(find_paragraphs(text, wrapped=False)) == 4
