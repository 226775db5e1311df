"""Status histories of commitments: order, repetition, copies, contradiction, and what stands."""

from __future__ import annotations

from typing import Any

from tests.conftest import Read, make_document

from sarhad.ground.threads import make_threads
from sarhad.publish.threads import history
from sarhad.records import Commitment, Origin, Span
from sarhad.world.dates import estimate


def told(name: str, when: str, status: str, **fields: Any) -> Commitment:
    given: dict[str, Any] = {
        "id": f"commitment-{name}",
        "document": f"doc-{name}",
        "evidence": (Span(document=f"doc-{name}", start=0, end=1, sha256=""),),
        "made_by": "test",
        "programme": "belt",
        "status": status,
        "date": estimate(when, "given"),
    }
    return Commitment(**given | fields)


def threads(*rows: Commitment, copies: tuple[str, ...] = ()) -> Any:
    documents = [make_document("A report.", id=c.document, published="2026-01-01") for c in rows]
    origins = [Origin(id="origin-1", kind="text", documents=copies)] if copies else []
    return make_threads(rows, documents, origins)


def test_changes_stand_in_the_order_of_their_days() -> None:
    (thread,) = threads(
        told("c", "2025-04-11", "begun"), told("a", "2021-09-17", "announced"), told("b", "2024-11-28", "agreed")
    )
    assert history(thread) == "announced 2021-09 → agreed 2024-11 → begun 2025-04"
    assert (thread.status, thread.contested, len(thread.origins)) == ("begun", False, 3)
    assert [c.evidence[0].document for c in thread.changes] == ["doc-a", "doc-b", "doc-c"]


def test_a_repeated_status_adds_evidence_and_copies_count_once() -> None:
    (thread,) = threads(
        told("a", "2024-11-28", "agreed"),
        told("b", "2024-11-29", "agreed", reported_by="tajikistan"),
        told("c", "2024-12-04", "agreed"),
        copies=("doc-a", "doc-b"),
    )
    (change,) = thread.changes
    assert change.commitments == ("commitment-a", "commitment-b", "commitment-c")
    assert change.origins == ("origin-1", "doc-c") and len(change.evidence) == 2
    assert change.reported_by == ("tajikistan",)


def test_contradictory_statuses_stand_side_by_side() -> None:
    (thread,) = threads(told("a", "2025-04-11", "begun"), told("b", "2025-04-20", "delayed"))
    assert history(thread) == "begun 2025-04? → delayed 2025-04?"
    assert thread.contested and thread.changes[0].against == ("delayed",)


def test_a_denial_contradicts_its_status_and_ends_no_history() -> None:
    (thread,) = threads(told("a", "2025-04-11", "funded"), told("b", "2025-04-12", "funded", denied=True))
    assert history(thread) == "funded 2025-04? → not funded 2025-04?"
    assert (thread.status, thread.contested) == ("funded", True)


def test_later_trouble_is_no_contradiction() -> None:
    (thread,) = threads(told("a", "2024-04-11", "begun"), told("b", "2025-04-12", "delayed"))
    assert (thread.status, thread.contested) == ("delayed", False)


def test_one_source_does_not_contradict_itself() -> None:
    (thread,) = threads(told("a", "2025-04-11", "begun"), told("b", "2025-04-12", "delayed"), copies=("doc-a", "doc-b"))
    assert not thread.contested


def test_a_plan_told_again_takes_nothing_back() -> None:
    (thread,) = threads(told("a", "2025-04-11", "begun"), told("b", "2025-06-12", "announced", due="2026"))
    assert (thread.status, thread.due) == ("begun", "2026")


def test_phases_and_measures_have_threads_of_their_own() -> None:
    found = threads(
        told("a", "2025-04-11", "begun", phase=1),
        told("b", "2025-04-12", "announced", phase=2),
        told("c", "2025-04-13", "announced", kind="delivery", condition_text="once funding is found"),
    )
    assert {(t.phase, t.kind) for t in found} == {(1, ""), (2, ""), (None, "delivery")}
    assert [c.conditions for t in found if t.kind for c in t.changes] == [("once funding is found",)]


def test_from_sentences_of_four_languages(read: Read) -> None:
    texts = {
        "en": "The first phase of the targeted interstate programme was approved in November 2024.",
        "ru": "Первый этап Целевой межгосударственной программы начат в январе 2025 года.",
        "fa": "مرحله اول برنامه تقویت مرز تاجیکستان و افغانستان به تعویق افتاد.",
        "tg": "Марҳилаи аввали барномаи ҳадафноки байнидавлатӣ анҷом ёфт.",
    }
    days = {"en": "2024-12-01", "ru": "2025-02-01", "fa": "2025-06-01", "tg": "2025-12-01"}
    found = [read(text, language=code, published=days[code], id=f"doc-{code}") for code, text in texts.items()]
    (thread,) = make_threads([c for f in found for c in f.commitments], [f.document for f in found], ())
    assert history(thread) == "agreed 2024-11 → begun 2025-01 → delayed 2025-06 → phase done 2025-12"
