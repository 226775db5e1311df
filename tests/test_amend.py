"""What an analyst changes reaches every number, is logged with who and why, and leaves the earlier state readable."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from tests import making

from sarhad import amend, pipeline
from sarhad.errors import SarhadError
from sarhad.records import Case, Claim, Correction, Document, Event, Extracted, LedgerEntry, Origin, Run, Span
from sarhad.settings import Settings, load_settings
from sarhad.store import open_lake

D = TypeVar("D", Claim, Event)
P = "threat-is-structural"
WHY = {"why": "for the test", "by": "analyst"}
CLAIMS = tuple(
    making.claim(
        f"claim-{n}{0:015x}", f"doc-{n}", proposition=P, stance=stance, source_actor=actor, kind="official", said=day
    )
    for n, (stance, actor, day) in enumerate(
        [("asserts", "csto", "2025-05-01"), ("asserts", "russia", "2025-05-02"), ("denies", "taliban", "2025-05-03")]
    )
)
SOURCES = ("khovar", "tass", "nowhere")
EVENT = making.event("event-00000000000000ff", "doc-0", "CONSULT", "tajikistan", "taliban", cameo="04")


def quoting(record: D, document: Document) -> D:
    """The record with evidence that its document bears out."""
    digest = hashlib.sha256(document.text[:8].encode()).hexdigest()
    span = Span(document=document.id, start=0, end=8, sha256=digest)
    return msgspec.structs.replace(record, evidence=(span,))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Three reports, of Khovar (C), TASS (C) and an outlet that nobody has graded."""
    settings = pipeline.init(tmp_path)
    documents = [
        making.document(f"doc-{n}", c.said, source=s) for n, (c, s) in enumerate(zip(CLAIMS, SOURCES, strict=True))
    ]
    found = [Extracted(document=d, claims=(quoting(c, d),)) for d, c in zip(documents, CLAIMS, strict=True)]
    origins = [
        Origin(id=f"o-{n}", kind="statement", documents=(f"doc-{n}",), claims=(c.id,)) for n, c in enumerate(CLAIMS)
    ]
    run = Run(id="run-1", command="read", version="0", started="2026-01-01T00:00:00Z", finished="2026-01-01T00:00:01Z")
    with open_lake(tmp_path, settings) as lake:
        lake.commit(run, found, origins=origins, others=[quoting(EVENT, documents[0])])
    return tmp_path


def case(workspace: Path, as_of: str | None = None) -> Case:
    return pipeline.build_case(workspace, load_settings(workspace), as_of)


def entry(workspace: Path, as_of: str | None = None, key: str = P) -> LedgerEntry:
    return next(e for e in case(workspace, as_of).ledger if e.proposition == key)


def table(workspace: Path, name: str, *where: str) -> list[dict[str, Any]]:
    found = pipeline.list_records(workspace, load_settings(workspace), name, None, where=where)
    return [json.loads(line) for line in found.as_json().splitlines()]


def now() -> str:
    return datetime.now(UTC).isoformat()


# ---------------------------------------------------------------- grades


def test_a_grade_reaches_ledger_assessment_claims_and_briefing_and_is_logged(workspace: Path) -> None:
    assert entry(workspace).asserts.grade == "C3"
    assert "2 independent origins speak for a structural threat (weight 1.50)" in case(workspace).assessment.reasons[0]
    before = now()
    change = amend.grade(workspace, Settings(), "Khovar", "b", since="2026-01-01", **WHY)
    assert (change.before, change.correction.who, change.correction.why) == ('"C"', "analyst", "for the test")
    assert entry(workspace).asserts.grade == "B3"
    assert "(weight 1.75)" in case(workspace).assessment.reasons[0]
    assert {r["source_actor"]: r["grade"] for r in table(workspace, "claims")} == {
        "csto": "B3", "russia": "C3", "taliban": "F6",
    }  # fmt: skip
    (row,) = table(workspace, "sources", "id=khovar")
    assert (row["grade"], row["since"], row["by"], row["reason"], row["before"]) == (
        "B", "2026-01-01", "analyst", "for the test", ["C"],
    )  # fmt: skip
    (logged,) = table(workspace, "corrections")
    assert (logged["record"], logged["value"]["grade"], logged["state"]) == ("khovar", "B", "in force")
    paths = pipeline.brief(workspace, load_settings(workspace), [workspace / "b.md"])
    assert "for the test" in paths[0].read_text(encoding="utf-8")
    assert entry(workspace, before).asserts.grade == "C3", "as of before, it is as it was"
    assert "(weight 1.50)" in case(workspace, before).assessment.reasons[0]
    assert case(workspace, before).corrections == ()


def test_a_source_that_nobody_could_judge_may_be_graded(workspace: Path) -> None:
    amend.grade(workspace, Settings(), "khovar", "F", **WHY)
    amend.grade(workspace, Settings(), "tass", "F", **WHY)
    assert entry(workspace).asserts.grade == "F6"


def test_a_grade_of_tomorrow_is_not_in_force_today(workspace: Path) -> None:
    amend.grade(workspace, Settings(), "khovar", "A", since="2999-01-01", **WHY)
    assert table(workspace, "sources", "id=khovar")[0]["grade"] == "C"


def test_a_grade_is_taken_back(workspace: Path) -> None:
    made = amend.grade(workspace, Settings(), "khovar", "E", **WHY).correction
    amend.undo(workspace, Settings(), made.id, **WHY)
    (row,) = table(workspace, "sources", "id=khovar")
    assert (row["grade"], row["before"], row["reason"]) == ("C", ["C", "E"], "taken back: for the test")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"source": "khovr"}, "unknown source.*did you mean khovar"),
        ({"letter": "G"}, "unknown reliability grade.*A, B, C, D, E, F"),
        ({"since": "May"}, "this is no day"),
        ({"why": " "}, "a change needs a reason"),
        ({"by": ""}, "a change needs a name.*--by NAME"),
    ],
)
def test_a_grade_that_cannot_be_given(workspace: Path, given: dict[str, str], problem: str) -> None:
    with pytest.raises(SarhadError, match=problem):
        amend.grade(workspace, Settings(), **({"source": "khovar", "letter": "B"} | WHY | given))
    assert case(workspace).corrections == ()


def test_the_name_may_stand_in_the_settings(workspace: Path) -> None:
    made = amend.grade(workspace, Settings(analyst="N. Desk"), "khovar", "B", why="x").correction
    assert made.who == "N. Desk"


# ---------------------------------------------------------------- records


def correct(workspace: Path, record: str, field: str, value: str) -> list[amend.Change]:
    return amend.correct(workspace, Settings(), record, field, value, **WHY)


def test_a_corrected_stance_reaches_ledger_and_assessment(workspace: Path) -> None:
    before = now()
    (change,) = correct(workspace, CLAIMS[1].id[:8], "stance", "denies")
    assert (change.before, change.correction.value, change.correction.record) == ('"asserts"', '"denies"', CLAIMS[1].id)
    held = entry(workspace)
    assert (len(held.asserts.claims), len(held.denies.claims), held.asserts.credibility) == (1, 2, 4)
    assert (case(workspace).assessment.origins_for, case(workspace).assessment.origins_against) == (1, 2)
    assert len(entry(workspace, before).asserts.claims) == 2
    amend.undo(workspace, Settings(), change.correction.id, **WHY)
    assert len(entry(workspace).asserts.claims) == 2


def test_a_claim_moved_to_another_proposition_or_out_of_all(workspace: Path) -> None:
    correct(workspace, CLAIMS[0].id, "proposition", "taliban-contain-the-groups")
    assert entry(workspace, key="taliban-contain-the-groups").asserts.claims == (CLAIMS[0].id,)
    changes = correct(workspace, CLAIMS[1].id, "proposition", "")
    assert [c.correction.field for c in changes] == ["proposition", "stance"]
    assert entry(workspace).asserts.claims == ()
    amend.undo(workspace, Settings(), changes[0].correction.id, **WHY)
    assert entry(workspace).asserts.claims == (CLAIMS[1].id,), "what followed from it is taken back with it"


def test_a_corrected_event_type_brings_its_quad_class(workspace: Path) -> None:
    correct(workspace, EVENT.id, "type", "ASSAULT")
    correct(workspace, EVENT.id, "deaths_best", "3")
    correct(workspace, EVENT.id, "date", "2025-04")
    (event,) = case(workspace).events
    assert (event.type, event.quad, event.cameo, event.deaths_best) == ("ASSAULT", "material-conflict", "18", 3)
    assert (event.date.value, event.date.precision, event.date.latest) == ("2025-04", "month", "2025-04-30")


def test_a_hidden_record_and_a_hidden_document(workspace: Path) -> None:
    correct(workspace, CLAIMS[0].id, "*", "hide")
    correct(workspace, "doc-1", "*", "hide")
    held = entry(workspace)
    assert (held.asserts.claims, len(held.denies.claims)) == ((), 1)
    correct(workspace, "doc-1", "*", "show")
    assert entry(workspace).asserts.claims == (CLAIMS[1].id,)


def test_a_correction_survives_reading_the_same_report_again(tmp_path: Path) -> None:
    settings = pipeline.init(tmp_path)
    note = tmp_path / "note.txt"
    note.write_text("The Taliban denied that militants crossed from Afghanistan into Tajikistan.", encoding="utf-8")

    def read() -> tuple[Claim, ...]:
        pipeline.read(tmp_path, [str(note)], settings)
        with open_lake(tmp_path, settings, read_only=True) as lake:
            return lake.read(Claim)

    first = read()[0]
    correct(tmp_path, first.id, "hedge", "weak")
    (again,) = (c for c in read() if c.id == first.id)
    assert (first.hedge, again.hedge) == ("none", "weak")


@pytest.mark.parametrize(
    ("record", "field", "value", "problem"),
    [
        ("claim-ffff", "stance", "denies", "no such claim.*sarhad claims"),
        ("claim-", "stance", "denies", "more than one claim.*more of its characters"),
        ("tiger", "stance", "denies", "no record has such an id.*claim.*event"),
        (CLAIMS[0].id, "stanze", "denies", "unknown field of claim.*did you mean stance"),
        (CLAIMS[0].id, "stance", "denied", "unknown value of stance.*did you mean denies"),
        (CLAIMS[0].id, "stance", "asserts", "it has this value already"),
        (CLAIMS[0].id, "source_actor", "talibn", "unknown source actor.*did you mean taliban"),
        (CLAIMS[0].id, "about", "csto, talibn", "unknown about.*did you mean taliban"),
        (CLAIMS[0].id, "proposition", "threat", "unknown proposition"),
        (CLAIMS[0].id, "run", "x", "unknown field"),
        (CLAIMS[0].id, "*", "gone", "unknown change of a whole record.*hide, show"),
        (EVENT.id, "type", "ATTACK", "unknown type.*ASSAULT"),
        (EVENT.id, "place", "atlantis", "unknown place"),
        (EVENT.id, "date", "May 2025", "this is no date"),
        (EVENT.id, "deaths_best", "many", "the value of deaths_best cannot be read"),
        (EVENT.id, "deaths_best", "[1]", "the value does not fit"),
        ("doc-0", "text", "x", "unknown field of document"),
        (P, "text", "x", "unknown field of a proposition.*merged_into"),
        (P, "merged_into", P, "unknown proposition to merge into"),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    workspace: Path, record: str, field: str, value: str, problem: str
) -> None:
    with pytest.raises(SarhadError, match=problem):
        correct(workspace, record, field, value)
    with open_lake(workspace, Settings(), read_only=True) as lake:
        assert lake.read(Correction) == () and lake.read(Event)[0].type == "CONSULT"


# ---------------------------------------------------------------- propositions


def test_two_propositions_are_merged_and_parted_again(workspace: Path) -> None:
    into = "afghan-soil-is-source-of-threat"
    (change,) = correct(workspace, P, "merged_into", into)
    assert len(entry(workspace, key=into).asserts.claims) == 2
    assert P not in {e.proposition for e in case(workspace).ledger}
    amend.undo(workspace, Settings(), change.correction.id, **WHY)
    assert len(entry(workspace).asserts.claims) == 2 and not entry(workspace, key=into).heard


def test_a_formed_proposition_is_split_off_and_merged_into_a_standing_one(workspace: Path) -> None:
    name = "proposition-of-my-own"
    correct(workspace, CLAIMS[0].id, "proposition", name)
    own = entry(workspace, key=name)
    assert own.asserts.claims == (CLAIMS[0].id,) and own.text.startswith("“")
    correct(workspace, name, "merged_into", "afghan-soil-is-source-of-threat")
    assert CLAIMS[0].id in entry(workspace, key="afghan-soil-is-source-of-threat").asserts.claims
    assert name not in {e.proposition for e in case(workspace).ledger}


# ---------------------------------------------------------------- sources of one's own


def test_an_own_source_is_found_for_reports_read_before(workspace: Path) -> None:
    (workspace / "sources").mkdir()
    own = 'id = "example"\nname = "Example"\nkind = "site"\nurls = ["example.org"]\n'
    (workspace / "sources" / "example.toml").write_text(own, encoding="utf-8")
    assert {d.source for d in case(workspace).documents} == {"example"}


# ---------------------------------------------------------------- undo


def test_only_what_is_in_force_is_taken_back(workspace: Path) -> None:
    first, second = (correct(workspace, CLAIMS[0].id, "hedge", v)[0].correction.id for v in ("weak", "strong"))
    with pytest.raises(SarhadError, match=f"it was replaced since.*take back {second} first"):
        amend.undo(workspace, Settings(), first, **WHY)
    with pytest.raises(SarhadError, match="no such correction"):
        amend.undo(workspace, Settings(), "correction-x", **WHY)
    with pytest.raises(SarhadError, match="more than one correction"):
        amend.undo(workspace, Settings(), "correction-", **WHY)
    amend.undo(workspace, Settings(), second, **WHY)
    assert next(c for c in case(workspace).claims if c.id == CLAIMS[0].id).hedge == "weak"
