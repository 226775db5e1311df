"""Records made up for the tests of the lake."""

from __future__ import annotations

import msgspec
from msgspec import inspect

from sarhad import records as r
from sarhad.records import Record

AWKWARD = 'O\'Hara "x"; DROP TABLE claim; -- \\ \n\t\r\x1f  сарҳад سرحد 😀 {} ? null'


def full(record: type[Record], salt: str = "1") -> Record:
    """An instance with every field set, to texts and numbers that are hard to keep."""
    return msgspec.convert(_value(inspect.type_info(record), salt), record)


def empty(record: type[Record]) -> Record:
    """An instance with only the required fields, each as empty as its type allows."""
    info = inspect.type_info(record)
    return msgspec.convert({f.name: _least(f.type) for f in info.fields if f.required}, record)


SIMPLE = {inspect.IntType: 2**53 + 1, inspect.FloatType: 0.1 + 0.2, inspect.BoolType: True, inspect.BytesType: b""}


def _least(kind: inspect.Type) -> object:
    if isinstance(kind, inspect.StructType):
        return {f.name: _least(f.type) for f in kind.fields if f.required}
    if isinstance(kind, inspect.TupleType):
        return [_least(item) for item in kind.item_types]
    if isinstance(kind, inspect.LiteralType):
        return kind.values[0]
    return {inspect.UnionType: None, inspect.VarTupleType: (), inspect.StrType: ""}.get(type(kind), 0)


def _value(kind: inspect.Type, salt: str) -> object:
    if isinstance(kind, inspect.StructType):
        return {f.name: _value(f.type, salt + f.name) for f in kind.fields}
    if isinstance(kind, inspect.TupleType):
        return [_value(item, salt) for item in kind.item_types]
    if isinstance(kind, inspect.VarTupleType):
        return [_value(kind.item_type, salt), _value(kind.item_type, salt + "b")]
    if isinstance(kind, inspect.UnionType | inspect.LiteralType):
        return _value(kind.types[0], salt) if isinstance(kind, inspect.UnionType) else kind.values[-1]
    if isinstance(kind, inspect.DictType):
        return {AWKWARD: AWKWARD, "": "", salt: "x"}
    return SIMPLE.get(type(kind), AWKWARD + salt)


def run(id: str = "run-1", **given: object) -> r.Run:
    """A run."""
    return r.Run(**({"id": id, "command": "read", "version": "0.1.0", "started": "2024-07-15T10:00:00Z"} | given))


def page(n: int, **given: object) -> r.Page:
    """A page, with bytes."""
    base = {"id": f"page-{n:05}", "url": f"https://example.org/{n}", "name": f"{n}.html", "checksum": f"sum-{n}"}
    return r.Page(**(base | {"fetched": "2024-07-15T10:00:00Z", "content": b"<p>" * 100} | given))


def claim(n: int, document: str = "doc-00000", **given: object) -> r.Claim:
    """A claim with evidence."""
    span = r.Span(document=document, start=n, end=n + 9, sha256=f"{n:064x}")
    base = {"id": f"claim-{n:05}", "document": document, "evidence": (span,), "made_by": "test 1"}
    base |= {"source": ((n, n + 3),), "cue": ((n + 3, n + 5),), "content": ((n + 5, n + 9),), "kind": "media"}
    return r.Claim(**(base | {"content_text": f"text {n} " * 8, "about": ("taj", "afg")} | given))


def extracted(n: int, claims: int = 4) -> r.Extracted:
    """A document with claims, as a stage hands it over."""
    id = f"doc-{n:05}"
    text = f"Report {n}. " * 400
    sentences = tuple(r.Sentence(start=i * 10, end=i * 10 + 9) for i in range(40))
    document = r.Document(id=id, page=f"page-{n:05}", url=f"https://example.org/{n}", text=text, sentences=sentences)
    mentions = tuple(
        r.Mention(id=f"m-{n}-{i}", document=id, start=i, end=i + 1, type="state", actor="taj") for i in range(10)
    )
    return r.Extracted(
        document=document,
        mentions=mentions,
        claims=tuple(claim(n * 100 + i, id) for i in range(claims)),
        events=(r.Event(id=f"e-{n}", document=id, evidence=(), made_by="t", type="MEET", quad="verbal-cooperation"),),
    )


def origin(id: str, *documents: str) -> r.Origin:
    """An origin."""
    return r.Origin(id=id, kind="text", documents=documents)


def correction(id: str, record: str, field: str, value: str, **given: object) -> r.Correction:
    """A correction of a claim."""
    base = {"id": id, "table": "claim", "record": record, "field": field, "value": value}
    return r.Correction(**(base | {"who": "analyst", "when": "2024-07-16T10:00:00Z", "why": "misread"} | given))
