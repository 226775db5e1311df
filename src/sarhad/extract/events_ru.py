"""Russian events in PLOVER terms, over the dependency parse: the acts of a sentence with their parties, by case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sarhad.extract.acts_ru import Act, is_held, is_verb, may_happen, nouns, tree_acts, words
from sarhad.extract.events_en import HELD_AGAINST, Coded
from sarhad.extract.parsing_ru import ParseRu, Token, lemma_of
from sarhad.records import Offsets
from sarhad.world.folding import TOKEN

_CLAUSES = frozenset({"acl", "acl:relcl", "ccomp", "advcl", "parataxis"})
_PHRASES = ("obl", "nmod", "obl:agent", "iobj")
_PASSIVE = "Pass"
_FROM = frozenset({"из", "от"})
_OVER = frozenset({"по"})


def may_happen_ru(folded: str) -> bool:
    """Whether a Russian sentence has a word of happening."""
    return any(may_happen(t) for t in TOKEN.findall(folded))


def code_sentence_ru(tree: ParseRu) -> Iterator[Coded]:
    """Happenings of one parsed sentence that the text presents as real."""
    if any(t.lower in words("unreal-openers") for t in tree.tokens):
        return
    for head, act in tree_acts(tree):
        if act.real and not _under_unreal(tree, head):
            yield _coded(tree, head, act)


def _under_unreal(tree: ParseRu, head: Token) -> bool:
    """A coordinated or dependent verb shares the negation, the future or the wish of the one that governs it."""
    at, seen = head, {head.i}
    while at.dep in {"conj", "xcomp", "csubj", "advcl", "root"}:
        if is_held(tree, at):
            return True
        above = tree.head(at)
        if above is None or above.i in seen or (at.dep == "advcl" and not _conditional(tree, at)):
            return False
        seen.add(above.i)
        at = above
    return is_held(tree, at)


def _conditional(tree: ParseRu, token: Token) -> bool:
    return any(c.lower in words("unreal-marks") for c in tree.children(token))


def _coded(tree: ParseRu, head: Token, act: Act) -> Coded:
    word = act.words[0]
    passive = _is_passive(tree, word)
    subjects = [] if word.pos in {"NOUN"} and not is_verb(word) else _subjects(tree, head)
    nominal = any(w.i == s.i for s in subjects for w in act.words)
    if passive or act.suffered:
        actors, sufferers = _agents(tree, word) or _givers(tree, act), subjects
        done = [s for s in subjects if passive and _is_happening(s)]
        if done and not act.suffered:  # "введены санкции ООН": what is done is no party, whose it is does it
            actors, sufferers = (
                [*actors, *(o for s in done for o in _owners_of(tree, s))],
                [s for s in subjects if s not in done],
            )
    else:
        actors, sufferers = ([] if nominal else subjects), []
    recipients = [*sufferers, *_objects(tree, act)]
    if nominal or not actors:
        actors = [*actors, *_owners(tree, act)] if not (passive or act.suffered) else actors
    further = [] if sufferers else _whither(tree, act)
    recipients = [r for r in [*recipients, *further] if r not in actors]
    return Coded(
        type=act.kind,
        words=word.span,
        span=_clause(tree, head),
        actors=tuple(s for t in actors for s in edges(tree, t)),
        recipients=tuple(s for t in recipients for s in edges(tree, t)),
        single=any(_one(tree, r) for r in recipients[:1]),
        suffered=passive or act.suffered,
        trace=act.trace,
    )


def _is_passive(tree: ParseRu, word: Token) -> bool:
    return word.feat("Voice") == _PASSIVE or any(c.dep == "nsubj:pass" for c in tree.children(word))


def _subjects(tree: ParseRu, verb: Token) -> list[Token]:
    """Who stands as subject: the verb's own, that of the verb it is coordinated with, or the noun it describes."""
    at, seen = verb, {verb.i}
    while True:
        own = [c for c in tree.children(at) if _is_subject(tree, c)]
        if own:
            return [_stands_for(tree, s, at) for s in own]
        above = tree.head(at)
        if above is None or above.i in seen or not _shares_subject(at, above):
            return []
        if at.dep == "acl":
            return [above]
        seen.add(above.i)
        at = above


def _shares_subject(verb: Token, above: Token) -> bool:
    """Whether a verb without a subject has that of the word above; "заявили, что убили" in the same number only."""
    if verb.dep == "ccomp":
        return verb.feat("Number") == above.feat("Number") != "" and verb.feat("Voice") != _PASSIVE
    return verb.dep in {"conj", "advcl", "xcomp", "acl"}


def _is_subject(tree: ParseRu, child: Token) -> bool:
    counted = child.dep == "nummod:gov" and child.pos == "NUM"
    return child.dep == "nsubj:pass" or ((child.dep == "nsubj" or counted) and not _of_object(tree, child))


def _of_object(tree: ParseRu, child: Token) -> bool:
    """A counted noun whose numeral is no nominative ("трех граждан убили") is an object, whatever the parser says."""
    numbers = [c for c in (child, *tree.children(child)) if c.pos == "NUM"]
    return child.dep == "nsubj" and any(n.feat("Case") in {"Gen", "Acc"} for n in numbers)


def _stands_for(tree: ParseRu, subject: Token, verb: Token) -> Token:
    """What "который" stands for."""
    above = tree.head(verb)
    return above if verb.dep == "acl:relcl" and above is not None and subject.lower.startswith("котор") else subject


def _agents(tree: ParseRu, verb: Token) -> list[Token]:
    """Those by whom: an instrumental, "со стороны X", or whoever the noun of happening behind the verb belongs to."""
    rows = [
        c
        for c in tree.children(verb)
        if c.dep in {"obl", "obl:agent"} and c.feat("Case") == "Ins" and not _case(tree, c)
    ]
    for i in sorted(tree.subtree(verb)):
        token = tree[i]
        noun = nouns().get(lemma_of(token.lower, "NOUN"))
        if token.dep in {"obl", "nmod"} and noun is not None and not noun.operator:
            rows += _owners_of(tree, token)
            rows += [
                c for c in tree.children(token) if noun.kind == "ASSAULT" and _case(tree, c) in words("fight-with")
            ]
    return rows + _on_the_part(tree, verb)


def _is_happening(token: Token) -> bool:
    noun = nouns().get(lemma_of(token.lower, "NOUN")) if token.pos == "NOUN" else None
    return noun is not None and not noun.operator


def _givers(tree: ParseRu, act: Act) -> list[Token]:
    """From whom something comes that is given: "передана помощь из Казахстана"."""
    return _phrases(tree, act, _FROM) if act.kind == "AID" else []


def _on_the_part(tree: ParseRu, verb: Token) -> list[Token]:
    """ "со стороны X": the noun behind, however the parser joins the two words."""
    own = sorted(tree.subtree(verb))
    sides = [i for i in own if tree[i].lower == "стороны" and i > 0 and tree[i - 1].lower in {"со", "с"}]
    behind = [next((tree[j] for j in own if j > i and tree[j].pos in {"NOUN", "PROPN"}), None) for i in sides]
    return [t for t in behind if t is not None]


def _owners(tree: ParseRu, act: Act) -> list[Token]:
    """Those to whom the noun of a happening belongs: "переговоры Ирана с …", "атака талибов"."""
    return [o for w in act.words if not is_verb(w) for o in _owners_of(tree, w)]


def _owners_of(tree: ParseRu, noun: Token) -> list[Token]:
    rows = [
        c for c in tree.children(noun) if c.dep == "nmod" and c.feat("Case") in {"Gen", "Ins"} and not _case(tree, c)
    ]
    rows += [c for c in tree.children(noun) if c.dep == "amod" and c.pos == "ADJ"]
    made = [c for c in tree.children(noun) if c.dep == "acl"]
    return rows + [
        a for c in made for a in tree.children(c) if a.dep in {"obl:agent", "obl"} and a.feat("Case") == "Ins"
    ]


def _objects(tree: ParseRu, act: Act) -> list[Token]:
    """Those it is done to: direct objects first, then datives, then whom prepositions lead to."""
    chain = {t.i for t in act.words}
    rows: list[Token] = []
    for word in act.words:
        own = [c for c in tree.children(word) if c.dep in {"obj", "nsubj:pass"} or _of_object(tree, c)]
        rows += [c for c in own if c.i not in chain]
    for word in act.words:
        rows += [c for c in tree.children(word) if c.dep in _PHRASES and c.feat("Case") == "Dat" and not _case(tree, c)]
    rows += _phrases(tree, act, words("towards"))
    held = [
        g
        for w in act.words[:1]
        for c in tree.children(w)
        if c.dep in {"xcomp", "ccomp", "csubj"}
        for g in _inner(tree, c)
    ]
    nominal = [o for w in act.words if not is_verb(w) for o in _owners_of(tree, w)]
    return rows + held + nominal


def _whither(tree: ParseRu, act: Act) -> list[Token]:
    """Whose land it goes to ("в" with the accusative); of acts against whoever holds the land, where it is, too."""
    rows = _phrases(tree, act, words("within"))
    struck = _phrases(tree, act, _OVER) if act.kind in HELD_AGAINST else []  # "удары по провинции … в Афганистане"
    rows += [c for t in struck for c in tree.children(t) if _case(tree, c) in words("within")]
    done = any(_subjects(tree, w) for w in act.words[:1])
    return [r for r in rows if (act.kind in HELD_AGAINST and done) or r.feat("Case") == "Acc"]


def _inner(tree: ParseRu, clause: Token) -> list[Token]:
    """Who is to do what is asked: the subject of the clause, else its objects."""
    own = [c for c in tree.children(clause) if c.dep in {"nsubj", "nsubj:pass"}]
    return own or [c for c in tree.children(clause) if c.dep in {"obj", "iobj", "obl"}]


def _phrases(tree: ParseRu, act: Act, prepositions: frozenset[str]) -> list[Token]:
    """Behind prepositions that hang on the words of the act, or on what they are done to."""
    chain = {t.i for t in act.words}
    hosts = [
        *act.words,
        *(
            c
            for w in act.words
            for c in tree.children(w)
            if c.dep in {"obj", "nsubj", "nsubj:pass"} and c.i not in chain
        ),
    ]
    rows = [c for w in hosts for c in tree.children(w) if c.dep in _PHRASES and _case(tree, c) in prepositions]
    rows = [c for c in rows if not (_case(tree, c) == "на" and c.feat("Case") == "Loc")]  # "на границе"
    rows += [n for c in rows for n in tree.children(c) if c.feat("Case") != "Nom" and _case(tree, n) in prepositions]
    return [r for r in rows if r.i not in chain]


def _case(tree: ParseRu, token: Token) -> str:
    """The preposition of a phrase."""
    return next((c.lower for c in tree.children(token) if c.dep == "case"), "")


def edges(tree: ParseRu, token: Token) -> Iterable[Offsets]:
    """The stretches of a noun phrase without the clauses and places that hang on it."""
    own = sorted(_pruned(tree, token, set()))
    start: int | None = None
    for n, i in enumerate(own):
        start = i if start is None else start
        if n + 1 == len(own) or own[n + 1] != i + 1:
            yield tree[start].start, tree[i].end
            start = None


def _pruned(tree: ParseRu, token: Token, seen: set[int]) -> set[int]:
    seen.add(token.i)
    for child in tree.children(token):
        away = child.dep in _CLAUSES or (child.dep in {"nmod", "obl"} and _case(tree, child) in words("apart"))
        if child.i not in seen and not away:
            _pruned(tree, child, seen)
    return seen


def _one(tree: ParseRu, token: Token) -> bool:
    """Whether a party is one person: a noun in the singular that is living."""
    return (
        token.pos == "NOUN"
        and token.feat("Number") == "Sing"
        and token.feat("Animacy") == "Anim"
        and not any(c.dep.startswith("nummod") for c in tree.children(token))
    )


def _clause(tree: ParseRu, head: Token) -> Offsets:
    """From the first to the last word that hangs on the head."""
    own = tree.subtree(head)
    return tree[min(own)].start, tree[max(own)].end
