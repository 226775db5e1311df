"""Who speaks in a Russian attribution: the subject of the cue, or what stands for it."""

from __future__ import annotations

from typing import NamedTuple

from sarhad.extract.borders_ru import MARKS
from sarhad.extract.cues_ru import Cue, verb_forms, words
from sarhad.extract.nominals_ru import (
    NOUNS,
    RELATIVE,
    SUBJECTS,
    left_edge,
    preposition,
    right_before,
    right_edge,
    with_quotes,
)
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of
from sarhad.records import Offsets

NO_SPEAKER = frozenset({"я", "мы", "ты", "вы", "никто", "кто", "ничто", "что", "ничего"})


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
    if form == "Inf":
        head = parse.head(cue.token)
        own = _subject(parse, head) if head is not None else None
        return _phrase(parse, own, head, shared=True) if own is not None and head is not None else None
    return _by_subject(parse, cue)


def _by_subject(parse: ParseRu, cue: Cue) -> Speaker | None:
    verb = cue.token
    own = _subject(parse, verb) or _subject_behind(parse, cue) or _subject_before(parse, verb)
    if own is not None:
        return _phrase(parse, own, verb)
    place = _place(parse, cue)
    first = place is not None and (_inverted(parse, cue) or _opens(parse, place))
    return place if first else _inherited(parse, cue, verb) or place


def _opens(parse: ParseRu, place: Speaker) -> bool:
    """Whether "в X" opens its clause: "…, а в ведомстве говорят …"."""
    before = place.first - 2
    return before < 0 or parse[before].text in MARKS or parse[before].pos == "CCONJ"


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
    between = {t.text for t in parse.tokens[before[0].i : before[-1].i]} if len(before) > 1 else set()
    if "," in between and not between & {":", ";", "—", "–"}:
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
            free = not preposition(parse, token) and token.dep not in {"appos", "nmod", "conj"}
            return token if free and (_agrees(token, verb) or token.pos == "PROPN") else None
    return None


def _origin(parse: ParseRu, verb: Token) -> Speaker | None:
    """ "Из доклада следует, что …": what stands behind "из"."""
    found = next((c for c in parse.children(verb) if c.dep == "obl" and preposition(parse, c) == "из"), None)
    return _phrase(parse, found, verb) if found else None


def _subject_behind(parse: ParseRu, cue: Cue) -> Token | None:
    """ "…, передаёт корреспондент": a nominative right behind the verb that the parser took for something else."""
    at = cue.last + 1
    while at < len(parse) and at < cue.last + 7 and parse[at].text not in MARKS:
        token = parse[at]
        if token.pos in NOUNS and token.feat("Case") in {"Nom", "Acc", ""} and _agrees(token, cue.token):
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
    nouns = [t for t in near if t.feat("Case") == "Loc" and t.pos in NOUNS and preposition(parse, t) in {"в", "во"}]
    places = [t for t in nouns if lemma_of(t.lower, "NOUN") not in words("occasions")]
    own = _is_passive(cue)  # "В записке, найденной на посту, сказано"
    return [t for t in places if (own and t.head == cue.token.i) or not _marks_between(parse, t, cue.token)]


def _marks_between(parse: ParseRu, a: Token, b: Token) -> bool:
    first, last = sorted((a.i, b.i))
    return any(t.text in MARKS for t in parse.tokens[first + 1 : last])


def _phrase(parse: ParseRu, head: Token, verb: Token, shared: bool = False) -> Speaker | None:
    """The noun phrase of a subject: the antecedent instead of "который", nobody instead of "я" and "никто"."""
    if RELATIVE.fullmatch(head.lower):
        noun = _antecedent(parse, verb)
        return _phrase(parse, noun, verb, shared=True) if noun is not None and noun is not head else None
    if head.lower in NO_SPEAKER:
        return None
    first = left_edge(parse, head)
    end = right_before(parse, head, verb) if head.i < verb.i else right_edge(parse, head, verb)
    first, end = with_quotes(parse, first, end)
    return Speaker(head, first, end, shared)


def _antecedent(parse: ParseRu, verb: Token) -> Token | None:
    noun = parse.head(verb) if verb.dep in {"acl:relcl", "acl"} else None
    return noun if noun is not None and noun.pos in NOUNS and noun.i < verb.i else None
