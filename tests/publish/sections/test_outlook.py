"""The outlook: a likelihood with its percentage and never with a confidence, fans, borders, scores, and absence."""

from __future__ import annotations

import msgspec
import pytest

from sarhad.panel import month_number
from sarhad.publish import FORMATS, compose
from sarhad.publish.check import check, pieces, text_of
from sarhad.publish.compose import compose as composed
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Briefing, Figure, Note, Section, Statement, Table
from sarhad.publish.pictures.fan import Fan, Step
from sarhad.publish.pictures.scorecard import Compared
from sarhad.publish.sections import forecasts, outlook, persistence, scores, spillover
from sarhad.publish.sections.forecasts import Ahead
from sarhad.publish.sections.scores import Card, Miss
from sarhad.records import (
    Analogue,
    Case,
    FanMonth,
    ForecastMiss,
    Outlook,
    PastCase,
    Persistence,
    ScoreLine,
    Speaks,
    SpillOver,
)
from sarhad.records import Fan as IssuedFan
from sarhad.scoring import Reliability

from ..cases import HOSTILE
from ..formats.test_html import Reader

LAST = month_number("2024-12")
MADE = "mixture/1 from made-up deaths 1 to December 2024, issued 5 January 2025"
RULE = "settled by the best estimate of made-up deaths 2, the last month on 1 July 2026"
EVENT = "at least 18 of the next 24 months with a death"
FAN = Fan(LAST, (3, 0, None, 8), (Step(0, 1, 2, 4, 9, truth=11), *[Step(0, 0, 1, 5, 20)] * 11), issued=f"By {MADE}.")
AHEAD = (Ahead("KES", "Kestria", FAN, MADE, RULE, note="structural: 91 %"), Ahead("VEL", "Velmark", FAN, MADE, RULE))
SPEAKS = (
    Speaks(group="activity", part=4.23, text="11 of the last 12 months had a death (for, +4.2)."),
    Speaks(group="level", part=-0.4, text="3 deaths in the last 3 months, 90 in the last 12 (against, -0.4)."),
)
LIKE = PastCase(
    unit="X", name="Ostmark", month="2010-06", active=11, deaths=120, probability=0.9, reached=9, lasted=False
)
JUDGED = (
    Persistence(
        id="persistence-1", unit="KES", name="Kestria", theta=1, event=EVENT, answer="structural", probability=0.91,
        low=0.7, high=0.98, likelihood="very likely", none=0.004, onset=0.99, confidence="moderate",
        because="deaths are reported late", average=-3.15, speaks=SPEAKS, cases=(LIKE,), n=4200, units=120,
        as_of="2024-12", data_vintage="made-up deaths 1", made_by="judge.persistence/1",
    ),
    Persistence(
        id="persistence-2", unit="VEL", name="Velmark", theta=1, event=EVENT, answer="not enough evidence",
        probability=0.01, none=0.6, onset=0.26, incidents=4, because="deaths are too rare to learn from",
        absence="10 of the last 120 months had a death: deaths do not measure this threat, incidents may.",
        as_of="2024-12", data_vintage="made-up deaths 1", made_by="judge.persistence/1",
    ),
)  # fmt: skip
BORDER = SpillOver(
    id="spillover-1", source="KES", source_name="Kestria", unit="VEL", unit_name="Velmark", quiet_months=30,
    neighbour_deaths=210.0, probability=0.22, low=0.12, high=0.35, likelihood="unlikely", now=0.09, n=14, followed=4,
    cases=(Analogue(unit="X", name="Ostmark", month="2010-02", followed=True, what="deaths began in May 2010"),),
    as_of="2024-12", data_vintage="made-up deaths 1", made_by="judge.spillover/1",
)  # fmt: skip
CARD = Card(
    "Deaths a month", MADE,
    (Compared("CRPS", "last month", 240, 4.0, 5.0, -1.4, -0.6), Compared("CRPS", "zero", 240, 4.0, 4.2, -0.5, 0.1)),
    (Miss("m1", "Kestria", "Jan 2025", "90 % between 0 and 9", "11 were counted"),), 240, 22,
    (Reliability(0.0, 0.1, 200, 0.04, 0.03, 0.01, 0.06),), (("Brier score", "0.034"),), EVENT,
)  # fmt: skip


def told(blocks: list[Block]) -> list[str]:
    """The statements of some blocks."""
    return [text_of(p) for block in blocks for p in pieces(block) if isinstance(p, Statement)]


def tables(blocks: list[Block]) -> dict[str, Table]:
    """The tables of some blocks."""
    return {block.id: block for block in blocks if isinstance(block, Table)}


def figures(blocks: list[Block]) -> dict[str, Figure]:
    """The figures of some blocks."""
    return {block.id: block for block in blocks if isinstance(block, Figure)}


@pytest.fixture
def full(case: Case, monkeypatch: pytest.MonkeyPatch) -> Briefing:
    """A briefing with a whole outlook."""
    monkeypatch.setattr(outlook, "ahead", lambda desk: AHEAD)
    monkeypatch.setattr(outlook, "cards", lambda desk: (CARD,))
    return composed(msgspec.structs.replace(case, spillovers=(BORDER,), outlook=Outlook(persistence=JUDGED)))


def part(briefing: Briefing) -> Section:
    """The section."""
    return next(s for s in briefing.sections if s.id == "outlook")


def test_without_a_dataset_nothing_is_forecast_and_the_remedy_is_named(case: Case) -> None:
    section = part(compose(case))
    assert told(list(section.blocks)) == [outlook.NOTHING]
    assert "sarhad load ucdp --fetch" in outlook.NOTHING


def test_a_likelihood_has_its_percentage_and_shares_no_sentence_with_confidence(case: Case) -> None:
    sentences = told(persistence.blocks(Desk(case), JUDGED))
    chance = "Kestria: at least 18 of the next 24 months with a death are very likely, 91\u202f% "
    assert (
        sentences[0]
        == f"{chance}(90\u202f% interval 70\u202f% to 98\u202f%): structural; no such month at all, <1\u202f%."
    )
    assert "Confidence in the evidence on Kestria is moderate: deaths are reported late." in sentences
    assert not [s for s in sentences if "onfidence" in s and "likely" in s]


def test_where_deaths_do_not_measure_the_threat_an_onset_stands_in_their_place(case: Case) -> None:
    blocks = persistence.blocks(Desk(case), JUDGED)
    assert told(blocks)[1:3] == [
        "Velmark: 10 of the last 120 months had a death: deaths do not measure this threat, incidents may; "
        "not enough evidence.",
        "Velmark: a death within 12 months is unlikely, 26\u202f%; four incidents in the last 12 months.",
    ]
    row = tables(blocks)["persistence-table-1"].rows[1]
    assert [row[1].parts, row[3].parts] == [("—",), ("not enough evidence",)]


def test_reasons_stand_on_their_sides_and_add_up(case: Case) -> None:
    desk = Desk(case)
    blocks = persistence.blocks(desk, JUDGED)
    assert "For: 11 of the last 12 months had a death (+4.2)." in told(blocks)
    assert "Against: 3 deaths in the last 3 months, 90 in the last 12 (−0.4)." in told(blocks)
    rows = next(r for r in desk.row_sets() if r.title == f"At least{EVENT[8:]}: Kestria")
    assert "x = −3.15 (average case) + the parts" in rows.formula
    assert [row.kind for row in rows.rows] == ["part", "part", "case"]
    like = tables(blocks)["persistence-cases"].rows[0]
    assert like[-1].parts == ("Did not last: 9 of the next 24 months",)


def test_a_forecast_names_its_months_its_bands_and_what_settles_it(case: Case) -> None:
    desk = Desk(case)
    blocks = forecasts.blocks(desk, AHEAD)
    sentences = told(blocks)
    assert sentences[0] == (
        "Kestria: in January 2025 the median of deaths is 2 (90\u202f% between 0 and 9); "
        "in December 2025 1 (90\u202f% between 0 and 20)."
    )
    assert f"Mixture/1 from made-up deaths 1 to December 2024, issued 5 January 2025; {RULE}." in sentences
    rows = next(r for r in desk.row_sets() if r.title == "Forecast: Kestria")
    assert [row.what for row in rows.rows] == ["eight deaths", "not monitored", "no deaths", "three deaths"]
    assert set(figures(blocks)) == {"outlook-fan", "outlook-small"}


def test_late_truth_is_pending_and_a_miss_is_marked(case: Case) -> None:
    rows = tables(forecasts.blocks(Desk(case), AHEAD))["outlook-table"].rows
    assert [row[4].parts for row in rows[:2]] == [("11, outside",), ("pending",)]
    assert rows[0][4].tone == "denial"


def test_a_border_tells_what_an_escalation_would_do(case: Case) -> None:
    sentences = told(spillover.blocks(Desk(case), [BORDER]))
    assert sentences[0] == (
        "Should Kestria escalate, deaths beginning in Velmark within 12 months are unlikely, 22\u202f% "
        "(90\u202f% interval 12\u202f% to 35\u202f%); as things are, 9\u202f%; "
        "after 14 past escalations, they began in four."
    )
    busy = msgspec.structs.replace(BORDER, answer="already active", probability=None, now=None)
    sentences = told(spillover.blocks(Desk(case), [busy]))
    assert sentences[0] == "Velmark has had deaths in the last 12 months, so none can begin there."
    few = msgspec.structs.replace(BORDER, answer="too few cases", probability=None, n=3)
    row = tables(spillover.blocks(Desk(case), [few]))["spillover-table"].rows[0]
    assert row[-1].parts[0] == "too few cases ("


def test_scores_name_misses_and_what_waits(case: Case) -> None:
    blocks = scores.blocks(Desk(case), [CARD])
    sentences = told(blocks)
    assert sentences[0].startswith(
        "Of two comparisons with an interval the model is better in one and worse in none: 240 cases, 22 pending"
    )
    assert "Missed: Kestria, Jan 2025: 90 % between 0 and 9; 11 were counted." in sentences
    verdicts = [row[-1].parts[0] for row in tables(blocks)["scorecard-1-table"].rows]
    assert verdicts == ["model better", "not told apart"]
    assert set(figures(blocks)) == {"scorecard-1", "scorecard-1-reliability"}
    assert "No miss is on record." in told(scores.blocks(Desk(case), [CARD._replace(misses=())]))


def test_the_whole_outlook_is_cited_and_set_in_every_format(full: Briefing) -> None:
    check(full)
    page, paper, text = (FORMATS[name](full).decode(errors="replace") for name in ("html", "pdf", "md"))
    assert paper.startswith("%PDF")
    for name in ("outlook-fan", "outlook-small", "scorecard-1", "scorecard-1-reliability"):
        assert f'aria-labelledby="{name}-t {name}-d"' in page
    read = Reader(page)
    assert {link[1:] for link in read.values("href") if link.startswith("#")} - {"_"} <= set(read.values("id"))
    for figure in figures(list(part(full).blocks)).values():
        assert figure.description[:60] in text.replace("\\", "")


def test_a_stored_forecast_becomes_words_and_a_fan(case: Case) -> None:
    month = FanMonth(month="2025-01", low=0, lower=0, middle=1, upper=3, high=9, mean=2.1, any=0.72)
    fan = IssuedFan(
        id="fan-1", unit="KES", name="Kestria", target="deaths in state-based conflict", last="2024-12",
        history=(4.0, 1.0), months=(month, month), issued="2025-01-05", data_vintage="made-up deaths 1",
        model="mixture/1", rule="the best estimate of the month", resolver="made-up deaths, best",
        resolves="2026-06-30",
    )  # fmt: skip
    briefing = compose(msgspec.structs.replace(case, outlook=Outlook(fans=(fan,))))
    sentences = told(list(part(briefing).blocks))
    assert sentences[0] == (
        "Kestria: in January 2025 any deaths in state-based conflict are likely, 72\u202f%; the median is 1 "
        "(90\u202f% between 0 and 9); in February 2025 1 (90\u202f% between 0 and 9)."
    )
    assert sentences[1] == (
        "Mixture/1 from made-up deaths 1, data to December 2024, issued 5\xa0January 2025; "
        "settled by the best estimate of the month (made-up deaths, best), the last month on 30\xa0June 2026."
    )
    rows = next(r for r in briefing.row_sets if r.title == "Forecast: Kestria").rows
    assert [row.what for row in rows] == ["one death in state-based conflict", "four deaths in state-based conflict"]


def test_stored_scores_become_a_card_and_pending_is_no_score(case: Case) -> None:
    row = ScoreLine(target="deaths", model="mixture/1", baseline="last", measure="CRPS", n=24, units=12, pending=6)
    miss = ForecastMiss(
        forecast="f1", unit="KES", name="Kestria", month="2025-01", model="mixture/1", issued="2025-01-05",
        truth=30, low=0, high=9,
    )  # fmt: skip
    waiting = compose(msgspec.structs.replace(case, outlook=Outlook(scorecard=(row,))))
    assert told(list(part(waiting).blocks))[0].startswith(
        "Nothing can be scored beside a baseline yet: 24 cases, six pending"
    )
    settled = msgspec.structs.replace(row, ours=1.0, theirs=2.0, low=-1.5, high=-0.5)
    sentences = told(
        list(part(compose(msgspec.structs.replace(case, outlook=Outlook(scorecard=(settled,), misses=(miss,))))).blocks)
    )
    assert "better in one and worse in none: 24 cases, six pending; mixture/1, every forecast" in sentences[0]
    assert sentences[1] == (
        "Missed: Kestria, Jan 2025: 90\u202f% between 0 and 9 as issued on 5\xa0January 2025; 30 came."
    )


def test_what_came_of_any_deaths_is_drawn_once_enough_months_are_settled(case: Case) -> None:
    def fan(count: int) -> IssuedFan:
        sure = [FanMonth(month="2025-01", low=0, lower=0, middle=1, upper=3, high=9, mean=2, any=0.9, truth=2)] * count
        return IssuedFan(
            id="fan-1", unit="KES", name="Kestria", target="deaths", last="2024-12", history=(1.0,),
            months=tuple(sure), issued="2025-01-05", data_vintage="v", model="m/1", rule="r", resolver="r",
            resolves="2026-06-30",
        )  # fmt: skip

    row = ScoreLine(target="deaths", model="m/1", baseline="last", measure="CRPS", n=30, units=1, pending=0)

    def drawn(count: int) -> dict[str, Figure]:
        found = Outlook(fans=(fan(count),), scorecard=(row,))
        return figures(list(part(compose(msgspec.structs.replace(case, outlook=found))).blocks))

    assert "scorecard-1-reliability" not in drawn(29)
    assert "30 cases, mean 90\u202f%, came about in 100\u202f%" in drawn(30)["scorecard-1-reliability"].description


def test_a_declared_absence_takes_the_place_of_the_general_one(case: Case) -> None:
    briefing = compose(
        msgspec.structs.replace(case, outlook=Outlook(absence="no forecast was issued: sarhad forecast"))
    )
    assert told(list(part(briefing).blocks)) == ["No forecast was issued: sarhad forecast."]


def test_hostile_names_stay_text_in_pictures_tables_and_rows(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlook, "ahead", lambda desk: [a._replace(name=HOSTILE, note=HOSTILE) for a in AHEAD])
    judged = tuple(msgspec.structs.replace(p, name=HOSTILE, because=HOSTILE) for p in JUDGED)
    border = msgspec.structs.replace(BORDER, source_name=HOSTILE, data_vintage=HOSTILE)
    briefing = compose(msgspec.structs.replace(case, spillovers=(border,), outlook=Outlook(persistence=judged)))
    page = FORMATS["html"](briefing).decode()
    assert HOSTILE not in page and page.count("<script") == 2
    assert FORMATS["pdf"](briefing).startswith(b"%PDF")


def test_method_notes_follow_what_the_case_holds(case: Case) -> None:
    def terms(briefing: Briefing) -> set[str]:
        return {p.term for s in briefing.sections for p in pieces(s) if isinstance(p, Note)}

    row = ScoreLine(target="deaths", model="mixture/1", baseline="last", measure="CRPS", n=24, units=12, pending=6)
    assert not {"Forecast", "Scores", "Words for likelihood"} & terms(compose(case))
    assert {"Forecast", "Scores", "Words for likelihood"} <= terms(
        compose(msgspec.structs.replace(case, outlook=Outlook(scorecard=(row,))))
    )
