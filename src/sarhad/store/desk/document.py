"""A document's own page: its text, and where in it each record stands."""

from __future__ import annotations

from typing import Any

from sarhad.records import Record, Sentence
from sarhad.store.desk import rows
from sarhad.store.desk.desk import Desk
from sarhad.store.desk.query import Condition
from sarhad.store.mapping import to_record


class DocumentText(Record, frozen=True, kw_only=True):
    """The text as it was read, with its sentences; offsets of all records are characters into it."""

    id: str
    text: str = ""
    sentences: tuple[Sentence, ...] = ()


class DocumentPage(Record, frozen=True, kw_only=True):
    """A document with all that was found in it; each record says by its spans where it stands."""

    snapshot: str
    document: rows.DocumentRow
    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[rows.MentionRow, ...]
    claims: tuple[rows.ClaimRow, ...]
    events: tuple[rows.EventRow, ...]
    commitments: tuple[rows.CommitmentRow, ...]
    scenarios: tuple[rows.ScenarioRow, ...]
    relations: tuple[rows.RelationRow, ...]
    contradictions: tuple[rows.ContradictionRow, ...]
    origins: tuple[str, ...]  # those that count it once with its copies


def document_page(desk: Desk, id: str) -> DocumentPage:
    """The page of a document; SarhadError when there is none of this id."""
    row: Any = desk.one("documents", id)
    text = document_text(desk, id)
    mine, copied = (Condition(sql=sql, values=(id,)) for sql in ('"document" = ?', 'list_contains("documents", ?)'))
    own: dict[str, Any] = {name: tuple(desk.all_of(name, mine)) for name in FOUND}
    copies: list[Any] = desk.all_of("origins", copied)
    return DocumentPage(
        snapshot=desk.version,
        document=row,
        text=text.text,
        sentences=text.sentences,
        mentions=_mentions(desk, id),
        origins=tuple(o.id for o in copies),
        **own,
    )


def document_text(desk: Desk, id: str) -> DocumentText:
    """The text of a document; an empty one when there is none of this id."""
    found = desk.ask('SELECT "id", "text", "sentences" FROM texts WHERE "id" = ?', [id])
    return to_record(DocumentText, ("id", "text", "sentences"), found[0]) if found else DocumentText(id=id)


FOUND = ("claims", "events", "commitments", "scenarios", "relations", "contradictions")


def _mentions(desk: Desk, id: str) -> tuple[rows.MentionRow, ...]:
    names = rows.MentionRow.__struct_fields__
    listed = ", ".join(f'"{name}"' for name in names)
    found = desk.ask(f'SELECT {listed} FROM mentions WHERE "document" = ? ORDER BY "start"', [id])
    return tuple(to_record(rows.MentionRow, names, row) for row in found)
