"""Everything that a user can name is in the pages, and nothing that is not there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import typer

import sarhad
from sarhad import cli, records
from sarhad.judge.structural import ENOUGH, RATIO, WEIGHT
from sarhad.publish import EXPORTS, FORMATS
from sarhad.publish.annotation import annotation_line
from sarhad.publish.tables import TABLES
from sarhad.settings import Settings
from sarhad.store.desk import RESOURCES
from sarhad.web.app import Site, make_app
from sarhad.world import region_names

from .book import DOCS, blocks, pages, read, rows, section
from .generated import renewed

TABLE_COMMANDS = (
    "claims", "events",
    "incidents", "actors", "places", "commitments", "ledger", "sources", "corrections", "assess",
)  # fmt: skip
RICH = """The border programme entered its first phase, the CSTO's secretary general said on 3 May 2025.

The Taliban denied that militants crossed from Afghanistan into Tajikistan. Tajik border guards detained three \
militants from Afghanistan in Khorog on 4 May 2025. If the Taliban do not contain the groups, new attacks may follow. \
Engagement between Tajikistan and the Taliban is growing, but trust between them remains low. The CSTO approved the \
targeted interstate programme for strengthening the Tajik-Afghan border."""


def commands() -> dict[str, Any]:
    return dict(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]


def options(command: Any) -> Iterator[str]:
    """The long names of a command's options."""
    for parameter in command.params:
        yield from (name for name in parameter.opts if name.startswith("--") and name != "--help")


def test_every_command_has_its_section_and_no_other() -> None:
    named = set(re.findall(r"^#+ sarhad (\w+)$", read("commands.md"), re.M))
    assert named == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_options_of_a_command_are_those_documented(name: str) -> None:
    text = read("commands.md")
    shared = section(text, "Tables").partition("\n### ")[0] if name in TABLE_COMMANDS else ""
    own = shared + section(text, f"sarhad {name}")
    listed = {cell for row in rows(own) for cell in re.findall(r"`(--[\w-]+)`", row[0])}
    assert listed == set(options(commands()[name]))


def test_commands_that_pages_show_exist() -> None:
    known = commands()
    for page in pages():
        for block in blocks(page, "console", "sh"):
            for name, rest in re.findall(r"(?:^|[|$&] )sarhad (\w+)([^\n|]*)", block.text, re.M):
                assert name in known, f"{page.name} shows the unknown command {name}"
                unknown = set(re.findall(r" (--[\w-]+)", rest)) - set(options(known[name]))
                assert not unknown, f"{page.name}: sarhad {name} has no {unknown}"


def test_every_setting_is_documented_with_its_default() -> None:
    _head, *listed = rows(read("settings.md"))
    table = {row[0].strip("`"): row for row in listed}
    fields = {field.name: field.default for field in msgspec.structs.fields(Settings)}
    assert set(table) == set(fields)
    for name, default in fields.items():
        assert json.loads(table[name][1].strip("`")) == json.loads(msgspec.json.encode(default)), name


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_documented(name: str) -> None:
    assert f"`{name}`" in read("commands.md")
    assert f"`{name}`" in read("api.md")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_briefing_format_is_documented(name: str) -> None:
    assert f"`{name}`" in section(read("commands.md"), "sarhad brief")


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_every_export_is_documented(name: str) -> None:
    assert f"`{name}`" in section(read("commands.md"), "sarhad export")
    assert f"`{name}`" in read("exports.md")


def test_every_part_of_the_code_is_in_the_architecture() -> None:
    source = Path(sarhad.__file__).parent
    parts = {f"{p.name}/" for p in source.iterdir() if (p / "__init__.py").is_file()}
    parts |= {p.name for p in source.glob("*.py") if p.name != "__init__.py"}
    page = read("architecture.md")
    assert not {part for part in parts if f"`{part}`" not in page}


@pytest.mark.parametrize("name", region_names())
def test_every_region_is_documented(name: str) -> None:
    assert section(read("regions.md"), name)


@pytest.mark.parametrize("code", records.LANGUAGES)
def test_every_language_is_documented(code: str) -> None:
    assert any(row[0] == f"`{code}`" for row in rows(read("languages.md")))


def test_exit_codes_are_those_of_the_command_line() -> None:
    listed = {row[0] for row in rows(section(read("reading.md"), "Exit codes"))} - {"Code"}
    said = set(re.findall(r"(?:codes: |; )(\d+) ", " ".join((cli.__doc__ or "").split())))
    assert listed == said


def test_routes_are_those_of_the_server() -> None:
    listed = {row[0].strip("`").removeprefix("POST ") for row in rows(read("api.md")) if "/api/v1" in row[0]}
    site = Site(load_case=lambda: None, desks=None)  # type: ignore[arg-type, return-value]
    made = {_route(route.path) for route in make_app(site).routes if route.path.startswith("/api/v1")}
    in_text = {path for path in made if f"`{path}`" in read("api.md")}
    assert made == listed - {"/api/v1/corrections"} | in_text
    assert {f"`{name}`" for name in RESOURCES} <= {row[0] for row in rows(read("api.md"))}


def _route(path: str) -> str:
    """A route as the page writes it: NAME stands for any resource."""
    path = path.replace("{id:str}", "ID").replace("{name:str}", "NAME").replace("{kind:str}", "KIND")
    first = path.removeprefix("/api/v1/").partition("/")[0]
    own = first in RESOURCES and path not in ("/api/v1/documents/ID", "/api/v1/corrections/ID/undo")
    return path.replace(first, "NAME", 1) if own else path


def test_the_line_of_annotate_has_the_keys_documented() -> None:
    line = json.loads(annotation_line(sarhad.annotate(RICH)))
    page = read("annotate.md")
    assert {row[0].strip("`") for row in rows(section(page, "The line").split("###")[0])} - {"Key"} == set(line)
    for kind in ("mentions", "claims", "events", "commitments", "scenarios", "relations"):
        assert line[kind], f"the sample text has no {kind}"
        listed = set(re.findall(r"`(\w+)`", section(page, kind))) - {"published"}
        keys = {key for row in line[kind] for key in row}
        assert keys == listed if kind != "mentions" else keys <= listed


def test_the_rule_of_judgement_is_told_with_its_figures() -> None:
    told = section(read("methods.md"), "Structural or transient")
    assert all(f"{letter} {weight:.2f}" in told for letter, weight in WEIGHT.items())
    assert (ENOUGH, RATIO) == (5, 2.0), "methods.md says five origins and twice the weight"
    assert all(f"**{answer}**" in told for answer in get_args(records.Answer))


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda p: p.name)
def test_generated_parts_are_current(page: Any) -> None:
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text, "run python tests/docs/update.py"
