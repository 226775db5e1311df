"""What is said in a Russian attribution: clause, quotation, infinitive or object of the cue."""

from __future__ import annotations

from sarhad.extract.borders_ru import (
    DASHES,
    MARKS,
    Range,
    around,
    in_quotes,
    is_finite,
    pieces,
    right_border,
    split_that,
)
from sarhad.extract.cues_ru import Cue, verb_forms, words
from sarhad.extract.nominals_ru import is_occasion
from sarhad.extract.objects_ru import names_words, objects_of
from sarhad.extract.parsing_ru import ParseRu, Token
from sarhad.extract.speakers_ru import Speaker
from sarhad.records import Offsets

_THAT = frozenset({"что", "чтобы", "чтоб", "будто", "якобы", "мол", "дескать", "словно"})
_ASKING = frozenset(["кто", "где", "куда", "откуда", "когда", "почему", "зачем", "как", "сколько", "кому", "кого"])
_ASKING_STEMS = ("как", "котор", "чей", "чьи", "чья")
_PERSONS = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})


def find_content(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> list[Offsets]:
    """The pieces of what is said; none where the cue attributes nothing here."""
    if cue.token.feat("VerbForm") == "Part" and cue.token.feat("Variant") == "Short":
        return _clause_right(parse, cue) or _after_colon(parse, cue) or _infinitive(parse, cue, speaker)
    if cue.spans[0][0] < cue.token.start:
        return _clause_right(parse, cue) or _preposed_noun(parse, cue)
    if cue.lemma in words("person-inside") | words("object-first") or names_words(parse, cue):
        return objects_of(parse, cue, speaker) or _clause_right(parse, cue) or _after_colon(parse, cue)
    return (
        _clause_right(parse, cue)
        or _after_colon(parse, cue)
        or _inverted(parse, cue, speaker)
        or _infinitive(parse, cue, speaker)
        or objects_of(parse, cue, speaker)
        or _bare_clause(parse, cue, speaker)
    )


def _preposed_noun(parse: ParseRu, cue: Cue) -> list[Offsets]:
    """ "Ответственность за взрыв взяла на себя группировка": what hangs on the noun of the cue."""
    noun = next(t for t in parse.tokens if t.start == cue.spans[0][0])
    first = noun.i + 2 if parse[noun.i + 1].pos == "ADP" else noun.i + 1
    return pieces(parse, [(first, cue.token.i)])


# ---------------------------------------------------------------- clause, colon


def _clause_right(parse: ParseRu, cue: Cue) -> list[Offsets]:
    """The clause behind "что", "чтобы", "будто", or an indirect question."""
    start = clause_start(parse, cue.last + 1)
    if start < 0:
        return []
    row = (start, right_border(parse, cue, start))
    return pieces(parse, split_that(parse, row))


def clause_start(parse: ParseRu, at: int) -> int:
    """Index of the first word of a clause that a comma and a conjunction lead in, -1 where none follows."""
    while at < len(parse) - 1:
        token = parse[at]
        if token.text in MARKS - {","} or (is_finite(token) and token.dep not in {"acl", "acl:relcl"}):
            return -1
        if token.text in {"«", "“"}:
            at = next((k for k in range(at + 1, len(parse)) if parse[k].text in {"»", "”"}), len(parse))
        if token.text == ",":
            found = _conjunction(parse, at + 1)
            if found >= 0:
                return found
            at = _past_aside(parse, at)
            if at < 0:
                return -1
            continue
        at += 1
    return -1


def _conjunction(parse: ParseRu, i: int) -> int:
    word = parse[i].lower
    if word == "как" and i + 1 < len(parse) and parse[i + 1].lower == "будто":
        return i + 2
    if word == "что" and parse[i].pos == "PRON" and parse[i].dep in {"nsubj", "obj"}:
        return i
    if word in _THAT:
        return i + 1
    if word in _ASKING or (word.startswith(_ASKING_STEMS) and parse[i].pos in {"DET", "PRON"} and word[:5] != "котор"):
        return i
    behind = parse[i + 1].lower if i + 1 < len(parse) else ""
    if word in {"о", "об", "в", "на", "к", "с"} and behind in {"том", "тому", "тем", "чем"}:
        return -1
    return i if any(t.lower == "ли" for t in parse.tokens[i + 1 : i + 4]) else -1


def _past_aside(parse: ParseRu, comma: int) -> int:
    """The comma that closes a participle's or relative clause or an apposition behind one that opens it; -1: none."""
    stop = next((k for k in range(comma + 1, len(parse)) if parse[k].text in MARKS), -1)
    if stop < 0 or parse[stop].text != ",":
        return -1
    row = parse.tokens[comma + 1 : stop]
    relative = any(t.lower.startswith("котор") for t in row[:2])
    return stop if relative or not any(map(is_finite, row)) else -1


def _bare_clause(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> list[Offsets]:
    """ "Следствие полагает, мост взорвали свои": a clause behind a comma alone."""
    at = cue.last + 1
    if cue.lemma not in words("bare-clause") or speaker is None or speaker.first > cue.token.i or at + 2 >= len(parse):
        return []
    row = parse.tokens[at + 1 :]
    led = row[0].pos in {"CCONJ", "SCONJ", "ADP"} or any(t.feat("VerbForm") == "Conv" for t in row[:3])
    if parse[at].text != "," or led or not any(map(is_finite, row)):
        return []
    return pieces(parse, [(at + 1, right_border(parse, cue, at + 1))])


def _after_colon(parse: ParseRu, cue: Cue) -> list[Offsets]:
    """ "уверен: …", "предупреждает туристов: «…»"."""
    for i in range(cue.last + 1, len(parse) - 1):
        if parse[i].text == ":":
            return pieces(parse, [(i + 1, _quote_end(parse, i + 1))])
        if parse[i].text in MARKS - {","} or is_finite(parse[i]):
            return []
    return []


def _quote_end(parse: ParseRu, first: int) -> int:
    """Where a quotation that opens here closes, if the sentence goes on with another cue; else the end."""
    if parse[first].text not in {"«", "“"}:
        return len(parse)
    quote = in_quotes(parse, first + 1)
    goes_on = quote is not None and any(t.lower in verb_forms() for t in parse.tokens[quote[1] :])
    return quote[1] if quote is not None and goes_on else len(parse)


# ---------------------------------------------------------------- inverted


def _inverted(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> list[Offsets]:
    """ "Y, сообщил X", "«Y», — сказал X. — Z", "Как сообщил X, Y"."""
    group = attribution(parse, cue, speaker)
    if group is None:
        return []
    rows = around(parse, group, cue.token)
    return pieces(parse, [_about_what(parse, row) for row in rows])


def _about_what(parse: ParseRu, row: Range) -> Range:
    """ "О том, как идут дела, рассказал X": the clause without the words that lead it in."""
    if row[0] + 2 < row[1] and parse[row[0] + 1].lower == "том" and parse[row[0] + 2].text == ",":
        start = clause_start(parse, row[0] + 2)
        return (start, row[1]) if row[0] < start < row[1] else row
    return row


def attribution(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> Range | None:
    """The words of an attribution set in by marks, or None where the cue is no such aside."""
    lead = cue.token.i
    while lead > 0 and parse[lead - 1].text not in MARKS and _before_verb(parse, parse[lead - 1], cue, speaker):
        lead -= 1
    as_word = parse[lead].lower == "как"
    if not (as_word or _set_in(parse, lead)):
        return None
    if not (as_word or _speaks_behind(cue, speaker)):
        return None
    before = speaker is not None and speaker.first < cue.token.i
    if before and not as_word and _tail(parse, cue, speaker) > cue.last + 1:
        return None  # "…, он говорил о …" goes on behind the verb
    return lead, _tail(parse, cue, speaker)


def _before_verb(parse: ParseRu, token: Token, cue: Cue, speaker: Speaker | None) -> bool:
    """What may stand between the mark and the cue: "как", adverbs, a pronoun, the occasion."""
    if token.lower == "как" or token.dep in {"advmod", "aux", "case"} or is_occasion(parse, token):
        return True
    pronoun = speaker is not None and token.i == speaker.head.i and token.pos == "PRON"
    as_word = any(t.lower == "как" for t in parse.tokens[max(0, token.i - 8) : token.i])
    return pronoun or token.pos == "PRON" or (token.head == cue.token.i and token.dep in {"iobj", "obl"}) or as_word


def _set_in(parse: ParseRu, lead: int) -> bool:
    return lead > 1 and parse[lead - 1].text in {","} | DASHES


def _speaks_behind(cue: Cue, speaker: Speaker | None) -> bool:
    if speaker is None:
        return cue.passive or cue.lemma == "известно"
    return not speaker.shared and (speaker.first > cue.token.i or speaker.head.pos == "PRON")


def _tail(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> int:
    at = max(cue.last + 1, speaker.end if speaker is not None and speaker.first > cue.token.i else 0)
    while at < len(parse) and parse[at].text not in MARKS:
        at += 1
    return at


# ---------------------------------------------------------------- infinitive


def _infinitive(parse: ParseRu, cue: Cue, speaker: Speaker | None) -> list[Offsets]:
    """ "пообещал лично проверить …": what is to be done, without whom it is put to."""
    if cue.act not in {"plan", "order"} and cue.lemma not in words("infinitive"):
        return []
    verb = _infinitive_of(parse, cue)
    if verb is None:
        return []
    start = _past_addressee(parse, cue, speaker, verb)
    return pieces(parse, [(start, right_border(parse, cue, verb.i))])


def _infinitive_of(parse: ParseRu, cue: Cue) -> Token | None:
    for token in parse.tokens[cue.last + 1 :]:
        if token.text in MARKS - {","} or is_finite(token):
            return None
        if token.feat("VerbForm") == "Inf":
            governed = token.head in {cue.token.i, cue.last} or token.i - cue.last < 6
            return token if governed else None
    return None


def _past_addressee(parse: ParseRu, cue: Cue, speaker: Speaker | None, verb: Token) -> int:
    """Index of the first word behind the addressee, the occasion and a subject that follow the cue."""
    start = cue.last + 1
    if speaker is not None and cue.last < speaker.first < verb.i:
        start = speaker.end
    for token in parse.tokens[start : verb.i]:
        person = token.head == cue.token.i and token.dep in {"iobj", "obj", "obl"} and token.pos in _PERSONS
        if (person and not _has_case(parse, token)) or is_occasion(parse, token):
            start = max(start, _past_phrase(parse, token, verb.i))
    return start


def _has_case(parse: ParseRu, token: Token) -> bool:
    return any(c.dep == "case" and c.lower not in {"к", "ко", "от", "у"} for c in parse.children(token))


def _past_phrase(parse: ParseRu, token: Token, stop: int) -> int:
    end = token.i + 1
    while (
        end < stop and parse[end].head in range(token.i, end) and parse[end].dep in {"nmod", "amod", "appos", "punct"}
    ):
        end += 1
    return end
