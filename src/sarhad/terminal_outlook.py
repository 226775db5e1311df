"""How forecasts, their scores and judgements on structural or transient look on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sarhad.terminal import Column, Row, Write

REASONS, CASES = 3, 3  # that a judgement shows


def _number(name: str, places: int = 0) -> Write:
    """A number with its thousands apart; a dash where there is none."""
    return lambda row: "—" if row[name] is None else f"{row[name]:,.{places}f}"


def _text(name: str) -> Write:
    return lambda row: str(row[name])


def _percent(value: float | None) -> str:
    """A probability in per cent, never more exact than a tenth.

    >>> _percent(0.9822), _percent(0.0046), _percent(None)
    ('98 %', '0.5 %', '—')
    """
    if value is None:
        return "—"
    return f"{100 * value:.1f} %" if 100 * min(value, 1 - value) < 1 else f"{100 * value:.0f} %"


def _score(value: float | None) -> str:
    """A score with three figures that count.

    >>> _score(46.44), _score(0.0336), _score(1137.2), _score(None)
    ('46.4', '0.0336', '1,137', '—')
    """
    if value is None:
        return "—"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:#.3g}"


def _chance(row: Row) -> str:
    bounds = "" if row["low"] is None else f"\n{_percent(row['low'])} to {_percent(row['high'])}"
    return f"{_percent(row['probability'])}{bounds}"


def _answered(row: Row) -> str:
    return f"{row['answer']}\n{row['likelihood']}".strip()


def _reasons(row: Row) -> str:
    told = [str(s["text"]) for s in row["speaks"][:REASONS]]
    cases = ", ".join(_case(case) for case in row["cases"][:CASES])
    instead = bool(row["absence"]) and row["onset"] is not None
    onset = f"Any death within 12 months: {_percent(row['onset'])}." if instead else ""
    return "\n".join(filter(None, (str(row["absence"]), onset, *told, f"Most alike: {cases}." if cases else "")))


def _case(case: Mapping[str, Any]) -> str:
    return f"{case['name']} {case['month']} ({case['reached']} of 24 months)"


def _scored(name: str) -> Write:
    return lambda row: _score(row[name])


def _modelled(row: Row) -> str:
    return f"{row['model']}\n{row['target'].removeprefix('deaths in ')}"


def _beside(row: Row) -> str:
    return f"{_score(row['theirs'])}\n{row['baseline']}".strip()


def _difference(row: Row) -> str:
    if row["ours"] is None or row["theirs"] is None:
        return "—"
    bounds = "" if row["low"] is None else f"\n{row['low']:+.3g} to {row['high']:+.3g}"
    return f"{row['ours'] - row['theirs']:+.3g}{bounds}"


OUTLOOK: Mapping[str, Sequence[Column]] = {
    "forecast": [
        Column("unit", _text("name")),
        Column("month", _text("month"), 7),
        Column("5 %", _number("low"), 7),
        Column("median", _number("middle"), 7),
        Column("95 %", _number("high"), 8),
        Column("mean", _number("mean", 1), 9),
        Column("any", lambda row: _percent(row["any"]), 7),
    ],
    "scorecard": [
        Column("score", _text("measure"), 10),
        Column("model", _modelled),
        Column("n", _number("n"), 6),
        Column("pending", _number("pending"), 7),
        Column("mean", lambda row: _score(row["ours"]), 6),
        Column("baseline", _beside, 21),
        Column("difference", _difference, 16),
    ],
    "misses": [
        Column("month", _text("month"), 7),
        Column("unit", _text("name")),
        Column("came", _number("truth"), 8),
        Column("5 %", _number("low"), 7),
        Column("95 %", _number("high"), 8),
        Column("model", _text("model"), 20),
        Column("issued", lambda row: str(row["issued"])[:10], 10),
    ],
    "persistence": [
        Column("unit", _text("name"), 12),
        Column("answer · word", _answered, 18),
        Column("probability", _chance, 16),
        Column("none", lambda row: _percent(row["none"]), 6),
        Column("reasons and cases alike", _reasons),
    ],
    "compared": [
        Column("score", _text("measure"), 10),
        Column("model", _text("model")),
        Column("n", _number("n"), 6),
        Column("mean", lambda row: _score(row["ours"]), 6),
        Column("baseline", _beside, 15),
        Column("difference", _difference, 19),
    ],
    "backtest": [
        Column("test", _text("test")),
        Column("model", _text("model"), 15),
        Column("n", _number("n"), 6),
        *(
            Column(name, _scored(name), 10 if name.startswith("log") else 6)
            for name in ("CRPS", "log1p-CRPS", "IGN", "MIS")
        ),
    ],
}
