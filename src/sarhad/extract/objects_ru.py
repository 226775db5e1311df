"""What is said in Russian when it is a noun phrase: the object of the cue, or what a preposition leads in."""

from __future__ import annotations

from itertools import takewhile

from sarhad.extract.borders_ru import MARKS, is_finite, pieces, right_border
from sarhad.extract.cues_ru import Cue, noun_forms, words
from sarhad.extract.nominals_ru import is_occasion, left_edge
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of
from sarhad.extract.speakers_ru import Speaker
from sarhad.records import Offsets

_OBJECTS = frozenset({"obj", "nsubj:pass", "nsubj", "iobj", "obl", "ccomp", "nmod"})


def names_words(parse: ParseRu, cue: Cue) -> bool:
    """ "опроверг слухи о том, что …": the object is somebody's words."""
    if cue.lemma not in words("object-verbs") or cue.act not in {"deny", "doubt", "confirm", "say"}:
        return False
    return any(c.lower in noun_forms() and c.dep in {"obj", "iobj", "nsubj", "obl"} for c in _candidates(parse, cue))


def _candidates(parse: ParseRu, cue: Cue) -> list[Token]:
    rows = [*parse.children(cue.token)]
    if cue.last != cue.token.i:
        rows += [c for i in range(cue.token.i + 1, cue.last + 1) for c in parse.children(parse[i]) if c.i > cue.last]
    return [c for c in rows if c.i < cue.token.i or c.i > cue.last]


def objects_of(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> list[Offsets]:
    """A noun phrase as content: "отверг обвинения", "сомневаются в наличии связи", "обвинил подрядчика в хищении"."""
    if cue.passive and cue.lemma not in words("person-inside"):
        return _noted(parse, cue, speaker)
    if cue.lemma in words("clause-only"):
        return []
    return _direct(parse, cue, speaker) or _governed(parse, cue, speaker) or _about(parse, cue)


def _noted(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> list[Offsets]:
    """ "В докладе отмечается рост производства": the subject is what the document says."""
    subject = parse.child(cue.token, "nsubj:pass", "nsubj")
    open_to_all = cue.act in {"expect", "plan"}  # "ожидается рост"
    if (speaker is None and not open_to_all) or subject is None or subject.i < cue.token.i:
        return []
    return pieces(parse, [(left_edge(parse, subject), right_border(parse, cue, subject.i))])


def _about(parse: ParseRu, cue: Cue) -> list[Offsets]:
    """ "обеспокоен ростом", "выразил тревогу в связи с обстрелом": what the feeling is about."""
    start = cue.last + 1
    if (cue.last == cue.token.i and cue.lemma not in words("adjectives-warn")) or start >= len(parse):
        return []
    lead = next((p.split() for p in words("about-phrases") if p.split() == _lower(parse, start, len(p.split()))), None)
    first = start + len(lead) if lead else start
    plain = first < len(parse) and parse[first].feat("Case") == "Ins" and parse[first].pos != "ADP"
    return pieces(parse, [(first, right_border(parse, cue, first))]) if lead or plain else []


def _lower(parse: ParseRu, start: int, size: int) -> list[str]:
    return [t.lower for t in parse.tokens[start : start + size]]


def _direct(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> list[Offsets]:
    if cue.lemma not in words("object-verbs") | words("person-inside") and not _allowed(parse, cue):
        return []
    if cue.act == "show" and (speaker is None or speaker.head.feat("Animacy") == "Anim"):
        return []
    target = _object(parse, cue, speaker)
    if (
        target is None
        or not _admits(cue, target)
        or (cue.lemma in words("needs-complement") and not _complemented(parse, cue, target))
    ):
        return []
    if target.i > cue.last:
        return pieces(parse, [(left_edge(parse, target), _object_end(parse, cue, target))])
    return _preposed(parse, cue, speaker, target)


def _allowed(parse: ParseRu, cue: Cue) -> bool:
    """ "не исключил повторения": with "не" alone; "признал ошибку": with some objects alone."""
    negated = cue.token.i > 0 and parse[cue.token.i - 1].lower == "не"
    return (negated and cue.lemma in words("negated-believe") | words("believed")) or cue.lemma in words(
        "admitting-verbs"
    )


def _admits(cue: Cue, target: Token) -> bool:
    return cue.lemma not in words("admitting-verbs") or lemma_of(target.lower, "NOUN") in words("admitted")


def _object(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> Token | None:
    """The direct object: accusative, genitive or dative by the verb; the subject of a passive."""
    rows = [c for c in _candidates(parse, cue) if c.dep in _OBJECTS]
    free = [c for c in rows if not _prepositional(parse, c) and not _is_speaker(c, speaker)]
    nouns = [c for c in free if c.pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"} and c.feat("VerbForm") == ""]
    best = [c for c in nouns if c.dep in {"obj", "nsubj:pass"} and c.feat("Case") != "Ins"]
    if cue.lemma in words("believed"):
        best = [c for c in nouns if c.feat("Case") == "Dat" and c.i > cue.last]
    return next(iter(best or [c for c in nouns if c.feat("Case") in {"Acc", "Gen"} and c.i > cue.last]), None)


def _is_speaker(token: Token, speaker: Speaker | None) -> bool:
    return speaker is not None and speaker.first <= token.i < speaker.end


def _prepositional(parse: ParseRu, token: Token) -> bool:
    return any(c.dep == "case" and c.i < token.i for c in parse.children(token))


def _complemented(parse: ParseRu, cue: Cue, target: Token) -> bool:
    """An instrumental, "как" or the preposition that the verb governs stands beside the object."""
    governed = {
        p
        for p in ("в", "во", "с", "со", "за", "на")
        if cue.lemma in words("governs-" + (p if p == "на" else p[0])) or p[0] == "с"
    }
    rows = parse.tokens[cue.token.i + 1 :]
    if cue.last > cue.token.i:
        return True
    if cue.lemma in words("needs-preposition"):
        wanted = {"на"} if cue.lemma in words("governs-на") else {"с", "со"}
        return any(t.lower in wanted for t in _up_to_mark(parse, cue.last + 1))
    for token in rows:
        if token.text in MARKS - {","}:
            break
        if token.lower in governed | {"как"} or _is_predicative(parse, token, cue):
            return True
    return any(_is_predicative(parse, c, cue) for c in parse.children(cue.token))


def _up_to_mark(parse: ParseRu, start: int) -> list[Token]:
    return list(takewhile(lambda t: t.text not in MARKS, parse.tokens[start:]))


def _is_predicative(parse: ParseRu, token: Token, cue: Cue) -> bool:
    """An instrumental, or what the parser takes for a predicate of the object."""
    plain = not _prepositional(parse, token)
    return plain and (token.feat("Case") == "Ins" or (token.dep == "xcomp" and token.head == cue.token.i))


def _object_end(parse: ParseRu, cue: Cue, target: Token) -> int:
    """Behind the object and all that follows it, up to a clause beside or one with its own attribution."""
    end = right_border(parse, cue, target.i)
    for i in range(target.i, end):
        if parse[i].text == "," and _other_attribution(parse, i, end):
            return i
    return end


def _other_attribution(parse: ParseRu, comma: int, end: int) -> bool:
    row = parse.tokens[comma + 1 : end]
    relative = any(t.lower.startswith("котор") for t in row[:2])
    return relative and any(t.lower == "по" and row[k - 1].text == "," for k, t in enumerate(row) if k)


def _preposed(parse: ParseRu, cue: Cue, speaker: Speaker | None, target: Token) -> list[Offsets]:
    """ "Обвинения таможня отвергла", "Соседей обвинили в …": the object first."""
    stop = cue.token.i
    if speaker is not None and target.i < speaker.first < stop:
        stop = speaker.first
    while stop > target.i + 1 and parse[stop - 1].lower in {"не", "также", "уже", "ранее", "тоже"}:
        stop -= 1
    rows = [(left_edge(parse, target), stop)]
    if cue.lemma in words("person-inside"):
        led = _led_in(parse, cue)
        rows += [(led.i, right_border(parse, cue, led.i))] if led is not None else []
    return pieces(parse, rows)


def _led_in(parse: ParseRu, cue: Cue) -> Token | None:
    """The preposition that the cue governs, behind it."""
    wanted = {p for p in ("о", "на", "в", "к", "от", "против", "за", "с", "из") if cue.lemma in words("governs-" + p)}
    same = {"об": "о", "обо": "о", "во": "в", "ко": "к", "ото": "от", "со": "с"}
    for token in parse.tokens[cue.last + 1 : cue.last + 12]:
        if token.text in MARKS - {"—"} or is_finite(token):
            return None
        if same.get(token.lower, token.lower) in wanted and token.pos == "ADP" and _leads_own(parse, token, cue):
            return token
    return None


def _leads_own(parse: ParseRu, token: Token, cue: Cue) -> bool:
    noun = parse.head(token)
    if noun is None or is_occasion(parse, noun):
        return False
    above = parse.head(noun)  # "заявил ходатайство о допросе": the noun's phrase, not the verb's
    return above is None or above.dep != "obj" or above.i < cue.token.i


def _governed(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> list[Offsets]:
    """ "заявляет о вбросе", "сомневаются в наличии": the phrase without its preposition; only with a speaker."""
    led = _led_in(parse, cue)
    if led is None or (speaker is None and not cue.passive):
        return []
    if speaker is not None and speaker.first <= led.i < speaker.end:
        return []
    if led.i + 1 < len(parse) and parse[led.i + 1].lower in {"этом", "том", "чем", "нем"}:
        return []
    return pieces(parse, [(led.i + 1, _object_end(parse, cue, parse[led.i + 1] if led.i + 1 < len(parse) else led))])
