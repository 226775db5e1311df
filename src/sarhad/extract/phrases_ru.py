"""Russian attributions without a verb: "по словам X", "по его данным", headlines "X: Y" and "Y — X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sarhad.extract.borders_ru import MARKS, Range, around, is_finite, pieces
from sarhad.extract.content_ru import clause_start
from sarhad.extract.cues_ru import (
    hearsay_pattern,
    own_phrase_pattern,
    phrase_classes,
    phrase_pattern,
    verb_forms,
    words,
)
from sarhad.extract.found import Found
from sarhad.extract.nominals_ru import right_edge
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of
from sarhad.records import Act, Offsets
from sarhad.world import load_lexicon
from sarhad.world.folding import fold

_HEADLINE = re.compile(r"([^:\"“”.!?…]{2,80}):\s+(\S.{7,}[^.!?…:])")
_TAIL = re.compile(r"(.{8,})\s([—–-])\s([^—–.!?…,:]{2,80}[^.!?…,:\s])")
_MAX_WORDS = 7


def find_phrases_ru(parse: ParseRu) -> Iterator[Found]:
    """Claims by who-says phrases, left to right."""
    folded = fold(parse.text)
    for match in own_phrase_pattern().finditer(folded):
        act = phrase_classes()[f"{match[1]} {match[3]}"]
        found = _found(parse, act, (match.span(1), match.span(3)), match.span(2), match.end())
        yield from [found] if found else []
    hearsay = [m.span() for m in hearsay_pattern().finditer(folded)]
    for span in hearsay:
        found = _found(parse, "say", (span,), None, span[1])
        yield from [found] if found else []
    for match in phrase_pattern().finditer(folded):
        if any(s <= match.start() < e for s, e in hearsay):
            continue
        found = _by_phrase(parse, match, phrase_classes()[re.sub(r"[\s-]+", " ", match.group())])
        yield from [found] if found else []


def _at(parse: ParseRu, offset: int) -> int:
    """Index of the first word that starts at or behind an offset."""
    return next((t.i for t in parse.tokens if t.start >= offset), len(parse))


def _by_phrase(parse: ParseRu, match: re.Match[str], act: Act) -> Found | None:
    first = _at(parse, match.end())
    head = _head_noun(parse, first)
    if head is None:
        return _found(parse, act, (match.span(),), None, match.end()) if "стало известно" in match.group() else None
    if lemma_of(head.lower, "NOUN") in words("no-source"):
        return None
    end = right_edge(parse, head, None)
    if not _closed(parse, end):
        end = _noun_phrase_end(parse, head)
    return _found(parse, act, (match.span(),), (parse[first].start, parse[end - 1].end), parse[end - 1].end)


def _head_noun(parse: ParseRu, first: int) -> Token | None:
    """The noun behind the phrase, across what stands before it."""
    for token in parse.tokens[first : first + 8]:
        if token.text in MARKS:
            return None
        if token.pos in {"NOUN", "PROPN", "PRON"} or _bare(parse, token):
            return token
    return None


def _bare(parse: ParseRu, token: Token) -> bool:
    """An adjective that stands for a noun ("по словам задержанного")."""
    adjectival = token.pos in {"ADJ", "DET", "NUM", "VERB"} and token.dep in {"nmod", "obl"}
    return adjectival and (token.i + 1 >= len(parse) or parse[token.i + 1].text in MARKS)


def _closed(parse: ParseRu, end: int) -> bool:
    return end >= len(parse) or parse[end].text in MARKS


def _noun_phrase_end(parse: ParseRu, head: Token) -> int:
    """Behind the words that hang on the noun one after another: no comma closes the phrase."""
    end = head.i + 1
    while end < len(parse) and parse[end].text not in MARKS and not is_finite(parse[end]):
        if parse[end].dep != "case" and not parse.hangs_on(parse[end], head):
            break
        end += 1
    while end > head.i + 1 and parse[end - 1].dep == "case":
        end -= 1
    return end


def _found(parse: ParseRu, act: Act, cue: tuple[Offsets, ...], source: Offsets | None, tail: int) -> Found | None:
    group = (_at(parse, cue[0][0]), _at(parse, tail))
    if group[0] > 0 and parse[group[0] - 1].lower == "как":
        group = (group[0] - 1, group[1])
    rows = _relative(parse, group) or _clause(parse, group) or _rest(parse, group)
    content = pieces(parse, [row for row in rows if row[1] > row[0]])
    if not content or _in_title(parse, group):
        return None
    return Found(source=(source,) if source else (), cue=cue, content=tuple(content), cue_class=act)


def _clause(parse: ParseRu, group: Range) -> list[Range]:
    """ "пишет со ссылкой на X, что …": the clause of the verb before is what X said."""
    verbal = any(t.lower in verb_forms() for t in parse.tokens[: group[0]])
    if not verbal or group[1] >= len(parse) or parse[group[1]].text != ",":
        return []
    start = clause_start(parse, group[1])
    return [(start, len(parse))] if start > group[1] + 1 else []


def _rest(parse: ParseRu, group: Range) -> list[Range]:
    """All round the phrase; what follows counts even where no comma closes it ("По данным МВД погибли двое")."""
    floor = _floor(parse, group[0])
    if group[1] < len(parse) and parse[group[1]].text not in MARKS:
        return [(floor, group[0]), (group[1], len(parse))]
    return around(parse, group, None, floor)


def _floor(parse: ParseRu, first: int) -> int:
    """Behind the last "что" that leads the clause in which the phrase stands."""
    for i in range(first - 1, -1, -1):
        if parse[i].lower in {"что", "будто", "чтобы"} and i > 0 and parse[i - 1].text == ",":
            return i + 1
    return 0


def _relative(parse: ParseRu, group: Range) -> list[Range]:
    """ "Караван, который, по версии следствия, перевозил опий, остановили": the relative clause alone."""
    before = group[0] - 1
    if before < 1 or parse[before].text != "," or not parse[before - 1].lower.startswith("котор"):
        return []
    word = parse[before - 1]
    first = before - 2 if before > 1 and parse[before - 2].dep == "case" else before - 1
    verb = parse.head(word)
    stop = len(parse)
    for i in range(group[1] + 1, len(parse)):
        behind = parse.tokens[i + 1 : i + 4]
        if parse[i].text == "," and verb is not None and not any(parse.hangs_on(t, verb) for t in behind):
            stop = i
            break
    return [(first, before), (group[1], stop)]


def _in_title(parse: ParseRu, group: Range) -> bool:
    """Inside guillemets that hold nothing else: the name of a book."""
    before = group[0] > 0 and parse[group[0] - 1].text in {"«", "“"}
    return before and group[1] < len(parse) and parse[group[1]].text in {"»", "”"}


# ---------------------------------------------------------------- headlines


def find_headline_ru(parse: ParseRu) -> list[Found]:
    """A headline "X: Y" or "Y — X" without a final stop."""
    text = parse.text.strip()
    if len(text) != len(parse.text):
        return []
    return _by_colon(parse) or _by_dash(parse)


def _by_colon(parse: ParseRu) -> list[Found]:
    found = _HEADLINE.fullmatch(parse.text)
    if found is None or not _is_name(parse, found.span(1)):
        return []
    colon = found.end(1)
    return [Found(source=(found.span(1),), cue=((colon, colon + 1),), content=(found.span(2),), cue_class="say")]


def _by_dash(parse: ParseRu) -> list[Found]:
    found = _TAIL.fullmatch(parse.text)
    if found is None or not _is_name(parse, found.span(3)) or not _is_clause(parse, found.span(1)):
        return []
    source, content = found.span(3), found.span(1)
    return [Found(source=(source,), cue=(found.span(2),), content=(content,), cue_class="say")]


def _is_name(parse: ParseRu, span: Offsets) -> bool:
    """A short noun phrase without a verb."""
    row = [t for t in parse.tokens if span[0] <= t.start < span[1]]
    nouns = any(t.pos in {"NOUN", "PROPN", "X"} for t in row)
    short = len(row) <= _MAX_WORDS + 4 and not any(is_finite(t) for t in row) and row[0].pos != "ADP"
    return nouns and short and _may_speak(row)


def _may_speak(row: list[Token]) -> bool:
    """People, names, and words for bodies: "Дело принципа: …" is no one's statement."""
    head = next((t for t in row if t.pos in {"NOUN", "PROPN", "X"} and t.feat("Case") in {"Nom", ""}), row[0])
    if head.pos in {"PROPN", "X"} or head.feat("Animacy") == "Anim" or head.text.isupper() or row[0].text == "«":
        return True
    terms = load_lexicon("ru").terms
    return any(terms[kind].search(head.lower) for kind in ("official", "unnamed", "institution", "media", "expert"))


def _is_clause(parse: ParseRu, span: Offsets) -> bool:
    return any(is_finite(t) or t.lower == "нет" for t in parse.tokens if span[0] <= t.start < span[1])
