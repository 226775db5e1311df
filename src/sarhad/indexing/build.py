"""Making the index of a lake: the lake is streamed twice, first for what follows from it, then for the rows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from sarhad.indexing.derive import Light, World, case_of, read_light
from sarhad.indexing.listing import Kept, all_rest, kept_of, rest_of, write_found
from sarhad.publish.compose import marking
from sarhad.records import Actor, Case, Contradiction, Place, Record
from sarhad.settings import Settings
from sarhad.store import Lake, open_lake
from sarhad.store.desk import Desk, DeskWriter, Query, State
from sarhad.store.desk.layout import made_with
from sarhad.world import Region, load_catalogue, load_region
from sarhad.world.folding import fold

MOST_HELD = 50_000  # claims; of a larger lake nothing is held, and a correction makes the index anew


class Held(NamedTuple):
    """What is kept of a making, so that a correction can be taken in without reading everything again."""

    light: Light
    case: Case
    kept: Kept
    rows: dict[str, dict[str, Record]]  # all but those of documents, claims and events, by resource and id


def world_of(settings: Settings) -> World:
    """What is known before anything is read."""
    return World(load_region(settings.region), load_catalogue(settings.sources), settings.sources)


def build_index(workspace: Path, settings: Settings, path: Path, as_of: str | None = None) -> Held | None:
    """Make the index of a lake, as it is or was, at `path`; it is there whole or not at all.

    Returns what a correction needs, if it is little enough to stay in memory.
    """
    world = world_of(settings)
    with open_lake(workspace, settings, as_of=as_of, read_only=True) as lake, DeskWriter(lake, path) as out:
        read = read_light(lake, world)
        case = case_of(read, world, as_of)
        light = None if as_of or len(case.claims) > MOST_HELD else read
        del read
        found = tuple(write_found(lake, out, case, world.region, settings.sources))
        case = msgspec.structs.replace(case, contradictions=found)
        state, kept = state_of(lake, case, world.region, settings), kept_of(lake)
        for name, row in all_rest(case, kept):
            out.add(name, row)
        held = Held(light, case, kept, rest_of(case, kept)) if light else None
        del case
        out.finish(state, spellings(world.region))
    return held


def hold(lake: Lake, desk: Desk, settings: Settings) -> Held:
    """What is kept of a making, for an index that was made before."""
    world = world_of(settings)
    light = read_light(lake, world)
    told = [msgspec.convert(r, Contradiction, from_attributes=True) for r in desk.stream("contradictions", Query())]
    case = msgspec.structs.replace(case_of(light, world, None), contradictions=tuple(told))
    kept = kept_of(lake)
    return Held(light, case, kept, rest_of(case, kept))


def state_of(lake: Lake, case: Case, region: Region, settings: Settings) -> State:
    """What the index is made from."""
    return State(
        snapshot=lake.snapshots()[-1].id,
        as_of=case.as_of,
        tlp=marking(case, "TLP:CLEAR"),
        region=region.id,
        title=region.title,
        made_with=made_with(settings),
        built=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def spellings(region: Region) -> dict[str, tuple[str, ...]]:
    """For each name of one word, the names of one word that the same actor or place has in any language."""
    found: dict[str, set[str]] = {}
    named: tuple[Actor | Place, ...] = (*region.actors.values(), *region.places.values())
    for known in named:
        names = {known.name, *(alias for own in known.aliases.values() for alias in own)}
        single = {name for name in names if len(name.split()) == 1}
        for name in single:
            found.setdefault(fold(name), set()).update(single - {name})
    return {word: tuple(sorted(others)) for word, others in found.items() if others}
