"""From a case to a briefing: sections, citations, rows, refusals."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sarhad.errors import SarhadError
from sarhad.publish import FORMATS, compose, write_briefing
from sarhad.publish.check import check, pieces, text_of
from sarhad.publish.model import Briefing, Card, Figure, Statement, Table
from sarhad.records import Case, Claim, Observation, Span

from .cases import HERALD, small_case
from .large import large_case

ORDER = [
    "answer",
    "changed",
    "ledger",
    "engagement",
    "modes",
    "commitments",
    "map",
    "outlook",
    "scenarios",
    "unknown",
    "sources",
    "method",
]


def statements(briefing: Briefing, section: str = "") -> list[Statement]:
    """All statements, or those of one section."""
    wanted = [s for s in briefing.sections if section in ("", s.id)]
    return [piece for s in wanted for piece in pieces(s) if isinstance(piece, Statement)]


def prose(briefing: Briefing, section: str = "") -> str:
    """The statements as text."""
    return "\n".join(text_of(s) for s in statements(briefing, section))


def replaced(case: Case, **fields: object) -> Case:
    """The case with other fields."""
    return msgspec.structs.replace(case, **fields)


def with_evidence(claim: Claim, *spans: Span) -> Claim:
    """A claim with other evidence."""
    return msgspec.structs.replace(claim, evidence=spans)


def test_sections_stand_in_their_order(case: Case, geometry: dict[str, Any]) -> None:
    assert [section.id for section in compose(case, geometry).sections] == ORDER


@pytest.mark.parametrize("make", [small_case, large_case])
def test_every_citation_quotes_its_document(make: Any, geometry: dict[str, Any]) -> None:
    case = make()
    briefing = compose(case, geometry)
    texts = {document.id: document.text for document in case.documents}
    assert briefing.citations
    assert [c.number for c in briefing.citations] == list(range(1, len(briefing.citations) + 1))
    for citation in briefing.citations:
        assert citation.quote
        assert citation.quote == texts[citation.document][citation.start : citation.end]


def test_every_sentence_is_cited_or_opens_into_rows(case: Case, geometry: dict[str, Any]) -> None:
    briefing = compose(case, geometry)
    for statement in statements(briefing):
        assert statement.citations or (statement.about == "case" and statement.basis), text_of(statement)
    assert all(piece.citations for s in briefing.sections for piece in pieces(s) if isinstance(piece, Card))


def test_numbers_open_into_the_rows_they_count(case: Case, geometry: dict[str, Any]) -> None:
    briefing = compose(case, geometry)
    sets = {rows.id: rows for rows in briefing.row_sets}
    answer = next(s for s in statements(briefing, "answer"))
    first = next(part for part in answer.parts if not isinstance(part, str))
    rows = sets[first.rows]  # type: ignore[union-attr]
    assert {row.id for row in rows.rows} == set(case.assessment.claims_for)
    assert all(row.citations for row in rows.rows)
    assert rows.formula


def test_the_answer_says_why_there_is_no_probability(case: Case) -> None:
    told = prose(compose(case), "answer")
    assert "reports alone, no deaths are loaded, and so no probability is given" in told
    assert "likely" not in told


def test_likelihood_and_confidence_never_share_a_sentence(case: Case) -> None:
    assessment = msgspec.structs.replace(
        case.assessment,
        answer="transient",
        probability=0.12,
        low=0.05,
        high=0.2,
        basis="logit 1.2",
        confidence="moderate",
    )
    briefing = compose(replaced(case, assessment=assessment))
    assert briefing.verdict.gloss.startswith("By the scored model: a chance of 20\u202f% or less")
    told = [text_of(s) for s in statements(briefing, "answer")]
    chance = [s for s in told if "very unlikely" in s]
    sure = [s for s in told if "Confidence in this evidence is moderate." in s]
    assert len(chance) == 1 and "P\u202f=\u202f0.12" in chance[0] and "logit 1.2" in chance[0]
    assert len(sure) == 1 and sure != chance


def test_copies_of_one_statement_are_one_card(case: Case) -> None:
    briefing = compose(case)
    cards = [piece for s in briefing.sections for piece in pieces(s) if isinstance(piece, Card)]
    mission = [card for card in cards if "Joint Monitoring Mission" in card.speaker]
    assert len(mission) == 1
    assert mission[0].copies is not None and mission[0].copies.text == "2 reports of it"


def test_grades_join_source_and_claim(case: Case) -> None:
    cards = {c.citations: c for s in compose(case).sections for c in pieces(s) if isinstance(c, Card)}
    assert sorted(card.grade for card in cards.values()) == ["B3", "B4", "C3", "C3"]


def test_a_denial_is_reported_as_one(case: Case) -> None:
    told = prose(compose(case), "changed")
    assert "The Kestrian Authorities Council denied: “ни один боевик не переходил границу”" in told
    assert "The Kestrian Authorities Council said: “گروه‌های مسلح مهار شده‌اند”" in told


def test_absence_is_said_and_never_zero(case: Case, geometry: dict[str, Any]) -> None:
    briefing = compose(case, geometry)
    told = prose(briefing, "unknown")
    assert "Engagement of Velmark → Kestria has no value in Q1 2025: not enough evidence." in told
    assert "Trust of Velmark → Kestria has no value in Q1 2025: not monitored." in told
    assert "Armed attack has no value in Q1 2025: failed." in told
    tables = {p.id: p for s in briefing.sections for p in pieces(s) if isinstance(p, Table)}
    first_quarter = tables["engagement-table"].rows[1]
    assert [cell.parts[0] for cell in first_quarter[1:]] == [
        "not enough evidence",
        "not monitored",
        "not enough evidence",
    ]


def test_only_series_with_the_same_gaps_are_told_together(case: Case) -> None:
    silent = [
        Observation(unit=unit, period=period, indicator=indicator, value=None, n=0, absence="not enough evidence")
        for unit, indicators in (
            ("a→b", ("engagement", "trust")),
            ("b→a", ("engagement", "trust")),
            ("a→c", ("trust",)),
        )
        for indicator in indicators
        for period in ("2023", "2024")
    ]
    told = prose(compose(replaced(case, observations=tuple(silent))))
    assert "Engagement and trust of A → B and B → A have no value in 2023 and 2024: not enough evidence." in told
    assert "Trust of A → C has no value in 2023 and 2024: not enough evidence." in told
    assert "No value in any period for A → B, A → C and B → A: not enough evidence." in told


def test_what_is_not_known_names_its_gaps(case: Case) -> None:
    told = prose(compose(case), "unknown")
    for sentence in (
        "One event has no place.",
        "One document has an inferred date.",
        "One document is undated.",
        "One page was refused and is not part of this briefing.",
        "One document comes from a source whose reliability cannot be judged (F).",
        "Two propositions are asserted",
    ):
        assert sentence in told


def test_without_geometry_the_map_is_a_table_and_says_why(case: Case) -> None:
    briefing = compose(case)
    section = next(s for s in briefing.sections if s.id == "map")
    assert "No map is drawn" in prose(briefing, "map")
    assert any(isinstance(block, Table) for block in section.blocks)
    assert not any(isinstance(block, Figure) for block in section.blocks)


def test_the_strictest_marking_wins(case: Case) -> None:
    amber = msgspec.structs.replace(case.documents[0], tlp="TLP:AMBER")
    assert compose(case).tlp == "TLP:CLEAR"
    assert compose(replaced(case, documents=(amber, *case.documents[1:]))).tlp == "TLP:AMBER"
    assert compose(case, tlp="TLP:GREEN").tlp == "TLP:GREEN"


def test_an_empty_case_is_refused(case: Case, tmp_path: Any) -> None:
    empty = replaced(case, documents=())
    with pytest.raises(SarhadError, match="no documents"):
        compose(empty)
    with pytest.raises(SarhadError, match="no documents"):
        write_briefing(empty, tmp_path / "brief.html")
    assert list(tmp_path.iterdir()) == []


def test_a_case_without_findings_still_tells_what_was_read(case: Case) -> None:
    bare = replaced(
        case,
        claims=(),
        events=(),
        commitments=(),
        scenarios=(),
        origins=(),
        ledger=(),
        observations=(),
        assessment=msgspec.structs.replace(
            case.assessment,
            answer="not enough evidence",
            claims_for=(),
            claims_against=(),
            origins_for=0,
            origins_against=0,
        ),
    )
    briefing = compose(bare)
    assert "No claim for or against was found in the five documents read." in prose(briefing)
    for render in FORMATS.values():
        assert render(briefing)


def test_a_claim_without_evidence_is_refused(case: Case) -> None:
    bare = tuple(with_evidence(claim) for claim in case.claims)
    with pytest.raises(SarhadError, match="no citation"):
        compose(replaced(case, claims=bare))


def test_a_changed_text_is_refused(case: Case) -> None:
    stale = Span(document=HERALD.id, start=0, end=8, sha256="0" * 64)
    claims = tuple(with_evidence(claim, stale) for claim in case.claims)
    with pytest.raises(SarhadError, match="a cited text has changed"):
        compose(replaced(case, claims=claims))


def test_an_uncited_sentence_is_refused(case: Case) -> None:
    briefing = compose(case)
    first = briefing.sections[0]
    paragraph = first.blocks[0]
    bare = msgspec.structs.replace(paragraph, statements=(Statement(parts=("Things are bad.",)),))
    broken = msgspec.structs.replace(
        briefing, sections=(msgspec.structs.replace(first, blocks=(bare,)), *briefing.sections[1:])
    )
    with pytest.raises(SarhadError, match=r"a sentence has no citation.*Things are bad\."):
        check(broken)


def test_the_same_case_makes_the_same_briefing(geometry: dict[str, Any]) -> None:
    assert compose(small_case(), geometry) == compose(small_case(), geometry)


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_write_briefing_writes_whole_files(case: Case, geometry: dict[str, Any], tmp_path: Any, suffix: str) -> None:
    path = write_briefing(case, tmp_path / "new" / f"brief.{suffix}", geometry)
    assert path.read_bytes() == FORMATS[suffix](compose(case, geometry))
    assert [p.name for p in path.parent.iterdir()] == [f"brief.{suffix}"]


def test_unknown_formats_name_the_known_ones(case: Case, tmp_path: Any) -> None:
    with pytest.raises(SarhadError, match="html, md, pdf"):
        write_briefing(case, tmp_path / "brief.docx")


def test_a_folder_that_cannot_be_written_is_an_error_with_a_remedy(case: Case, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SarhadError, match="choose a folder"):
        write_briefing(case, tmp_path / "file" / "brief.md")
