"""The real command, in a process of its own or (much quicker) in this one, and reports for it to read."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import msgspec

from sarhad.cli import main
from sarhad.settings import Settings
from sarhad.store import open_lake
from sarhad.store.connect import ENGINE

ENGINE["allow_unsigned_extensions"] = "true"  # checking its signature at each opening takes longer than most tests
SARHAD = str(Path(sys.executable).with_name("sarhad"))
STATES = ("Tajikistan", "Uzbekistan", "Russia", "Kyrgyzstan", "Kazakhstan")
STATES_RU = ("Таджикистана", "Узбекистана", "России", "Кыргызстана", "Казахстана")


class Done(msgspec.Struct, frozen=True):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def sarhad(*arguments: object, stdin: bytes = b"") -> Done:
    """The command in this process: `main()` with these arguments and standard input."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with ExitStack() as stack:
        for change in (redirect_stdout(out), redirect_stderr(err), mock.patch("sys.stdin", given)):
            stack.enter_context(change)
        stack.enter_context(mock.patch("sys.argv", ["sarhad", *map(str, arguments)]))
        code = _code_of_main()
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))
    return Done(code, *texts)


def _code_of_main() -> int:
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def start(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """The command in a process of its own, not waited for."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen([SARHAD, *map(str, arguments)], text=True, encoding="utf-8", **pipes)


def report(number: int) -> str:
    """A short report in which somebody says something and something happens."""
    state = STATES[number % len(STATES)]
    return (
        f"Officials speak of the border, {number}\n\nKabul, {1 + number % 28} July 2024.\n\n"
        f"The foreign minister of {state} said that militants had crossed from Afghanistan {number + 2} times. "
        f"The Taliban denied that claim number {number}. "
        f"Its fighters attacked Tajik border guards in Badakhshan on {1 + number % 28} July 2024.\n"
    )


def russian_report(number: int) -> str:
    """The same in Russian, which is read without a parser and therefore quickly."""
    state = STATES_RU[number % len(STATES_RU)]
    return (
        f"О границе, {number}\n\nКабул, {1 + number % 28} июля 2024 года.\n\n"
        f"Министр иностранных дел {state} заявил, что боевики {number + 2} раз переходили границу из Афганистана. "
        f"Талибан отверг это утверждение номер {number}. "
        f"Боевики Талибана атаковали пограничников Таджикистана в Бадахшане {1 + number % 28} июля 2024 года.\n"
    )


def write_reports(folder: Path, numbers: range) -> Path:
    """A folder of such reports, one in a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:03}.txt").write_text(russian_report(number), encoding="utf-8")
    return folder


def dump(workspace: Path) -> str:
    """What a lake holds, without times and runs."""
    target = workspace / "dump"
    with open_lake(workspace, Settings(), read_only=True) as lake:
        lake.dump(target)
    return target.read_text(encoding="utf-8")
