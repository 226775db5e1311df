"""Snapshots: what the lake held at an earlier moment (transaction time)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from sarhad.errors import SarhadError
from sarhad.records import Record


class Snapshot(Record, frozen=True, kw_only=True):
    """One state of the lake: its number, when it came to be (ISO 8601, UTC) and the run or correction that made it."""

    id: int
    time: str
    author: str = ""
    message: str = ""  # the run's or the correction's id


def parse_moment(as_of: str) -> datetime:
    """A date (its end, UTC) or a date-time (UTC unless it says otherwise); SarhadError when it is neither.

    >>> parse_moment("2024-07-15").isoformat()
    '2024-07-15T23:59:59.999999+00:00'
    >>> parse_moment("2024-07-15T10:00:00+05:00").isoformat()
    '2024-07-15T05:00:00+00:00'
    """
    try:
        if len(as_of) == len("2024-07-15"):
            return datetime.combine(date.fromisoformat(as_of), time.max, UTC)
        moment = datetime.fromisoformat(as_of)
    except ValueError as error:
        remedy = "write a date such as 2024-07-15 or a time such as 2024-07-15T10:00Z"
        raise SarhadError("this is no date", repr(as_of), remedy) from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def pick_snapshot(snapshots: Sequence[Snapshot], as_of: str) -> Snapshot:
    """The newest snapshot at or before a moment; SarhadError when the lake is younger than that.

    >>> pick_snapshot([Snapshot(id=1, time="2024-07-01T00:00:00+00:00")], "2024-07-15").id
    1
    """
    moment = parse_moment(as_of)
    before = [snapshot for snapshot in snapshots if datetime.fromisoformat(snapshot.time) <= moment]
    if not before:
        first = snapshots[0].time if snapshots else "now"
        raise SarhadError("the lake did not exist yet", f"as of {as_of}", f"choose a time from {first} on")
    return max(before, key=lambda snapshot: snapshot.id)
