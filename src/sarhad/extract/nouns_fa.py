"""Persian and Tajik nouns of saying: "the warning of X about Y", "X, stating that Y, …", "reports of Y are spread"."""

from __future__ import annotations

from collections.abc import Sequence

from sarhad.extract.clauses_fa import Sentence, clause_end, without_tail
from sarhad.extract.drafts_fa import Draft, Range
from sarhad.extract.found import Found
from sarhad.extract.phrases_fa import at
from sarhad.extract.sources_fa import find_subject, past_lead
from sarhad.records import Act

_ACTS: tuple[Act, ...] = (
    "warn",
    "accuse",
    "claim",
    "deny",
    "doubt",
    "assure",
    "order",
    "expect",
    "believe",
    "confirm",
    "plan",
    "say",
)


def find_nouns(s: Sentence, drafts: Sequence[Draft], rows: Sequence[Found]) -> list[Found]:
    """Claims by nouns where no verb or phrase has claimed the words already."""
    found: list[Found] = []
    for i, word in enumerate(s.words):
        act = None if word.mark or word.quoted else _act(s, i)
        if act:
            one = _stated(s, i, act, drafts) or (_any_of(s, i, act) if _free(s, i, drafts, rows) else None)
            found += [one] if one else []
    return found[:2] or ([] if rows else _news(s))


def _any_of(s: Sentence, i: int, act: Act) -> Found | None:
    return _by(s, i, act) or _headed(s, i, act) or _of(s, i, act)


def _act(s: Sentence, i: int) -> Act | None:
    return next((act for act in _ACTS if at(s, i, f"noun-{act}")), None)


def _free(s: Sentence, i: int, drafts: Sequence[Draft], rows: Sequence[Found]) -> bool:
    """Whether the noun opens the sentence's subject and is no part of what a verb says."""
    if i != past_lead(s, 0, len(s.words)):
        return False
    here = s.words[i].start
    return not any(a <= here < b for r in rows for a, b in (*r.source, *r.cue, *r.content)) and not drafts


def _span(s: Sentence, part: Range) -> tuple[int, int]:
    return s.words[part[0]].start, s.words[part[1] - 1].end


def _topic_at(s: Sentence, i: int) -> int:
    return max(at(s, i, "noun-topics"), at(s, i, "based-on"))


def _by(s: Sentence, i: int, act: Act) -> Found | None:
    """ "The denial of Y by X", where no verb follows or the subject ends there."""
    for j in range(i + 2, len(s.words)):
        size = s.at(j, "by")
        if size and j + size < len(s.words):
            end = find_subject(s, j + size, len(s.words), objects=True).end
            source, content = (j + size, end), (i + 1, j)
            return Found(
                source=(_span(s, source),), cue=(_span(s, (i, i + 1)),), content=(_span(s, content),), cue_class=act
            )
        if s.words[j].mark or j in s.verb_ends:
            break
    return None


def _headed(s: Sentence, i: int, act: Act) -> Found | None:
    """A headline "The warning of X: Y"."""
    colon = next((j for j in range(i + 2, min(i + 8, len(s.words))) if s.is_mark(j, ":")), -1)
    if colon < 0 or colon + 2 >= len(s.words) or s.has_verb(i, colon):
        return None
    content = (colon + 1, without_tail(s, colon + 1, len(s.words)))
    colon = next((j for j in range(i + 2, colon) if s.grammar.has("address", s.words[j].form)), colon)
    return Found(
        source=(_span(s, (i + 1, colon)),), cue=(_span(s, (i, i + 1)),), content=(_span(s, content),), cue_class=act
    )


def _of(s: Sentence, i: int, act: Act) -> Found | None:
    """ "the warning of X about Y"."""
    end = i + 1
    while end < len(s.words) and not _topic_at(s, end) and not s.words[end].mark and end not in s.verb_ends:
        if s.grammar.has("that", s.words[end].form):
            break
        end += 1
    size = _topic_at(s, end) if end < len(s.words) else 0
    if not size or end == i + 1 or (_weak(s, end) and not _governs(s, end, act)):
        return None
    contents = _contents(s, end, size)
    if not contents:
        return None
    return Found(
        source=(_span(s, (i + 1, end)),),
        cue=(_span(s, (i, i + 1)),),
        content=tuple(_span(s, c) for c in contents),
        cue_class=act,
    )


def _contents(s: Sentence, i: int, size: int) -> list[Range]:
    """What the noun is about; whom it is against and what it rests on are two parts."""
    start = i + size
    based = next((j for j in range(start, len(s.words)) if at(s, j, "based-on")), -1)
    if at(s, i, "against") and based > start:
        return [(start, based), (based + at(s, based, "based-on"), _matter_end(s, based + at(s, based, "based-on")))]
    return [(start, _matter_end(s, start))] if start < len(s.words) else []


def _matter_end(s: Sentence, start: int) -> int:
    """The end of the matter: the noun phrase before the predicate, or all where no verb follows."""
    verbs = [s.verb_ends[e] for e in s.verb_ends if e >= start]
    if not verbs:
        return without_tail(s, start, len(s.words))
    if s.grammar.has("that", s.words[start - 1].form) or s.words[start - 1].form.endswith(("که", "ки")):
        return clause_end(s, start, len(s.words))
    subject = find_subject(s, start, max(verbs), objects=False)
    end = subject.end
    while end < max(verbs) and (
        size := at(s, end, "noun-topics") if _topic_at(s, end) and not _weak(s, end) else _more(s, start, end)
    ):
        start = end + size
        end = find_subject(s, start, max(verbs), objects=True).end
    return end


def _governs(s: Sentence, i: int, act: Act) -> bool:
    """Whether a noun of the class has its matter behind "from" (fear) or "for" (demand)."""
    if s.grammar.has("for", s.words[i].form):
        return act in {"order", "plan", "assure"}
    return act in {"warn", "doubt"} and s.grammar.has("from", s.words[i].form)


def _weak(s: Sentence, i: int) -> bool:
    """A preposition that means a matter behind some nouns only: "from", "to", "on", "for"."""
    return at(s, i, "noun-topics") == 1 and any(
        s.grammar.has(n, s.words[i].form) for n in ("from", "address", "for", "weak")
    )


def _more(s: Sentence, start: int, end: int) -> bool:
    """An action has its own places and means behind it: "the receiving of money from abroad"."""
    acts = s.words[start].form.endswith(("ани", "дан", "тан")) or s.grammar.has("events", s.words[start].form)
    return acts and any(s.grammar.has(n, s.words[end].form) for n in ("from", "place", "address"))


def _stated(s: Sentence, i: int, act: Act, drafts: Sequence[Draft]) -> Found | None:
    """ "X, stating that Y, …" and "X, warning of Y, said …"."""
    draft = next((d for d in drafts if d.opening.start <= i < d.cue.first), None)
    lead = i - 1 if i and at(s, i - 1, "stated-with") else i - 2 if i > 1 and at(s, i - 2, "stated-with") else -1
    if draft is None or lead < 0:
        return _published(s, i, act)
    start, clause = _stated_start(s, i, act, draft.cue.first)
    if start < 0 or start >= draft.cue.first:
        return None
    end = _clause_stop(s, start, draft.cue.first) if clause else _phrase_stop(s, start, draft.cue.first)
    end = without_tail(s, start, end)
    source = (_span(s, draft.source),) if draft.source else ()
    return Found(source=source, cue=(_span(s, (i, i + 1)),), content=(_span(s, (start, end)),), cue_class=act)


def _published(s: Sentence, i: int, act: Act) -> Found | None:
    """ "By publishing a statement that Y, X has …": the sentence's subject says it."""
    if (
        i < 2
        or i + 2 >= len(s.words)
        or not at(s, i - 1, "publishing")
        or not s.grammar.has("that", s.words[i + 1].form)
    ):
        return None
    subject = find_subject(s, 0, i - 1, objects=False)
    end = _clause_stop(s, i + 2, len(s.words))
    source = (_span(s, (subject.start, subject.end)),) if subject.end > subject.start else ()
    return Found(source=source, cue=(_span(s, (i, i + 1)),), content=(_span(s, (i + 2, end)),), cue_class=act)


def _stated_start(s: Sentence, i: int, act: Act, stop: int) -> tuple[int, bool]:
    """The first word of what is stated, and whether it is a clause; -1 where the noun states nothing."""
    j = i + 1
    for k in range(j, min(j + 4, stop)):
        size = s.at(k, "with-that") or at(s, k, "based-on")
        if size:
            return k + size, True
        if s.grammar.has("that", s.words[k].form):
            return k + 1, True
        if s.words[k].mark:
            break
    size = _topic_at(s, j) if j < len(s.words) else 0
    if not size and act in {"deny", "confirm"}:
        return j, False
    spoken = act in {"warn", "deny", "doubt", "assure", "accuse", "order"} or s.words[i].form in {
        "تاکید",
        "таъкид",
        "такид",
    }
    return (j + size, False) if size and spoken else (-1, False)


def _clause_stop(s: Sentence, start: int, end: int) -> int:
    verbs = [e for e in s.verb_ends if start <= e < end]
    commas = [e for e in verbs if s.is_mark(e + 1, ",")]
    return (commas[0] if commas else verbs[-1]) + 1 if verbs else end


def _phrase_stop(s: Sentence, start: int, end: int) -> int:
    comma = next((j for j in range(start, end) if s.is_mark(j, ",")), end)
    for j in range(start, comma):
        if s.grammar.has("from", s.words[j].form) or (s.grammar.has("address", s.words[j].form) and j > start):
            return j
    return comma


def _news(s: Sentence) -> list[Found]:
    """ "Reports of Y have been published", "a report came that Y"."""
    for i, word in enumerate(s.words):
        if word.mark or word.quoted or not at(s, i, "news-nouns"):
            continue
        found = _news_that(s, i) or _news_of(s, i)
        return [found] if found else []
    return []


def _news_of(s: Sentence, i: int) -> Found | None:
    start = i + 1
    size = _topic_at(s, start) if start < len(s.words) else 0
    verb = next((v for v in range(start, len(s.words)) if at(s, v, "news-nouns") == 0 and _news_verb(s, v)), -1)
    if not size or verb <= start + size:
        return None
    content = (start + size, verb)
    return Found(source=(), cue=(_span(s, (i, i + 1)),), content=(_span(s, content),), cue_class="say")


def _news_verb(s: Sentence, i: int) -> bool:
    """Whether "is published", "exists" or the like begins at word `i`."""
    for group in s.groups:
        if i <= group.first <= i + 2 and group.finite:
            return at_phrase(s, i, group.first, group.lemma)
    return False


def at_phrase(s: Sentence, i: int, verb: int, lemma: str) -> bool:
    """Whether the words from `i` to a verb with its stem are in the list of verbs of news."""
    from sarhad.extract.phrases_fa import _set

    return (*(w.form for w in s.words[i:verb]), lemma) in _set(s.grammar.code, "news-verbs")[0]


def _news_that(s: Sentence, i: int) -> Found | None:
    """ "a report came that Y"."""
    for group in s.groups:
        if group.first <= i or not group.finite:
            continue
        after = group.last + s.is_mark(group.last, ",")
        if after >= len(s.words) or not s.grammar.has("that", s.words[after].form):
            return None
        if not any(at_phrase(s, k, group.first, group.lemma) for k in (group.first, group.first - 1)):
            return None
        end = without_tail(s, after + 1, len(s.words))
        cue = (_span(s, (i, i + 1)), _span(s, (group.first, group.last)))
        return Found(source=(), cue=cue, content=(_span(s, (after + 1, end)),), cue_class="say")
    return None
