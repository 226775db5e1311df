"""What a Russian predicate stands for in PLOVER terms, composed from its own words and what it governs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sarhad.extract.operators import operated
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of
from sarhad.world import load_lexicon
from sarhad.world.folding import compile_terms, fold

DEPTH = 4
_GOVERNED = frozenset({"xcomp", "ccomp", "csubj", "obj", "nsubj:pass", "obl", "nmod", "acl", "iobj", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})


class Entry(NamedTuple):
    """What a dictionary form stands for: with further words beside it, or only with such objects."""

    kind: str
    beside: tuple[re.Pattern[str], ...] = ()
    objects: re.Pattern[str] | None = None
    operator: bool = False
    suffered: bool = False


class Act(NamedTuple):
    """A composed happening: its type, whether the text gives it as real, the words that made it, outermost first."""

    kind: str
    real: bool
    words: tuple[Token, ...]
    suffered: bool = False
    further: str = ""  # the word beside the verb that the table asks for

    @property
    def trace(self) -> str:
        """The words that made the coding."""
        return " ".join(filter(None, (*(t.text for t in self.words), self.further)))


@functools.cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Dictionary form of a verb → what it may stand for, the most conditions first."""
    lexicon = load_lexicon("ru")
    table: dict[str, list[Entry]] = {}
    for kind, row in lexicon.events.items():
        objects = compile_terms(tuple(row["objects"])) if "objects" in row else None
        for name in ("given", "verbs", "suffered"):
            for words in row.get(name, ()):
                verb, *beside = words.split()
                patterns = tuple(compile_terms((b,)) for b in beside)
                entry = Entry(kind, patterns, objects if name == "given" else None, suffered=name == "suffered")
                table.setdefault(fold(verb), []).append(entry)
    for name, words in lexicon.words["operators"].items():
        for word in (w for w in words if not w.endswith("*")):
            table.setdefault(fold(word), []).append(Entry(name, operator=True))
    return {k: tuple(sorted(rows, key=_rank)) for k, rows in table.items()}


def _rank(entry: Entry) -> tuple[int, bool]:
    return -len(entry.beside) - (entry.objects is not None), entry.operator


@functools.cache
def nouns() -> dict[str, Entry]:
    """Dictionary form of a noun → what it stands for."""
    lexicon = load_lexicon("ru")
    table = {fold(n): Entry(kind) for kind, row in lexicon.events.items() for n in row.get("nouns", ())}
    for name, words in lexicon.words["operators"].items():
        table |= {fold(w[:-1]): Entry(name, operator=True) for w in words if w.endswith("*")}
    return table


@functools.cache
def words(name: str) -> frozenset[str]:
    """A list of the Russian words, folded."""
    return frozenset(fold(w) for w in load_lexicon("ru").words[name])


@functools.lru_cache(maxsize=50_000)
def may_happen(token: str) -> bool:
    """Whether a written word may stand for a happening: what decides whether a sentence is worth parsing for one."""
    noun, verb = nouns().get(lemma_of(token, "NOUN")), entries().get(lemma_of(token, "VERB"), ())
    return bool((noun and not noun.operator) or any(not e.operator for e in verb))


# ---------------------------------------------------------------- composition


def act_of(tree: ParseRu, token: Token, depth: int = DEPTH) -> Act | None:
    """The happening that a word and what it governs stand for; None where they stand for none."""
    if depth == 0:
        return None
    if token.pos in _NOUNS and not is_verb(token):
        return _noun_act(tree, token, depth)
    lemma = lemma_of(token.lower, "VERB" if token.pos in {"VERB", "AUX"} else token.pos)
    found = next(((e, b) for e in entries().get(lemma, ()) if (b := _fits(tree, token, e)) is not None), None)
    if found is None:
        governed = lemma in words("happen-verbs") or lemma in words("modal-verbs")
        inner = _carried(tree, token, depth) if governed else None
        return _bent(tree, token, Act(inner.kind, inner.real, (token, *inner.words)) if inner else None)
    entry, beside = found
    if not entry.operator:
        return _bent(tree, token, Act(entry.kind, True, (token,), entry.suffered, beside))
    inner = _carried(tree, token, depth)
    made = operated(entry.kind, inner.kind if inner else "", inner.real if inner else True)
    return _bent(tree, token, Act(*made, (token, *(inner.words if inner else ()))) if made else None)


def is_verb(token: Token) -> bool:
    """Whether a word is a verb; so are short past forms that the tagger takes for nouns, and "готов"."""
    lost = token.dep == "root" and token.lower.endswith(("лись", "лось", "лась"))
    return token.pos in {"VERB", "AUX"} or lost or (token.pos == "ADJ" and token.lower in words("ready"))


def _fits(tree: ParseRu, token: Token, entry: Entry) -> str | None:
    """The words that meet the entry's conditions; None where they do not."""
    text = " ".join(t.lower for t in _near(tree, token))
    wanted = (*entry.beside, *((entry.objects,) if entry.objects is not None else ()))
    found = [p.search(text) for p in wanted]
    return " ".join(m.group() for m in found if m) if all(found) else None


def _near(tree: ParseRu, token: Token) -> Iterator[Token]:
    """Words of the objects and phrases of a verb, without clauses and without who does it."""
    for child in tree.children(token):
        if child.dep in {"obj", "obl", "nsubj:pass", "iobj", "advmod", "xcomp", "nmod", "nummod:gov"}:
            yield from (tree[i] for i in sorted(tree.subtree(child)) if tree[i].dep not in {"acl", "acl:relcl"})


def _noun_act(tree: ParseRu, token: Token, depth: int) -> Act | None:
    entry = nouns().get(lemma_of(token.lower, "NOUN"))
    if entry is None:
        return None
    if not entry.operator:
        return Act(entry.kind, True, (token,))
    inner = _carried(tree, token, depth)
    made = operated(entry.kind, inner.kind if inner else "", inner.real if inner else True)
    return Act(*made, (token, *(inner.words if inner else ()))) if made else None


def _carried(tree: ParseRu, token: Token, depth: int) -> Act | None:
    """The happening governed by a word: by its clause, its object, or what a preposition leads to."""
    order = {"xcomp": 0, "ccomp": 1, "csubj": 1, "obj": 2, "nsubj:pass": 3, "nsubj": 4}
    lemma = lemma_of(token.lower, "VERB")
    wanted = _GOVERNED | ({"nsubj"} if lemma in words("happen-verbs") | words("collapse-verbs") else set())
    rows = sorted(
        (c for c in tree.children(token) if c.dep in wanted and not _occasion(tree, c)),
        key=lambda c: (order.get(c.dep, 5), c.i),
    )
    return next((act for c in rows if (act := act_of(tree, c, depth - 1) or _below(tree, c, depth))), None)


def _occasion(tree: ParseRu, child: Token) -> bool:
    """Whether a phrase only says when or where: "на встрече", "после нападения"."""
    if child.dep != "obl":
        return False
    case = next((c.lower for c in tree.children(child) if c.dep == "case"), "")
    return case in words("occasions") or (case in {"в", "во", "на"} and child.feat("Case") == "Loc")


def _below(tree: ParseRu, child: Token, depth: int) -> Act | None:
    return _carried(tree, child, depth - 1) if depth > 1 and child.pos in _NOUNS else None


# ---------------------------------------------------------------- what tense, mood and negation make of it


def _bent(tree: ParseRu, token: Token, act: Act | None) -> Act | None:
    return act._replace(real=False) if act and is_held(tree, token) else act


def is_held(tree: ParseRu, token: Token) -> bool:
    """Whether a verb is negated, future, conditional, or under a word of wish or duty."""
    own = {c.lower for c in tree.children(token)}
    if own & {"не", "ни", "бы", "б"} or own & words("unreal-marks") or own & words("modal-words"):
        return True
    if token.feat("Tense") == "Fut" or token.feat("Mood") in {"Cnd", "Imp"}:
        return True
    if any(
        c.dep == "aux" and lemma_of(c.lower, "VERB") == "быть" and c.feat("Tense") != "Past" for c in _aux(tree, token)
    ):
        return True
    lemma = lemma_of(token.lower, "VERB")
    return token.feat("VerbForm") != "Conv" and lemma in words("modal-verbs")


def _aux(tree: ParseRu, token: Token) -> Iterable[Token]:
    return (c for c in tree.children(token) if c.dep.startswith("aux"))


# ---------------------------------------------------------------- the acts of a sentence


def tree_acts(tree: ParseRu) -> Iterator[tuple[Token, Act]]:
    """Every outermost act of a sentence with the word that heads it, from the top down."""
    taken: set[int] = set()
    for token in sorted(tree.tokens, key=lambda t: (_height(tree, t), t.i)):
        if token.i in taken or not _may_head(token):
            continue
        act = act_of(tree, token)
        if act:
            taken |= {t.i for t in act.words}
            if not act.real or act.words[0].feat("VerbForm") == "Inf":
                taken |= {i for i in tree.subtree(token) if tree[i].feat("VerbForm") == "Inf"}
            yield token, act


def _may_head(token: Token) -> bool:
    return is_verb(token) and token.dep not in {"aux", "aux:pass", "amod"} and token.feat("VerbForm") != "Inf"


def _height(tree: ParseRu, token: Token) -> int:
    seen: list[int] = []
    at: Token | None = token
    while at is not None and at.i not in seen:
        seen.append(at.i)
        at = tree.head(at)
    return len(seen)


def given_act(tree: ParseRu, actor: tuple[int, int], recipient: tuple[int, int] | None) -> Act | None:
    """The act that best joins two parties given by spans: the actor's own predicate first, then the outermost."""
    rows = list(tree_acts(tree))
    own = [a for t, a in rows if any(_overlaps(tree, c, actor) for c in tree.children(t) if c.dep.startswith("nsubj"))]
    both = [a for t, a in rows if recipient and _overlaps(tree, t, recipient)]
    ranked: Sequence[Act] = [*own, *both, *(a for _t, a in rows)]
    return ranked[0] if ranked else next((a for t in tree.tokens if (a := _noun_act(tree, t, 2))), None)


def _overlaps(tree: ParseRu, token: Token, span: tuple[int, int]) -> bool:
    return any(tree[i].start < span[1] and span[0] < tree[i].end for i in tree.subtree(token))
