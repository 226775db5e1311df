"""A headline that contradicts its own text: another side of the same proposition, a negation, "already" for "still".

Only what the text itself says is compared; which of the two is right is for the reader to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from sarhad.records import Claim, Contradiction, Document, Sentence, Span
from sarhad.world import Lexicon
from sarhad.world.folding import TOKEN, fold

STEM = 6  # letters of a word that are compared
LONG = 4  # letters of a word that says something
SHARED = 0.75  # share of the headline's words in a clause that says the same or its opposite
_CLAUSE = re.compile(r"[,،;؛:]")


def find_contradiction(document: Document, claims: Sequence[Claim], lexicon: Lexicon) -> Contradiction | None:
    """The first sentence of the text that its headline contradicts; None where there is none, or no headline.

    *side*: the headline asserts what the same speaker denies in the text, or the other way round. *negation*: a clause
    with most of the headline's words has a negation that the headline lacks, or the other way round. *done*: the
    headline says that something is done already; of the sentences on it one says that it is still under way, and none
    that it is done.

    >>> from sarhad.world import load_lexicon
    >>> text = "The suppliers are still being chosen, the secretary said. Contracts come later."
    >>> note = Document(id="d", page="p", url="", text=text, title="Suppliers already chosen", language="en",
    ...                 sentences=(Sentence(start=0, end=57), Sentence(start=58, end=79)))
    >>> find_contradiction(note, [], load_lexicon("en")).kind
    'done'
    """
    if not document.title:
        return None
    return next(
        (
            Contradiction(document=document.id, kind=kind, headline=document.title, sentence=(s.start, s.end))
            for kind, s in (*_sides(document, claims), *_negated(document, lexicon), *_undone(document, lexicon))
        ),
        None,
    )


Found = Iterator[tuple[Literal["side", "negation", "done"], Sentence]]


def _sides(document: Document, claims: Sequence[Claim]) -> Found:
    title = [s for s in document.sentences if s.kind == "title"]
    own = [c for c in claims if c.document == document.id and c.proposition and c.stance in ("asserts", "denies")]
    above = [c for c in own if any(_in(c.evidence, s) for s in title)]
    for sentence in document.sentences:
        said = [c for c in own if sentence.kind == "body" and _in(c.evidence, sentence)]
        if any(_opposed(a, b) for a in above for b in said):
            yield "side", sentence


def _opposed(a: Claim, b: Claim) -> bool:
    """Two sides of one proposition by one speaker, in much the same words."""
    one, two = _stems(a.content_text), _stems(b.content_text)
    same = a.proposition == b.proposition and a.source_actor == b.source_actor
    return same and a.stance != b.stance and len(one & two) >= 0.5 * min(len(one), len(two)) > 0


def _in(evidence: Sequence[Span], sentence: Sentence) -> bool:
    return any(sentence.start <= span.start < sentence.end for span in evidence)


def _negated(document: Document, lexicon: Lexicon) -> Found:
    title = _stems(document.title)
    for sentence, folded in _body(document):
        for clause in _CLAUSE.split(folded):
            shared = len(title & _stems(clause))
            same = shared >= 3 and shared >= SHARED * len(title)
            if same and _odd(document.title, lexicon) != _odd(clause, lexicon) and not _turned(clause, lexicon):
                yield "negation", sentence


def _turned(clause: str, lexicon: Lexicon) -> bool:
    """Whether a verb turns what the clause says: a denial, a prevention."""
    return lexicon.has("plain-deny", clause) or lexicon.has("contain", clause)


def _odd(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is negated: once or three times, or at all in languages of negative concord."""
    count = len(lexicon.terms["negation"].findall(fold(text)))
    return count > 0 if lexicon.words.get("negative-concord") else count % 2 == 1


def _undone(document: Document, lexicon: Lexicon) -> Found:
    title = fold(document.title)
    if not lexicon.has("done-already", title) or lexicon.has("still-open", title):
        return
    subject = _stems(" ".join(TOKEN.findall(title)[:2]))  # what the headline opens with is what it speaks of
    on_it = [(s, folded) for s, folded in _body(document) if subject & _stems(folded)]
    if any(lexicon.has("done-already", folded) for _, folded in on_it):
        return
    yield from (("done", s) for s, folded in on_it if lexicon.has("still-open", folded))


def _body(document: Document) -> Iterator[tuple[Sentence, str]]:
    return ((s, fold(document.text[s.start : s.end])) for s in document.sentences if s.kind == "body")


def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:STEM] for w in TOKEN.findall(fold(text)) if len(w) >= LONG)
