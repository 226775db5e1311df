"""Which proposition a claim speaks to, and on which side: by the pack's standing propositions and the term lists."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import msgspec

from sarhad.records import Claim, Document, Offsets, Proposition, Sentence, Span, Stance, make_id
from sarhad.world import THREAT_MODES, Lexicon, Region
from sarhad.world.folding import compile_terms, fold

MADE_BY = "ground.propositions/1"
_CLAUSE = re.compile(r"[,،;؛:]|\b(?:but|however|although)\b|(?<!\w)(?:но|однако|اما|ولی|аммо|вале)(?!\w)")
_NOT_SAID = frozenset({"order", "plan"})  # acts that say how things should be, not how they are
_OPPOSITE: dict[Stance, Stance] = {"asserts": "denies", "denies": "asserts"}


def match_proposition(text: str, region: Region, lexicon: Lexicon) -> tuple[str, Stance]:
    """The first standing proposition whose terms the text holds, and the text's side of it; ("", "") for none."""
    folded = fold(text)
    for proposition in region.propositions.values():
        sign = _sign(folded, proposition, lexicon)
        if sign:
            return proposition.id, "asserts" if sign > 0 else "denies"
    return "", ""


def _sign(folded: str, proposition: Proposition, lexicon: Lexicon) -> int:
    """+1 asserts, −1 denies, 0 does not speak to it."""
    *topics, predicate = proposition.needs
    if not all(_any(group, folded, lexicon) for group in topics) or _any(proposition.without, folded, lexicon):
        return 0
    score, seen = 0, False
    for clause in _CLAUSE.split(folded):
        turn = -1 if _negated(clause, lexicon) else 1
        sign = -1 if _any(proposition.opposed, clause, lexicon) else 1 if _any(predicate, clause, lexicon) else 0
        score, seen = score + sign * turn, seen or sign != 0
    return (score or 1) // abs(score or 1) if seen else 0


def _negated(clause: str, lexicon: Lexicon) -> bool:
    """An odd number of negative words; in languages of negative concord any number of them."""
    count = len(lexicon.terms["negation"].findall(clause))
    return count > 0 if lexicon.words.get("negative-concord") else count % 2 == 1


def _any(names: Sequence[str], folded: str, lexicon: Lexicon) -> bool:
    return any(lexicon.has(name, folded) for name in names)


def ground_propositions(
    document: Document, claims: Sequence[Claim], region: Region, lexicon: Lexicon
) -> tuple[Claim, ...]:
    """The claims with `proposition` and `stance`: a denial turns the side, a doubt is neither, a demand or plan speaks
    to none. What a claim only relays of another speaker counts for that speaker alone.
    """
    return tuple(_grounded(c, _own_words(document, c, claims), region, lexicon) for c in claims)


def _own_words(document: Document, claim: Claim, claims: Sequence[Claim]) -> str:
    """The content without the contents of claims that stand inside it ("Reuters reported that X said …")."""
    inner = [c for c in claims if c is not claim and _within(c.cue, claim.content)]
    spans = sorted(span for c in inner for span in c.content)
    rest = []
    for start, end in claim.content:
        for s, e in spans:
            if start <= s < end:
                rest.append(document.text[start:s])
                start = max(start, min(e, end))
        rest.append(document.text[start:end])
    return " ".join(rest)


def _within(cue: tuple[Offsets, ...], content: tuple[Offsets, ...]) -> bool:
    return any(s <= a and b <= e for a, b in cue for s, e in content)


def _grounded(claim: Claim, words: str, region: Region, lexicon: Lexicon) -> Claim:
    proposition, stance = match_proposition(words, region, lexicon) if claim.act not in _NOT_SAID else ("", "")
    if proposition and claim.act == "doubt":
        stance = "doubts"
    elif claim.act == "deny":
        stance = _OPPOSITE.get(stance, stance)
    return msgspec.structs.replace(claim, proposition=proposition, stance=stance)


def author_claims(document: Document, claims: Sequence[Claim], region: Region, lexicon: Lexicon) -> tuple[Claim, ...]:
    """What the text states in its own voice on a proposition: claims of the publisher. No questions or conditionals."""
    condition = compile_terms(tuple(lexicon.words["condition"]))
    covered = [(c.evidence[0].start, c.evidence[0].end) for c in claims]
    rows = []
    for sentence in document.sentences:
        inside = any(s < sentence.end and sentence.start < e for s, e in covered)
        text = document.text[sentence.start : sentence.end]
        stated = text.rstrip()[-1:] not in "?؟" and not condition.search(fold(text))
        if sentence.kind == "body" and not inside and stated:
            proposition, stance = match_proposition(text, region, lexicon)
            if proposition:
                rows.append(_author_claim(document, sentence, text, proposition, stance, lexicon))
    return tuple(rows)


def _author_claim(
    document: Document, sentence: Sentence, text: str, proposition: str, stance: Stance, lexicon: Lexicon
) -> Claim:
    content = ((sentence.start, sentence.end),)
    digest = hashlib.sha256(text.encode()).hexdigest()
    hedge = lexicon.terms["hedge_strong"].search(fold(text))
    return Claim(
        id=make_id("claim", document.id, "author", content),
        document=document.id,
        evidence=(Span(document=document.id, start=sentence.start, end=sentence.end, sha256=digest),),
        made_by=MADE_BY,
        source=(),
        cue=(),
        content=content,
        source_text=document.publisher,
        content_text=" ".join(text.split()),
        source_actor=document.source,
        kind="author",
        hedge="strong" if hedge else "none",
        hedge_words=hedge.group() if hedge else "",
        modes=tuple(m for m in THREAT_MODES if lexicon.has("mode:" + m, fold(text))),
        proposition=proposition,
        stance=stance,
    )
