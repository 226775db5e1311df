"""What an analyst changes, logged with who, when and why: records corrected, sources graded, either taken back.

Nothing is overwritten: a change is a record of its own that wins on reading, reaches every number, and survives reading
the same report again. Earlier states stay readable (`--as-of`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import msgspec
from msgspec import inspect

from sarhad.errors import SarhadError
from sarhad.ground.places import place_of, place_surely
from sarhad.records import Claim, Commitment, Correction, DateEstimate, Event, Grade, Record, Reliability, make_id
from sarhad.registry import find
from sarhad.settings import CONFIG_NAME, Settings
from sarhad.store import Lake, open_lake
from sarhad.store.corrections import HIDE, SHOW, field_of, table_of_id, typed
from sarhad.store.relations import WHOLE
from sarhad.world import PLOVER, THREAT_MODES, Region, load_catalogue, load_region, with_gradings
from sarhad.world.catalogue import GRADE, GRADED
from sarhad.world.dates import estimate, last_day

PROPOSITION, MERGED = "proposition", "merged_into"
FORMED = f"{PROPOSITION}-"  # how the ids of propositions begin that claims form, or that an analyst names to split one
GRADES: Mapping[str, Reliability] = {letter: letter for letter in get_args(Reliability)}
HIDDEN = {"hide": HIDE, "show": SHOW}  # what the field "*" takes, as people say it
KINDS: Mapping[str, type[Record]] = {"claim": Claim, "event": Event, "commitment": Commitment}
ACTORS = frozenset({"source_actor", "about", "actor", "recipient", "holder", "reported_by"})


class Change(Record, frozen=True, kw_only=True):
    """A correction as made, with the value that held before (JSON)."""

    correction: Correction
    before: str


def who_is(by: str, settings: Settings) -> str:
    """Under which name a change is logged; SarhadError when nobody said."""
    if by or settings.analyst:
        return by or settings.analyst
    raise SarhadError(
        "a change needs a name to be logged under", "who?", f'add --by NAME, or analyst = "NAME" to {CONFIG_NAME}'
    )


# ---------------------------------------------------------------- records


def correct(
    workspace: Path, settings: Settings, record: str, field: str, value: str, *, why: str, by: str = ""
) -> list[Change]:
    """Correct one field of one record (its id, or the first characters of it), or merge one proposition into another.

    What follows from it is corrected with it: the quad class and CAMEO root of an event's type, the stance of a claim
    that is taken out of its proposition. Raises SarhadError for an unknown record or field, and a value that the field
    cannot have.
    """
    who = _checked(why, who_is(by, settings))
    region = load_region(settings.region)
    with open_lake(workspace, settings) as lake:
        if record in region.propositions or record.startswith(FORMED):
            changes = [_merge(lake, region, record, field, value, who, why)]
        else:
            changes = _corrections(lake, region, settings, record, field, value, who, why)
        lake.correct(*(change.correction for change in changes))
    return changes


def _checked(why: str, who: str) -> str:
    if not why.strip():
        raise SarhadError("a change needs a reason", "--because is empty", 'say why: --because "…"')
    return who


def _corrections(
    lake: Lake, region: Region, settings: Settings, record: str, field: str, value: str, who: str, why: str
) -> list[Change]:
    table = table_of_id(record)
    raw = lake.find(table, record)
    if field == WHOLE:
        json = find(HIDDEN, value, "change of a whole record")
    elif _is_date(table, field) and not value.startswith("{"):
        json = _date(value)
    else:
        json = typed(table, field, _place_id(region, value) if field == "place" else value)
        _check_known(lake, region, settings, table, field, json)
    when, log = _now(), lake.read(Correction)
    pairs = [(field, json), *_consequences(table, field, json)]
    first, *rest = [_change(log, table, raw, name, new, who, why, when) for name, new in pairs]
    if first.before == first.correction.value:
        raise SarhadError("it has this value already", f"{field} of {first.correction.record}", "give another value")
    return [first, *(change for change in rest if change.before != change.correction.value)]


def _place_id(region: Region, value: str) -> str:
    """The id of a place given by its id or a name: of the pack first, then of the world ("Mosul", "Paris, Texas")."""
    if not value or value in region.places or place_of(value):
        return value
    named = (p.id for p in region.places.values() if any(value in row for row in (*p.aliases.values(), (p.name,))))
    found = place_surely(value, value)
    return next(named, found.id if found else value)


def _is_date(table: str, field: str) -> bool:
    kind = field_of(table, field)
    return isinstance(kind, inspect.StructType) and kind.cls is DateEstimate


def _date(value: str) -> str:
    try:
        last_day(value)
    except (ValueError, TypeError) as error:
        raise SarhadError("this is no date", repr(value), "write 2024, 2024-07 or 2024-07-15") from error
    return msgspec.json.encode(estimate(value, "an analyst's correction")).decode()


def _consequences(table: str, field: str, json: str) -> list[tuple[str, str]]:
    """The other fields that a new value settles."""
    value = msgspec.json.decode(json)
    if (table, field) == ("event", "type"):
        return [(name, f'"{getattr(PLOVER[value], name)}"') for name in ("quad", "cameo")]
    return [("stance", '""')] if (table, field, value) == ("claim", "proposition", "") else []


def _change(
    log: Sequence[Correction], table: str, raw: Record, field: str, json: str, who: str, why: str, when: str
) -> Change:
    record = str(getattr(raw, "id", ""))
    earlier = history(log, table, record, field)
    before = earlier[-1].value if earlier else _raw(raw, field)
    return Change(correction=_correction(table, record, field, json, who, why, when), before=before)


def _raw(raw: Record, field: str) -> str:
    return SHOW if field == WHOLE else msgspec.json.encode(getattr(raw, field)).decode()


def _correction(table: str, record: str, field: str, json: str, who: str, why: str, when: str) -> Correction:
    key = make_id("correction", table, record, field, json, who, when)
    return Correction(id=key, table=table, record=record, field=field, value=json, who=who, when=when, why=why)


def _now() -> str:
    """To the microsecond: of two changes the later one wins."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


# ---------------------------------------------------------------- what a field may name


def _check_known(lake: Lake, region: Region, settings: Settings, table: str, field: str, json: str) -> None:
    """SarhadError unless every id in the value leads to an actor, place, proposition, type or mode."""
    known = _vocabulary(region, settings, field)
    value = msgspec.json.decode(json)
    if not known or table not in KINDS or (field == "place" and place_of(value)):
        return
    kept = dict.fromkeys(str(key[0]) for key in lake.tally(KINDS[table], field)) if isinstance(value, str) else {}
    for name in value if isinstance(value, list) else [value] if value else []:
        if not (field == PROPOSITION and str(name).startswith(FORMED)):
            find({**kept, **known}, name, field.replace("_", " "))


def _vocabulary(region: Region, settings: Settings, field: str) -> dict[str, None]:
    if field in ACTORS:
        outlets = load_catalogue(settings.sources).sources if field == "source_actor" else {}
        return dict.fromkeys([*region.actors, *outlets])
    names: dict[str, Sequence[str]] = {
        "place": list(region.places),
        "proposition": list(region.propositions),
        "type": list(PLOVER),
        "modes": list(THREAT_MODES),
    }
    return dict.fromkeys(names.get(field, ()))


# ---------------------------------------------------------------- propositions


def _merge(lake: Lake, region: Region, record: str, field: str, value: str, who: str, why: str) -> Change:
    """Two propositions as one: the claims of the first count for the second. An empty value parts them again."""
    find({MERGED: None}, field, "field of a proposition")
    others = {key: None for key in region.propositions if key != record} | {"": None}
    if value == record or not value.startswith(FORMED):
        find(others, value, "proposition to merge into")
    done = history(lake.read(Correction), PROPOSITION, record, MERGED)
    json = msgspec.json.encode(value).decode()
    before = done[-1].value if done else '""'
    return Change(correction=_correction(PROPOSITION, record, MERGED, json, who, why, _now()), before=before)


def merges(log: Sequence[Correction]) -> dict[str, str]:
    """Which proposition was merged into which, as the log of corrections has it."""
    own = sorted((c for c in log if (c.table, c.field) == (PROPOSITION, MERGED)), key=moment)
    into = {c.record: msgspec.json.decode(c.value, type=str) for c in own}
    return {key: other for key, other in into.items() if other}


# ---------------------------------------------------------------- sources


def grade(
    workspace: Path, settings: Settings, source: str, letter: str, *, why: str, by: str = "", since: str = ""
) -> Change:
    """Grade a source (its id or a name of it) anew from a date on, today when none is given; the history is kept.

    Raises SarhadError for an unknown source and a letter that is not A–F.
    """
    who = _checked(why, who_is(by, settings))
    letter_given = find(GRADES, letter.upper(), "reliability grade")
    catalogue = load_catalogue(settings.sources)
    known = catalogue.find(source) or find(catalogue.sources, source, "source")
    given = Grade(grade=letter_given, since=_day(since), by=who, reason=why)
    with open_lake(workspace, settings) as lake:
        now = with_gradings({known.id: known}, lake.read(Correction), _day(""))[known.id]
        json = msgspec.json.encode(given).decode()
        change = Change(
            correction=_correction(GRADED, known.id, GRADE, json, who, why, _now()), before=f'"{now.grade}"'
        )
        lake.correct(change.correction)
    return change


def _day(since: str) -> str:
    try:
        return date.fromisoformat(since).isoformat() if since else datetime.now(UTC).date().isoformat()
    except ValueError as error:
        raise SarhadError("this is no day", repr(since), "write --since as 2024-07-15") from error


# ---------------------------------------------------------------- undo


def undo(workspace: Path, settings: Settings, correction: str, *, why: str, by: str = "") -> list[Change]:
    """Take back a correction, with what followed from it, or a grade: what held before holds again, by corrections of
    their own.

    Raises SarhadError when there is none of that id, or a later one has replaced it.
    """
    who, when = _checked(why, who_is(by, settings)), _now()
    with open_lake(workspace, settings) as lake:
        log = lake.read(Correction)
        undone = _found(log, correction)
        same = [undone, *(c for c in log if c.id != undone.id and (c.record, c.when) == (undone.record, undone.when))]
        changes = [_back(lake, settings, log, each, who, why, when) for each in same]
        lake.correct(*(change.correction for change in changes))
    return changes


def _back(
    lake: Lake, settings: Settings, log: Sequence[Correction], undone: Correction, who: str, why: str, when: str
) -> Change:
    same = history(log, undone.table, undone.record, undone.field)
    if same[-1].id != undone.id:
        raise SarhadError("it was replaced since", undone.id, f"take back {same[-1].id} first")
    json = same[-2].value if len(same) > 1 else _first(lake, settings, undone)
    if undone.table == GRADED:
        json = _regraded(json, undone, who, why)
    key = (undone.table, undone.record, undone.field)
    return Change(correction=_correction(*key, json, who, f"taken back: {why}", when), before=undone.value)


def _found(log: Sequence[Correction], key: str) -> Correction:
    found = [c for c in log if c.id == key] or [c for c in log if c.id.startswith(key)]
    if len(found) != 1:
        problem = "more than one correction" if found else "no such correction"
        raise SarhadError(problem, repr(key), "take an id that `sarhad corrections` lists")
    return found[0]


def _first(lake: Lake, settings: Settings, undone: Correction) -> str:
    """What held before any correction."""
    if undone.table == PROPOSITION:
        return '""'
    if undone.table == GRADED:
        source = load_catalogue(settings.sources).sources[undone.record]
        shipped = Grade(grade=source.grade, since="", by="", reason="")
        return msgspec.json.encode(shipped).decode()
    return _raw(lake.find(undone.table, undone.record, whole=True), undone.field)


def _regraded(json: str, undone: Correction, who: str, why: str) -> str:
    """The earlier grade, from the day on from which the one taken back held."""
    before, since = msgspec.json.decode(json, type=Grade).grade, msgspec.json.decode(undone.value, type=Grade).since
    given = Grade(grade=before, since=since, by=who, reason=f"taken back: {why}")
    return msgspec.json.encode(given).decode()


def history(log: Sequence[Correction], table: str, record: str, field: str) -> list[Correction]:
    """The corrections of one field, the one in force last."""
    own = [c for c in log if (c.table, c.record, c.field) == (table, record, field)]
    return sorted(own, key=moment)


def moment(correction: Correction) -> datetime:
    """When it was made, by which the newest wins."""
    return datetime.fromisoformat(correction.when)


__all__ = ["Change", "correct", "grade", "history", "merges", "undo", "who_is"]
