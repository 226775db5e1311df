"""`sarhad series` and the answers on gap and modes, on the command line and as of a date."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.robust.command import sarhad

from sarhad.pipeline import init, list_series, read
from sarhad.settings import Settings
from sarhad.store import open_lake

FIRST = "The Taliban attacked Tajik border guards near Khorog on 4 May 2025, killing two.\n"
LATER = "Tajikistan and the Taliban held talks in Dushanbe on 9 May 2025.\n"


@pytest.fixture
def work(tmp_path: Path) -> tuple[Path, Settings]:
    folder = tmp_path / "work"
    return folder, init(folder)


def put(work: tuple[Path, Settings], name: str, text: str, day: str) -> None:
    path = work[0].parent / name
    path.write_text(f"---\npublisher: {name}\npublished: {day}\n---\n{text}", encoding="utf-8")
    read(work[0], [str(path)], work[1])


def rows(*arguments: Any) -> list[dict[str, Any]]:
    done = sarhad(*arguments, "--json")
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_values_by_month_and_the_rows_they_come_from(work: tuple[Path, Settings]) -> None:
    put(work, "a.md", FIRST, "2025-05-05")
    deaths = rows("series", "-w", work[0], "--where", "indicator=deaths:text", "--where", "unit=TJK")
    assert [(r["period"], r["value"], r["low"], r["high"]) for r in deaths] == [("2025-05", 2.0, 2.0, 2.0)]
    counted = rows("series", "-w", work[0], "--counted", "--where", "unit=tjk-afg")
    assert {r["record"] for r in counted} == set(deaths[0]["rows"])
    assert {(r["indicator"], r["best"], r["dated"]) for r in counted} == {
        ("incidents:text", 2, "text"),
        ("deaths:text", 2, "text"),
    }


def test_what_was_known_then(work: tuple[Path, Settings]) -> None:
    put(work, "a.md", FIRST, "2025-05-05")
    with open_lake(*work, read_only=True) as lake:
        then = lake.snapshots()[-1].time
    put(work, "b.md", LATER, "2025-05-10")

    def engagement(as_of: str | None) -> list[tuple[object, ...]]:
        table = list_series(*work, "year", as_of, "", ["indicator=engagement", "unit=taliban→tajikistan"])
        return [(r["period"], r["n"], r["absence"]) for r in table.rows]

    assert engagement(then) == [("2025", 1, "not enough evidence")]
    assert engagement(None) == [("2025", 2, "not enough evidence")]


def test_answers_say_that_there_is_too_little(work: tuple[Path, Settings]) -> None:
    put(work, "a.md", FIRST, "2025-05-05")
    gap = rows("assess", "gap", "-w", work[0])
    answers = [r for r in gap if r["side"] == "answer"]
    assert {r["answer"] for r in answers} == {"not enough evidence"}
    assert (answers[0]["first"], answers[0]["last"]) == ("2024-06", "2025-05")
    against = [r for r in gap if r["unit"] == "taliban→tajikistan" and r["side"] == "below"]
    assert [(r["counts_as"], r["date"]) for r in against] == [("conflict", "2025-05-04")]
    modes = rows("assess", "modes", "-w", work[0])
    assert (modes[0]["side"], modes[0]["answer"], modes[0]["probability"]) == ("answer", "not enough evidence", None)


def test_csv_has_one_header_and_every_field(work: tuple[Path, Settings]) -> None:
    put(work, "a.md", FIRST, "2025-05-05")
    done = sarhad("assess", "modes", "-w", work[0], "--csv")
    table = list(csv.DictReader(io.StringIO(done.out)))
    assert table[0]["answer"] == "not enough evidence" and "bayes_factor" in table[0]


def test_an_unknown_window_is_refused_with_those_there_are(work: tuple[Path, Settings]) -> None:
    put(work, "a.md", FIRST, "2025-05-05")
    done = sarhad("series", "-w", work[0], "--window", "week")
    assert done.code == 1 and "12-months" in done.err
