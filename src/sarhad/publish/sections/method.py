"""Method notes: the definitions and formulas that the numbers follow, in a few words each."""

from __future__ import annotations

import tomllib
from pathlib import Path

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Note, Notes, Section

FILE = Path(__file__).parent.parent / "templates" / "method.toml"


def section(desk: Desk) -> Section:
    """The last section: short, and without a citation, because it tells of the method and not of the world."""
    there = kinds(desk)
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["note"]
    kept = [Note(term=n["term"], text=n["text"]) for n in entries if n.get("when", "") in there]
    notes = (*kept, Note(term="This edition", text=edition(desk)))
    return Section(id="method", heading="Method notes", blocks=(Notes(notes=notes),))


def kinds(desk: Desk) -> set[str]:
    """What the case holds that wants a note of its own; "" for the notes that always stand."""
    case = desk.case
    outlook, history = bool(case.outlook.fans or case.outlook.scorecard), bool(case.conditionals)
    judged = bool(case.outlook.persistence or case.spillovers) or case.assessment.probability is not None
    probability = outlook or history or judged
    held = {"outlook": outlook, "history": history, "probability": probability}
    return {"", *(kind for kind, there in held.items() if there)}


def edition(desk: Desk) -> str:
    """What this briefing was made by, from which run, as of when."""
    case = desk.case
    as_of = f"What was known on {dates.in_words(case.as_of)}"
    assessed = f"; assessed by {case.assessment.made_by}" if case.assessment.made_by else ""
    makers = sorted({record.made_by for record in desk.index.derived.values() if record.made_by})
    made = f"; records made by {words.listed(makers, most=12)}" if makers else ""
    if not case.runs:
        return f"{as_of}{assessed}{made}."
    run = max(case.runs, key=lambda run: (run.started, run.id))
    counts = f"{words.counted(run.inputs, 'input')}, {words.number(run.read)} read, {words.number(run.refused)} refused"
    return f"{as_of}; last run {run.id}, sarhad {run.version}: {counts}{assessed}{made}."
