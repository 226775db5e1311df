"""The subject of a Persian or Tajik clause: its noun phrase, without addressee, time and occasion, and what is left."""

from __future__ import annotations

from typing import NamedTuple

from sarhad.extract.clauses_fa import Sentence
from sarhad.world.folding import skeleton

_ENDINGS = ("هایی", "های", "ها", "یی", "ای", "ی", "شان", "اش", "ش", "ҳои", "ҳо", "ашон", "аш", "и", "е", "ро")
_INFINITIVES = (
    "شدن",
    "کردن",
    "دادن",
    "بودن",
    "گذاری",
    "سازی",
    "گیری",
    "دهی",
    "یابی",
    "رسانی",
    "داشتن",
    "گری",
    "گرایی",
    "شدگی",
)


class Subject(NamedTuple):
    """Word indices of the subject (`start` = `end` where there is none) and of the first word behind it."""

    start: int
    end: int
    rest: int


def find_subject(s: Sentence, start: int, end: int, objects: bool) -> Subject:
    """The noun phrase that opens the clause; `objects` says that an object follows it before the verb."""
    first = past_lead(s, start, end)
    if first >= end:
        return Subject(first, first, first)
    i = first
    while i < end:
        following = _step(s, first, i, end, objects)
        if following < 0:
            break
        relative = s.grammar.has("that", s.words[i].form)
        i = following
        if i >= end or s.is_mark(i - 1, ",") or relative:
            break
    if objects and s.grammar.code == "fa":
        i = _before_object(s, first, i)
    last = i
    while last > first and s.is_mark(last - 1, ",;:-") and not _closing_comma(s, first, last):
        last -= 1
    return Subject(first, last, i)


def _before_object(s: Sentence, first: int, end: int) -> int:
    """Where a phrase has swallowed the object with its "را": before the first word that nothing ties to the last."""
    marks = object_marks(s, first + 1, end)
    heads = range(first + 1, marks[0]) if marks else range(0)
    loose = [i for i in heads if not _bound(s, i) and not _has_dependant(s, i - 1)]
    loose = [i for i in loose if not (s.words[i].form.endswith("ی") and i + 1 in heads)]  # an adjective, most likely
    openers = [i for i in heads if s.grammar.has("object-openers", s.words[i].form)]
    return next((i for i in loose if i in s.names), next(iter(loose or openers), first + 1)) if marks else end


def object_marks(s: Sentence, start: int, end: int) -> list[int]:
    """The words with the object's mark, outside quotations, brackets and relative clauses."""
    rows = []
    i = start
    while i < end:
        word = s.words[i]
        if s.is_mark(i, "("):
            i = _past(s, i, end, "(", ")")
        elif s.grammar.has("that", word.form) and not word.quoted:
            i = max(relative_end(s, i, end), i + 1)
        else:
            rows += [i] if not word.quoted and (word.marked or s.grammar.has("object", word.form)) else []
            i += 1
    return rows


def _closing_comma(s: Sentence, first: int, last: int) -> bool:
    """Whether the comma before `last` closes an aside that another comma opened."""
    return s.is_mark(last - 1, ",") and any(s.is_mark(i, ",") for i in range(first, last - 1))


def _step(s: Sentence, first: int, i: int, end: int, objects: bool) -> int:
    """The index behind the next part of the noun phrase at `i`; -1 where the phrase ends."""
    word = s.words[i]
    if word.mark or (word.quoted and i == first):
        return _past_mark(s, i, end)
    if s.grammar.has("that", word.form):
        return relative_end(s, i, end)
    if i == first or _bound(s, i):
        return i + 1
    size = s.at(i, "prepositions", end)
    if size and not s.at(i, "adverbs", end):
        return _attached(s, first, i, size, end)
    return -1 if _ends(s, i, end, objects) else i + 1


def _past_mark(s: Sentence, i: int, end: int) -> int:
    """Past a quotation, brackets or an aside between commas; -1 at a mark that ends the phrase."""
    if s.is_mark(i, "("):
        return _past(s, i, end, "(", ")")
    if s.is_mark(i, "«") or s.words[i].quoted:
        return _past(s, i, end, "«", "»")
    return _aside(s, i, end) if s.is_mark(i, ",") else -1


def _ends(s: Sentence, i: int, end: int, objects: bool) -> bool:
    """Whether word `i` is no part of the phrase: an adverb, a time, the object, in Tajik what no ezafe ties to it."""
    lead = s.at(i, "leads", end) and not s.grammar.has("and", s.words[i].form)
    if lead or s.at(i, "adverbs", end) or s.at(i, "time", end):
        return True
    if objects and _object_starts(s, i, end):
        return True
    return s.grammar.code == "tg" and not _continues(s, i, objects)


def _past(s: Sentence, i: int, end: int, opening: str, closing: str) -> int:
    depth = 0
    for j in range(i, end):
        depth += s.is_mark(j, opening) - s.is_mark(j, closing)
        if depth <= 0 and s.is_mark(j, closing):
            return j + 1
    return end


def _aside(s: Sentence, i: int, end: int) -> int:
    """Past a relative clause or an apposition between commas; -1 where the comma opens neither."""
    following = i + 1
    that = following < end and s.grammar.has("that", s.words[following].form)
    if not that and (following >= end or is_adjunct(s, following, end) or s.at(following, "connectives", end)):
        return -1
    commas = [j for j in range(following, end) if s.is_mark(j, ",") and not s.words[j].quoted]
    plain = bool(commas) and not any(s.grammar.has("that", w.form) for w in s.words[following : commas[0]])
    if that or (not plain and s.has_verb(following, end)):
        commas = [j for j in commas if j - 1 in s.verb_ends]
        return commas[0] + 1 if commas else relative_end(s, following, end)
    return commas[0] + 1 if commas else -1


def relative_end(s: Sentence, i: int, end: int) -> int:
    """Past the relative clause opened at `i`: behind the verb before a comma, or the last verb before the cue."""
    verbs = [e for e in s.verb_ends if i < e < end]
    before_comma = [e for e in verbs if s.is_mark(e + 1, ",")]
    if before_comma:
        return min(before_comma) + 1
    return max(verbs) + 1 if verbs else -1


def _bound(s: Sentence, i: int) -> bool:
    """Whether a written ezafe, a preposition, a number or a conjunction ties word `i` to the one before it."""
    before = s.words[i - 1]
    return (
        before.ezafe
        or s.grammar.has("and", before.form)
        or before.form == "شهر"
        or (s.grammar.has("determiners", before.form) and not s.at(i, "prepositions"))
        or before.form.isdigit()
    )


def _continues(s: Sentence, i: int, objects: bool) -> bool:
    """Tajik writes its ezafe: without it only a conjunction or a name in capitals goes on."""
    word, before = s.words[i], s.words[i - 1]
    if s.grammar.has("and", word.form) or word.form.endswith(("дани", "тани")):
        return True
    return word.capital and not before.mark and not (objects and word.marked)


def _attached(s: Sentence, first: int, i: int, size: int, end: int) -> int:
    """Past a prepositional phrase that belongs to the noun before it; -1 where it is of the verb."""
    grammar, form = s.grammar, s.words[i].form
    target = i + size
    if target >= end or (target + 1 >= end and s.grammar.has("determiners", s.words[target].form)):
        return -1
    noun = s.words[target].form
    nouns = [j for j in {first, i - 1} if j == i - 1 or not s.grammar.has("determiners", s.words[j].form)]
    heads = {base for j in nouns for base in _bases(s.words[j].form)}
    if grammar.has("place", form) and size == 1:
        return -1 if _occasion(s, target, end) else target + 1
    for role, governing in (
        ("from", "partitives"),
        ("with", "governs-with"),
        ("address", "governs-to"),
        ("for", "governs-for"),
    ):
        if grammar.has(role, form) and size == 1 and any(grammar.has(governing, h) for h in heads):
            return target + 1
    if grammar.has("named-by", noun):
        return target + 1
    return -1


def _occasion(s: Sentence, i: int, end: int) -> bool:
    form = s.words[i].form
    if form.endswith(("مین", "ترین", "умин", "тарин")) and i + 1 < end:
        return _occasion(s, i + 1, end)
    return any(s.grammar.has("occasions", b) for b in _bases(form)) or bool(
        (s.at(i, "time", end) and form not in CITIES) or s.grammar.has("determiners", form) or form.isdigit()
    )


CITIES = frozenset(map(skeleton, ("دوشنبه", "Душанбе")))


def _bases(form: str) -> set[str]:
    """A noun as it is and without plural, indefinite and possessive endings."""
    return {form, *(form[: -len(e)] for e in map(skeleton, _ENDINGS) if form.endswith(e) and len(form) > len(e) + 2)}


def _object_starts(s: Sentence, i: int, end: int) -> bool:
    """Whether an object begins at word `i`: Tajik behind the phrase; Persian at a name's end or a noun of action."""
    if s.grammar.code == "tg":
        return not _continues(s, i, objects=True)
    word, before = s.words[i], s.words[i - 1]
    if i in s.past_names or (i + 1 < end and s.at(i + 1, "about", end)):
        return True
    if s.grammar.has("and", word.form) or _has_dependant(s, i - 1) or s.at(i - 1, "prepositions"):
        return False
    if s.grammar.has("object-openers", word.form) or before.form.endswith("ها"):
        return True
    plural = word.form.removesuffix("های").removesuffix("ها")
    return s.grammar.has("events", word.form) or s.grammar.has("events", plural) or word.form.endswith(_INFINITIVES)


def _has_dependant(s: Sentence, i: int) -> bool:
    """Whether a title or body at word `i` is followed by what it is of; "this body" is complete."""
    return s.grammar.has("organs", s.words[i].form) and not (i and s.grammar.has("object-openers", s.words[i - 1].form))


def is_adjunct(s: Sentence, i: int, end: int) -> bool:
    """Whether a preposition, an adverb or a time opens at word `i`."""
    dated = s.words[i].form[:1].isdigit() and bool(s.at(i + 1, "time", end))
    dated = dated or (s.grammar.has("determiners", s.words[i].form) and bool(s.at(i + 1, "time", end)))
    return dated or any(s.at(i, name, end) for name in ("prepositions", "adverbs", "time"))


def past_lead(s: Sentence, start: int, end: int) -> int:
    """Past connectives, adverbs, times and the phrases that set the scene before the subject."""
    i = start
    while i < end:
        size = max(s.at(i, n, end) for n in ("leads", "adverbs", "connectives", "as"))
        if s.is_mark(i, ",;:-.»)"):
            i += 1
        elif size:
            i += size
        elif i > start and s.grammar.has("that", s.words[i].form) and relative_end(s, i, end) > i:
            i = relative_end(s, i, end)
        elif is_adjunct(s, i, end):
            i = _past_adjunct(s, i, end)
        else:
            break
    return i


def _past_adjunct(s: Sentence, i: int, end: int) -> int:
    comma = next((j for j in range(i, end) if s.is_mark(j, ",") and not s.words[j].quoted), -1)
    after = adjunct_end(s, i, end)
    titled = s.grammar.code == "tg" and after < end and s.grammar.has("organs", s.words[after].form)
    return after if comma < 0 or titled or s.at(i, "time", end) else comma + 1


def adjunct_end(s: Sentence, i: int, end: int) -> int:
    """Past a time or a prepositional phrase without a comma: its noun with what ezafe or habit ties to it."""
    size = s.at(i, "prepositions", end)
    j = min(i + max(size, 1), end)
    if size and j < end:
        if s.is_mark(j, "«"):
            return _past(s, j, end, "«", "»")
        ordinal = s.words[j].form.endswith(("مین", "ترین"))
        j += 1 + (ordinal or s.grammar.has("determiners", s.words[j].form))
        j = min(j, end)
    while j < end and _goes_on(s, i, j, end):
        j += 1
    chained = j < end and s.at(j, "prepositions", end) and not s.grammar.has("from", s.words[j].form)
    if chained and size and _occasion(s, i + size, end) and not s.at(i + size, "time", end):
        return adjunct_end(s, j, end)
    return j


def _goes_on(s: Sentence, i: int, j: int, end: int) -> bool:
    word, before = s.words[j], s.words[j - 1]
    if word.mark or s.at(j, "prepositions", end):
        return False
    timed = bool(s.at(i, "time", end) or s.at(i + s.at(i, "prepositions", end), "time", end))
    return (
        before.ezafe
        or s.grammar.has("after-occasion", word.form)
        or (word.form[:1].isdigit() and bool(s.at(j - 1, "time", end)))
        or (timed and bool(s.at(j, "time", end) or word.form[:1].isdigit()))
        or (before.form[:1].isdigit() and bool(s.at(j, "time", end)))
    )
