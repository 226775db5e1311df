"""A scenario as a question to the data: "if A does not contain B, C may begin" answered from historical analogues.

Each half is read as one of a few rules over deaths by month (`judge.episodes`), by the kinds of words in it (`signs`)
and the countries that it names. A half that speaks of what such data cannot show (votes, funding, who withdrew) has no
testable reading, and that is the answer. What followed elsewhere says how often such a thing went that way; it does
not say that the one brought about the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from sarhad.judge.episodes import ANTECEDENTS, CONSEQUENTS, Case, Outcome, name_of, outcomes, row_of
from sarhad.panel import Panel, month_name
from sarhad.posterior import central, chance_above, difference, value_density
from sarhad.records import Actor, Analogue, Conditional, Place, Scenario, make_id
from sarhad.world.likelihood import likelihood
from sarhad.world.states import find_state

MADE_BY = "judge.scenarios/1"
ENOUGH = 10  # independent episodes
SURE = 0.95
SHOWN = 60  # cases listed
VIOLENCE = frozenset({"violence", "group", "crisis"})
OTHER = frozenset({"politics", "withdraw", "undone"})  # what deaths by month do not show
Where = Mapping[str, tuple[str, ...]]  # an actor or a place → ISO 3166-1 alpha-3 of its countries; "*": across borders


class Reading(NamedTuple):
    """A half's rule, or why it has none."""

    rule: str
    why: str = ""


class Line(NamedTuple):
    """One line of a table of readings: a sign of each group, and the negation of the half (None: either)."""

    needs: tuple[frozenset[str], ...]
    negated: bool | None
    reading: Reading


def _line(rule: str, *needs: str | frozenset[str], negated: bool | None = False, why: str = "") -> Line:
    return Line(tuple(frozenset({n}) if isinstance(n, str) else n for n in needs), negated, Reading(rule, why))


IF = (  # the first line that fits is the reading
    _line("", OTHER, negated=None, why="deaths by month do not show the condition: votes, money, or who withdraws"),
    _line("not contained", VIOLENCE, frozenset({"contain", "end"}), negated=True),
    _line("contained", "group", "contain"),
    _line("calm", VIOLENCE, "end"),
    _line("contained", VIOLENCE, "contain"),
    _line("not contained", "violence", "lasting"),
    _line("escalation", VIOLENCE, frozenset({"rise", "spread"})),
    _line("onset", "violence"),
    _line("onset", "crisis", "start"),
    _line("", negated=None, why="deaths by month do not show the condition"),
)
THEN = (
    _line("", OTHER, negated=None, why="deaths by month do not show the outcome: votes, money, or who withdraws"),
    _line("", negated=True, why="the outcome is that something does not happen, and deaths by month do not show what"),
    _line("onset next door", VIOLENCE, frozenset({"spread", "region"})),
    _line("", "calm", "spread", why="calm in other countries is not looked at"),
    _line("calm", "calm"),
    _line("calm", VIOLENCE, "end"),
    _line("lasting", VIOLENCE, "lasting"),
    _line("escalation", VIOLENCE, frozenset({"rise", "start", "violence"})),
    _line("", negated=None, why="deaths by month do not show the outcome"),
)


class Share(NamedTuple):
    """How often it followed: of `n` cases out of `episodes` independent ones."""

    followed: int
    n: int
    episodes: int

    @property
    def mean(self) -> float:
        """The posterior mean under a flat prior, each episode counted once."""
        good, bad = self.counts
        return (good + 1) / (good + bad + 2)

    @property
    def counts(self) -> tuple[float, float]:
        """Those that followed and those that did not, scaled to independent episodes."""
        scale = self.episodes / self.n if self.n else 0.0
        return self.followed * scale, (self.n - self.followed) * scale

    @property
    def bounds(self) -> tuple[float, float]:
        """The central 90 % of the posterior."""
        low, high = central(value_density(*map(round, self.counts)))
        return (low + 1) / 2, (high + 1) / 2


def countries_of(actors: Mapping[str, Actor], places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    """For each actor and place of a region pack the countries it stands for; a region across borders stands for "*".

    >>> taliban = Actor(id="taliban", name="Taliban", kind="government", country="AF")
    >>> countries_of({"taliban": taliban}, {"steppe": Place(id="steppe", name="Steppe", kind="region")})
    {'taliban': ('AFG',), 'steppe': ('*',)}
    """
    table: dict[str, tuple[str, ...]] = {}
    for a in actors.values():
        state = find_state("iso2", a.country)
        table |= {a.id: (state.iso3,)} if state else {}
    for a in actors.values():
        members = tuple(dict.fromkeys(c for m in a.members if not m.get("to") for c in table.get(m["actor"], ())))
        table |= {a.id: members} if members and a.id not in table else {}
    for p in places.values():
        state = find_state("iso2", p.country)
        table.setdefault(p.id, (state.iso3,) if state else ("*",))
    return table


def answer_scenarios(
    scenarios: Iterable[Scenario], panel: Panel, where: Where, as_of: str | None = None
) -> tuple[Conditional, ...]:
    """Each scenario's answer from the panel up to `as_of` (its last month when none is given); the same order."""
    known = panel.until(as_of) if as_of else panel
    seen: dict[tuple[str, str], tuple[list[tuple[Case, Outcome]], list[tuple[Case, Outcome]]]] = {}
    rows = []
    for scenario in scenarios:
        one, other, unit = read_scenario(scenario, where)
        if one.rule and other.rule and (one.rule, other.rule) not in seen:
            seen[one.rule, other.rule] = _cases(known, one.rule, other.rule)
        rows.append(_answer(scenario, known, one, other, unit, seen.get((one.rule, other.rule), ([], []))))
    return tuple(rows)


# ---------------------------------------------------------------- reading the halves


def read_scenario(scenario: Scenario, where: Where) -> tuple[Reading, Reading, str]:
    """The rule of each half, and the country of the antecedent."""
    here = _countries(scenario.places, where) or _countries(scenario.actors, where)
    there = _countries(scenario.then_places, where) or _countries(scenario.then_actors, where)
    unit = here[0] if len(here) == 1 and here[0] != "*" else ""
    return _antecedent(scenario), _consequent(scenario, unit, there), unit


def _countries(ids: Sequence[str], where: Where) -> list[str]:
    return list(dict.fromkeys(c for key in ids for c in where.get(key, ())))


def _first(signs: set[str], negated: bool, table: Sequence[Line]) -> Reading:
    """The reading of the first line that fits; the last line of each table fits everything."""
    return next(
        line.reading for line in table if all(group & signs for group in line.needs) and line.negated in {None, negated}
    )


def _antecedent(s: Scenario) -> Reading:
    return _first(set(s.signs), s.negated, IF)


def _consequent(s: Scenario, unit: str, there: Sequence[str]) -> Reading:
    elsewhere = [c for c in there if c != unit]
    signs = set(s.then_signs) | ({"spread"} if elsewhere else set())
    found = _first(signs, "not" in signs, THEN)
    named = found.rule == "onset next door" and len(elsewhere) == 1 and elsewhere[0] != "*"
    return Reading("onset in a named neighbour") if named else found


# ---------------------------------------------------------------- counting


def _cases(panel: Panel, one: str, other: str) -> tuple[list[tuple[Case, Outcome]], list[tuple[Case, Outcome]]]:
    rule, then = ANTECEDENTS[one], CONSEQUENTS[other]
    held, not_held = rule.held(panel.values), rule.not_held(panel.values)
    return outcomes(panel, held, then), outcomes(panel, not_held, then)


def _share(rows: Sequence[tuple[Case, Outcome]]) -> Share:
    return Share(sum(o.followed for _, o in rows), sum(o.possible for _, o in rows), len(rows))


def _answer(
    scenario: Scenario,
    panel: Panel,
    one: Reading,
    other: Reading,
    unit: str,
    rows: tuple[list[tuple[Case, Outcome]], list[tuple[Case, Outcome]]],
) -> Conditional:
    shared = {
        "id": make_id("conditional", scenario.id, panel.vintage, panel.last, MADE_BY),
        "scenario": scenario.id,
        "as_of": month_name(panel.last),
        "data_vintage": panel.vintage,
        "made_by": MADE_BY,
        "unit": unit,
        "unit_name": "" if (row := row_of(panel, unit)) is None else name_of(panel, row),
    }
    if not (one.rule and other.rule):
        why = "; ".join(dict.fromkeys(r.why for r in (one, other) if r.why))
        return Conditional(answer="no testable reading", why=why, **shared)  # type: ignore[arg-type]
    held, base = _share(rows[0]), _share(rows[1])
    few = held.episodes < ENOUGH
    return Conditional(
        **shared,  # type: ignore[arg-type]
        **_rules(panel, one.rule, other.rule, unit),  # type: ignore[arg-type]
        answer="too few cases" if few else "answered",
        why=f"{held.episodes} independent episodes, fewer than {ENOUGH}" if few else "",
        n=held.n,
        episodes=held.episodes,
        followed=held.followed,
        base_n=base.n,
        base_episodes=base.episodes,
        base_followed=base.followed,
        **({} if few else _numbers(held, base)),  # type: ignore[arg-type]
        cases=tuple(_analogue(panel, c, o) for c, o in sorted(rows[0], key=_newest)[:SHOWN]),
    )


def _newest(row: tuple[Case, Outcome]) -> tuple[int, int]:
    return -row[0].at, row[0].row


def _rules(panel: Panel, one: str, other: str, unit: str) -> dict[str, object]:
    rule, then, row = ANTECEDENTS[one], CONSEQUENTS[other], row_of(panel, unit)
    return {
        "question": f"Where {rule.short}, how often {then.short}?",
        "antecedent": rule.words,
        "otherwise": rule.otherwise,
        "consequent": then.words,
        "horizon": then.horizon,
        "holds_now": None if row is None else rule.now(panel.values, row),
    }


def _numbers(held: Share, base: Share) -> dict[str, object]:
    low, high = held.bounds
    known: dict[str, object] = {
        "probability": held.mean, "low": low, "high": high, "likelihood": likelihood(held.mean),
    }  # fmt: skip
    return known | (_compared(held, base) if base.episodes >= ENOUGH else {})


def _compared(held: Share, base: Share) -> dict[str, object]:
    """The base rate, and whether the two are told apart: P(one above the other) of at least 95 %."""
    one, other = (value_density(*map(round, s.counts)) for s in (held, base))
    gap = difference(one, other)
    low, high = central(gap)
    chance = chance_above(gap)
    told: Literal["above", "below", "not told apart"] = "not told apart"
    told = "above" if chance >= SURE else "below" if chance <= 1 - SURE else told
    base_low, base_high = base.bounds
    return {
        "base_rate": base.mean, "base_low": base_low, "base_high": base_high,
        "difference": held.mean - base.mean, "difference_low": low / 2, "difference_high": high / 2,
        "told_apart": told,
    }  # fmt: skip


def _analogue(panel: Panel, case: Case, outcome: Outcome) -> Analogue:
    return Analogue(
        unit=panel.units[case.row],
        name=name_of(panel, case.row),
        month=month_name(panel.first + case.at),
        followed=outcome.followed > 0,
        what=outcome.what,
    )
