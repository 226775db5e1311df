"""The Russian dependency parser: tokens with offsets, heads, relations, morphology and dictionary forms.

slovnet's taggers (weights from the natasha package, which itself is never imported) give Universal Dependencies:
heads, relations such as `nsubj` and `ccomp`, and features such as `Case=Nom`. pymorphy3 gives dictionary forms.
Everything is loaded once and only when a first Russian sentence has to be parsed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sarhad.world.folding import fold

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_BATCH = 512
ROOT = -1
_SITE = re.compile(r"(?<![\w.])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,10}(?!\w)")
_PLAIN = str.maketrans("ёЁ", "еЕ")  # the news that the vectors were made from write е


class Token(NamedTuple):
    """One word or mark: offsets into the sentence, Universal Dependencies tag, features, head (-1: root), relation."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    pos: str
    feats: Mapping[str, str]
    head: int
    dep: str

    def feat(self, name: str) -> str:
        """A feature such as `Case`, or an empty text."""
        return self.feats.get(name, "")

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the sentence."""
        return self.start, self.end


class ParseRu:
    """A parsed Russian sentence.

    The heads are the parser's best guess for each word by itself: they need not form a tree, so walks are guarded.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tuple(tokens)
        self._children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != ROOT and token.head != token.i:
                self._children[token.head].append(token)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def children(self, token: Token) -> list[Token]:
        """The words that hang on a word, in text order."""
        return self._children[token.i]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first child with one of the relations."""
        return next((c for c in self._children[token.i] if c.dep in deps), None)

    def head(self, token: Token) -> Token | None:
        """The word that a word hangs on; None for a root."""
        return self.tokens[token.head] if token.head not in {ROOT, token.i} else None

    def subtree(self, token: Token) -> frozenset[int]:
        """Indices of the word and all that hangs on it."""
        seen: set[int] = set()
        stack = [token.i]
        while stack:
            i = stack.pop()
            if i not in seen:
                seen.add(i)
                stack.extend(c.i for c in self._children[i])
        return frozenset(seen)

    def hangs_on(self, token: Token, top: Token) -> bool:
        """Whether a word is in the subtree of another."""
        seen: set[int] = set()
        at: Token | None = token
        while at is not None and at.i not in seen:
            if at.i == top.i:
                return True
            seen.add(at.i)
            at = self.head(at)
        return False


@functools.cache
def _models() -> tuple[Any, Any]:
    from navec import Navec  # a second that commands without Russian text never pay
    from slovnet import Morph, Syntax

    folder = weights()
    vectors = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    morph = Morph.load(folder / "model" / "slovnet_morph_news_v1.tar", batch_size=32)
    syntax = Syntax.load(folder / "model" / "slovnet_syntax_news_v1.tar", batch_size=32)
    return morph.navec(vectors), syntax.navec(vectors)


def weights() -> Path:
    """Where the natasha package keeps its weights; its code is not run."""
    found = find_spec("natasha")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("natasha, which carries the weights of the Russian parser", name="natasha")
    return Path(found.submodule_search_locations[0]) / "data"


@functools.cache
def analyzer() -> MorphAnalyzer:
    """pymorphy3's dictionary of Russian word forms, loaded once."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


_TAGS = {
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "NOUN": {"NOUN"},
    "ADJ": {"ADJF", "ADJS", "COMP", "PRTF", "PRTS"},
}


@functools.lru_cache(maxsize=100_000)
def lemma_of(word: str, pos: str = "") -> str:
    """The dictionary form of a word, by preference one of the tag given; folded.

    >>> lemma_of("заявили", "VERB"), lemma_of("слухов", "NOUN")
    ('заявить', 'слух')
    """
    parses = analyzer().parse(word)
    wanted = _TAGS.get(pos, set())
    best = next((p for p in parses if p.tag.POS in wanted), parses[0])
    return fold(best.normal_form)


def parse_sentences_ru(sentences: Iterable[str]) -> Iterator[ParseRu]:
    """One parse per sentence, in order; offsets are the sentence's own.

    >>> parse = next(parse_sentences_ru(["Министр заявил, что граница закрыта."]))
    >>> [(t.text, t.dep) for t in parse.tokens if t.dep in {"nsubj", "root", "ccomp"}]
    [('Министр', 'nsubj'), ('заявил', 'root'), ('закрыта', 'ccomp')]
    """
    rest = iter(sentences)
    while group := list(islice(rest, _BATCH)):
        yield from _parse_group(group)


def _parse_group(group: Sequence[str]) -> Iterator[ParseRu]:
    """Sentences of like length go through the net together; the order of the group comes back at the end."""
    morph, syntax = _models()
    words = [split_words(text) for text in group]
    order = sorted((i for i, row in enumerate(words) if row), key=lambda i: len(words[i]))
    texts = [[text.translate(_PLAIN) for _start, text in words[i]] for i in order]
    found = dict(zip(order, zip(morph.map(texts), syntax.map(texts), strict=True), strict=True))
    for i, text in enumerate(group):
        yield ParseRu(text, _tokens(words[i], *found[i]) if i in found else ())


def split_words(text: str) -> list[tuple[int, str]]:
    """Words and marks with where they start; the name of a site is one word.

    >>> split_words("Об этом пишет 24.kg.")
    [(0, 'Об'), (3, 'этом'), (8, 'пишет'), (14, '24.kg'), (19, '.')]
    """
    from razdel import tokenize

    rows: list[tuple[int, str]] = []
    sites = [m.span() for m in _SITE.finditer(text)]
    for word in tokenize(text):
        inside = next((s for s in sites if s[0] <= word.start < s[1]), None)
        if inside is None or inside[0] == word.start:
            rows.append((word.start, text[inside[0] : inside[1]] if inside else word.text))
    return rows


def _tokens(words: Sequence[tuple[int, str]], morph: Any, syntax: Any) -> list[Token]:
    return [
        Token(
            i=i,
            start=start,
            end=start + len(word),
            text=word,
            lower=fold(word),
            pos=tag.pos,
            feats=tag.feats,
            head=int(link.head_id) - 1,
            dep=link.rel,
        )
        for i, ((start, word), tag, link) in enumerate(zip(words, morph.tokens, syntax.tokens, strict=True))
    ]
