"""Who speaks in a Russian attribution: the subject of the cue and the exact borders of its noun phrase.

The parse gives the head of the phrase; the borders come from the words, since a relative clause or an apposition far
from its noun is often attached wrongly.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sarhad.extract.cues_ru import Cue, verb_forms, words
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of
from sarhad.records import Offsets

SUBJECTS = ("nsubj", "nsubj:pass")
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
NO_SPEAKER = frozenset({"я", "мы", "ты", "вы", "никто", "кто", "ничто", "что", "ничего"})
_OPEN, _CLOSE = '«“„"(', '»”")'
_RELATIVE = re.compile(r"котор\w+|чей|чья|чье|чьи|чью|чьего|чьим")
_LEFT = frozenset(
    ["amod", "det", "nummod", "nummod:gov", "nummod:entity", "nmod", "flat", "flat:name", "appos", "advmod"]
)
MARKS = frozenset({",", "—", "–", "-", ":", ";", ".", "!", "?", "…"})


class Speaker(NamedTuple):
    """The head word of the source and its words from `first` to before `end`; `shared` if another verb has it."""

    head: Token
    first: int
    end: int
    shared: bool = False

    def span(self, parse: ParseRu) -> Offsets:
        """Where the source stands in the sentence."""
        return parse[self.first].start, parse[self.end - 1].end


def find_speaker(parse: ParseRu, cue: Cue) -> Speaker | None:
    """The source of a cue, or None where the sentence names none."""
    if cue.lemma in words("from-verbs"):
        return _origin(parse, cue.token)
    if cue.lemma.endswith(" известно"):
        return _told(parse, cue.token)
    if _is_passive(cue):
        return _agent(parse, cue.token) or _place(parse, cue)
    form = cue.token.feat("VerbForm")
    if form in {"Part", "Conv"} and not _is_short(cue.token):
        main = _main_subject(parse, cue.token) if form == "Conv" else None
        return main or _inherited(parse, cue, cue.token)
    return _by_subject(parse, cue)


def _by_subject(parse: ParseRu, cue: Cue) -> Speaker | None:
    verb = cue.token
    own = _subject(parse, verb) or _subject_behind(parse, cue) or _subject_before(parse, verb)
    if own is not None:
        return _phrase(parse, own, verb)
    place = _place(parse, cue)
    return (place if _inverted(parse, cue) else None) or _inherited(parse, cue, verb) or place


def _is_passive(cue: Cue) -> bool:
    short = _is_short(cue.token)
    adjective = cue.lemma in words("adjectives-believe") | words("adjectives-warn") | words("adjectives-plan")
    return cue.passive or cue.lemma in {"обвиняться", "подозреваться", "известно"} or (short and not adjective)


def _is_short(token: Token) -> bool:
    return token.feat("VerbForm") == "Part" and token.feat("Variant") == "Short"


def _main_subject(parse: ParseRu, other: Token) -> Speaker | None:
    """The subject of the nearest cue before a gerund or a verb that stands on the sentence's own level."""
    for verb in reversed(parse.tokens[: other.i]):
        known = verb.pos == "VERB" and verb.lower in verb_forms()
        if known and verb.dep in {"root", "parataxis"} and _matches(other, verb):
            own = _subject(parse, verb)
            return _phrase(parse, own, verb, shared=True) if own is not None else None
    return None


def _told(parse: ParseRu, verb: Token) -> Speaker | None:
    """ "Стало известно изданию": the dative that learnt it."""
    row = parse.tokens[verb.i + 1 : verb.i + 6]
    found = next((t for t in row if t.pos in {"NOUN", "PROPN"} and t.feat("Case") == "Dat"), None)
    return _phrase(parse, found, verb) if found is not None else None


def _agent(parse: ParseRu, verb: Token) -> Speaker | None:
    found = next((c for c in parse.children(verb) if c.dep == "obl:agent"), None)
    return _phrase(parse, found, verb) if found else None


def _subject(parse: ParseRu, verb: Token) -> Token | None:
    rows = [c for c in parse.children(verb) if c.dep in SUBJECTS and _is_nominal(c) and not _is_time(c)]
    rows = [c for c in rows if c.feat("Case") in {"Nom", "Gen", ""}] or rows
    before = [c for c in rows if c.i < verb.i and c.feat("Case") == "Nom"]
    if len(before) > 1 and any(t.text == "," for t in parse.tokens[before[0].i : before[-1].i]):
        return before[0]  # what follows is set behind it: "Депутат, в прошлом начальник таможни, …"
    return min(rows, key=lambda c: (c.feat("Case") != "Nom", abs(c.i - verb.i))) if rows else None


def _is_nominal(token: Token) -> bool:
    """Nouns and what stands for one ("задержанный", "другие")."""
    return token.pos in NOUNS or token.pos in {"ADJ", "DET"} or (token.pos == "VERB" and token.feat("Case") == "Nom")


def _is_time(token: Token) -> bool:
    return token.pos == "NOUN" and lemma_of(token.lower, "NOUN") in words("occasions")


def _subject_before(parse: ParseRu, verb: Token) -> Token | None:
    """The nominative that opens the verb's clause, where the parser hung it elsewhere."""
    start = verb.i
    while (
        start > 0 and parse[start - 1].text not in MARKS and not (parse[start - 1].pos == "VERB" and verb.i - start > 0)
    ):
        start -= 1
    for token in parse.tokens[start : verb.i]:
        if token.pos in {"NOUN", "PROPN"} and token.feat("Case") == "Nom" and not _is_time(token):
            free = not _preposition(parse, token) and token.dep not in {"appos", "nmod", "conj"}
            return token if free and _agrees(token, verb) else None
    return None


def _origin(parse: ParseRu, verb: Token) -> Speaker | None:
    """ "Из доклада следует, что …": what stands behind "из"."""
    found = next((c for c in parse.children(verb) if c.dep == "obl" and _preposition(parse, c) == "из"), None)
    return _phrase(parse, found, verb) if found else None


def _subject_behind(parse: ParseRu, cue: Cue) -> Token | None:
    """ "…, передаёт корреспондент": a nominative right behind the verb that the parser took for something else."""
    at = cue.last + 1
    while at < len(parse) and at < cue.last + 7 and parse[at].text not in MARKS:
        token = parse[at]
        if token.pos in NOUNS and token.feat("Case") in {"Nom", "Acc"} and _agrees(token, cue.token):
            plain = not any(c.dep == "case" for c in parse.children(token))
            return token if plain and (token.feat("Case") == "Nom" or _inverted(parse, cue)) else None
        at += 1
    return None


def _inverted(parse: ParseRu, cue: Cue) -> bool:
    before = cue.token.i - 1
    return before > 0 and parse[before].text in {",", "—", "–", "-"}


def _agrees(noun: Token, verb: Token) -> bool:
    number, gender = verb.feat("Number"), verb.feat("Gender")
    if number and noun.feat("Number") and noun.feat("Number") != number:
        return False
    return not (gender and noun.feat("Gender")) or noun.feat("Gender") == gender or noun.feat("Animacy") == "Anim"


def _inherited(parse: ParseRu, cue: Cue, verb: Token) -> Speaker | None:
    """The noun of a participle or a relative clause, the subject of the verb that a gerund or "and" goes with."""
    head, seen = parse.head(verb), {verb.i}
    at = verb
    while head is not None and head.i not in seen:
        seen.add(head.i)
        if at.dep in {"acl", "acl:relcl"} and head.pos in NOUNS and at.feat("VerbForm") == "Part":
            return _phrase(parse, head, at, shared=True)
        if at.dep == "conj" and not _matches(at, head):
            return _main_subject(parse, at)
        if not _goes_with(at, cue):
            return None
        own = _subject(parse, head)
        if own is not None:
            return _phrase(parse, own, head, shared=True) if _agrees(own, cue.token) else None
        at, head = head, parse.head(head)
    return None


def _matches(verb: Token, head: Token) -> bool:
    """Two verbs of one subject: number and gender do not contradict each other."""
    return all(not verb.feat(n) or not head.feat(n) or verb.feat(n) == head.feat(n) for n in ("Number", "Gender"))


def _goes_with(verb: Token, cue: Cue) -> bool:
    gerund = verb.feat("VerbForm") == "Conv"
    return gerund or verb.dep in {"conj", "advcl", "xcomp"} or (verb.dep == "acl" and verb is cue.token)


def _place(parse: ParseRu, cue: Cue) -> Speaker | None:
    """ "В ведомстве сообщили", "говорится в докладе": what stands behind "в" speaks, if nobody else does."""
    verb = cue.token
    if cue.lemma in words("person-inside"):
        return None
    plural = verb.feat("Number") == "Plur" and verb.feat("VerbForm") in {"Fin", ""}
    if not (plural or _is_passive(cue)):
        return None
    for token in sorted(_locatives(parse, cue), key=lambda t: abs(t.i - verb.i)):
        return _phrase(parse, token, verb)
    return None


def _locatives(parse: ParseRu, cue: Cue) -> list[Token]:
    near = [t for t in parse.tokens if t.head == cue.token.i or 0 < t.i - cue.last < 5]
    nouns = [t for t in near if t.feat("Case") == "Loc" and t.pos in NOUNS and _preposition(parse, t) in {"в", "во"}]
    places = [t for t in nouns if lemma_of(t.lower, "NOUN") not in words("occasions")]
    return [t for t in places if not _marks_between(parse, t, cue.token)]


def _marks_between(parse: ParseRu, a: Token, b: Token) -> bool:
    first, last = sorted((a.i, b.i))
    return any(t.text in MARKS for t in parse.tokens[first + 1 : last])


def _preposition(parse: ParseRu, token: Token) -> str:
    found = next((c for c in parse.children(token) if c.dep == "case" and c.i < token.i), None)
    return found.lower if found else ""


# ---------------------------------------------------------------- borders of the noun phrase


def _phrase(parse: ParseRu, head: Token, verb: Token, shared: bool = False) -> Speaker | None:
    """The noun phrase of a subject: the antecedent instead of "который", nobody instead of "я" and "никто"."""
    if _RELATIVE.fullmatch(head.lower):
        noun = _antecedent(parse, verb)
        return _phrase(parse, noun, verb, shared=True) if noun is not None and noun is not head else None
    if head.lower in NO_SPEAKER:
        return None
    first = left_edge(parse, head)
    end = _right_before(parse, head, verb) if head.i < verb.i else right_edge(parse, head, verb)
    first, end = _with_quotes(parse, first, end)
    return Speaker(head, first, end, shared)


def _antecedent(parse: ParseRu, verb: Token) -> Token | None:
    noun = parse.head(verb) if verb.dep in {"acl:relcl", "acl"} else None
    return noun if noun is not None and noun.pos in NOUNS and noun.i < verb.i else None


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
    return first


def _right_before(parse: ParseRu, head: Token, verb: Token) -> int:
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
    if is_occasion(parse, token):
        return True
    return token.head == verb.i and token.dep not in {"nmod", "appos", "flat", "amod", *SUBJECTS}


def is_occasion(parse: ParseRu, token: Token) -> bool:
    """A time or an occasion behind a preposition: "во вторник", "в интервью", "на встрече"."""
    if token.lower == "места" and _preposition(parse, token) == "с":
        return True
    if token.pos != "NOUN" or _preposition(parse, token) not in {"в", "во", "на", "по", "при", "до", "после", "перед"}:
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
    if token.head == verb.i and token.dep == "obl" and _preposition(parse, token) in {"из", "от", "при"}:
        return False
    return _belongs_to_verb(parse, token, verb)


def _apposition_end(parse: ParseRu, head: Token, comma: int) -> int:
    """Behind a comma: the end of a participle's or a relative clause or an apposition; 0 where something else comes."""
    rest = parse.tokens[comma + 1 : comma + 5]
    if not rest:
        return 0
    stop = next((j for j in range(comma + 1, len(parse)) if parse[j].text in MARKS), len(parse))
    row = parse.tokens[comma + 1 : stop]
    opens = _opens_clause(row, head)
    return stop if opens or _is_apposition(row, head, stop, len(parse)) else 0


def _opens_clause(row: tuple[Token, ...], head: Token) -> bool:
    """A participle in its place, "который" with or without a preposition, or an adjective with its own words."""
    if any(_RELATIVE.fullmatch(t.lower) for t in row[:2]):
        return True
    lead = next((t for t in row if t.pos not in {"ADV", "PART", "NUM", "NOUN"} or t.feat("VerbForm") == "Part"), None)
    if lead is None:
        return False
    if lead.pos == "VERB" and lead.feat("VerbForm") == "Part" and lead.feat("Variant") != "Short":
        return lead.feat("Case") != "Nom" or head.feat("Case") == "Nom"
    return row[0] is lead and lead.pos == "ADJ" and lead.dep in {"amod", "acl"} and lead.head <= row[0].i


def _is_apposition(row: tuple[Token, ...], head: Token, stop: int, size: int) -> bool:
    """A noun in the case of the head, without a verb ("Азимова, заместителя главы района, …")."""
    if any(t.pos in {"VERB", "AUX"} for t in row) or not row:
        return False
    noun = next((t for t in row if t.pos in {"NOUN", "PROPN"}), None)
    return noun is not None and noun.feat("Case") == head.feat("Case") and noun.head <= head.i and noun.dep != "conj"


def _with_quotes(parse: ParseRu, first: int, end: int) -> tuple[int, int]:
    """Without a quotation mark that has no partner inside; with those round the whole phrase."""
    texts = [t.text for t in parse.tokens[first:end]]
    if "»" in texts and texts.count("«") < texts.count("»") and first > 0 and parse[first - 1].text == "«":
        first -= 1
    elif texts.count("«") > texts.count("»") and end < len(parse) and parse[end].text == "»":
        end += 1
    return first, end
