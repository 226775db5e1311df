"""The server over a workspace: hands the web what it shows and what analysts may change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sarhad import pipeline
from sarhad.indexing import Keeper
from sarhad.settings import Settings
from sarhad.store.progress import Journal
from sarhad.web import Site, serve
from sarhad.web.api import Writing


def make_site(keeper: Keeper) -> Site:
    """What the server shows of a workspace."""
    workspace, settings = keeper.workspace, keeper.settings
    return Site(
        load_case=lambda as_of: pipeline.build_case(workspace, settings, as_of or None),
        desks=keeper,
        geometry=pipeline.outlines(settings),
        tlp=settings.tlp,
        writing=Writing(correct=keeper.correct, grade=keeper.grade, undo=keeper.undo),
        look=Journal(workspace).progress,
    )


def serve_workspace(workspace: Path, settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve a workspace until it is stopped."""
    with Keeper(workspace, settings) as keeper:
        serve(make_site(keeper), host, port, announce)
