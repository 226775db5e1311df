"""What history answers to the sources' conditionals: how often the outcome followed where the condition held.

A card for each question that deaths by month can answer; the scenarios that no such data can test are listed with the
reason. Scenarios that come to the same question are one card.
"""

from __future__ import annotations

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Figure, Points, Quote, Row, Statement, Strong, Table
from sarhad.publish.pictures.antecedents import Share, antecedents, description
from sarhad.publish.pictures.axis import percent
from sarhad.publish.pictures.strip import Came
from sarhad.records import Analogue, Conditional, Scenario
from sarhad.world.likelihood import likelihood

LISTED = 5  # cases in full; the rest is folded
NOT_CAUSED = "how often one thing followed another; not that the one brings about the other."
APART = {
    "above": "that is more often than without the condition",
    "below": "that is less often than without the condition",
    "not told apart": "the two are not told apart",
}
Card = tuple[Conditional, ...]  # conditionals that come to one question


def nothing_loaded(desk: Desk) -> Statement:
    """Why history says nothing."""
    told = "History was not asked: no conflict dataset is loaded (sarhad load ucdp --fetch)."
    return desk.about_case(told)


def blocks(desk: Desk) -> list[Block]:
    """A card for each question, then what cannot be tested."""
    found: list[Block] = []
    for i, card in enumerate(cards(desk), 1):
        found += [Points(heading=card[0].question, statements=statements(desk, card)), figure(desk, card[0], i)]
        if card[0].cases:
            found.append(cases_table(card[0], i))
    untested = [c for c in desk.case.conditionals if c.answer == "no testable reading"]
    return [*found, untestable(desk, untested)] if untested else found


def cards(desk: Desk) -> list[Card]:
    """Conditionals by question and country, answered ones first."""
    grouped: dict[tuple[str, str], list[Conditional]] = {}
    for c in desk.case.conditionals:
        if c.answer != "no testable reading":
            grouped.setdefault((c.question, c.unit), []).append(c)
    return sorted((tuple(group) for group in grouped.values()), key=lambda card: card[0].answer)


def summary(desk: Desk) -> Statement:
    """How many were put to the data, and from which data."""
    every = desk.case.conditionals
    asked = [c for c in every if c.answer != "no testable reading"]
    if not asked:
        return desk.about_case("History was not asked: no scenario here is one that deaths by month can test.")
    rows = [c.scenario for c in asked]
    n = words.capital(words.counted(len(asked), "scenario"))
    count = desk.count(n, "Scenarios put to history", rows, "scenarios whose halves both have a rule over deaths")
    of = f" of {words.number(len(every))} {words.verb(len(asked), 'is', 'are')} put to history: {source(asked[0])}."
    return desk.about_case(count, of)


def statements(desk: Desk, card: Card) -> tuple[Statement, ...]:
    """The card's sentences; a likelihood stands with its percentage, and nothing is said of causes."""
    first = card[0]
    answer = (too_few(desk, first),) if first.answer == "too few cases" else answered(desk, first)
    return (asked_by(desk, card), *answer, *at_present(desk, first))


def asked_by(desk: Desk, card: Card) -> Statement:
    """Whose words led to the question."""
    found = [s for c in card if isinstance(s := desk.index.derived.get(c.scenario), Scenario)]
    documents = [desk.index.documents[s.document] for s in found]
    who = words.listed(list(dict.fromkeys(desk.index.publisher(d) for d in documents)), most=3)
    parts: tuple[str | Quote, ...] = ("The question is put because of the words of ", who)
    if len(found) == 1:
        text = f"{found[0].antecedent_text}: {found[0].consequent_text}"
        parts = (*parts, ": ", Quote(text=words.clipped(text, 200), language=documents[0].language))
    return Statement(parts=(*parts, "."), citations=desk.cite_records([s.id for s in found]))


def answered(desk: Desk, c: Conditional) -> tuple[Statement, ...]:
    """How often it followed, how often without the condition, and what that does not say."""
    share = c.probability or 0.0
    lead = f"It followed in {c.followed:,} of "
    of = f", {words.counted(c.episodes, 'independent episode')}: "
    word = Strong(text=c.likelihood or likelihood(share))
    told = desk.about_case(lead, opened(desk, c), of, word, f", {percent(share)}{bounds(c.low, c.high)}.")
    return (told, *compared(desk, c), desk.about_case(f"This says {NOT_CAUSED}", basis=behind(desk, c)))


def compared(desk: Desk, c: Conditional) -> tuple[Statement, ...]:
    """The same where the condition did not hold."""
    if c.base_rate is None:
        return ()
    without = (
        f"Where the condition did not hold ({c.otherwise}), it followed in {c.base_followed:,} of {c.base_n:,} cases"
    )
    figures = f"{percent(c.base_rate)}{bounds(c.base_low, c.base_high)}"
    verdict = f"; {APART[c.told_apart]}" if c.told_apart in APART else ""
    return (desk.about_case(f"{without}, {figures}{verdict}.", basis=behind(desk, c)),)


def too_few(desk: Desk, c: Conditional) -> Statement:
    """That there are not enough cases is an answer."""
    held = f" in which the condition held: {c.why}, so no share is given."
    return desk.about_case(Strong(text="Too few cases"), ": history has ", opened(desk, c), held)


def at_present(desk: Desk, c: Conditional) -> tuple[Statement, ...]:
    """Whether the condition holds now in the country that the scenario speaks of."""
    if c.holds_now is None or not c.unit_name:
        return ()
    holds = "holds" if c.holds_now else "does not hold"
    told = f"In {c.unit_name} the condition {holds} at the last month of the data, {dates.in_words(c.as_of)}."
    return (desk.about_case(told, basis=behind(desk, c)),)


def likely(event: str, probability: float) -> tuple[str | Strong, ...]:
    """An event with the ICD 203 word for its probability, as parts of a sentence.

    >>> [getattr(part, "text", part) for part in likely("a death within 12 months", 0.3)]
    ['a death within 12 months is ', 'unlikely', '']
    >>> [getattr(part, "text", part) for part in likely("deaths next door", 0.01)]
    ['there is ', 'almost no chance', ' of deaths next door']
    """
    word = likelihood(probability)
    if word.endswith("chance"):
        return "there is ", Strong(text=word), f" of {event}"
    one = event.startswith(("a ", "an ", "one ", "at least one "))
    return f"{event} {'is' if one else 'are'} ", Strong(text=word), ""


def bounds(low: float | None, high: float | None) -> str:
    """A 90 % interval of a share in brackets; nothing without one."""
    return "" if low is None or high is None else f" (90\u202f% interval {percent(low)} to {percent(high)})"


def opened(desk: Desk, c: Conditional) -> Count:
    """The number of cases, opening into them and the rules."""
    return Count(text=words.counted(c.n, "case"), rows=behind(desk, c))


def behind(desk: Desk, c: Conditional) -> str:
    """The cases as rows, and both rules with the formula."""
    kept = desk.keep(case_row(c, case) for case in c.cases)
    newest = f" The newest {len(c.cases)} cases are listed." if 0 < len(c.cases) < c.episodes else ""
    formula = (
        f"Condition: {c.antecedent}. Outcome: {c.consequent}. Share: (followed + 1) / (cases + 2), cases of one "
        f"episode counting by their part of it. {source(c)}.{newest}"
    )
    return desk.rows(f"Cases: {c.question}", kept, formula)


def source(c: Conditional) -> str:
    """The data and what worked on it."""
    return f"{c.data_vintage}, to {dates.in_words(c.as_of)}; {c.made_by}"


def case_row(c: Conditional, case: Analogue) -> Row:
    """One past case as a row."""
    return Row(
        id=f"{c.id}/{case.unit}/{case.month}",
        kind="case",
        date=dates.short_period(case.month),
        who=case.name,
        what=case.what,
    )


def figure(desk: Desk, c: Conditional, number: int) -> Figure:
    """The cases as squares and the share with its interval."""
    cases: list[Came] = ["yes" if case.followed else "no" for case in reversed(c.cases)]
    share = None
    if c.probability is not None and c.low is not None and c.high is not None:
        share = Share(c.probability, c.low, c.high, c.base_rate)
    name, title = f"scenario-{number}", "Past cases, oldest first"
    lead = "Each square is an independent episode in which the condition held; "
    tail = "; the bar is the 90\u202f% interval of the share." if share else "."
    return Figure(
        id=name,
        title=title,
        description=description(cases, share, c.episodes),
        svg=antecedents(name, title, cases, share, c.episodes),
        caption=desk.about_case(lead, Count(text="all of them, and the rules", rows=behind(desk, c)), tail),
        credit=source(c) + ".",
    )


def cases_table(c: Conditional, number: int) -> Table:
    """Every case with what then came."""
    rest = len(c.cases) - LISTED
    return Table(
        id=f"scenario-{number}-cases",
        caption="The newest cases, and what then came",
        columns=("Country", "Known to", "What then came"),
        rows=tuple(case_line(case) for case in c.cases),
        shown=LISTED,
        more=words.counted(rest, "further case") if rest > 0 else "",
        widths=(1.3, 0.8, 3.0),
    )


def case_line(case: Analogue) -> tuple[Cell, ...]:
    """One case."""
    return (
        Cell(parts=(case.name,)),
        Cell(parts=(dates.short_period(case.month),)),
        Cell(parts=(words.capital(case.what),), tone="" if case.followed else "quiet"),
    )


def untestable(desk: Desk, found: list[Conditional]) -> Table:
    """The scenarios that deaths by month cannot test, with the reason."""
    rows = [(c, s) for c in found if isinstance(s := desk.index.derived.get(c.scenario), Scenario)]
    rest = len(rows) - LISTED
    return Table(
        id="scenarios-untested",
        caption="Not answered from history, and why",
        columns=("Scenario", "Why no data test it"),
        rows=tuple(untested_line(desk, c, s) for c, s in rows),
        shown=LISTED,
        more=words.counted(rest, "further scenario") if rest > 0 else "",
        widths=(2.4, 1.8),
    )


def untested_line(desk: Desk, c: Conditional, s: Scenario) -> tuple[Cell, ...]:
    """One of them."""
    language = desk.index.documents[s.document].language
    text = f"{s.antecedent_text}: {s.consequent_text}"
    quote = Quote(text=words.clipped(text, 160), language=language)
    return (
        Cell(parts=(quote,), citations=desk.cite(s.evidence, most=1)),
        Cell(parts=(words.capital(c.why or c.answer),), tone="quiet"),
    )
