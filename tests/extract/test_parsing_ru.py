"""The Russian parse: offsets, heads, features, order, and that nothing of it is loaded without Russian text."""

from __future__ import annotations

import subprocess
import sys

from sarhad.extract.cues_ru import may_attribute_ru
from sarhad.extract.parsing_ru import lemma_of, parse_sentences_ru, split_words
from sarhad.world.folding import fold

LONG = "Комендант сообщил, что в среду, после двух дней снегопада, дорогу к заставе снова открыли для машин."
SHORT = "Мост цел."


def test_offsets_are_those_of_the_sentence() -> None:
    for parse in parse_sentences_ru([LONG, SHORT]):
        assert [parse.text[t.start : t.end] for t in parse.tokens] == [t.text for t in parse.tokens]


def test_sentences_come_back_in_their_order_whatever_their_length() -> None:
    texts = [LONG, SHORT, "", LONG, SHORT]
    assert [p.text for p in parse_sentences_ru(texts)] == texts


def test_subject_and_clause_of_a_verb() -> None:
    parse = next(parse_sentences_ru([LONG]))
    said = next(t for t in parse.tokens if t.text == "сообщил")
    subject, clause = parse.child(said, "nsubj"), parse.child(said, "ccomp")
    assert subject is not None and clause is not None
    assert (subject.text, clause.text, subject.feat("Case")) == ("Комендант", "открыли", "Nom")
    assert parse.hangs_on(clause, said) and not parse.hangs_on(said, clause)
    assert clause.i in parse.subtree(said)


def test_a_letter_written_in_two_ways_gives_one_parse() -> None:
    one, other = parse_sentences_ru(["Пост цел, передаёт корреспондент.", "Пост цел, передает корреспондент."])
    assert [(t.dep, t.head, t.pos) for t in one.tokens] == [(t.dep, t.head, t.pos) for t in other.tokens]
    assert one.text[one[3].start : one[3].end] == "передаёт"


def test_the_name_of_a_site_is_one_word() -> None:
    assert [word for _start, word in split_words("Пишет CentralAsia.media.")] == ["Пишет", "CentralAsia.media", "."]


def test_dictionary_forms() -> None:
    assert lemma_of("предсказавший", "VERB") == "предсказать"
    assert lemma_of("обвинений", "NOUN") == "обвинение"


def test_only_sentences_with_a_cue_are_worth_a_parse() -> None:
    assert may_attribute_ru(fold("По её словам, мост цел."))
    assert may_attribute_ru(fold("Мост откроют весной — СМИ"))
    assert not may_attribute_ru(fold("Ночью выпал снег, дорогу закрыли."))


def test_without_russian_text_nothing_of_the_parser_is_loaded() -> None:
    code = (
        "import sys; from sarhad import annotate; annotate('The minister said that it snowed.', 'en'); "
        "print(sorted({'slovnet', 'navec', 'razdel', 'pymorphy3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
