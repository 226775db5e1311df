"""The interface over a small real case: pages of rows, filters, facets, pictures, reasons, files, corrections."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from sarhad import pipeline
from sarhad.indexing import Keeper
from sarhad.store.desk import RESOURCES
from sarhad.web import Site, make_app
from sarhad.web.api import Writing

Client = TestClient[Litestar]
OWN = {"x-sarhad": "1", "origin": "http://localhost.local"}


def get(api: Client, path: str, **parameters: Any) -> Any:
    answer = api.get(f"/api/v1/{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_overview_names_every_resource(api: Client) -> None:
    overview = get(api, "")
    assert {r["name"] for r in overview["resources"]} == set(RESOURCES) and overview["region"] == "csto-afghanistan"
    for resource in overview["resources"]:
        assert get(api, resource["name"])["total"] == resource["total"]
        assert {f["field"] for f in get(api, f"{resource['name']}/facets")["facets"]} <= set(resource["facets"])


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("name", ["claims", "actors", "observations"])
def test_pages_hold_every_row_once(api: Client, name: str, order: str) -> None:
    whole = get(api, name, limit=1000, order=order)["rows"]
    pages, cursor = [], ""
    while page := get(api, name, limit=7, order=order, cursor=cursor):
        pages += page["rows"]
        assert page["total"] == len(whole)
        if not (cursor := page["next"]):
            break
    assert pages == whole
    if name == "claims":
        days = [row["date"] for row in whole]
        assert days == sorted(days, reverse=order == "newest")


def test_one_row_by_its_id(api: Client) -> None:
    for name in ("claims", "ledger", "observations", "sources"):
        first = get(api, name, limit=1)["rows"][0]
        key = "|".join(str(first[field]) for field in RESOURCES[name].ident)
        assert get(api, f"{name}/{key}") == first


def test_filters(api: Client) -> None:
    denied = get(api, "claims", where="act=deny")["rows"]
    assert len(denied) == 5 and all(row["act"] == "deny" for row in denied)
    assert get(api, "claims", where=["act=deny", "act=say"])["total"] == 0
    other = get(api, "claims", where="act!=deny")["total"]
    assert other + len(denied) == get(api, "claims")["total"]
    assert all("taliban" in (r["actor"], r["recipient"]) for r in get(api, "events", where="party=taliban")["rows"])
    dated = get(api, "events", **{"from": "2024-07-03", "to": "2024-07-04"})["rows"]
    assert dated and {row["when"] for row in dated} <= {"2024-07-03", "2024-07-04"}
    assert get(api, "events", where="date.precision=day")["total"] == get(api, "events")["total"]
    assert get(api, "events", where="deaths_best>=1")["total"] == 0
    assert get(api, "claims", find="no such words")["total"] == get(api, "claims", search="unheard")["total"] == 0


def test_facets_count_what_filters_give(api: Client) -> None:
    for facet in get(api, "claims/facets", field=["stance", "about", "publisher"])["facets"]:
        for value in facet["values"]:
            assert get(api, "claims", where=f"{facet['field']}={value['value']}")["total"] == value["n"]
    months = get(api, "events/facets", field="month")["facets"][0]["values"]
    assert sum(m["n"] for m in months) == get(api, "events")["total"]
    assert get(api, "events/facets", field="type", where="party=nobody")["facets"][0]["values"] == []


def test_pictures_count_every_event(api: Client) -> None:
    total = get(api, "events")["total"]
    timeline = get(api, "timeline/events", per="day", by="quad")
    assert sum(b["n"] for b in timeline["buckets"]) + timeline["undated"] == total
    located = get(api, "map/events")
    assert sum(s["n"] for s in located["spots"]) + located["without"] == located["total"] == total
    brushed = get(api, "map/events", per="month")
    assert sum(s["n"] for s in brushed["spots"]) == total - located["without"]
    network = get(api, "network/events")
    edge = next(e for e in network["edges"] if {e["a"], e["b"]} == {"taliban", "tajik-border-troops"})
    events = get(api, "events", where=["party=taliban", "party=tajik-border-troops", "quad=material-conflict"])["total"]
    assert edge["violence"] == events > 0
    assert {n["id"] for n in network["nodes"]} == {end for e in network["edges"] for end in (e["a"], e["b"])}


def test_a_document_with_its_spans(api: Client) -> None:
    claim = get(api, "claims", where="act=say", limit=1)["rows"][0]
    page = get(api, f"documents/{claim['document']}")
    held = next(c for c in page["claims"] if c["id"] == claim["id"])
    (start, end), *_ = held["cue"]
    assert page["text"][start:end] == claim["cue_text"] and page["document"]["claims"] == len(page["claims"])
    mention = page["mentions"][0]
    assert page["text"][mention["start"] : mention["end"]] == mention["text"]


def test_why_leads_to_the_rows(api: Client) -> None:
    row = next(r for r in get(api, "observations", limit=1000)["rows"] if r["rows"])
    reason = get(api, f"why/observation/{row['indicator']}|{row['unit']}|{row['period']}")
    assert [r["id"] for r in reason["rows"]] == row["rows"] and reason["formula"] and reason["n"] == row["n"]
    first = reason["rows"][0]
    assert get(api, f"{first['resource']}/{first['id']}")["document"] == first["document"]
    ledger = next(r for r in get(api, "ledger")["rows"] if r["claims"])
    assert len(get(api, f"why/ledger/{ledger['proposition']}")["rows"]) == ledger["claims"]
    assert get(api, f"why/assessment/{get(api, 'assessments')['rows'][0]['id']}")["value"]
    incident = get(api, "incidents", limit=1)["rows"][0]
    assert {r["id"] for r in get(api, f"why/incident/{incident['id']}")["rows"]} == set(incident["events"])
    assert api.get(f"/api/v1/why/ledger/{ledger['proposition']}/export").text.startswith("resource,id,")


def test_files_hold_all_rows(api: Client) -> None:
    total = get(api, "claims", where="act=say")["total"]
    lines = api.get("/api/v1/claims/export?where=act=say&format=jsonl")
    rows = [json.loads(line) for line in lines.text.splitlines()]
    assert len(rows) == total and rows == get(api, "claims", where="act=say", limit=1000)["rows"]
    table = api.get("/api/v1/claims/export?where=act=say&format=csv")
    assert len(list(csv.DictReader(io.StringIO(table.text)))) == total
    assert "attachment" in table.headers["content-disposition"]
    assert api.get("/api/v1/claims/export?where=colour=red").status_code == 400


def test_an_answer_is_not_sent_twice(api: Client) -> None:
    first = api.get("/api/v1/claims")
    again = api.get("/api/v1/claims", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert api.get("/api/v1/claims", headers={"if-none-match": '"other"'}).status_code == 200


# ---------------------------------------------------------------- what analysts change


def test_a_correction_is_seen_at_once_and_taken_back(api: Client) -> None:
    claim = get(api, "claims", where="act=say", limit=1)["rows"][0]
    tag = api.get("/api/v1/claims").headers["etag"]
    asked = {"record": claim["id"], "field": "stance", "value": "denies", "why": "for the test", "who": "A. Analyst"}
    answer = api.post("/api/v1/corrections", json=asked, headers=OWN)
    assert answer.status_code == 201 and answer.json()["changes"][0]["before"] == '"asserts"'
    assert get(api, f"claims/{claim['id']}")["stance"] == "denies"
    assert api.get("/api/v1/claims", headers={"if-none-match": tag}).status_code == 200
    made = answer.json()["changes"][0]["correction"]["id"]
    assert get(api, f"corrections/{made}")["state"] == "in force"
    undone = api.post(f"/api/v1/corrections/{made}/undo", json={"why": "no", "who": "A. Analyst"}, headers=OWN)
    assert undone.status_code == 201 and get(api, f"claims/{claim['id']}")["stance"] == "asserts"


def test_a_source_is_graded(api: Client) -> None:
    source = get(api, "sources", limit=1)["rows"][0]
    asked = {"source": source["id"], "grade": "A", "why": "for the test", "who": "A. Analyst"}
    assert api.post("/api/v1/grades", json=asked, headers=OWN).status_code == 201
    assert get(api, f"sources/{source['id']}")["grade"] == "A"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"value": "perhaps"}, 400), ({"field": "colour"}, 400), ({"record": "claim-0"}, 400), ({"why": " "}, 400),
        ({"who": ""}, 400), ({"extra": "1"}, 400), ({"why": "\x00"}, 400),
    ],
)  # fmt: skip
def test_impossible_corrections(api: Client, change: dict[str, str], status: int) -> None:
    claim = get(api, "claims", where="act=say", limit=1)["rows"][0]
    asked = {"record": claim["id"], "field": "stance", "value": "asserts", "why": "test", "who": "A."} | change
    answer = api.post("/api/v1/corrections", json=asked, headers=OWN)
    assert answer.status_code == status and all(answer.json().values())


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"origin": "http://localhost.local"}, {"x-sarhad": "1", "origin": "https://evil.example"},
        {"x-sarhad": "1", "sec-fetch-site": "cross-site"}, {"x-sarhad": "1", "content-type": "text/plain"},
        {"x-sarhad": "1", "origin": "null"},
    ],
)  # fmt: skip
def test_a_page_elsewhere_changes_nothing(api: Client, headers: dict[str, str]) -> None:
    before = get(api, "corrections")["total"]
    body = json.dumps({"record": "x", "field": "*", "value": "hide", "why": "x", "who": "x"})
    answer = api.post("/api/v1/corrections", content=body, headers={"content-type": "application/json"} | headers)
    assert answer.status_code == 403 and get(api, "corrections")["total"] == before


def test_where_nothing_may_be_changed(keeper: Keeper) -> None:
    site = Site(load_case=lambda: pipeline.build_case(keeper.workspace, keeper.settings), desks=keeper)
    assert not isinstance(site.writing, Writing)
    with TestClient(make_app(site), base_url="http://localhost.local") as client:
        asked = {"source": "tass", "grade": "A", "why": "x", "who": "x"}
        answer = client.post("/api/v1/grades", json=asked, headers=OWN)
    assert answer.status_code == 403 and "127.0.0.1" in answer.json()["remedy"]


# ---------------------------------------------------------------- progress


def test_progress_is_told_once_and_as_events(api: Client) -> None:
    assert get(api, "progress")["state"] == "idle"
    with api.stream("GET", "/api/v1/progress/stream?seconds=0") as stream:
        text = "".join(stream.iter_text())
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert "event: progress" in text and '"state":"idle"' in text
