"""Russian nouns that attribute: "слухи о том, что …", "обвинения в поборах", "сообщения каналов о стягивании войск"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sarhad.extract.borders_ru import MARKS, is_finite, pieces, right_border, split_that
from sarhad.extract.content_ru import clause_start
from sarhad.extract.cues_ru import Cue, noun_forms, words
from sarhad.extract.found import Found
from sarhad.extract.nominals_ru import left_edge, preposition
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of
from sarhad.records import Offsets

_SAME = {"об": "о", "обо": "о", "во": "в"}
_OWN = {"его", "ее", "их", "свой", "свои"}


def find_nouns_ru(parse: ParseRu, taken: Collection[int]) -> Iterator[Found]:
    """Claims that a noun with a clause or a governed phrase makes; `taken` are the words of other cues."""
    for token in parse.tokens:
        known = noun_forms().get(token.lower)
        if known and token.pos == "NOUN" and token.i not in taken:
            cue = Cue(token, known[0], known[1], token.i, (token.span,))
            source, after = _owner(parse, token)
            content = _clause(parse, cue, after) or _governed(parse, cue, after)
            if content:
                yield Found(source=source, cue=cue.spans, content=tuple(content), cue_class=cue.act)


def _owner(parse: ParseRu, noun: Token) -> tuple[tuple[Offsets, ...], int]:
    """The genitive behind the noun ("сообщения ряда каналов") and the index behind it."""
    owner = next((c for c in parse.children(noun) if _is_owner(parse, c, noun)), None)
    if owner is None:
        return (), noun.i + 1
    end = owner.i + 1
    while end < len(parse) and _continues(parse, parse[end], owner):
        end += 1
    return ((parse[left_edge(parse, owner)].start, parse[end - 1].end),), end


def _is_owner(parse: ParseRu, child: Token, noun: Token) -> bool:
    plain = not any(c.dep == "case" for c in parse.children(child))
    nominal = child.pos in {"NOUN", "PROPN"} and child.feat("Case") == "Gen"
    return child.dep == "nmod" and 0 < child.i - noun.i < 5 and plain and nominal


def _continues(parse: ParseRu, token: Token, owner: Token) -> bool:
    if token.pos in {"PUNCT", "ADP", "VERB"} or token.text in MARKS:
        return False
    return parse.hangs_on(token, owner) and token.feat("Case") in {"Gen", ""}


def _clause(parse: ParseRu, cue: Cue, after: int) -> list[Offsets]:
    """ "…, что", "о том, что" right behind the noun or its owner."""
    at = after
    if at + 1 < len(parse) and parse[at].pos == "ADP" and parse[at + 1].lower in {"том", "то", "тем", "этом"}:
        at += 2
    if at >= len(parse) or parse[at].text != ",":
        return []
    start = clause_start(parse, at)
    asks = start == at + 1
    if start < 0 or asks:
        return []
    return pieces(parse, split_that(parse, (start, right_border(parse, cue, start))))


def _governed(parse: ParseRu, cue: Cue, after: int) -> list[Offsets]:
    """ "обвинения в поборах": what the governed preposition leads in, without it."""
    if preposition(parse, cue.token) in {"в", "во", "из"}:
        return []  # "в сообщении о том же случае": where it stands, nothing said
    if after + 1 >= len(parse) or not _governs(cue, parse[after].lower) or _is_paper(parse, cue.token):
        return []
    if lemma_of(parse[after + 1].lower, "NOUN") in words("directions"):
        return []
    end = after + 1
    while end < len(parse) and not is_finite(parse[end]) and _inside(parse, parse[end], cue.token):
        end += 1
    while end > after + 1 and (parse[end - 1].dep == "case" or parse[end - 1].lower in {"не", "и"}):
        end -= 1
    return pieces(parse, [(after + 1, end)])


def _governs(cue: Cue, preposition: str) -> bool:
    return cue.lemma in words("noun-governs-" + _SAME.get(preposition, preposition))


def _inside(parse: ParseRu, token: Token, noun: Token) -> bool:
    if token.text in MARKS:
        return False
    return token.pos in {"ADP", "PUNCT"} or token.dep in {"case", "amod"} or parse.hangs_on(token, noun)


def _is_paper(parse: ParseRu, noun: Token) -> bool:
    """A document that is filed or taken in, no saying ("подал жалобу на сборы")."""
    verb = parse.head(noun)
    return verb is not None and lemma_of(verb.lower, "VERB") in words("paper-verbs")
