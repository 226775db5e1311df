"""Pictures of forecasts and judgements: marks stand where a ruler puts them, and words say the same."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from sarhad.panel import month_number
from sarhad.publish.pictures.antecedents import Share, antecedents
from sarhad.publish.pictures.axis import Box, Columns, Scale, count_scale, count_ticks, month_axis, percent
from sarhad.publish.pictures.fan import Fan, Step, fan_chart
from sarhad.publish.pictures.multiples import Small, multiples
from sarhad.publish.pictures.reliability import BARS, PLOT, reliability
from sarhad.publish.pictures.scorecard import Compared, scorecard
from sarhad.publish.pictures.strip import Said, Strip, strip_chart
from sarhad.scoring import Reliability

SVG = "{http://www.w3.org/2000/svg}"
OCTOBER = month_number("2024-10")
STEPS = (Step(0, 1, 4, 9, 25, truth=4), Step(0, 1, 4, 9, 36, truth=49))
FAN = Fan(OCTOBER, (0, 1, None, 4, 9), STEPS, issued="As issued on 5 November 2024 by mixture/1 from made-up data.")


def read(svg: str) -> ET.Element:
    """A picture; it has a title and a description."""
    root = ET.fromstring(svg)
    ids = (root.get("aria-labelledby") or "").split()
    told = {node.get("id"): node.text for node in root if node.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.get("role") == "img"
    assert len(ids) == 2 and all(told[key] for key in ids)
    return root


def texts(root: ET.Element) -> list[str]:
    """All lines of text."""
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def described(root: ET.Element) -> str:
    """The text alternative."""
    return next(node.text or "" for node in root.iter(f"{SVG}desc"))


def classed(root: ET.Element, kind: str, name: str) -> list[ET.Element]:
    """Elements of a kind whose class has a name."""
    return [node for node in root.iter(f"{SVG}{kind}") if name in (node.get("class") or "").split()]


def test_a_bent_axis_stands_on_zero() -> None:
    box, scale = Box(0, 0, 100, 100), Scale(100, math.sqrt)
    assert [scale.at(box, value) for value in (0, 25, 100, 400)] == [100, 50, 0, 0]
    assert [Scale(3, math.log1p).at(box, value) for value in (0, 1, 3)] == [100, 50, 0]


@pytest.mark.parametrize("bend", [math.sqrt, math.log1p])
@pytest.mark.parametrize("highest", [0, 4, 7, 113_415])
def test_ticks_hold_zero_and_the_top_and_do_not_touch(bend: object, highest: float) -> None:
    scale = count_scale([highest], bend)  # type: ignore[arg-type]
    ticks = count_ticks(scale, 180)
    heights = [scale.share(tick) * 180 for tick in ticks]
    assert ticks[0] == 0 and ticks[-1] == scale.top >= highest
    assert all(b - a >= 23.9 for a, b in pairwise(heights))


def test_years_stand_at_their_january_and_quarters_where_there_is_room() -> None:
    box = Box(0, 0, 240, 50)
    wide = "".join(month_axis(box, Columns(month_number("2024-01"), 24)))
    assert re.findall(r">(\w+)<", wide) == ["2024", "Jan", "Apr", "Jul", "Oct", "2025", "Jan", "Apr", "Jul", "Oct"]
    narrow = "".join(month_axis(box, Columns(month_number("1990-01"), 420)))
    assert re.findall(r">(\w+)<", narrow) == ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]


def test_percentages_are_never_certain_when_they_are_not() -> None:
    assert [percent(p) for p in (0.0, 0.001, 0.5, 0.999, 1.0)] == [
        "0\u202f%", "<1\u202f%", "50\u202f%", ">99\u202f%", "100\u202f%",
    ]  # fmt: skip


def test_a_fan_shows_bands_history_and_what_happened_outside() -> None:
    root = read(fan_chart("f", "Kestria", FAN))
    assert len(classed(root, "path", "f-counter")) == 2  # one miss, and the legend
    assert len(classed(root, "circle", "f-ink")) == 2  # one hit, and the legend
    assert {"data to Oct 2024", "0", "50"} <= set(texts(root))
    assert any("square-root axis. As issued on 5 November 2024" in text for text in texts(root))
    assert described(root) == (
        "In the 5 months to October 2024, 1 of them not monitored: 14 in all, from 0 to 9 a month. "
        "Forecast of deaths a month, Nov 2024: median 4, 90 % between 0 and 25, counted 4; "
        "Dec 2024: median 4, 90 % between 0 and 36, counted 49 (outside)."
    )


def test_a_gap_in_the_history_is_no_zero() -> None:
    root = read(fan_chart("f", "t", FAN._replace(steps=())))
    lines = [node.get("d", "") for node in classed(root, "path", "s-ink")]
    assert len(lines) == 3  # the legend, two months before the gap, two after it
    assert [line.count("L") for line in lines] == [1, 1, 1]
    assert len(classed(root, "rect", "f-rule")) == 1


def test_a_fan_without_truth_does_not_explain_dots() -> None:
    quiet = FAN._replace(steps=(Step(0, 0, 0, 0, 0),))
    root = read(fan_chart("f", "t", quiet))
    assert not [text for text in texts(root) if "happened" in text]
    assert "counted" not in described(root)


def test_a_reliability_diagram_marks_what_leaves_the_diagonal_out() -> None:
    bins = (
        Reliability(0.0, 0.1, 90, 0.05, 0.04, 0.01, 0.09),
        Reliability(0.1, 0.2, 0, 0.0, 0.0, 0.0, 0.0),
        Reliability(0.5, 0.6, 10, 0.5, 0.9, 0.7, 1.0),
    )
    root = read(reliability("r", "t", bins, (("Brier score", "0.034"),), "a structural threat"))
    circles = list(root.iter(f"{SVG}circle"))[:2]
    assert [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in circles] == [
        (PLOT.x + 17, PLOT.bottom - 13.6),
        (PLOT.x + 170, PLOT.bottom - 306),
    ]
    assert ["s-counter" in (c.get("class") or "") for c in circles] == [False, True]
    assert len(list(root.iter(f"{SVG}rect"))) == 2
    assert {"90", "10", "0.034"} <= set(texts(root))
    assert "given 50\u202f% to 60\u202f%: 10 cases, mean 50\u202f%, came about in 90\u202f%" in described(root)
    heights = [float(node.get("height", 0)) for node in root.iter(f"{SVG}rect")]
    assert heights[0] == pytest.approx(BARS.height * math.sqrt(90 / 100), abs=0.01)
    assert heights[0] == pytest.approx(3 * heights[1], abs=0.02)


def test_a_strip_rings_wrong_answers_and_only_those() -> None:
    said = (
        Said(0, 0.9, "yes"),
        Said(12, 0.85, "no"),
        Said(24, 0.5, "yes"),
        Said(36, 0.1, "yes"),
        Said(48, 0.9, "pending"),
    )
    strip = Strip("Kestria", said)
    assert [s.missed for s in said] == [False, True, False, True, False]
    root = read(strip_chart("s", "t", [strip], "a structural threat"))
    assert len(classed(root, "circle", "s-counter")) == 3  # two misses and the legend
    assert len(classed(root, "rect", "f-ink")) == 4  # three came about, and the legend
    assert len([r for r in root.iter(f"{SVG}rect") if r.get("stroke-dasharray")]) == 2  # pending, and the legend
    assert "2 of 3 answers wrong" in texts(root)
    assert "(wrong)" in described(root)


def test_a_unit_without_data_says_so_among_the_multiples() -> None:
    units = [Small("Kestria", FAN, "structural: 90 %"), Small("Velmark", None, absence="no deaths recorded")]
    root = read(multiples("m", "t", units))
    assert {"Kestria", "structural: 90 %", "Velmark", "no deaths recorded"} <= set(texts(root))
    assert "Velmark: no deaths recorded." in described(root)


def test_a_scorecard_says_who_is_better_and_when_nobody_is() -> None:
    rows = [
        Compared("CRPS", "zero", 100, 4.0, 5.0, -1.5, -0.5),
        Compared("CRPS", "last", 100, 4.0, 3.0, 0.5, 1.5),
        Compared("CRPS", "mean", 100, 4.0, 4.1, -0.5, 0.3),
        Compared("CRPS", "tiny", 100, 4.0, 400.0),
    ]
    verdicts = [row.verdict for row in rows]
    assert verdicts == ["model better", "baseline better", "not told apart", "no interval"]
    root = read(scorecard("c", "t", rows))
    assert set(verdicts) <= set(texts(root))
    assert "difference −1.00 (−1.50 to −0.500), n 100, model better." in described(root)
    assert len(list(root.iter(f"{SVG}circle"))) == 3  # the last lies beyond the axis: an arrow


def test_cases_are_squares_and_too_few_are_said() -> None:
    root = read(antecedents("a", "t", ["yes", "no", "no", "pending"], Share(1 / 3, 0.1, 0.7, 0.2)))
    assert {"followed (1)", "did not follow (2)", "not yet known (1)", "33\u202f%", "otherwise 20\u202f%"} <= set(
        texts(root)
    )
    few = read(antecedents("a", "t", ["yes"], None))
    assert described(few).endswith("Too few cases for a share.")
    many = read(antecedents("a", "t", ["yes"] * 301, Share(1.0, 0.99, 1.0)))
    assert not list(many.iter(f"{SVG}rect"))
