"""A second region through the same code: the pack alone says who, where and what it is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.robust.command import sarhad

from sarhad.pipeline import annotate, build_case
from sarhad.records import Annotation
from sarhad.settings import load_settings
from sarhad.world import load_region

ENGLISH = """Commissions agree on border sections

Yerevan, 19 April 2024.

The Armenian Foreign Ministry said that the commissions on delimitation had agreed on four sections of the border in
Tavush. Azerbaijan's Foreign Ministry denied that Baku is preparing a new offensive. The EU Mission in Armenia said its
observers reduce tensions along the border.

Analysts believe the threat of a new war remains structural. The Prime Minister of Armenia said the peace treaty with
Azerbaijan could be signed within a month. Georgia's Foreign Ministry said that borderization continues in Abkhazia.
"""
RUSSIAN = """Баку и Ереван о делимитации

Ереван, 16 мая 2024 года.

МИД Армении сообщил, что протокол о делимитации границы подписан. Премьер-министр Армении заявил, что мирный договор
с Азербайджаном будет подписан в ближайшее время. Российские пограничники покинули Воскепар 24 мая 2024 года.
МИД Грузии заявил, что бордеризация в Абхазии продолжается.
"""


def spoken(found: Annotation) -> set[tuple[str, str, str]]:
    return {(c.source_actor, c.proposition, c.stance) for c in found.claims if c.proposition}


def test_english_claims_meet_the_packs_propositions() -> None:
    found = spoken(annotate(ENGLISH, "en", "south-caucasus"))
    assert {
        ("armenia", "border-is-being-delimited", "asserts"),
        ("azerbaijan", "new-fighting-is-coming", "denies"),
        ("euma", "eu-mission-stabilises", "asserts"),
        ("", "threat-is-structural", "asserts"),
        ("armenia", "peace-treaty-is-near", "asserts"),
        ("georgia", "borderization-goes-on", "asserts"),
    } <= found


def test_russian_claims_meet_the_same_propositions() -> None:
    found = spoken(annotate(RUSSIAN, "ru", "south-caucasus"))
    assert {
        ("armenia", "border-is-being-delimited", "asserts"),
        ("armenia", "peace-treaty-is-near", "asserts"),
        ("georgia", "borderization-goes-on", "asserts"),
    } <= found


@pytest.mark.parametrize(
    ("name", "place"),
    [("Stepanakert", "khankendi"), ("Khankendi", "khankendi"), ("Shushi", "shusha"), ("Artsakh", "nagorno-karabakh")],
)
def test_both_sides_names_are_one_place(name: str, place: str) -> None:
    found = annotate(f"The road to {name} was closed in the morning.", "en", "south-caucasus")
    assert place in {m.place for m in found.mentions}


def test_a_briefing_of_the_region_names_no_other(tmp_path: Path) -> None:
    work = tmp_path / "work"
    for name, text in (("en.txt", ENGLISH), ("ru.txt", RUSSIAN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert sarhad("init", work, "--region", "south-caucasus").code == 0
    assert sarhad("read", "-w", work, tmp_path / "en.txt", tmp_path / "ru.txt").code == 0
    case = build_case(work, load_settings(work))
    assert case.region == "south-caucasus" and case.assessment.origins_for and case.assessment.origins_against
    assert sarhad("brief", "-w", work, "-o", work / "b.md", "-o", work / "b.html").code == 0
    text = (work / "b.md").read_text(encoding="utf-8")
    assert text.startswith("# The South Caucasus")
    assert not re.search(r"taliban|afghan|tajik|uzbek", text, re.I)


def test_the_code_names_no_region_outside_its_packs() -> None:
    """Examples in docstrings and comments aside, no module says what only one region's pack may say."""
    allowed = {"settings.py", "pipeline.py", "cli.py"}  # the region that ships as the default
    found = []
    for path in (ROOT / "src" / "sarhad").rglob("*.py"):
        for text in re.findall(r'"([^"\n]*)"', _code(path.read_text(encoding="utf-8"))):
            if re.search(r"taliban|afghan|csto|kabul", text, re.I) and path.name not in allowed:
                found.append(f"{path.name}: {text}")
    assert found == [] or all(line.startswith("words.py") for line in found), found


def _code(text: str) -> str:
    """A module without docstrings and comments."""
    return re.sub(r"(?m)#.*$", "", re.sub(r'(?s)""".*?"""', "", text))


def test_membership_in_the_security_treaty_is_by_date() -> None:
    pack = load_region("south-caucasus")
    assert pack.members_of("csto", "1998-01-01") == {"armenia", "azerbaijan", "georgia", "russia"}
    assert pack.members_of("csto", "2010-01-01") == {"armenia", "russia"} == pack.members_of("csto")
