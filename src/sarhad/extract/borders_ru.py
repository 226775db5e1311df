"""Where what is said begins and ends in a Russian sentence: marks, clauses beside and above, quotations."""

from __future__ import annotations

from sarhad.extract.cues_ru import Cue, verb_forms, words
from sarhad.extract.parsing_ru import ParseRu, Token
from sarhad.records import Offsets

Range = tuple[int, int]  # indices of words: first, behind the last
DASHES = frozenset({"—", "–", "-"})
MARKS = frozenset({",", ":", ";", ".", "!", "?", "…", "..."}) | DASHES
_EDGE = frozenset({",", ":", ";", ".", "!", "…", "..."}) | DASHES
_LEADING = _EDGE | {"и", "а", "но", "однако"}
_PAIRS = {"«": "»", "“": "”", "„": "“"}
_AND = frozenset({"и", "а", "но", "также", "или"})
_BUT = frozenset({"а", "но", "однако", "зато"})


def offsets(parse: ParseRu, row: Range) -> Offsets | None:
    """The range without marks at its ends; a mark inside a closing quotation mark stays."""
    first, end = row
    while first < end and parse[first].text in _EDGE:
        first += 1
    while end > first and parse[end - 1].text in _EDGE:
        end -= 1
    if first < end and _opens_only(parse, first, end):
        first += 1
    return (parse[first].start, parse[end - 1].end) if end > first else None


def _opens_only(parse: ParseRu, first: int, end: int) -> bool:
    """A quotation mark at the end of the range alone, with nothing inside."""
    return end - first == 1 and not any(c.isalnum() for c in parse[first].text)


def pieces(parse: ParseRu, rows: list[Range]) -> list[Offsets]:
    """Offsets of the ranges that hold anything."""
    return [span for row in rows for span in [offsets(parse, row)] if span and span[1] - span[0] > 1]


def is_finite(token: Token) -> bool:
    """A finite verb or a short predicative form."""
    if token.pos in {"VERB", "AUX"}:
        return token.feat("VerbForm") in {"Fin", ""} or token.feat("Variant") == "Short"
    return token.pos == "ADJ" and token.feat("Variant") == "Short"


def in_quotes(parse: ParseRu, i: int) -> Range | None:
    """The quotation in guillemets or paired marks that a word stands in, from mark to mark."""
    stack: list[int] = []
    for k, token in enumerate(parse.tokens):
        if token.text in _PAIRS:
            stack.append(k)
        elif token.text in {"»", "”"} and stack:
            first = stack.pop()
            if first < i < k and not stack:
                return first, k + 1
    return None


def right_border(parse: ParseRu, cue: Cue, start: int) -> int:
    """Index behind the content: the sentence's end, or where a clause beside or above the attribution goes on."""
    end = len(parse)
    for token in parse.tokens[start:]:
        if token.text == ";" and any(t.lower in verb_forms() for t in parse.tokens[token.i :]):
            end = token.i
            break
        if _beside(parse, token, cue, start):
            end = _clause_start(parse, token, start)
            break
    return min(end, _embedded_end(parse, cue, start, end))


def _beside(parse: ParseRu, token: Token, cue: Cue, start: int) -> bool:
    """A predicate on the cue's own level ("…, и назвал …", "…, а мэр заверил …")."""
    verb = cue.token
    if token.feat("VerbForm") == "Conv" and token.lower in verb_forms() and token.i > start + 1:
        return verb.feat("VerbForm") != "Conv" and parse[token.i - 1].text == ","
    if not is_finite(token) or token.i <= start:
        return False
    known = token.lower in verb_forms()
    if token.dep == "conj" and token.head == verb.i:
        return known or _like(token, verb)
    if token.dep == "conj" and _rather(parse, token, verb):
        return True
    return known and _own_clause(parse, token, start) and _same(token, verb, "Tense")


def _rather(parse: ParseRu, token: Token, verb: Token) -> bool:
    """A cue that agrees with the outer cue and not with the verb that the parser joins it to."""
    head = parse.head(token)
    if head is None or not _like(token, verb) or parse.child(token, "nsubj", "nsubj:pass") is not None:
        return False
    return not (_same(token, head, "Number") and _same(token, head, "Gender"))


def _same(a: Token, b: Token, name: str) -> bool:
    return not a.feat(name) or not b.feat(name) or a.feat(name) == b.feat(name)


def _like(token: Token, verb: Token) -> bool:
    same = [token.feat(n) == verb.feat(n) for n in ("Number", "Tense", "VerbForm") if verb.feat(n)]
    gender = token.feat("Gender") == verb.feat("Gender") or not token.feat("Gender") or not verb.feat("Gender")
    return all(same) and gender


def _own_clause(parse: ParseRu, token: Token, start: int) -> bool:
    """A cue with a subject of its own behind "а", "но", "однако"."""
    subject = parse.child(token, "nsubj")
    if subject is None or not start < subject.i < token.i:
        return False
    at = _clause_start(parse, token, start)
    return at > start and any(t.lower in _BUT for t in parse.tokens[at : at + 3])


def _clause_start(parse: ParseRu, token: Token, floor: int) -> int:
    """Index of the mark or the "and" that leads the clause of a predicate."""
    subject = parse.child(token, "nsubj")
    at = subject.i if subject is not None and floor < subject.i < token.i else token.i
    while at - 1 > floor and parse[at - 1].text not in MARKS and parse[at - 1].lower not in _AND | _BUT:
        at -= 1
    while at - 1 > floor and (parse[at - 1].text in MARKS or parse[at - 1].lower in _AND | _BUT):
        at -= 1
    return at


def _embedded_end(parse: ParseRu, cue: Cue, start: int, end: int) -> int:
    """Where the clause of an embedded cue ends and the clause above goes on ("Опасения, что …, не оправдались")."""
    if not _embedded(parse, cue):
        return end
    above = _head_behind(parse, cue.token, start)
    if above is None and cue.token.pos == "NOUN":
        return end
    for i in range(start, end):
        if parse[i].text in {",", "—", "–"} and _all_above(parse, i, cue, above, end):
            return i
    return above.i if above is not None and above.i < end and not _comma_before(parse, start, above.i) else end


def _embedded(parse: ParseRu, cue: Cue) -> bool:
    """A noun, a participle, a gerund, or a verb with "который": the sentence can go on behind its content."""
    if cue.token.pos == "NOUN":
        return True
    if cue.token.feat("VerbForm") in {"Conv", "Part"} and cue.token.feat("Variant") != "Short":
        return True
    return any(c.lower.startswith("котор") for c in parse.children(cue.token))


def _comma_before(parse: ParseRu, start: int, stop: int) -> bool:
    return any(t.text in MARKS for t in parse.tokens[start:stop])


def _head_behind(parse: ParseRu, token: Token, start: int) -> Token | None:
    """The governing word that stands behind the content's start."""
    at, seen = token, {token.i}
    while (head := parse.head(at)) is not None and head.i not in seen:
        if head.i > start:
            return head
        seen.add(head.i)
        at = head
    return None


def _all_above(parse: ParseRu, comma: int, cue: Cue, above: Token | None, end: int) -> bool:
    """Whether nothing between a comma and the word above belongs to the cue."""
    stop = above.i if above is not None else min(end, comma + 4)
    if stop <= comma:
        return False
    row = [t for t in parse.tokens[comma + 1 : stop] if t.pos != "PUNCT"]
    loose = [t for t in row if parse.hangs_on(t, cue.token)]
    return bool(row or above is not None) and not loose


def split_that(parse: ParseRu, row: Range) -> list[Range]:
    """ "что A и что B": two pieces, without the words between."""
    rows, first = [], row[0]
    for i in range(row[0] + 1, row[1] - 1):
        if parse[i].lower == "что" and parse[i - 1].lower in _AND:
            stop = i - 1
            while stop > first and (parse[stop - 1].text in MARKS or parse[stop - 1].lower in _AND):
                stop -= 1
            rows.append((first, stop))
            first = i + 1
    return [*rows, (first, row[1])]


def around(parse: ParseRu, group: Range, verb: Token | None, floor: int = 0) -> list[Range]:
    """What stands before and behind words of attribution set in by commas or dashes."""
    left = (_left_start(parse, floor, group[0]), group[0])
    right = _right_piece(parse, left, group[1], verb)
    rows = [row for row in (left, right) if row and _has_words(parse, row)]
    return [row for row in rows if not _connective_only(parse, row)] or rows


def _left_start(parse: ParseRu, floor: int, stop: int) -> int:
    """Behind a semicolon, or a sentence that ends before; else the sentence's start."""
    for i in range(stop - 2, floor, -1):
        if parse[i].text == ";":
            return i + 1
    return floor


def _has_words(parse: ParseRu, row: Range) -> bool:
    return any(any(c.isalnum() for c in t.text) for t in parse.tokens[slice(*row)])


def _connective_only(parse: ParseRu, row: Range) -> bool:
    """ "Однако", "При этом": words that only lead on."""
    text = " ".join(t.lower for t in parse.tokens[slice(*row)] if t.pos != "PUNCT")
    return text in words("connectives")


def _right_piece(parse: ParseRu, left: Range, tail: int, verb: Token | None) -> Range | None:
    first = tail
    while first < len(parse) and parse[first].text in MARKS:
        first += 1
    marks = {t.text for t in parse.tokens[tail:first]}
    if first >= len(parse) or first == tail:
        return None
    if marks & DASHES or not any(map(is_finite, parse.tokens[slice(*left)])):
        return first, len(parse)
    return (first, len(parse)) if _goes_on(parse, first, verb) else None


def _goes_on(parse: ParseRu, first: int, verb: Token | None) -> bool:
    """Whether what follows continues the content: no gerund, no clause of the attribution, no other cue."""
    rest = parse.tokens[first:]
    lead = rest[0]
    if any(t.feat("VerbForm") == "Conv" for t in rest[:3]) or lead.lower.startswith("котор"):
        return False
    if any(t.lower in verb_forms() and is_finite(t) for t in rest):
        return False
    if verb is not None and any(t.head == verb.i and is_finite(t) for t in rest):
        return False
    return verb is None or lead.pos == "CCONJ" or verb.head >= first
