"""When a report was published, where its page does not say: bounds from the dates and anchors in its text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date

from sarhad.records import DateEstimate, Document
from sarhad.world import Lexicon, Region
from sarhad.world.dates import add_months, find_dates, first_day, last_day, middle
from sarhad.world.folding import fold

# Months before and after "n years after X" that the wording leaves open.
_SLACK = {"near": (-4, 0), "over": (0, 11), "about": (-6, 6), "plain": (0, 11)}
_NEAR = frozenset(["nearly", "almost", "почти", "қариб", "نزدیک"])
_OVER = frozenset(["more than", "over", "just over", "более чем"])
_ABOUT = frozenset(["about", "around", "some", "около", "حدود", "тақрибан", "تقریبا", "تقریباً"])


def infer_published(document: Document, region: Region, lexicon: Lexicon) -> DateEstimate:
    """The document's date as given; else an estimate between bounds, marked "inferred", with the words it rests on.

    The latest date that the text speaks of as past is the lower bound, "nearly four years after X" gives a window, the
    day of fetching is the upper bound of last resort. With no lower bound at all there is no value, only the bound.
    """
    if document.published.value:
        return document.published
    fetched = document.fetched[:10]
    named = max(_named_dates(document, lexicon), default=None)
    window = next(_windows(document, region, lexicon), None)
    lows = [d for d in (named and named[0], window and window[0]) if d]
    highs = [d for d in (window and window[1], date.fromisoformat(fetched) if fetched else None) if d]
    earliest, latest = max(lows, default=None), min(highs, default=None)
    if earliest and latest and earliest > latest:
        earliest = None
    because = "; ".join(words for words in (window and window[2], named and named[1]) if words)
    return _estimate(earliest, latest, because, bounded=window is not None)


def _estimate(earliest: date | None, latest: date | None, because: str, *, bounded: bool) -> DateEstimate:
    value = middle(earliest, latest).isoformat()[:7] if earliest and latest and bounded else ""
    return DateEstimate(
        value=value,
        precision="range" if earliest and latest else "unknown",
        how="inferred" if earliest else "unknown",
        earliest=earliest.isoformat() if earliest else "",
        latest=latest.isoformat() if latest else "",
        because=because,
    )


def _named_dates(document: Document, lexicon: Lexicon) -> Iterator[tuple[date, str]]:
    for sentence in document.sentences:
        text = document.text[sentence.start : sentence.end]
        if sentence.kind in {"body", "title"} and not re.search(r"\b(?:will|would|by 20|until 20)", text):
            for found in find_dates(text, lexicon):
                yield first_day(found.value), text[found.start : found.end]


def _windows(document: Document, region: Region, lexicon: Lexicon) -> Iterator[tuple[date, date, str]]:
    """Windows from phrases such as "nearly four years after the Taliban returned to power"."""
    distance = str(lexicon.words["distance"])
    texts = [document.text[s.start : s.end] for s in document.sentences]
    folded = [fold(text) for text in texts]
    for anchor in region.anchors:
        phrases = tuple(fold(p) for p in anchor.phrases.get(lexicon.code, ()))
        for text, plain in zip(texts, folded, strict=True):
            if not any(phrase in plain for phrase in phrases):
                continue
            found = _distance_to(distance, phrases).search(plain)
            count = _count(found["n"], lexicon) if found else None
            if found and count is not None:
                yield (*_window(anchor.date, count, found, lexicon), text[found.start() : found.end()].strip())


@functools.cache
def _distance_to(distance: str, phrases: tuple[str, ...]) -> re.Pattern[str]:
    """ "nearly four years after" before any of an anchor's phrases."""
    return re.compile(rf"{distance}(?:the\s+)?(?:{'|'.join(map(re.escape, phrases))})")


def _count(word: str, lexicon: Lexicon) -> int | None:
    return int(word) if word.isdigit() else lexicon.words["numbers"].get(word)


def _window(anchor: str, count: int, found: re.Match[str], lexicon: Lexicon) -> tuple[date, date]:
    unit = found["unit"]
    months = count * (12 if re.match(r"year|лет|год|سال|сол", unit) else 1)
    near = (found["near"] or "").strip()
    key = "near" if near.split(" ")[0] in _NEAR else "over" if near in _OVER else "about" if near in _ABOUT else "plain"
    before, after = _SLACK[key]
    if months < 12:
        before, after = max(before, -1), min(after, 1)
    del lexicon
    return add_months(first_day(anchor), months + before), add_months(last_day(anchor), months + after)
