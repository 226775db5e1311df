"""The bundled case is whole: its size and forms, its marks, and its answer key against the shared facts."""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from tests.case.answer_key import MARK, Note, read_key, read_notes

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "csto-afghanistan" / "reports"
FACTS = Path(os.environ.get("SARHAD_SHARED", ROOT.parent / "shared")) / "facts" / "facts.jsonl"
LONGEST = 12  # words of a fact in a row are too many


@pytest.fixture(scope="module")
def notes() -> list[Note]:
    return read_notes(REPORTS)


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, Any]]:
    if not FACTS.exists():
        pytest.skip(f"no facts at {FACTS}: set SARHAD_SHARED to the folder that holds facts/facts.jsonl")
    rows = (json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row for row in rows}


def test_there_are_enough_notes_in_each_language(notes: list[Note]) -> None:
    languages = Counter(note.language for note in notes)
    assert len(notes) >= 120
    assert languages["en"] >= 60
    assert languages["ru"] >= 25
    assert languages["fa"] >= 25
    assert languages["tg"] >= 10


def test_there_are_notes_in_each_form(notes: list[Note]) -> None:
    forms = Counter(note.form for note in notes)
    assert forms["pdf"] >= 2
    assert len({note.name.partition("#")[0] for note in notes if note.form == "xml"}) >= 1
    assert forms["xml"] >= 6
    assert forms["eml"] >= 1
    assert forms["jsonl"] >= 3
    assert forms["html"] > len(notes) / 2


def test_each_note_lies_in_the_folder_of_its_language(notes: list[Note]) -> None:
    assert [note.name for note in notes if not note.name.startswith(f"{note.language}/")] == []


def test_each_note_is_marked_as_a_digest_where_readers_and_programs_see_it(notes: list[Note]) -> None:
    assert [note.name for note in notes if not note.digest] == []
    assert [note.name for note in notes if MARK.lower() not in " ".join(note.text.split()).lower()] == []


def test_each_note_names_title_publisher_address_and_facts(notes: list[Note]) -> None:
    assert [note.name for note in notes if not (note.title and note.publisher and note.facts)] == []
    assert [note.name for note in notes if not re.match(r"https?://\S+$", note.url)] == []


def test_the_answer_key_names_each_note_once(notes: list[Note]) -> None:
    key = read_key(REPORTS)
    assert len(key) == len(notes)
    assert all(key.values())


def test_dates_are_days_months_or_years_or_left_out(notes: list[Note]) -> None:
    iso = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")
    mail = re.compile(r"(?:\w{3}, \d\d \w{3} \d{4} 00:00:00 \+0000)?")
    odd = [n.name for n in notes if not (mail if n.form in ("xml", "eml") else iso).fullmatch(n.published)]
    assert odd == []


def test_all_ids_are_facts(notes: list[Note], facts: dict[str, dict[str, Any]]) -> None:
    assert {id for note in notes for id in (*note.facts, *note.background)} - facts.keys() == set()


def test_publisher_and_address_are_the_main_facts(notes: list[Note], facts: dict[str, dict[str, Any]]) -> None:
    strays = [n.name for n in notes if facts[n.facts[0]]["publisher"] != n.publisher]
    assert strays + [n.name for n in notes if facts[n.facts[0]]["url"] != n.url] == []


def test_a_doubtful_date_is_not_given_as_a_date(notes: list[Note], facts: dict[str, dict[str, Any]]) -> None:
    assert [n.name for n in notes if n.published and facts[n.facts[0]].get("date_doubtful")] == []


def test_the_rows_of_syndication_groups_are_notes_of_their_own(
    notes: list[Note], facts: dict[str, dict[str, Any]]
) -> None:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in facts.values():
        groups[row.get("syndication_group") or ""].add(row["id"])
    own = {note.facts[0] for note in notes if len(note.facts) == 1}
    whole = [name for name, ids in groups.items() if name and len(ids) > 1 and ids <= own]
    assert len(whole) >= 8


def test_no_long_passage_of_a_fact_is_repeated(notes: list[Note], facts: dict[str, dict[str, Any]]) -> None:
    written = {run: id for id, row in facts.items() for run in _runs(row["what"])}
    shared = {(note.name, written[run]): run for note in notes for run in _runs(note.text) & written.keys()}
    assert shared == {}


def _runs(text: str) -> set[str]:
    """Every run of twelve words, so that no sentence of that length can be shared whole."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[start : start + LONGEST]) for start in range(len(words) - LONGEST + 1)}
