"""Whatever the text: offsets lie within it, evidence is what its checksum says, and nothing raises."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import sarhad
from sarhad.errors import SarhadError
from sarhad.records import Annotation

# Words that make the finders work, among which arbitrary text is thrown.
WORDS = (
    "The Taliban", "denied that", "said", "fighters", "crossed", "the border", "in Kabul", "“", "”", '"', ",", ".", ":",
    "according to", "If", "may", "not", "(", ")", "CSTO", "(CSTO)", "on 3 May 2025", "2025-13-45", "\n\n", "\n",
    "Москва", "заявил, что", "угроза", "талибы", "по данным", "گفت که", "طالبان", "به گفته", "حمله کردند", "؟", "،",
    "Russia", "attacked Tajikistan", "met the Taliban in Moscow", "killed 12 people", "Russia and the Taliban signed",
    "Толибон", "гуфт, ки", "рад карданд", "İ", "ß", "\u200c", "\u0000", "\U0001f600", "first phase", "programme",
)  # fmt: skip
TEXT = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=25).map(" ".join)
)


def spans(found: Annotation) -> Iterator[tuple[int, int]]:
    yield from found.sentences
    yield from ((m.start, m.end) for m in found.mentions)
    for claim in found.claims:
        yield from (*claim.source, *claim.cue, *claim.content)
    for scenario in found.scenarios:
        yield from (*scenario.antecedent, *scenario.consequent)


def check(found: Annotation) -> None:
    assert all(0 <= start < end <= len(found.text) for start, end in spans(found))
    assert all(found.text[m.start : m.end] == m.text for m in found.mentions)
    rows = (*found.claims, *found.events, *found.commitments, *found.scenarios, *found.relations)
    for row in rows:
        assert row.evidence
        for span in row.evidence:
            assert 0 <= span.start < span.end <= len(found.text)
            assert span.sha256 == hashlib.sha256(found.text[span.start : span.end].encode()).hexdigest()


@given(text=TEXT, language=st.sampled_from(["en", "ru", "fa", "tg", None]))
@example(text="The report 2025-13-45 said that the Taliban denied it.", language="en")
@example(text="The Taliban denied that fighters crossed on 3 May 2025, and said no.", language="en")
@example(text="طالبان گفت که حمله کردند؟", language="fa")
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_span_lies_in_the_text_and_every_checksum_holds(text: str, language: str | None) -> None:
    try:
        found = sarhad.annotate(text, language)
    except SarhadError as error:
        assert error.remedy
    else:
        check(found)


def test_the_offsets_are_those_of_the_text_given() -> None:
    text = "\nTitle of it\n\nThe Taliban denied that fighters crossed from Afghanistan into Tajikistan.\n"
    found = sarhad.annotate(text)
    (claim,) = found.claims
    assert [text[s:e] for s, e in claim.source] == ["The Taliban"]
    assert [text[s:e] for s, e in claim.cue] == ["denied"]
    assert [text[s:e] for s, e in claim.content] == ["fighters crossed from Afghanistan into Tajikistan"]
