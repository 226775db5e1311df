"""The command line as its users meet it: what it prints, where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from tests.robust.command import Done, report, sarhad, start, write_reports

from sarhad.pipeline import bundled_case
from sarhad.terminal import plain

TABLES = ("claims", "events", "actors", "places", "commitments", "ledger", "assess")
CHANGES = ("correct", "grade", "undo", "export")
COMMANDS = (
    "demo",
    "init",
    "read",
    "annotate",
    "load",
    "datasets",
    "lint",
    *TABLES,
    "sources",
    "corrections",
    *CHANGES,
    "brief",
    "serve",
)
ENGLISH = "The Taliban denied that militants crossed from Afghanistan into Tajikistan."
PERSIAN = "طالبان گفت که جنگجویان از مرز افغانستان به تاجیکستان عبور نکرده‌اند."
RUSSIAN = "Талибан заявил, что боевики не переходили границу Афганистана с Таджикистаном."
PROGRAMME = (
    "CSTO border programme\n\n29 January 2026\n\nThe CSTO has begun the first phase of its programme for strengthening "
    "the Tajik-Afghan border. Officials said the second phase was postponed.\n"
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a few reports in two languages, one of them under a name made to spoil a terminal."""
    root = tmp_path_factory.mktemp("cli")
    reports = write_reports(root / "reports", range(4))
    (reports / "[bold]en\x1b[31m.txt").write_text(report(5), encoding="utf-8")
    (reports / "programme.txt").write_text(PROGRAMME, encoding="utf-8")
    assert sarhad("init", root / "work").code == 0
    done = sarhad("read", "-w", root / "work", reports)
    assert done.code == 0 and "6 inputs: 6 read, 0 refused" in done.err
    return root / "work"


def rows(*arguments: object) -> list[dict[str, Any]]:
    done = sarhad(*arguments, "--json")
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def is_one_line(done: Done, code: int = 1) -> bool:
    """Whether it ended in one line with a remedy, and nothing else."""
    return done.code == code and not done.out and done.err.startswith("error: ") and done.err.count("\n") == 1


# ---------------------------------------------------------------- help


def test_help_names_every_command_and_the_exit_codes() -> None:
    done = sarhad("--help")
    assert done.code == 0 and all(f"  {command} " in done.out for command in COMMANDS)
    assert "Exit codes: 0 done; 1 an error" in done.out and "..." not in done.out.split("Commands:")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    done = sarhad(command, "--help")
    assert done.code == 0 and f"sarhad {command}" in done.out
    assert len(done.out.split("\n\n")[1].strip()) > 15


def test_version() -> None:
    assert sarhad("--version").out.startswith("sarhad ")


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize("command", TABLES)
def test_a_table_as_json_csv_and_text_has_the_same_rows(workspace: Path, command: str) -> None:
    found = rows(command, "-w", workspace)
    sheet = list(csv.DictReader(io.StringIO(sarhad(command, "-w", workspace, "--csv").out)))
    shown = sarhad(command, "-w", workspace, "--limit", 0)
    assert found and len(sheet) == len(found) and set(found[0]) <= set(sheet[0])
    assert f"{len(found)} rows" in shown.err and shown.out.strip()


@pytest.mark.parametrize("question", ["structural", "modes", "gap"])
def test_assess_answers(workspace: Path, question: str) -> None:
    done = sarhad("assess", question, "-w", workspace)
    assert done.code == 0 and done.out.strip() and " rows" in done.err


def test_an_assessment_is_led_by_its_answer(workspace: Path) -> None:
    assert sarhad("assess", "-w", workspace, "--limit", 1).out.splitlines()[2].startswith("answer")


def test_where_find_and_limit(workspace: Path) -> None:
    every = rows("claims", "-w", workspace)
    denied = rows("claims", "-w", workspace, "--where", "source_actor=taliban")
    assert denied and denied == [row for row in every if row["source_actor"] == "taliban"]
    both = rows("claims", "-w", workspace, "--where", "source_actor=taliban", "--where", "stance=asserts")
    assert both == [row for row in denied if row["stance"] == "asserts"]
    assert rows("claims", "-w", workspace, "--where", "about=afghanistan")
    assert rows("claims", "-w", workspace, "--find", "БОЕВИКИ 3 раз")
    limited = sarhad("claims", "-w", workspace, "--limit", 2)
    assert f"{len(every)} rows; the last 2 shown, --limit 0 shows all" in limited.err


def test_tables_fit_their_terminal(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    for command in TABLES:
        lines = sarhad(command, "-w", workspace).out.splitlines()
        assert max(map(cell_len, lines)) <= 120, command


def test_as_of_today_is_all(workspace: Path) -> None:
    assert rows("claims", "-w", workspace, "--as-of", "2999-01-01") == rows("claims", "-w", workspace)


def test_the_workspace_is_the_folder_one_stands_in(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    assert rows("actors") == rows("actors", "-w", workspace)


def test_a_reader_that_has_seen_enough(workspace: Path) -> None:
    with start("claims", "-w", workspace, "--json") as process:
        process.stdout.close()
        complaint = process.stderr.read()
    assert not complaint


# ---------------------------------------------------------------- changes


def test_correct_grade_log_and_undo(workspace: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(workspace, work)
    (work / "sarhad.toml").write_text('analyst = "A. Analyst"\n', encoding="utf-8")
    claim = rows("claims", "-w", work, "--where", "source_actor=taliban")[0]
    shown = sarhad("claims", "-w", work, "--ids").out
    assert claim["id"][:14] in shown
    done = sarhad("correct", claim["id"][:14], "hedge", "weak", "--because", "hedged in the original", "-w", work)
    assert done.code == 0 and done.out.startswith(f"{claim['id']} hedge: {claim['hedge']} → weak (by A. Analyst, corr")
    assert sarhad("grade", "tass", "D", "--because", "a test", "--by", "B. Desk", "-w", work).code == 0
    first, second = rows("corrections", "-w", work)
    assert (first["who"], first["why"], second["who"]) == ("A. Analyst", "hedged in the original", "B. Desk")
    assert rows("sources", "-w", work, "--where", "id=tass")[0]["grade"] == "D"
    assert "was C" in sarhad("sources", "-w", work, "--where", "id=tass").out
    assert sarhad("undo", first["id"], "--because", "it was not", "-w", work).code == 0
    assert rows("claims", "-w", work, "--where", f"id={claim['id']}") == [claim]
    assert [row["state"] for row in rows("corrections", "-w", work)] == ["replaced", "in force", "in force"]


def test_export(workspace: Path, tmp_path: Path) -> None:
    done = sarhad("export", "stix", tmp_path / "c.json", "-w", workspace, "--where", "source_actor=taliban")
    assert done.code == 0 and done.out.strip() == str(tmp_path / "c.json")
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["type"] == "bundle"
    assert is_one_line(done := sarhad("export", "docx", tmp_path / "c", "-w", workspace))
    assert "bibtex, csv, ftm" in done.err


def test_a_change_without_a_name_or_a_reason(workspace: Path) -> None:
    assert (
        is_one_line(done := sarhad("grade", "tass", "D", "--because", "x", "-w", workspace)) and "--by NAME" in done.err
    )
    assert sarhad("grade", "tass", "D", "-w", workspace).code == 2


# ---------------------------------------------------------------- briefing and demo


def test_brief_in_three_formats(workspace: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"new/briefing.{suffix}" for suffix in ("html", "md", "pdf")]
    done = sarhad("brief", "-w", workspace, *(part for path in paths for part in ("-o", path)))
    assert done.code == 0 and done.out.split() == [str(path) for path in paths]
    starts = [path.read_bytes()[:9].lower() for path in paths]
    assert starts[0] == b"<!doctype" and starts[2].startswith(b"%pdf-") and b"Afghanistan" in paths[1].read_bytes()


def test_brief_carries_the_marking_of_the_workspace(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "work"
    shutil.copytree(workspace, copy)
    (copy / "sarhad.toml").write_text('tlp = "TLP:AMBER"\n', encoding="utf-8")
    assert sarhad("brief", "-w", copy, "-o", tmp_path / "b.md").code == 0
    assert "TLP:AMBER" in (tmp_path / "b.md").read_text(encoding="utf-8")


def test_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow one: the whole bundled case."""
    monkeypatch.chdir(tmp_path)
    done = sarhad("demo")
    assert done.code == 0, done.err
    assert done.out.split() == [f"sarhad-demo/briefing.{suffix}" for suffix in ("html", "pdf", "md")]
    assert all((tmp_path / path).stat().st_size > 10_000 for path in done.out.split())
    reports = sum(path.is_file() for path in bundled_case().rglob("*"))
    inputs, read, refused = map(int, re.findall(r"(\d+) (?:inputs|read|refused)", done.err))
    assert inputs == read >= reports and not refused


# ---------------------------------------------------------------- annotate


def spans(row: dict[str, Any]) -> list[tuple[int, int]]:
    mentions = [(m["start"], m["end"]) for m in row["mentions"]]
    parts = [tuple(s) for c in row["claims"] for name in ("source", "cue", "content") for s in c[name]]
    evidence = [tuple(s) for kind in ("claims", "events") for found in row[kind] for s in found["evidence"]]
    return [*mentions, *parts, *evidence, *map(tuple, row["sentences"])]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [(ENGLISH, "en", "Taliban"), (PERSIAN, "fa", "طالبان"), (RUSSIAN, "ru", "Талибан")],
)
def test_annotate_text_on_standard_input(text: str, language: str, name: str) -> None:
    done = sarhad("annotate", "-", stdin=text.encode())
    (row,) = map(json.loads, done.out.splitlines())
    assert done.code == 0 and row["language"] == language and "text" not in row
    assert all(0 <= start < end <= len(text) for start, end in spans(row))
    assert name in {text[m["start"] : m["end"]] for m in row["mentions"] if m.get("actor") == "taliban"}
    assert row["claims"] and row["claims"][0]["source_actor"] == "taliban"
    (start, end), *_ = row["claims"][0]["source"]
    assert name in text[start:end]


def test_annotate_json_lines() -> None:
    """One line out for each line in, under its id, offsets into the text as it was given, odd spaces and all."""
    texts = {"a": f"  \t{ENGLISH}\r\n", "ب": PERSIAN, "3": f"😀 {RUSSIAN}", "no-date": "\ufeff" + ENGLISH}
    lines = [{"id": id, "text": text, "published": "2024-07-15"} for id, text in texts.items()]
    del lines[-1]["published"]
    given = "\n".join(json.dumps(line, ensure_ascii=id_ == 0) for id_, line in enumerate(lines))
    done = sarhad("annotate", "-", stdin=given.encode())
    found = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0 and [row["id"] for row in found] == list(texts)
    for row in found:
        text = texts[row["id"]]
        assert row["claims"] and all(text[s:e] == text[s:e].strip() != "" for s, e in spans(row))
        assert any("al" in text[s:e] or "طالبان" in text[s:e] or "Талибан" in text[s:e] for s, e in spans(row))
    assert [row["published"]["value"] for row in found[:3]] == ["2024-07-15"] * 3


def test_annotate_goes_on_behind_a_bad_line() -> None:
    texts = ['{"id": "1", "text": "The Taliban said so."}', "nonsense", '{"id": "3", "text": ""}']
    given = "\n".join([*texts, '{"id": "4", "text": "He left."}']).encode()
    done = sarhad("annotate", "-", stdin=given)
    assert done.code == 3 and [json.loads(line)["id"] for line in done.out.splitlines()] == ["1", "4"]
    assert done.err.count("  refused: ") == 2 and "line 2" in done.err


def test_annotate_a_file_and_a_folder(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", range(2))
    (one,) = map(json.loads, sarhad("annotate", folder / "000.txt").out.splitlines())
    both = [json.loads(line) for line in sarhad("annotate", folder).out.splitlines()]
    assert both[0] == one and [Path(row["id"]).name for row in both] == ["000.txt", "001.txt"]
    (folder / "empty.txt").write_bytes(b"")
    assert sarhad("annotate", folder).code == 3
    assert sarhad("annotate", folder / "empty.txt").code == 4


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["init", "{tmp}/new", "--region", "nowhere"], "unknown region: 'nowhere'"),
        (["claims", "-w", "{tmp}"], "there is no lake here"),
        (["read", "-w", "{tmp}/missing", "x.txt"], "this is no workspace"),
        (["claims", "-w", "{work}", "--where", "colour=red"], "claims cannot be filtered so: colour=red"),
        (["claims", "-w", "{work}", "--where", "nothing"], "claims cannot be filtered so: nothing"),
        (["claims", "-w", "{work}", "--as-of", "2001-01-01"], "the lake did not exist yet: as of 2001-01-01"),
        (["claims", "-w", "{work}", "--as-of", "soon"], "this is no date: 'soon'"),
        (["assess", "claims", "-w", "{work}"], "unknown question: 'claims'"),
        (["brief", "-w", "{work}", "-o", "{tmp}/b.docx"], "unknown briefing format: 'docx'"),
        (["brief", "-w", "{work}", "-o", "{tmp}/file/b.md"], "the file cannot be written"),
        (["init", "{tmp}/file/x"], "Not a directory"),
        (["init", "{tmp}/file"], "File exists"),
    ],
)
def test_an_error_is_one_line_with_a_remedy(
    workspace: Path, tmp_path: Path, arguments: list[str], problem: str
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    done = sarhad(*(argument.format(tmp=tmp_path, work=workspace) for argument in arguments))
    assert is_one_line(done) and problem in done.err and " — " in done.err


def test_nothing_is_made_where_there_is_no_workspace(tmp_path: Path) -> None:
    sarhad("read", "-w", tmp_path / "missing", "x.txt")
    sarhad("read", "-w", tmp_path, "x.txt")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", ['colour = "red"\n', "batch = [", 'batch = "many"\n'])
def test_settings_that_cannot_be_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "sarhad.toml").write_text(content, encoding="utf-8")
    assert is_one_line(done := sarhad("claims", "-w", tmp_path)) and "sarhad.toml" in done.err


def test_an_empty_lake_has_nothing_to_write_about(tmp_path: Path) -> None:
    sarhad("init", tmp_path)
    for arguments in (["brief", "-o", tmp_path / "b.md"], ["claims"]):
        assert is_one_line(done := sarhad(*arguments, "-w", tmp_path)) and "read some reports first" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert is_one_line(done := sarhad("init", tmp_path / "x")) and "Permission denied" in done.err


@pytest.mark.parametrize("arguments", [["claims", "--colour"], ["read"], ["nonsense"], ["claims", "--limit", "x"]])
def test_wrong_usage(arguments: list[str]) -> None:
    done = sarhad(*arguments)
    assert done.code == 2 and "Usage: sarhad" in done.err and "Traceback" not in done.err


def test_stopped_by_the_keyboard(tmp_path: Path) -> None:
    sarhad("init", tmp_path)
    with start("read", "-w", tmp_path, "-", stdin=subprocess.PIPE) as process:
        while process.poll() is None and not (tmp_path / ".staging" / "run").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130 and "goes on from here" in told and "Traceback" not in told


def test_plain_keeps_persian_and_drops_what_moves_the_cursor() -> None:
    assert plain("می‌شود") == "می‌شود"
    assert plain("a\x1b[2Jb\rc\u202ed\ud800") == "a [2Jb c d "


def test_init_leaves_a_workspace_as_it_is(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "work"
    shutil.copytree(workspace, copy)
    (copy / "sarhad.toml").write_text("batch = 7\n", encoding="utf-8")
    assert sarhad("init", copy).code == 0
    assert (copy / "sarhad.toml").read_text(encoding="utf-8") == "batch = 7\n"
    assert rows("claims", "-w", copy) == rows("claims", "-w", workspace)


def test_names_with_markup_are_printed_as_they_are(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "[red]work"
    assert "[red]work" in sarhad("init", copy).out
    done = sarhad("read", "-w", copy, tmp_path / "[link=x]gone\x1b[31m.txt")
    assert done.code == 4 and "[link=x]gone [31m.txt" in done.err and "\x1b" not in done.err
