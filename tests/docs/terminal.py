"""Console examples as they are typed: `$ command` lines with the output below, run in a folder.

The shell does what shells do (quotes, pipes, `>`); `sarhad` itself runs in this process, which saves its start.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from sarhad import cli

WIDTH = "200"


class Step(NamedTuple):
    """One command with the lines it is said to print."""

    command: str
    expected: tuple[str, ...]


class Outcome(NamedTuple):
    """What a command printed, and its exit code."""

    printed: str
    code: int


def steps(example: str) -> Iterator[Step]:
    """The commands of a console example.

    >>> list(steps("$ echo a\\na\\n$ true\\n"))
    [Step(command='echo a', expected=('a',)), Step(command='true', expected=())]
    """
    for part in re.split(r"^\$ ", example, flags=re.M)[1:]:
        command, *lines = part.splitlines()
        yield Step(command, tuple(line for line in lines if line.strip()))


def run(command: str, folder: Path, last_code: int) -> Outcome:
    """Run a command in a folder; `last_code` is what `$?` stands for."""
    command = re.sub(r" > (\S+)$", r" | cat > \1", command.replace("$?", str(last_code)))
    parts = command.split(" | ")
    ours = next((i for i, part in enumerate(parts) if part.startswith("sarhad ")), None)
    if ours is None:
        return _shell(command, folder, b"")
    before, after = " | ".join(parts[:ours]), " | ".join(parts[ours + 1 :])
    given = _shell(before, folder, b"").printed.encode() if before else b""
    words = _shell(f"printf '%s\\0' {parts[ours]}", folder, b"").printed.split("\0")[1:-1]
    outcome = _sarhad(words, folder, given)
    return _shell(after, folder, outcome.printed.encode()) if after else outcome


def _shell(command: str, folder: Path, given: bytes) -> Outcome:
    done = subprocess.run(["bash", "-c", command], cwd=folder, input=given, capture_output=True, check=False)
    return Outcome((done.stdout + done.stderr).decode(), done.returncode)


def _sarhad(words: list[str], folder: Path, given: bytes) -> Outcome:
    """`sarhad` with these arguments; what it prints and what it tells on the side, in the order of printing."""
    saved = sys.argv, sys.stdin, Path.cwd(), os.environ.get("COLUMNS")
    screen, code = io.StringIO(), 0
    try:
        sys.argv, sys.stdin = ["sarhad", *words], io.TextIOWrapper(io.BytesIO(given))
        os.environ["COLUMNS"] = WIDTH
        os.chdir(folder)
        with redirect_stdout(screen), redirect_stderr(screen):
            cli.main()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.argv, sys.stdin = saved[:2]
        os.chdir(saved[2])
        os.environ.pop("COLUMNS") if saved[3] is None else os.environ.update(COLUMNS=saved[3])
    return Outcome(screen.getvalue(), code)


def missing(expected: tuple[str, ...], printed: str) -> str:
    """The first expected line that was not printed in its turn; empty when all were. `...` stands for anything."""
    rest = [" ".join(line.split()) for line in printed.splitlines()]
    for line in expected:
        pattern = re.compile(".*".join(re.escape(part.strip()) for part in " ".join(line.split()).split("...")))
        found = next((i for i, got in enumerate(rest) if pattern.fullmatch(got)), None)
        if found is None:
            return line
        rest = rest[found + 1 :]
    return ""
