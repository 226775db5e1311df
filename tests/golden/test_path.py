"""The fictional region travels the whole path, offline: files, lake, case, briefing, against golden files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.golden.collect import EXPECTED, REPORTS, Plain, collect, make_case, read_mentions

from sarhad import pipeline
from sarhad.records import Case
from sarhad.settings import load_settings

# (report, table) → why what comes out is wrong; the golden file holds what should come out.
KNOWN_WRONG: dict[tuple[str, str], str] = {}
FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(EXPECTED.glob("*.json"))}
TABLES = [(name, table) for name, plain in FILES.items() for table in plain]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("verania")


@pytest.fixture(scope="module")
def case(workspace: Path) -> Case:
    return make_case(workspace)


@pytest.fixture(scope="module")
def found(case: Case, workspace: Path) -> dict[str, Plain]:
    return collect(case, read_mentions(workspace))


def test_every_report_has_its_golden_file(found: dict[str, Plain]) -> None:
    assert set(found) == set(FILES)


def mark(name: str, table: str) -> list[pytest.MarkDecorator]:
    reason = KNOWN_WRONG.get((name, table))
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


@pytest.mark.parametrize(("name", "table"), [pytest.param(n, t, id=f"{n}-{t}", marks=mark(n, t)) for n, t in TABLES])
def test_as_expected(name: str, table: str, found: dict[str, Plain]) -> None:
    assert json.loads(json.dumps(found[name][table])) == FILES[name][table]


def test_inputs_are_read_or_refused(case: Case) -> None:
    (run,) = case.runs
    assert (run.inputs, run.read, run.refused) == (17, 16, 1)
    assert len(case.documents) == run.read


def test_reading_again_changes_nothing(found: dict[str, Plain], workspace: Path) -> None:
    settings = load_settings(workspace)
    run, refused = pipeline.read(workspace, [str(REPORTS)], settings)
    assert (run.inputs, run.known, [Path(p.name).name for p in refused]) == (17, 16, ["15-empty.txt"])
    assert collect(pipeline.build_case(workspace, settings), read_mentions(workspace)) == found


def test_the_briefing_speaks_of_every_proposition_and_cites(case: Case, workspace: Path) -> None:
    (path,) = pipeline.brief(workspace, load_settings(workspace), [workspace / "briefing.md"])
    text = path.read_text(encoding="utf-8")
    assert case.title in text
    assert [e.text for e in case.ledger if e.text not in text] == []
    assert "[^1]" in text


def test_nothing_of_a_page_s_frame_became_a_record(case: Case) -> None:
    words = ("Verania says no", "denied everything", "newsletter", "Leave a Reply", "Подписывайтесь")
    sentences = [d.text[s.start : s.end] for d in case.documents for s in d.sentences]
    assert [s for s in sentences if any(w in s for w in words)] == []
