"""What a text says of what it names: said, denied, conceded or left open, clause by clause."""

from __future__ import annotations

import pytest

from sarhad.ground.clauses import read_clauses
from sarhad.world.folding import fold
from sarhad.world.polarity import load_polarity

TURNS = [
    ("en", "the bridge is open", "bridge", 1),
    ("en", "the bridge is not open", "bridge", -1),
    ("en", "it is not true that the bridge is open", "bridge", -1),
    ("en", "it is not true that the bridge is not open", "bridge", 1),
    ("en", "the ministry does not deny that the bridge is open", "bridge", 1),
    ("en", "it cannot be ruled out that the bridge is open", "bridge", 1),
    ("en", "claims that the bridge is open are false", "bridge", -1),
    ("en", "is the bridge open?", "bridge", 0),
    ("en", "if the bridge is open, traders will come", "bridge", 0),
    ("en", "the bridge should be open", "bridge", 0),
    ("en", "not only traders use the bridge", "bridge", 1),
    ("en", "the road is not safe, but the bridge is open", "bridge", 1),
    ("ru", "никто никогда не закрывал мост", "мост", -1),  # several negative words deny once
    ("ru", "неверно, что мост закрыт", "мост", -1),
    ("ru", "нельзя отрицать, что мост закрыт", "мост", 1),
    ("ru", "утверждения о том, что мост закрыт, не соответствуют действительности", "мост", -1),
    ("ru", "закрыт ли мост", "мост", 0),
    ("fa", "پل بسته نیست", "پل", -1),
    ("fa", "این ادعا که پل بسته است دروغ است", "پل", -1),
    ("fa", "طالبان رد نمی‌کنند که پل بسته است", "پل", 1),
    ("fa", "آیا پل بسته است", "پل", 0),
    ("tg", "пул баста нест", "пул", -1),
    ("tg", "рад намекунанд, ки пул баста аст", "пул", 1),
    ("tg", "агар пул баста бошад, савдо намешавад", "пул", 0),
]


@pytest.mark.parametrize(("language", "text", "word", "turn"), TURNS)
def test_turn(language: str, text: str, word: str, turn: int) -> None:
    folded = fold(text)
    at = folded.index(fold(word))
    clauses = read_clauses(folded, load_polarity(language), [(at, at + len(word))])
    assert [c.turn for c in clauses if c.start <= at < c.end] == [turn]


def test_a_concession_is_marked() -> None:
    text = "although the road is closed, the bridge is open"
    clauses = read_clauses(text, load_polarity("en"), [])
    assert [c.aside for c in clauses] == [True, False]


def test_a_negation_that_belongs_to_a_term_does_not_count() -> None:
    text = "the authorities do not allow attacks"
    at = text.index("not allow")
    (clause,) = read_clauses(text, load_polarity("en"), [(at, at + 9)], masked=[(at, at + 9)])
    assert clause.turn == 1


def test_ends_turn_only_where_asked() -> None:
    text = "the exercise was cancelled"
    polarity = load_polarity("en")
    assert [c.turn for c in read_clauses(text, polarity, [(4, 12)])] == [-1]
    assert [c.turn for c in read_clauses(text, polarity, [(4, 12)], practical=False)] == [1]
