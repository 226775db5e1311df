"""Documents of known origin, made from the notes of the bundled case: copies, rewrites, and look-alikes that are none.

Built in memory from a seed. A *family* is one note and what was made of it: exact copies, trims, edits, short rewrites
that credit an agency, paraphrases. A *look-alike* is a family of its own: the note's words with other figures, days,
places and parties, the note's words in another speaker's mouth, or another note with the same standing text.
"""

from __future__ import annotations

import functools
import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.case.answer_key import read_notes

from sarhad.acquire import gather
from sarhad.pipeline import read_pages
from sarhad.records import Actor, Extracted, Page
from sarhad.settings import Settings
from sarhad.world import load_region

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "csto-afghanistan" / "reports"
FACTS = Path(os.environ.get("SARHAD_SHARED", ROOT.parent / "shared")) / "facts" / "facts.jsonl"
TABLES = json.loads((Path(__file__).parent / "rewriting.json").read_text(encoding="utf-8"))
REGION = "csto-afghanistan"
SAME = {"exact": 4, "trim": 5, "edit": 6, "wire": 4, "paraphrase": 5}  # made of each note, as shares
OTHER = {"figures": 3, "speaker": 1, "boilerplate": 1}
BATCH = 64  # pages read at a time
OUTLETS = ("Border Courier", "Panj Herald", "Steppe Monitor", "Amu Post", "Valley News", "Pamir Observer")


class Made(NamedTuple):
    """A made document: its family, how it was made, of which note, and its records."""

    family: str
    how: str
    note: int
    found: Extracted


class Note(NamedTuple):
    """A note as the makers take it: sentences, what is named in them, marks, and which other notes tell of the same."""

    number: int
    language: str
    title: str
    day: date
    sentences: tuple[str, ...]
    named: tuple[tuple[str, str], ...]  # (words, actor or place)
    speakers: tuple[str, ...]  # the words that name who speaks, with their offices
    told: frozenset[str]  # ids of the facts that it tells of


class Draft(NamedTuple):
    """A text before it is read: its title, sentences, and days after the note."""

    title: str
    sentences: list[str]
    later: int = 0


def read_bases(case: list[Extracted] | None = None) -> list[Note]:
    """The notes of the bundled case, read by Sarhad, with the ids of the facts each digests (the answer key)."""
    groups = _groups()
    told: dict[str, frozenset[str]] = {}
    for note in read_notes(REPORTS):
        facts = [*note.facts, *note.background]
        told[note.title] = told.get(note.title, frozenset()) | {*facts, *(g for f in facts for g in groups.get(f, ()))}
    rows = [_base(n, row, told) for n, row in enumerate(case or read_case())]
    return [row for row in rows if sum(len(s.split()) for s in row.sentences) >= 25]


@functools.cache
def read_case(only_groups: bool = False) -> list[Extracted]:
    """The bundled case, read by Sarhad once; or only the files with a note that tells a fact of a syndication group."""
    settings, files = Settings(), [str(REPORTS)]
    if only_groups:
        groups = syndication_groups()
        names = {n.name.partition("#")[0] for n in read_notes(REPORTS) if any(f in groups for f in n.facts)}
        files = [str(REPORTS / name) for name in sorted(names)]
    found, _ = read_pages(list(gather(files, settings)), load_region(REGION), settings)
    return found


def _facts() -> list[dict[str, str]]:
    """The shared facts; none where they are not at hand."""
    if not FACTS.is_file():
        return []
    return [json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines() if line.strip()]


def syndication_groups() -> dict[str, str]:
    """Fact → its syndication group."""
    return {r["id"]: r["syndication_group"] for r in _facts() if r.get("syndication_group")}


def _groups() -> dict[str, list[str]]:
    """Fact → what it is told with: its syndication group, and its speaker with the day."""
    return {r["id"]: [r.get("syndication_group") or r["id"], f"{r['date']} {_surname(r['who'])}"] for r in _facts()}


def _surname(who: str) -> str:
    return (who.partition("(")[0].split() or [who])[-1]


def _base(number: int, row: Extracted, told: dict[str, frozenset[str]]) -> Note:
    document = row.document
    body = [(s.start, s.end) for s in document.sentences if s.kind == "body"]
    named = {(m.text, m.actor or m.place) for m in row.mentions if m.type != "demonym"}
    speakers = {c.source_text.strip(" ,،") for c in row.claims if c.kind in ("official", "party") and c.source_actor}
    draw = random.Random(number)
    published = document.published.value
    day = date.fromisoformat(published) if len(published) == 10 else date(2024, 1, 1) + timedelta(draw.randrange(600))
    return Note(
        number=number,
        language=document.language,
        title=document.title,
        day=day,
        sentences=tuple(" ".join(document.text[s:e].split()) for s, e in body),
        named=tuple(sorted(named)),
        speakers=tuple(sorted(speakers)),
        told=told.get(document.title, frozenset()),
    )


# ---------------------------------------------------------------- the same in other words


def exact(note: Note, _draw: random.Random) -> Draft:
    """The same text and headline."""
    return Draft(note.title, list(note.sentences))


def trim(note: Note, draw: random.Random) -> Draft:
    """The first or the last part cut, up to a half."""
    rows = list(note.sentences)
    cut = min(max(1, round(len(rows) * draw.uniform(0.2, 0.5))), len(rows) - 1)
    return Draft(note.title, rows[cut:] if draw.random() < 0.5 else rows[: len(rows) - cut])


def edit(note: Note, draw: random.Random) -> Draft:
    """A word in ten changed or left out, a sentence dropped or put in, another headline."""
    table = TABLES[note.language]
    rows = [_swap_words(s, note.language, draw, 0.5) for s in note.sentences]
    rows = [_leave_out(s, draw, 0.06) for s in rows]
    if len(rows) > 2 and draw.random() < 0.6:
        del rows[draw.randrange(1, len(rows))]
    if draw.random() < 0.6:
        rows.insert(draw.randrange(1, len(rows) + 1), draw.choice(table["fillers"]))
    return Draft(draw.choice(table["headlines"]), rows, draw.randrange(2))


def wire(note: Note, draw: random.Random) -> Draft:
    """A short rewrite: one or two sentences that carry the note's statement, credited to an agency."""
    table = TABLES[note.language]
    agency = table["wires"][note.number % len(table["wires"])]
    lead = _lead(note)
    first = _swap_words(note.sentences[lead], note.language, draw, 0.4)
    lower = first[:1].lower() + first[1:]
    credited = draw.choice(table["credits"]).format(w=agency, s=first, l=lower).replace(".,", ",")
    rest = [s for s in note.sentences[lead + 1 : lead + 2] if draw.random() < 0.6]
    return Draft(draw.choice(table["headlines"]), [credited, *rest], draw.randrange(2))


def paraphrase(note: Note, draw: random.Random) -> Draft:
    """Other words wherever a table has them, the sentences after the lead in another order, joined anew."""
    table = TABLES[note.language]
    rows = [_swap_words(s, note.language, draw, 0.9) for s in note.sentences]
    lead, rest = rows[0], rows[1:]
    draw.shuffle(rest)
    rest = [draw.choice(table["openers"]) + s[:1].lower() + s[1:] if draw.random() < 0.4 else s for s in rest]
    rows = [*rest[:1], lead, *rest[1:]] if draw.random() < 0.5 else [lead, *rest]
    return Draft(draw.choice(table["headlines"]), [_turn(s, note.language, draw) for s in rows], draw.randrange(2))


def _lead(note: Note) -> int:
    """The first sentence that says something: ten words or more."""
    return next((n for n, s in enumerate(note.sentences) if len(s.split()) >= 10), 0)


def _swap_words(text: str, language: str, draw: random.Random, rate: float) -> str:
    for row in TABLES[language]["words"]:
        for word in row[:1]:
            if draw.random() < rate:
                text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", draw.choice(row[1:]), text)
    return text


def _leave_out(text: str, draw: random.Random, rate: float) -> str:
    words = text.split()
    kept = [w for n, w in enumerate(words) if n in (0, len(words) - 1) or draw.random() > rate]
    return " ".join(kept)


def _turn(text: str, language: str, draw: random.Random) -> str:
    """The last part after a comma put first, where the sentence is made so ("…, X said." to "X said: …")."""
    head, comma, tail = text.rstrip(".").rpartition("، " if language == "fa" else ", ")
    if not comma or not 2 <= len(tail.split()) <= 6 or len(head.split()) < 5 or draw.random() < 0.5:
        return text
    return f"{tail[:1].upper()}{tail[1:]}: {head[:1].lower()}{head[1:]}."


# ---------------------------------------------------------------- look-alikes


def figures(note: Note, draw: random.Random) -> Draft | None:
    """The same words with other numbers, days, places and parties: at least four words and two sentences of three."""
    swaps = dict(_other_names(note.named, note.language, draw))
    rows = [_other_numbers(_replace(s, swaps), note.language, draw) for s in note.sentences]
    changed = sum(a != b for a, b in zip(rows, note.sentences, strict=True))
    others = len(Counter(" ".join(rows).split()) - Counter(" ".join(note.sentences).split()))
    enough = changed * 3 >= len(rows) * 2 and others >= 4
    return Draft(_replace(note.title, swaps), rows, draw.randrange(4)) if enough else None


def speaker(note: Note, draw: random.Random) -> Draft | None:
    """The same theme in another speaker's mouth: lead and statement, with a spokesman of another body who says it."""
    lead = _lead(note)
    rows = list(note.sentences[lead : lead + 2])
    named = [s for s in note.speakers if len(s.split()) >= 2 and s in rows[0]]
    if not named:
        return None
    bodies = [a.aliases[note.language][0] for a in _bodies() if a.aliases.get(note.language)]
    office = TABLES[note.language]["office"].format(draw.choice(bodies))
    rows[0] = rows[0].replace(max(named, key=len), office)
    return Draft(draw.choice(TABLES[note.language]["headlines"]), rows, draw.randrange(4))


def _bodies() -> list[Actor]:
    """Organisations of the region pack that can speak."""
    return [a for _, a in sorted(load_region(REGION).actors.items()) if a.kind in ("organisation", "service")]


def boilerplate(note: Note, _draw: random.Random) -> Draft:
    """The note's first sentences with the standing text that stands below every report of an outlet."""
    lead = _lead(note)
    return Draft(note.title, [*note.sentences[lead : lead + 2], *TABLES[note.language]["standing"]])


def _other_names(named: tuple[tuple[str, str], ...], language: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    """For each name another of the same kind, as the language writes it; one actor or place gets one other."""
    region = load_region(REGION)
    chosen: dict[str, str] = {}
    for words, key in named:
        known = region.actors.get(key) or region.places.get(key)
        if known is None or known.kind in ("country", "state"):
            continue
        pool = region.actors if key in region.actors else region.places
        others = [r for k, r in sorted(pool.items()) if r.kind == known.kind and k != key and r.aliases.get(language)]
        if others:
            if key not in chosen:
                chosen[key] = draw.choice(others).aliases[language][0]
            yield words, chosen[key]


def _replace(text: str, swaps: dict[str, str]) -> str:
    if not swaps:
        return text
    names = "|".join(re.escape(n) for n in sorted(swaps, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda m: swaps[m.group()], text)


def _other_numbers(text: str, language: str, draw: random.Random) -> str:
    text = re.sub(r"(?<![\w-])[\d,.]*\d+(?!\w)", lambda m: _other_number(m.group(), draw), text)
    words = _number_words(language)
    names = "|".join(re.escape(n) for n in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda m: _like(m.group(), draw.choice([w for w in words if w != m.group().lower()])), text)


def _other_number(number: str, draw: random.Random) -> str:
    value = int(re.sub(r"\D", "", number))
    if 1990 <= value <= 2035:
        return number
    other = value
    while other == value:
        other = draw.randrange(max(1, value // 3), value * 2 + 9)
    return str(other)


def _like(old: str, new: str) -> str:
    return new.capitalize() if old[:1].isupper() else new


NUMBERS = {
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    "ru": ("два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "двое", "трое"),
    "fa": ("دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"),
    "tg": ("ду", "се", "чор", "панҷ", "шаш", "ҳафт", "ҳашт", "нӯҳ", "даҳ"),
}


def _number_words(language: str) -> tuple[str, ...]:
    return NUMBERS[language]


# ---------------------------------------------------------------- the set

MAKERS: dict[str, Callable[[Note, random.Random], Draft | None]] = {
    "exact": exact, "trim": trim, "edit": edit, "wire": wire, "paraphrase": paraphrase,
    "figures": figures, "speaker": speaker, "boilerplate": boilerplate,
}  # fmt: skip


def generate(bases: list[Note], size: int, seed: int = 7) -> list[Made]:
    """About `size` documents of known family, read by Sarhad."""
    drafts = list(_drafts(bases, size, random.Random(seed)))
    pages = [_page(number, note, draft) for number, (_, _, note, draft) in enumerate(drafts)]
    region, settings = load_region(REGION), Settings()
    batches = (pages[i : i + BATCH] for i in range(0, len(pages), BATCH))
    by_page = {row.document.page: row for batch in batches for row in read_pages(batch, region, settings)[0]}
    return [
        Made(family, how, note.number, by_page[page.id])
        for (family, how, note, _), page in zip(drafts, pages, strict=True)
        if page.id in by_page
    ]


def _drafts(bases: list[Note], size: int, draw: random.Random) -> Iterator[tuple[str, str, Note, Draft]]:
    """Round after round over the notes, each round one document a note, the ways of making mixed by their shares."""
    shares = SAME | OTHER
    plan = [how for how, share in shares.items() for _ in range(share)]
    for note in bases:
        yield f"{note.number}", "note", note, Draft(note.title, list(note.sentences))
    count = len(bases)
    rounds = 0
    orders = {note.number: draw.sample(plan, len(plan)) for note in bases}
    while count < size:
        for note in bases:
            how = orders[note.number][rounds % len(plan)]
            draft = MAKERS[how](note, draw)
            if draft is not None and count < size:
                alone = how in ("figures", "speaker")
                family = f"{note.number}-{how}-{count}" if alone else f"{note.number}"
                count += 1
                yield family, how, note, draft
        rounds += 1


def _page(number: int, note: Note, draft: Draft) -> Page:
    day = note.day + timedelta(draft.later)
    hints = {
        "title": draft.title,
        "language": note.language,
        "published": day.isoformat(),
        "publisher": OUTLETS[number % len(OUTLETS)],
    }
    half = (len(draft.sentences) + 1) // 2
    text = "\n\n".join(" ".join(part) for part in (draft.sentences[:half], draft.sentences[half:]) if part)
    return Page(
        id=f"page-{number:06}",
        url=f"https://example.org/{number}",
        name=str(number),
        fetched="",
        media_type="text/plain",
        content=text.encode(),
        hints=hints,
    )


def related(a: Note, b: Note) -> bool:
    """Whether two notes tell of a fact in common: pairs of their families are not judged."""
    return bool(a.told & b.told)
