"""Russian noun phrases: the exact borders of a source.

The parse gives the head of a phrase; the borders come from the words, since a relative clause or an apposition far from
its noun is often attached wrongly.
"""

from __future__ import annotations

import re

from sarhad.extract.borders_ru import MARKS
from sarhad.extract.cues_ru import words
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of

SUBJECTS = ("nsubj", "nsubj:pass")
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
RELATIVE = re.compile(r"котор\w+|чей|чья|чье|чьи|чью|чьего|чьим")
_OPEN, _CLOSE = '«“„"(', '»”")'
_LEFT = frozenset(
    ["amod", "det", "nummod", "nummod:gov", "nummod:entity", "nmod", "flat", "flat:name", "appos", "advmod"]
)


def preposition(parse: ParseRu, token: Token) -> str:
    """The preposition of a noun, or an empty text."""
    found = next((c for c in parse.children(token) if c.dep == "case" and c.i < token.i), None)
    return found.lower if found else ""


def left_edge(parse: ParseRu, head: Token) -> int:
    """Index of the first word of a noun phrase: what stands before its head and depends on it."""
    first = head.i
    while first > 0:
        before = parse[first - 1]
        inside = first <= before.head <= head.i
        adverb = before.dep == "advmod" and before.head == head.i
        if not (inside and before.dep in _LEFT) or adverb or before.pos in {"ADP", "PUNCT"}:
            break
        first -= 1
    title = parse[first - 1] if first else None
    if title is not None and title.pos in {"NOUN", "PROPN"} and _titles(before, head):
        return left_edge(parse, before)
    return first


def _titles(before: Token, head: Token) -> bool:
    """A title before a title ("эксперт подполковник Иванов")."""
    return before.feat("Case") == head.feat("Case") == "Nom" and before.feat("Animacy") == "Anim"


def right_before(parse: ParseRu, head: Token, verb: Token) -> int:
    """Index behind a phrase that stands before its verb: it ends where the verb's own words begin."""
    end = verb.i
    for i in range(head.i + 1, verb.i):
        token = parse[i]
        if token.text == "," and _gerund_follows(parse, i + 1, verb.i):
            end = i
            break
        if _belongs_to_verb(parse, token, verb) and not _in_apposition(parse, i, verb):
            end = _phrase_start(parse, token, head.i + 1)
            break
    while end > head.i + 1 and (parse[end - 1].text in MARKS or parse[end - 1].dep == "case"):
        end -= 1
    return end


def _gerund_follows(parse: ParseRu, start: int, stop: int) -> bool:
    for token in parse.tokens[start:stop]:
        if token.text in MARKS:
            return False
        if token.feat("VerbForm") == "Conv":
            return True
    return False


def _belongs_to_verb(parse: ParseRu, token: Token, verb: Token) -> bool:
    """Adverbs, occasions ("на брифинге"), times, addressees: what the verb governs, not the noun."""
    if token.pos == "PUNCT":
        return False
    if is_occasion(parse, token) or (token.lower == "ссылкой" and preposition(parse, token) == "со"):
        return True
    return token.head == verb.i and token.dep not in {"nmod", "appos", "flat", "amod", *SUBJECTS}


def is_occasion(parse: ParseRu, token: Token) -> bool:
    """A time or an occasion behind a preposition: "во вторник", "в интервью", "на встрече"."""
    if token.lower == "места" and preposition(parse, token) == "с":
        return True
    if token.pos != "NOUN" or preposition(parse, token) not in {"в", "во", "на", "по", "при", "до", "после", "перед"}:
        return False
    return lemma_of(token.lower, "NOUN") in words("occasions")


def _in_apposition(parse: ParseRu, i: int, verb: Token) -> bool:
    """Between commas, with a nominative and without a verb: "…, в прошлом начальник таможни, …"."""
    before = max((j for j in range(i) if parse[j].text == ","), default=-1)
    after = next((j for j in range(i, verb.i) if parse[j].text == ","), -1)
    row = parse.tokens[before + 1 : after] if before >= 0 and after > 0 else ()
    named = any(t.feat("Case") == "Nom" and t.pos in {"NOUN", "PROPN"} for t in row)
    return named and not any(t.pos == "VERB" for t in row)


def _phrase_start(parse: ParseRu, token: Token, floor: int) -> int:
    """Index of the first word of a prepositional phrase or an adverb's phrase."""
    first = token.i
    while first > floor:
        before = parse[first - 1]
        if not (first <= before.head <= token.i) or before.pos == "PUNCT":
            break
        first -= 1
    return first


def right_edge(parse: ParseRu, head: Token, verb: Token | None) -> int:
    """Index behind a phrase that follows its cue: up to a mark, or to the verb's own words."""
    i = head.i + 1
    while i < len(parse):
        token = parse[i]
        if token.text == "(":
            i = next((j + 1 for j in range(i, len(parse)) if parse[j].text == ")"), len(parse))
            continue
        if token.text in _OPEN:
            i = _past_quote(parse, i)
            continue
        if token.text in MARKS or token.text in _CLOSE:
            onward = _apposition_end(parse, head, i) if token.text == "," else 0
            if not onward:
                return i
            i = onward
            continue
        if verb is None and _is_predicate(token):
            return max(head.i + 1, i)
        if verb is not None and _leaves_phrase(parse, token, verb, i, head):
            return max(head.i + 1, _phrase_start(parse, token, head.i + 1))
        i += 1
    return i


def _is_predicate(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"} and token.feat("VerbForm") in {"Fin", ""}


def _past_quote(parse: ParseRu, i: int) -> int:
    return next((j + 1 for j in range(i + 1, len(parse)) if parse[j].text in _CLOSE), len(parse))


def _leaves_phrase(parse: ParseRu, token: Token, verb: Token, i: int, head: Token) -> bool:
    if token.dep == "case" or (token.head == verb.i and token.dep in {"cc", "punct", "mark"}):
        return token.dep == "cc" and i > head.i + 1 and token.lower not in {"и"}
    if token.dep == "iobj" and token.pos in NOUNS and token.feat("Case") == "Dat":
        return True
    if token.head == verb.i and token.dep == "obl" and preposition(parse, token) in {"из", "от", "при"}:
        return False
    return _belongs_to_verb(parse, token, verb)


def _apposition_end(parse: ParseRu, head: Token, comma: int) -> int:
    """Behind a comma: the end of a participle's or a relative clause or an apposition; 0 where something else comes."""
    rest = parse.tokens[comma + 1 : comma + 5]
    if not rest:
        return 0
    stop = next((j for j in range(comma + 1, len(parse)) if parse[j].text in MARKS), len(parse))
    row = parse.tokens[comma + 1 : stop]
    opens = _opens_clause(row, {t.feat("Case") for t in parse.tokens[head.i : comma] if t.pos in NOUNS} or {""})
    return stop if opens or _is_apposition(row, head, stop, len(parse)) else 0


def _opens_clause(row: tuple[Token, ...], cases: set[str]) -> bool:
    """A participle in its place, "который" with or without a preposition, or an adjective with its own words."""
    if any(RELATIVE.fullmatch(t.lower) for t in row[:2]):
        return True
    if any(t.pos in {"VERB", "AUX"} and t.feat("VerbForm") == "Fin" for t in row):
        return False
    lead = next((t for t in row if t.pos not in {"ADV", "PART", "NUM", "NOUN"} or t.feat("VerbForm") == "Part"), None)
    if lead is None:
        return False
    if lead.pos == "VERB" and lead.feat("VerbForm") == "Part" and lead.feat("Variant") != "Short":
        return lead.feat("Case") in cases
    return row[0] is lead and lead.pos == "ADJ" and lead.dep in {"amod", "acl"} and lead.head <= lead.i


def _is_apposition(row: tuple[Token, ...], head: Token, stop: int, size: int) -> bool:
    """A noun in the case of the head, without a verb ("Азимова, заместителя главы района, …")."""
    if any(t.pos in {"VERB", "AUX"} for t in row) or not row:
        return False
    noun = next((t for t in row if t.pos in {"NOUN", "PROPN"}), None)
    return noun is not None and noun.feat("Case") == head.feat("Case") and noun.head <= head.i and noun.dep != "conj"


def with_quotes(parse: ParseRu, first: int, end: int) -> tuple[int, int]:
    """Without a quotation mark that has no partner inside; with those round the whole phrase."""
    texts = [t.text for t in parse.tokens[first:end]]
    if "»" in texts and texts.count("«") < texts.count("»") and first > 0 and parse[first - 1].text == "«":
        first -= 1
    elif first > 0 and parse[first - 1].text == "«" and end < len(parse) and parse[end].text == "»":
        first, end = first - 1, end + 1
    elif texts.count("«") > texts.count("»") and end < len(parse) and parse[end].text == "»":
        end += 1
    return first, end
