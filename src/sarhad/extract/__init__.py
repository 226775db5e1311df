"""Document → spans: mentions, claims, events, commitments, scenarios, relations, by the resources of its language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from sarhad.extract.claims import find_claims
from sarhad.extract.coder import code_between
from sarhad.extract.commitments import find_commitments
from sarhad.extract.cues_en import may_attribute
from sarhad.extract.cues_ru import may_attribute_ru
from sarhad.extract.events import find_events
from sarhad.extract.events_en import event_words
from sarhad.extract.events_ru import may_happen_ru
from sarhad.extract.kit import Kit, make_kit
from sarhad.extract.lines import Line, make_lines
from sarhad.extract.parsing import parse_sentences
from sarhad.extract.parsing_ru import parse_sentences_ru
from sarhad.extract.references import UNKNOWN, propose_bodies
from sarhad.extract.relations import find_relations
from sarhad.extract.scenarios import find_scenarios
from sarhad.records import Document, Extracted
from sarhad.world.folding import TOKEN

__all__ = ["UNKNOWN", "Kit", "code_between", "extract_documents", "make_kit"]
P = TypeVar("P")


def extract_documents(documents: Sequence[Document], kit_of: Callable[[str], Kit | None]) -> Iterator[Extracted]:
    """What was found in each document, in order; the English sentences of the batch are parsed together.

    `kit_of` gives the kit of a language, or None for one that Sarhad has no lexicon for: such a document is kept
    with no records of its own.
    """
    kits = [kit_of(d.language) for d in documents]
    lines = [make_lines(d, k) if k else () for d, k in zip(documents, kits, strict=True)]
    parsed = _parse(lines, kits)
    for document, kit, own in zip(documents, kits, parsed, strict=True):
        yield _extract(document, own, kit) if kit else Extracted(document=document)


def _parse(lines: Sequence[Sequence[Line]], kits: Sequence[Kit | None]) -> list[tuple[Line, ...]]:
    english = _parsed(lines, kits, "en", _matters, parse_sentences)
    russian = _parsed(lines, kits, "ru", _matters_ru, parse_sentences_ru)
    return [
        tuple(
            msgspec.structs.replace(line, parse=english.get((i, j)), tree=russian.get((i, j)))
            for j, line in enumerate(row)
        )
        for i, row in enumerate(lines)
    ]


def _parsed(
    lines: Sequence[Sequence[Line]],
    kits: Sequence[Kit | None],
    code: str,
    matters: Callable[[Line, Kit], bool],
    parse: Callable[[Iterable[str]], Iterator[P]],
) -> dict[tuple[int, int], P]:
    """The parses of a language's sentences that matter, by document and sentence."""
    wanted = [
        (i, j)
        for i, (row, kit) in enumerate(zip(lines, kits, strict=True))
        if kit and kit.lexicon.code == code
        for j, line in enumerate(row)
        if line.kind in {"body", "title"} and matters(line, kit)
    ]
    return dict(zip(wanted, parse(lines[i][j].text for i, j in wanted), strict=True))


def _matters_ru(line: Line, _kit: Kit) -> bool:
    """Whether a Russian sentence can hold an attribution, or a happening with a known party."""
    return may_attribute_ru(line.folded) or (bool(line.mentions) and may_happen_ru(line.folded))


def _matters(line: Line, kit: Kit) -> bool:
    """Whether an English sentence can hold anything that needs a parse."""
    if may_attribute(line.folded):
        return True
    happening = not event_words().isdisjoint(TOKEN.findall(line.folded))
    return (happening and bool(line.mentions)) or kit.lexicon.has("border-programme", line.folded)


def _extract(document: Document, lines: tuple[Line, ...], kit: Kit) -> Extracted:
    claims = find_claims(document, lines, kit)
    events = find_events(document, lines, claims, kit)
    named = tuple(m for line in lines for m in line.mentions)
    used = {span.start for record in (*claims, *events) for span in record.evidence}
    telling = [(line.start, line.end) for line in lines if any(line.start <= at < line.end for at in used)]
    return Extracted(
        document=document,
        mentions=tuple(sorted((*named, *propose_bodies(document, named, telling, kit)), key=lambda m: m.start)),
        claims=claims,
        events=events,
        commitments=find_commitments(document, lines, kit),
        scenarios=find_scenarios(document, lines, kit),
        relations=find_relations(document, lines, kit),
    )
