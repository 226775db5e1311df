"""Files of the exports page: media type, name, filters and day, and what is said where there is nothing to write."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import polars as pl
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from lxml import html
from tests.robust.command import sarhad, write_reports

from sarhad.indexing import Keeper
from sarhad.publish import EXPORTS, FORMATS, FORMS
from sarhad.serving import make_site
from sarhad.settings import load_settings
from sarhad.web import make_app
from sarhad.web.pages.exports import BY_NAME
from sarhad.web.render import STATIC

Client = TestClient[Litestar]
BROWSER = {"accept": "text/html"}
BUILT = pytest.mark.skipif(not (STATIC / "digests.json").is_file(), reason="run make web first: nothing is built")
RAID = (
    "Raid near the river\n\nOn 3 May 2025 militants of ISKP killed two soldiers of Tajikistan in Khorog. "
    "The Taliban denied that militants crossed into Tajikistan.\n"
)
MEDIA = {
    "html": "text/html",
    "pdf": "application/pdf",
    "md": "text/markdown",
    "stix": "application/stix+json",
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "ftm": "application/x-ndjson",
    "bibtex": "application/x-bibtex",
    "webannotation": "application/ld+json",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    root = tmp_path_factory.mktemp("exports")
    write_reports(root / "reports", range(3))
    (root / "reports" / "raid.txt").write_text(RAID, encoding="utf-8")
    sarhad("init", root / "work")
    assert sarhad("read", "-w", root / "work", root / "reports").code == 0
    with (
        Keeper(root / "work", load_settings(root / "work")) as keeper,
        TestClient(make_app(make_site(keeper)), base_url="http://localhost.local") as made,
    ):
        yield made


def rows(client: Client, **params: str) -> list[dict[str, str]]:
    answer = client.get("/exports/csv", params=params)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_page_and_the_formats_are_the_same() -> None:
    assert set(BY_NAME) == {*FORMATS, *EXPORTS, *FORMS} == set(MEDIA)


@pytest.mark.parametrize("form", sorted(MEDIA))
def test_each_format_is_a_file_of_its_media_type(client: Client, form: str) -> None:
    answer = client.get(f"/exports/{form}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == MEDIA[form]
    kind, _, name = answer.headers["content-disposition"].partition("; filename=")
    assert kind == "attachment" and name.startswith('"sarhad-csto-afghanistan-20')
    assert name.endswith(f'.{BY_NAME[form].ending}"')
    assert answer.headers["x-content-type-options"] == "nosniff" and answer.content


def test_what_is_read_back_is_what_was_read(client: Client) -> None:
    events = client.get("/api/v1/events").json()["rows"]
    assert {row["id"] for row in rows(client)} == {e["id"] for e in events}
    parquet = pl.read_parquet(io.BytesIO(client.get("/exports/parquet", params={"table": "claims"}).content))
    assert set(parquet["id"]) == {c["id"] for c in client.get("/api/v1/claims").json()["rows"]}
    objects = json.loads(client.get("/exports/stix").content)["objects"]
    assert {"report", "note", "identity"} <= {o["type"] for o in objects}


def test_filters_are_honoured(client: Client) -> None:
    everything, denials = rows(client, table="claims"), rows(client, table="claims", where="stance=denies")
    assert 0 < len(denials) < len(everything) and {row["stance"] for row in denials} == {"denies"}
    found = rows(client, table="claims", find="militants")
    assert found and all("militants" in " ".join(row.values()) for row in found)
    notes = [json.loads(x) for x in client.get("/exports/ftm", params={"where": "stance=denies"}).text.splitlines()]
    assert len([n for n in notes if n["schema"] == "Note"]) == len(denials)


def test_an_empty_filter_is_none(client: Client) -> None:
    """As the form on the page sends it."""
    assert client.get("/exports/stix?where=").status_code == 200


@pytest.mark.parametrize("columns", ["ged", "acled"])
def test_events_under_the_columns_of_other_datasets(client: Client, columns: str) -> None:
    answer = client.get("/exports/csv", params={"columns": columns})
    first = {"ged": "id,relid,year", "acled": "event_id_cnty,event_date,year"}[columns]
    assert answer.status_code == 200, answer.text
    assert answer.text.startswith(first)


@BUILT
def test_the_day_is_honoured(client: Client) -> None:
    before = client.get("/exports/csv", params={"as_of": "2000-01-01"}, headers=BROWSER)
    assert before.status_code >= 400, "nothing was known then"
    later = client.get("/exports/csv", params={"as_of": "2100-01-01"})
    assert later.status_code == 200 and "-2100-01-01.csv" in later.headers["content-disposition"]


@BUILT
@pytest.mark.parametrize(
    ("path", "problem", "remedy"),
    [
        ("/exports/stx", "unknown export", "did you mean stix"),
        ("/exports/csv?table=claim", "unknown table", "did you mean claims"),
        ("/exports/csv?columns=gdelt", "unknown set of columns", "use one of: acled, ged, sarhad"),
        ("/exports/csv?table=claims&columns=ged", "ged names the columns of events alone", "leave out --columns"),
        ("/exports/stix?where=colour=red", "claims cannot be filtered so", "use FIELD=VALUE with one of"),
        ("/exports/bibtex?find=nowhere", "no claim is left to export", "loosen the filters"),
        ("/exports/geojson?where=type=NONE", "no event is left to export", "loosen the filters"),
        ("/exports/csv?as_of=yesterday", "yesterday", ""),
    ],
)
def test_a_problem_is_a_page_with_a_remedy(client: Client, path: str, problem: str, remedy: str) -> None:
    answer = client.get(path, headers=BROWSER)
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"].startswith("text/html") and "content-disposition" not in answer.headers
    shown = " ".join(html.fromstring(answer.text).text_content().split())
    assert problem in shown and remedy in shown


@BUILT
def test_the_page_offers_every_format(client: Client) -> None:
    page = html.fromstring(client.get("/exports").text)
    assert {form.get("action") for form in page.iter("form")} >= {f"/exports/{name}" for name in MEDIA}
