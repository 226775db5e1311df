"""Which proposition a claim speaks to, and on which side: by the pack's standing propositions and the term lists."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from sarhad.ground.clauses import Clause, overlaps, read_clauses
from sarhad.records import Claim, Document, Mention, Offsets, Proposition, Sentence, Span, Stance, make_id
from sarhad.world import THREAT_MODES, Lexicon, Region
from sarhad.world.folding import TOKEN, compile_terms, fold
from sarhad.world.polarity import Polarity, load_polarity

MADE_BY = "ground.propositions/3"
_NOT_SAID = frozenset({"order", "plan"})  # acts that say how things should be, not how they are
_BRIEF = 4  # words below which a content has to name all that the proposition is about
_ADMITS = frozenset({"confirm"})  # acts by which one says of oneself what others charge one with
_OPPOSITE: dict[Stance, Stance] = {"asserts": "denies", "denies": "asserts"}


class Side(NamedTuple):
    """Where a text stands on one proposition: +1 asserts, −1 denies; and how closely it speaks to it."""

    sign: int
    fit: float


class Setting(NamedTuple):
    """What a content stands in: who says it, the actors and countries it names, and the title of its document."""

    speaker: str = ""
    named: frozenset[str] = frozenset()
    title: str = ""
    act: str = "say"


ALONE = Setting()


def match_proposition(text: str, region: Region, lexicon: Lexicon, setting: Setting = ALONE) -> tuple[str, Stance]:
    """The standing proposition that the text speaks to most closely, and its side of it; ("", "") for none.

    Closest is the one of which most groups of words are met, those within one clause counting twice; the pack's order
    breaks a tie. A speaker that a proposition is about need not name itself.

    >>> from sarhad.world import load_lexicon, load_region
    >>> pack, words = load_region("csto-afghanistan"), load_lexicon("en")
    >>> match_proposition("The borders are secure and nothing threatens them from Afghanistan", pack, words)
    ('afghan-soil-is-source-of-threat', 'denies')
    """
    reader = _Reader(fold(text), lexicon, load_polarity(lexicon.code), setting, party_of(setting.speaker, region), {})
    best, chosen = Side(0, 0.0), ""
    for proposition in region.propositions.values():
        for needs in (proposition.needs, *proposition.also):
            side = reader.side(proposition, needs)
            if side.sign and side.fit > best.fit:
                best, chosen = side, proposition.id
    if not chosen:
        return "", ""
    return chosen, "asserts" if best.sign > 0 else "denies"


def party_of(actor: str, region: Region) -> frozenset[str]:
    """An actor with all bodies it belongs to."""
    found: set[str] = set()
    while actor and actor not in found:
        found.add(actor)
        known = region.actors.get(actor)
        actor = known.parent if known else ""
    return frozenset(found)


class _Reader(NamedTuple):
    """One folded text with all that is asked of it."""

    folded: str
    lexicon: Lexicon
    polarity: Polarity
    setting: Setting
    own: frozenset[str]  # the speaker with the bodies it belongs to
    seen: dict[str, list[Offsets]]  # term list → where its words stand, as far as asked

    def side(self, proposition: Proposition, needs: Sequence[Sequence[str]]) -> Side:
        """The sign of the clauses that hold the predicate, and how many groups the text meets."""
        *topics, predicate = needs
        for_, against = self.spans(predicate), self.spans(proposition.opposed)
        if not (for_ or against) or self.spans(proposition.without):
            return Side(0, 0.0)
        groups = [self.spans(group) for group in topics]
        if not self.is_about(proposition, topics, groups, for_ + against):
            return Side(0, 0.0)
        clauses = self.clauses(for_, against)
        rows = list(_votes(clauses, for_, against))
        sign = _sign([vote for vote, aside in rows if not aside] or [vote for vote, _ in rows])
        return Side(
            0 if self.incriminates(proposition, sign) else sign,
            _fit([*groups, for_ + against], self.clauses(for_, against, joined=True)),
        )

    def incriminates(self, proposition: Proposition, sign: int) -> bool:
        """Whether the speaker would bring a charge against itself without admitting it: no likely reading."""
        said = -sign if self.setting.act == "deny" else sign
        accused = proposition.charge and self.own & set(proposition.about)
        return bool(accused) and said > 0 and self.setting.act not in _ADMITS

    def is_about(
        self,
        proposition: Proposition,
        topics: Sequence[Sequence[str]],
        groups: Sequence[Sequence[Offsets]],
        predicate: Sequence[Offsets],
    ) -> bool:
        """Whether each group is met by words of its own, or beside them where the content is no mere noun or two."""
        unmet = [i for i, spans in enumerate(groups) if not spans]
        missing = [i for i in unmet if not self.given(topics[i])]
        if missing and not (missing == [0] and self.own & set(proposition.about)):
            return False
        words = {span for spans in (*groups, predicate) for span in spans}
        brief = len(TOKEN.findall(self.folded)) < _BRIEF
        return len(words) > len(groups) - len(unmet) and not (brief and unmet)

    def clauses(self, for_: Sequence[Offsets], against: Sequence[Offsets], joined: bool = False) -> list[Clause]:
        """The clauses of the text, cut also at an "and" that has a word of the contrary on one side and on the other a
        word for it or one that rejects: "secure and nothing threatens", "exaggerated and manageable"; not if `joined`.
        """
        held = [*for_, *against]
        denials = [d for d in self.polarity.spans("deny", self.folded) if not overlaps(d, held)]
        order = sorted((s, e, (s, e) in against) for s, e in [*held, *denials])
        gaps = [(a[1], b[0]) for a, b in pairwise(order) if a[2] != b[2]]
        joints = [s for s, _ in self.polarity.spans("and", self.folded)]
        breaks = [next((j for j in joints if s <= j < e), -1) for s, e in gaps if not joined]
        return read_clauses(self.folded, self.polarity, held, held, False, [b for b in breaks if b >= 0])

    def spans(self, names: Sequence[str]) -> list[Offsets]:
        """Where the text holds words of the lists."""
        return [span for name in names for span in self._spans(name)]

    def _spans(self, name: str) -> list[Offsets]:
        """The same for one list, looked up once."""
        if name not in self.seen:
            pattern = self.lexicon.terms.get(name)
            self.seen[name] = [m.span() for m in pattern.finditer(self.folded)] if pattern else []
        return self.seen[name]

    def given(self, names: Sequence[str]) -> bool:
        """Whether a group is met beside the words: "@x" by the actor or country x named, "title:x" by the title."""
        if any(name.startswith("@") and name[1:] in self.setting.named for name in names):
            return True
        titles = [name.removeprefix("title:") for name in names if name.startswith("title:")]
        return any(self.lexicon.has(name, self.setting.title) for name in titles)


def _votes(
    clauses: Sequence[Clause], for_: Sequence[Offsets], against: Sequence[Offsets]
) -> Iterator[tuple[int, bool]]:
    """Each clause that holds the predicate: its sign, and whether it is only conceded.

    The words of the contrary win within a clause, and count twice: "the threat, long discussed, is exaggerated".
    """
    for clause in clauses:
        sign = -2 if _within_clause(against, clause) else 1 if _within_clause(for_, clause) else 0
        if sign and clause.turn:
            yield sign * clause.turn, clause.aside


def _within_clause(spans: Collection[Offsets], clause: Clause) -> bool:
    return any(clause.start <= s < clause.end for s, _ in spans)


def _sign(votes: Sequence[int]) -> int:
    """The side of most clauses; of the last where they balance."""
    total = sum(votes)
    weight = total if total or not votes else votes[-1]
    return (weight > 0) - (weight < 0)


def _fit(groups: Sequence[Sequence[Offsets]], clauses: Sequence[Clause]) -> float:
    """Groups of words met, more of them within one clause counting more."""
    together = max((sum(_within_clause(spans, c) for spans in groups) for c in clauses), default=0)
    return len(groups) + together


def ground_propositions(
    document: Document, claims: Sequence[Claim], mentions: Sequence[Mention], region: Region, lexicon: Lexicon
) -> tuple[Claim, ...]:
    """The claims with `proposition` and `stance`: a denial turns the side, a doubt is neither, a demand or plan speaks
    to none. What a claim only relays of another speaker counts for that speaker alone; a plan that it reports is its
    own report ("Khovar writes that the presidents agreed to draw up a programme").
    """
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=_length):
        inner = [found.get(c.id, c) for c in claims if _spoken(c) and c.act != "plan" and relays(claim, c)]
        spans = _own_spans(claim, inner)
        words = " ".join(document.text[s:e] for s, e in spans)
        setting = Setting(claim.source_actor, named_in(spans, mentions, region), fold(document.title), claim.act)
        found[claim.id] = _grounded(claim, words, region, lexicon, setting)
    return tuple(found[c.id] for c in claims)


def named_in(spans: Sequence[Offsets], mentions: Sequence[Mention], region: Region) -> frozenset[str]:
    """The actors named within the spans, with the bodies they belong to, and the states whose places are named."""
    inside = [m for m in mentions if any(s <= m.start and m.end <= e for s, e in spans)]
    found = {body for m in inside if m.actor for body in party_of(m.actor, region)}
    codes = {region.places[m.place].country for m in inside if m.place in region.places}
    return frozenset(found | {a.id for a in region.actors.values() if a.kind == "state" and a.country in codes})


def _spoken(claim: Claim) -> bool:
    """Whether somebody says it, not the text itself ("the threat of war")."""
    return bool(claim.source or claim.source_actor)


def _own_spans(claim: Claim, inner: Sequence[Claim]) -> list[Offsets]:
    """The content without those of the claims in it; where such a one speaks to a proposition, also without its speaker
    and cue ("Reuters reported that X said …").
    """
    taken = sorted(s for c in inner for s in (*c.content, *((*c.source, *c.cue) if c.proposition else ())))
    rest = []
    for start, end in claim.content:
        at = start
        for s, e in taken:
            if at < e and s < end:
                rest.append((at, max(at, s)))
                at = min(e, end)
        rest.append((at, end))
    return [(s, e) for s, e in rest if s < e]


def relays(outer: Claim, inner: Claim) -> bool:
    """Whether the first claim relays the second of the same document: it holds the other's cue.

    Where each holds the other's cue ("X will open, Y said, Z reported"), the longer content relays the shorter.
    """
    if outer is inner or not _holds(outer, inner):
        return False
    return not _holds(inner, outer) or _length(outer) > _length(inner)


def _holds(outer: Claim, inner: Claim) -> bool:
    return any(s <= a and b <= e for a, b in inner.cue for s, e in outer.content)


def _length(claim: Claim) -> int:
    return sum(e - s for s, e in claim.content)


def _grounded(claim: Claim, words: str, region: Region, lexicon: Lexicon, setting: Setting) -> Claim:
    proposition, stance = match_proposition(words, region, lexicon, setting) if claim.act not in _NOT_SAID else ("", "")
    if proposition and claim.act == "doubt":
        stance = "doubts"
    elif claim.act == "deny":
        stance = _OPPOSITE.get(stance, stance)
    return msgspec.structs.replace(claim, proposition=proposition, stance=stance)


def author_claims(
    document: Document, claims: Sequence[Claim], mentions: Sequence[Mention], region: Region, lexicon: Lexicon
) -> tuple[Claim, ...]:
    """What the text states in its own voice on a proposition: claims of the publisher.

    No questions or conditionals, and no sentence that tells what somebody said ("was quoted as denying …").
    """
    condition = compile_terms(tuple(lexicon.words["condition"]))
    told = load_polarity(lexicon.code).operators["tell"]
    covered = [(c.evidence[0].start, c.evidence[0].end) for c in claims if _spoken(c)]
    rows = []
    for sentence in document.sentences:
        inside = any(s < sentence.end and sentence.start < e for s, e in covered)
        text = document.text[sentence.start : sentence.end]
        stated = text.rstrip()[-1:] not in "?؟" and not condition.search(fold(text)) and not told.search(fold(text))
        if sentence.kind == "body" and not inside and stated:
            named = named_in(((sentence.start, sentence.end),), mentions, region)
            setting = Setting(document.source, named, fold(document.title))
            proposition, stance = match_proposition(text, region, lexicon, setting)
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
