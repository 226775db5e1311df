"""What the pages show is what happens: console examples, Python examples, data examples."""

from __future__ import annotations

import doctest
import json
import re
import tomllib
from pathlib import Path

import pytest

from sarhad.settings import Settings

from .book import ROOT, Block, blocks, pages
from .terminal import missing, run, steps

LINE = re.compile(r"`(\{\"id\".*?\})`")


def shown(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", [p for p in pages() if blocks(p, "console")], ids=shown)
def test_console_examples_print_what_they_show(page: Path, tmp_path: Path) -> None:
    code = 0
    (tmp_path / "examples").symlink_to(ROOT / "examples")  # the bundled case, where the pages say that it is
    for block in blocks(page, "console"):
        for step in steps(block.text):
            printed, code = run(step.command, tmp_path, code)
            absent = missing(step.expected, printed)
            assert not absent, (
                f"{shown(page)}:{block.line}: $ {step.command}\nnot printed: {absent}\nprinted:\n{printed}"
            )


@pytest.mark.parametrize("page", [p for p in pages() if blocks(p, "python")], ids=shown)
def test_python_examples_give_what_they_show(page: Path) -> None:
    text = "\n".join(block.text for block in blocks(page, "python"))
    test = doctest.DocTestParser().get_doctest(text, {}, shown(page), str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    told: list[str] = []
    runner.run(test, out=told.append)
    assert test.examples
    assert not runner.failures, "".join(told)


def toml_blocks() -> list[Block]:
    return [block for page in pages() for block in blocks(page, "toml")]


@pytest.mark.parametrize("block", toml_blocks(), ids=lambda b: f"{shown(b.page)}:{b.line}")
def test_toml_examples_parse(block: Block) -> None:
    values = tomllib.loads(block.text)
    if block.page.name == "settings.md":
        assert set(values) <= set(Settings.__struct_fields__)


def test_lines_of_json_parse() -> None:
    found = [m for page in pages() for m in LINE.findall(page.read_text(encoding="utf-8"))]
    assert found
    for line in found:
        json.loads(line)


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for page in pages():
        for name in re.findall(r"\bmake (\w+)`|^make (\w+)", page.read_text(encoding="utf-8"), re.M):
            assert "".join(name) in targets, f"{shown(page)} names the unknown target {''.join(name)}"
