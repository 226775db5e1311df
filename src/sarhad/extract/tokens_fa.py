"""The words of a Persian or Tajik sentence as the rules see them, and the verb groups among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from sarhad.records import Record
from sarhad.world.folding import skeleton
from sarhad.world.grammar import Grammar, Phrase

_MARKS = "\u064b-\u0655\u0670\u0640"
_WORD = re.compile(
    rf"\d+(?:[.,٫/–-]\d+)*(?:-[\w]+)?|[\w{_MARKS}]+(?:[\u200c\u200d'’ʼ-]+[\w{_MARKS}]+)*|[«»“”\"()\[\].,;:!?،؛؟…–—-]"
)
_PUNCT = dict(zip('،؛؟!…—–“”"[]', ",;...--«»q()", strict=True))
_OPENED = {"«": "»", "(": ")"}
_SUFFIXES = frozenset(map(skeleton, ("ها", "های", "هایی", "هایش", "ام", "اند", "ایم", "تر", "ترین")))
_EZAFE_FA = re.compile(r"(?:\u0654|ۀ|\u0650|ه\u200cی|های|[^\u200cه]ای|[گشس]وی|روی)$")


class Word(Record, frozen=True):
    """One word or mark: `form` is its skeleton, `ezafe` says that a dependant follows, `marked` is Tajik "-ро"."""

    start: int
    end: int
    form: str
    mark: bool = False
    ezafe: bool = False
    marked: bool = False
    quoted: bool = False
    capital: bool = False


class Group(NamedTuple):
    """A verb with its auxiliaries, by word indices."""

    first: int
    last: int  # exclusive
    lemma: str
    negative: bool
    passive: bool
    future: bool
    finite: bool
    plural: bool
    real: bool = True  # no wish or condition


def read_words(text: str, grammar: Grammar) -> list[Word]:
    """The sentence's words, split suffixes and signs of the present joined, quotations marked.

    >>> from sarhad.world.grammar import load_grammar
    >>> [w.form for w in read_words("آنان می گویند: گروه هایی آمده اند.", load_grammar("fa"))]
    ['انان', 'میگویند', ':', 'گروههایی', 'امدهاند', '.']
    """
    words = [part for m in _WORD.finditer(text) for part in _parted(_word(m, grammar.code), m.group(), grammar)]
    if grammar.code == "fa":
        words = _joined(words, text, grammar)
    return _with_quotes(words)


def _word(found: re.Match[str], code: str) -> Word:
    raw = found.group()
    if not re.search(r"\w", raw):
        form = _PUNCT.get(raw, raw)
        return Word(found.start(), found.end(), form, mark=True)
    form = skeleton(raw)
    ezafe = bool(_EZAFE_FA.search(raw)) if code == "fa" else _ezafe_tg(raw.lower())
    marked = code == "tg" and form.endswith("ро") and len(form) > 3 and form not in {"чаро", "зеро", "баро"}
    return Word(found.start(), found.end(), form, ezafe=ezafe, marked=marked, capital=raw[:1].isupper())


def _parted(word: Word, raw: str, grammar: Grammar) -> list[Word]:
    """A predicate written together with "are" ("معتقدند", "назаранд") as two words."""
    for suffix in ("اند", "ند", "янд", "анд"):
        bare = word.form.removesuffix(suffix)
        if bare != word.form and raw.lower().endswith(suffix) and grammar.has("copular", bare):
            cut = word.end - len(suffix)
            form = {"ند": "اند", "янд": "анд"}.get(suffix, suffix)
            return [msgspec.structs.replace(word, form=bare, end=cut), Word(cut, word.end, form)]
    joined = {"هاست": "است", "ҳост": "аст"}.get(raw.lower()[-4:])
    if joined and word.form not in grammar.forms:
        cut = word.end - 2
        return [msgspec.structs.replace(word, form=word.form[:-2], end=cut), Word(cut, word.end, joined)]
    if raw.endswith("\u200cاند") and word.form not in grammar.forms:
        cut = word.end - len("اند")
        return [msgspec.structs.replace(word, form=word.form[:-3], end=cut - 1), Word(cut, word.end, "اند")]
    return [word]


def _ezafe_tg(raw: str) -> bool:
    return (raw.endswith("и") and len(raw) > 2) or raw.endswith("ҳои")


def _joined(words: list[Word], text: str, grammar: Grammar) -> list[Word]:
    rows: list[Word] = []
    for word in words:
        last = rows[-1] if rows else None
        if (
            last
            and not last.mark
            and not word.mark
            and text[last.end : word.start].isspace()
            and _fits(last, word, grammar)
        ):
            joined = last.form + word.form
            ezafe = bool(_EZAFE_FA.search(text[word.start : word.end])) and word.form != "ای"
            rows[-1] = msgspec.structs.replace(last, end=word.end, form=joined, ezafe=ezafe)
        else:
            rows.append(word)
    return rows


def _fits(last: Word, word: Word, grammar: Grammar) -> bool:
    if last.form in {"می", "نمی"}:
        return last.form + word.form in grammar.forms
    if word.form in {"ای", "ام", "اند", "ایم"}:
        return last.form.endswith("ه")
    return word.form in _SUFFIXES


def _with_quotes(words: list[Word]) -> list[Word]:
    """Mark what stands in quotation marks, the marks themselves included; straight marks open and close in turn."""
    rows: list[Word] = []
    opened: list[int] = []
    for i, word in enumerate(words):
        form = word.form
        if form == "q":
            form = "»" if opened else "«"
        if form == "«":
            opened.append(i)
        closing = form == "»"
        if closing and not opened:
            rows = [msgspec.structs.replace(r, quoted=True) for r in rows]
        rows.append(msgspec.structs.replace(word, form=form, quoted=bool(opened) or closing))
        if closing and opened:
            opened.pop()
    return rows


def groups(words: Sequence[Word], grammar: Grammar) -> list[Group]:
    """The verb groups from left to right."""
    rows: list[Group] = []
    i = 0
    while i < len(words):
        group = _group_at(words, i, grammar)
        if group:
            rows.append(group)
        i = group.last if group else i + 1
    return rows


def _group_at(words: Sequence[Word], i: int, grammar: Grammar) -> Group | None:
    verb = None if words[i].mark else grammar.forms.get(words[i].form)
    if verb is None or (grammar.has("nounlike", words[i].form) and not _verbal(words, i, grammar)):
        return None
    if match(words, i, grammar.phrases["no-verb"], grammar.longest["no-verb"], len(words)):
        return None
    plural = words[i].form.endswith(("ند", "нд"))
    if verb.kind == "future":
        main = _form(words, i + 1, grammar)
        if main is None or (main[2] != "past" and main[0] not in {"است", "аст"}):
            return Group(
                i,
                i + 1,
                skeleton("خواست" if grammar.code == "fa" else "хост"),
                verb.negative,
                False,
                False,
                True,
                plural,
            )
        return Group(i, i + 2, main[0], verb.negative, False, True, True, plural)
    if verb.kind == "participle":
        return _participle(words, i, verb.lemma, verb.negative, grammar)
    return Group(i, i + 1, verb.lemma, verb.negative, False, False, True, plural, verb.kind != "finite")


def _form(words: Sequence[Word], i: int, grammar: Grammar) -> tuple[str, bool, str] | None:
    verb = grammar.forms.get(words[i].form) if i < len(words) and not words[i].mark else None
    return (verb.lemma, verb.negative, verb.kind) if verb else None


def _participle(words: Sequence[Word], i: int, lemma: str, negative: bool, grammar: Grammar) -> Group:
    """A participle with what follows it: "has said", "had said", "is said"; alone it closes a Persian clause."""
    be, become, able = ("است", "شد", "") if grammar.code == "fa" else ("аст", "шуд", "тавонист")
    after = _form(words, i + 1, grammar)
    if after and after[0] == be:
        plural = words[i + 1].form.endswith(("ند", "нд"))
        return Group(i, i + 2, lemma, negative or after[1], False, False, True, plural)
    if after and after[0] in {become, "гардид", "گردید"} and lemma != become:
        rest = _group_at(words, i + 1, grammar)
        if rest:
            return Group(i, rest.last, lemma, negative or rest.negative, True, rest.future, rest.finite, rest.plural)
    if after and after[2] == "future":
        rest = _group_at(words, i + 1, grammar)
        if rest and rest.lemma == become:
            return Group(i, rest.last, lemma, rest.negative, True, True, True, rest.plural)
    if after and after[0] in {able, "истод"}:
        return Group(i, i + 2, lemma, negative or after[1], False, False, True, False)
    alone = grammar.code == "fa" and _closes(words, i + 1, grammar)
    return Group(i, i + 1, lemma, negative, False, False, alone, False)


def _verbal(words: Sequence[Word], i: int, grammar: Grammar) -> bool:
    """Whether a form that is a noun, too, is a verb here: the clause ends, or something is asked "from" someone."""
    asked = grammar.has("asking", words[i].form) and any(grammar.has("from", w.form) for w in words[max(0, i - 8) : i])
    governed = i > 0 and grammar.has("prepositions", words[i - 1].form)
    return asked or (not governed and _closes(words, i + 1, grammar))


def _closes(words: Sequence[Word], i: int, grammar: Grammar) -> bool:
    """Whether a clause may end before word `i`: by a mark, a connective or a complement word."""
    if i >= len(words) or words[i].mark:
        return True
    form = words[i].form
    return grammar.has("connectives", form) or grammar.has("that", form)


def match(words: Sequence[Word], i: int, phrases: frozenset[Phrase], longest: int, stop: int) -> int:
    """How many words a phrase of the set takes at word `i`; 0 where none stands there."""
    for size in range(min(longest, stop - i), 0, -1):
        if tuple(w.form for w in words[i : i + size]) in phrases:
            return size
    return 0


def match_before(words: Sequence[Word], end: int, phrases: frozenset[Phrase], longest: int) -> int:
    """How many words a phrase of the set takes right before word `end`."""
    for size in range(min(longest, end), 0, -1):
        if tuple(w.form for w in words[end - size : end]) in phrases:
            return size
    return 0
