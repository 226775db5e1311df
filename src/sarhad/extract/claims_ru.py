"""Russian claims: who says what, by attribution cues over a dependency parse.

For each cue (verb, short adjective, verb with noun, noun, phrase) the source is its subject and the content its clause,
quotation, infinitive or object. The parse gives structure; exact borders come from the words.
"""

from __future__ import annotations

from sarhad.extract.borders_ru import in_quotes
from sarhad.extract.content_ru import clause_start, find_content
from sarhad.extract.cues_ru import Cue, find_cues, verb_forms, words
from sarhad.extract.found import Found
from sarhad.extract.nominals_ru import SUBJECTS
from sarhad.extract.nouns_ru import find_nouns_ru
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of
from sarhad.extract.phrases_ru import find_headline_ru, find_phrases_ru
from sarhad.extract.spans import cut_out, trim
from sarhad.extract.speakers_ru import NO_SPEAKER, Speaker, find_speaker
from sarhad.records import Act, Offsets

_MIN = 3


def find_claims_ru(parse: ParseRu) -> list[Found]:
    """Attributions of one parsed sentence, left to right.

    >>> from sarhad.extract.parsing_ru import parse_sentences_ru
    >>> text = "Представитель ОДКБ заявил, что угроза растёт."
    >>> found = find_claims_ru(next(parse_sentences_ru([text])))[0]
    >>> [text[s:e] for s, e in (*found.source, *found.cue, *found.content)]
    ['Представитель ОДКБ', 'заявил', 'угроза растёт']
    """
    cues = find_cues(parse)
    taken = {i for cue in cues for i in _words_of(parse, cue)}
    rows = [found for cue in cues for found in [_by_cue(parse, cue)] if found]
    rows = [*find_phrases_ru(parse), *rows]
    rows += find_nouns_ru(parse, taken)
    rows = [_cited(parse, row, rows) for row in rows if not _in_source(row, rows)]
    return _settle(parse.text, rows) or find_headline_ru(parse)


def _in_source(row: Found, rows: list[Found]) -> bool:
    """ "По словам сотрудников, просивших не раскрывать имён, …": what describes a source is no claim of its own."""
    return any(s <= row.cue[0][0] < e for r in rows if r is not row for s, e in r.source)


def _cited(parse: ParseRu, row: Found, rows: list[Found]) -> Found:
    """ "сообщает со ссылкой на X о столкновениях": the one that is cited says what the citing verb reports."""
    cue = " ".join(parse.text[row.cue[0][0] : row.cue[-1][1]].lower().split())
    main = next((r for r in rows if r is not row and r.cue_class == "say" and r.source), None)
    if cue not in words("citing") or main is None or main.content == row.content:
        return row
    return Found(source=row.source, cue=row.cue, content=main.content, cue_class=row.cue_class)


def _words_of(parse: ParseRu, cue: Cue) -> set[int]:
    return {t.i for t in parse.tokens for s, e in cue.spans if s <= t.start < e}


# ---------------------------------------------------------------- one cue


def _by_cue(parse: ParseRu, cue: Cue) -> Found | None:
    negated = _negation(parse, cue)
    act = _act(cue, negated)
    if not act or _first_person(parse, cue) or _unreal(parse, cue):
        return None
    speaker = find_speaker(parse, cue)
    if cue.lemma in words("person-inside") and speaker is not None and _accused(parse, cue):
        speaker = None
    content = find_content(parse, cue, speaker)
    spans, cue_end = _evaluated(parse, cue)
    source = (speaker.span(parse),) if speaker is not None else ()
    clean = tuple(f for piece in content for f in _without(parse.text, piece, [*source, *spans]))
    if not clean or _in_title(parse, cue, clean) or _asked(parse, clean):
        return None
    act = _verdict(parse, cue, cue_end) or _nuance(parse, cue, speaker, act)
    return Found(source=source, cue=spans, content=clean, cue_class=act)


def _negation(parse: ParseRu, cue: Cue) -> bool:
    """ "не" before the cue, or "ни … ни" as its subject."""
    before = parse[cue.token.i - 1].lower if cue.token.i else ""
    head = parse.head(cue.token) if cue.token.feat("VerbForm") == "Inf" else None
    if head is not None and head.i and parse[head.i - 1].lower == "не":
        return True
    return before in {"не", "ни"} or any(c.lower == "не" and c.i < cue.token.i for c in parse.children(cue.token))


def _act(cue: Cue, negated: bool) -> Act:
    """The class of the cue, or of its denial; empty where nothing is said."""
    if not negated:
        return "" if cue.lemma in words("only-negated") else cue.act
    for act in ("deny", "confirm", "believe"):
        if cue.lemma in words("negated-" + act):
            return act
    return ""


def _first_person(parse: ParseRu, cue: Cue) -> bool:
    """ "Мы считаем", "никто не сказал": no speaker that could be named."""
    person = cue.token.feat("Person") in {"1", "2"} or cue.token.feat("Mood") == "Imp"
    subject = parse.child(cue.token, *SUBJECTS)
    return person or (subject is not None and subject.lower in NO_SPEAKER)


def _unreal(parse: ParseRu, cue: Cue) -> bool:
    """An infinitive says nothing yet ("отказался подтвердить", "может сообщить"), except behind "поспешил", "стал"."""
    if any(c.lower in {"чтобы", "если", "бы"} for c in parse.children(cue.token)) or _idle(parse, cue):
        return True
    if cue.lemma in words("refusals") and any(_speaks(t) for t in parse.tokens[cue.last + 1 : cue.last + 3]):
        return True
    if cue.token.feat("VerbForm") != "Inf":
        return False
    head = parse.head(cue.token)
    if head is None:
        return True
    return head.lower != "принято" and lemma_of(head.lower, head.pos) not in words("phase-verbs")


def _speaks(token: Token) -> bool:
    return token.lower in verb_forms() or token.lower.startswith("комментар")


def _asked(parse: ParseRu, content: tuple[Offsets, ...]) -> bool:
    """ "Что обещали талибы?", "которых издание называет …": a question or a pronoun instead of a content."""
    lead = parse[0].lower
    question = parse.text.rstrip().endswith("?") and (lead in {"что", "кто", "почему", "как"} or lead.startswith("как"))
    only = parse.text[content[0][0] : content[-1][1]].lower()
    return question or only.startswith("котор")


def _idle(parse: ParseRu, cue: Cue) -> bool:
    """ "стороны готовы поменяться" in what another says: a state, no announcement; "ситуация требует"."""
    subject = parse.child(cue.token, *SUBJECTS)
    abstract = subject is not None and lemma_of(subject.lower, "NOUN") in words("no-speakers")
    return abstract or (cue.lemma == "готов" and cue.token.dep not in {"root", "parataxis"})


def _accused(parse: ParseRu, cue: Cue) -> bool:
    """ "обвиняется", "соседей обвинили": who is accused is no source."""
    return cue.lemma in {"обвиняться", "подозреваться"} or cue.token.feat("Variant") == "Short"


def _without(text: str, piece: Offsets, holes: list[Offsets]) -> list[Offsets]:
    rows = [trim(text, s, e, " ,;—–-") for s, e in cut_out(piece, holes)]
    return [(s, e) for s, e in rows if e - s >= _MIN]


def _evaluated(parse: ParseRu, cue: Cue) -> tuple[tuple[Offsets, ...], int]:
    """The cue with the verdict right behind it ("назвал преждевременными разговоры о …"), and the index of its end."""
    at = cue.last + 1
    if cue.lemma not in words("naming-verbs") or at >= len(parse):
        return cue.spans, cue.last
    token = parse[at]
    last = at == len(parse) - 1 or parse[at + 1].pos in {"NOUN", "PUNCT", "ADJ", "DET", "PRON"}
    if token.feat("Case") == "Ins" and token.pos in {"ADJ", "NOUN"} and last and _object_elsewhere(parse, cue, token):
        return ((cue.token.start, token.end),), at
    return cue.spans, cue.last


def _nuance(parse: ParseRu, cue: Cue, speaker: Speaker | None, act: Act) -> Act:
    """A promise with a clause assures, insisting on a thing demands it; findings show, where people say."""
    clause = clause_start(parse, cue.last + 1) >= 0
    if cue.lemma in words("suspecting-verbs") and clause:
        return "believe"
    if cue.lemma in words("promises") and clause:
        return "assure"
    if cue.lemma in words("insisting-verbs") and any(
        t.lower == "на" for t in parse.tokens[cue.last + 1 : cue.last + 2]
    ):
        return "order"
    thing = speaker is not None and lemma_of(speaker.head.lower, "NOUN") in words("evidence")
    return "show" if thing and act in {"say", "claim"} else act


def _object_elsewhere(parse: ParseRu, cue: Cue, verdict: Token) -> bool:
    rows = [c for c in parse.children(cue.token) if c.dep in {"obj", "nsubj", "iobj"} and c.i != verdict.i]
    return any(c.feat("Case") in {"Acc", "Gen"} or c.i < cue.token.i for c in rows)


def _verdict(parse: ParseRu, cue: Cue, last: int) -> Act:
    """Calling words a lie denies them; calling them premature doubts them."""
    if cue.lemma not in words("naming-verbs"):
        return ""
    for token in parse.tokens[cue.token.i + 1 : max(last + 1, cue.last + 8)]:
        lemma = lemma_of(token.lower, token.pos)
        if token.feat("Case") == "Ins" and lemma in words("evaluations-deny"):
            return "deny"
        if token.feat("Case") == "Ins" and lemma in words("evaluations-doubt"):
            return "doubt"
    return ""


def _in_title(parse: ParseRu, cue: Cue, content: tuple[Offsets, ...]) -> bool:
    """A cue inside guillemets whose content lies outside: the title of a book, a line of a song."""
    quote = in_quotes(parse, cue.token.i)
    if quote is None:
        return False
    start, end = parse[quote[0]].start, parse[quote[1] - 1].end
    return not all(start <= s and e <= end for s, e in content)


# ---------------------------------------------------------------- all cues together


def _settle(text: str, rows: list[Found]) -> list[Found]:
    """One claim per cue; no content runs into the trailing words of another's attribution."""
    kept: dict[tuple[Offsets, ...], Found] = {}
    for row in rows:
        if not any(_touch(row.cue, other.cue) for other in kept.values()):
            kept[row.cue] = row
    settled = [_without_asides(text, row, [r for r in kept.values() if r is not row]) for row in kept.values()]
    return sorted(settled, key=lambda r: r.cue)


def _touch(a: tuple[Offsets, ...], b: tuple[Offsets, ...]) -> bool:
    return any(s < f and e < t for s, t in a for e, f in b)


def _without_asides(text: str, row: Found, others: list[Found]) -> Found:
    pieces = [piece for span in row.content for piece in _before_tail(text, span, row, others)]
    return Found(source=row.source, cue=row.cue, content=tuple(pieces) or row.content, cue_class=row.cue_class)


def _before_tail(text: str, piece: Offsets, row: Found, others: list[Found]) -> list[Offsets]:
    """The piece up to the words of an attribution about what stands before them ("…, что X, сообщает ТАСС")."""
    start, end = piece
    for other in others:
        lead = min(s for s, _e in (*other.source, *other.cue))
        whole = other.content[0][0] <= row.cue[0][0] and other.content[-1][1] <= lead
        if whole and start + 8 < lead < end:
            end = lead
    return [trim(text, start, end, " ,;:—–-.")] if end != piece[1] else [piece]
