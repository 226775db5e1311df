"""The status history of a commitment in one line."""

from __future__ import annotations

from sarhad.publish import words
from sarhad.records import CommitmentThread, StatusChange


def history(thread: CommitmentThread) -> str:
    """The changes, oldest first: status and month; "?" where reports contradict it, "not" where one denies it.

    >>> from sarhad.records import DateEstimate
    >>> steps = [StatusChange(status="agreed", date=DateEstimate(value="2024-11-28")), StatusChange(status="begun")]
    >>> history(CommitmentThread(id="t", programme="p", changes=tuple(steps)))
    'agreed 2024-11 → begun (no date)'
    """
    return " → ".join(map(step, thread.changes))


def step(change: StatusChange) -> str:
    """One change in a few words."""
    when = (change.date.value or change.date.earliest)[:7] or "(no date)"
    return f"{'not ' if change.denied else ''}{words.STATUS[change.status]} {when}{'?' if change.against else ''}"
