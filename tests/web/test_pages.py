"""The pages over a small real workspace, one report of which is hostile."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from lxml import html
from tests.robust.command import sarhad, write_reports

from sarhad.indexing import Keeper
from sarhad.serving import make_site
from sarhad.settings import load_settings
from sarhad.web import make_app
from sarhad.web.pages.columns import LISTINGS
from sarhad.web.pages.common import MENU
from sarhad.web.render import STATIC

Client = TestClient[Litestar]
pytestmark = pytest.mark.skipif(not (STATIC / "digests.json").is_file(), reason="run make web first: nothing is built")
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> & \"quotes\" 'and' <style>*{display:none}</style>\n\n"
    "The Taliban denied that \u202eevil\u202c <b onclick=alert(3)>militants</b> crossed into Tajikistan. "
    f"{'x' * 3000} said the CSTO on 3 May 2025.\n"
)
PUBLISHER = (
    '<html><head><title>On the border</title><meta property="og:site_name" content="&lt;b id=x&gt;50% sure&lt;/b&gt;">'
    "</head><body><article><p>The Taliban denied on 3 May 2025 that militants had crossed into Tajikistan, and said "
    "that the border was calm; the CSTO said otherwise a day later.</p></article></body></html>"
)
FILLED = {"/log", "/map", "/actors", "/sources", "/places", "/ledger", "/assessments"}  # by the region pack alone
PATHS = sorted({*(item.path for item in MENU), *(f"/{name}" for name in LISTINGS), "/search?q=Таджикистан"})


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    root = tmp_path_factory.mktemp("pages")
    write_reports(root / "reports", range(4))
    (root / "reports" / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    (root / "reports" / "publisher.html").write_text(PUBLISHER, encoding="utf-8")
    sarhad("init", root / "work")
    assert sarhad("read", "-w", root / "work", root / "reports").code == 0
    with (
        Keeper(root / "work", load_settings(root / "work")) as keeper,
        TestClient(make_app(make_site(keeper)), base_url="http://localhost.local") as made,
    ):
        yield made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    root = tmp_path_factory.mktemp("empty")
    sarhad("init", root)
    with (
        Keeper(root, load_settings(root)) as keeper,
        TestClient(make_app(make_site(keeper)), base_url="http://localhost.local") as made,
    ):
        yield made


def inline(page: str) -> Iterator[str]:
    """Whatever of a page would run or be styled from within it."""
    for element in html.fromstring(page).iter():
        if element.tag in ("style", "iframe", "object") or (element.tag == "script" and not element.get("src")):
            yield str(element.tag)
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"{element.tag} {name}"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_page(client: Client, path: str, language: str) -> None:
    answer = client.get(path, params={"lang": language} if "?" not in path else None)
    assert answer.status_code == 200
    assert answer.text.count("<h1>") >= 1 and '<main id="main"' in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not list(inline(answer.text))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_of_an_empty_lake_says_what_to_do(empty: Client, path: str) -> None:
    answer = empty.get(path)
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text or path in FILLED or path.startswith("/search")


def test_the_interface_speaks_as_its_reader_does(client: Client) -> None:
    persian = client.get("/claims", headers={"accept-language": "fa-AF,en;q=0.5"}).text
    assert '<html lang="fa" dir="rtl"' in persian and "ادعاها" in persian
    assert '<html lang="ru" dir="ltr"' in client.get("/claims?lang=ru").text


def test_preferences_are_kept(client: Client) -> None:
    chosen = {"language": "ru", "calendar": "solar-hijri", "theme": "dark", "script": "latin", "back": "/events"}
    answer = client.post("/settings", data=chosen, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/events"
    page = client.get("/claims").text
    assert 'lang="ru"' in page and 'data-theme="dark"' in page
    client.cookies.clear()
    elsewhere = client.post("/settings", data={"back": "//evil.example"}, follow_redirects=False)
    assert elsewhere.headers["location"] == "/"


def test_a_hostile_report_shows_as_text(client: Client) -> None:
    documents = client.get("/api/v1/documents").json()["rows"]
    hostile = next(d["id"] for d in documents if "hostile" in d["url"])
    for path in (f"/documents/{hostile}", "/claims", "/events", "/search?q=militants", "/"):
        page = client.get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page and "<b onclick" not in page
    assert "&lt;script&gt;alert(1)" in client.get(f"/documents/{hostile}").text


def test_a_hostile_publisher_shows_as_text(client: Client) -> None:
    publishers = {d["publisher"] for d in client.get("/api/v1/documents").json()["rows"]}
    assert any(p.lower() == "<b id=x>50% sure</b>" for p in publishers)
    for path in ("/documents", "/claims", "/events", "/search?q=militants", "/timeline?of=claims"):
        answer = client.get(path)
        assert answer.status_code == 200 and "<b id=x" not in answer.text.lower()
    assert "&lt;b id=x&gt;50% sure" in client.get("/documents").text.lower()


def test_a_claim_leads_to_its_sentence(client: Client) -> None:
    claim = next(c for c in client.get("/api/v1/claims").json()["rows"] if c["content"])
    page = client.get(f"/claims/{claim['id']}").text
    assert f"/documents/{claim['document']}#c{claim['evidence'][0]['start']}" in page
    assert f'id="{claim["id"]}"' in client.get(f"/documents/{claim['document']}").text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/claims/claim-none", 404), ("/nothing", 404), ("/claims?where=colour=red", 400), ("/claims?from=soon", 400)],
)
def test_what_cannot_be_shown_is_told_with_a_remedy(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "Remedy" in answer.text or answer.json()["remedy"]


def test_filters_and_files_agree_with_the_interface(client: Client) -> None:
    page = client.get("/claims?where=stance=denies").text
    rows = client.get("/api/v1/claims", params={"where": "stance=denies"}).json()
    assert page.count("<tr data-row>") == min(rows["total"], 50)
    address = re.search(r'href="(/api/v1/claims/export[^"]*format=csv[^"]*)"', page)
    assert address
    file = client.get(address[1].replace("&amp;", "&")).text
    assert file.count("\n") >= rows["total"]


def test_an_earlier_day_is_shown_as_such(client: Client) -> None:
    moment = "2099-12-31T00:00:00Z"
    page = client.get("/claims", params={"as_of": moment}).text
    assert 'class="past"' in page and "data-correct" not in page
    assert f"as_of={moment.replace(':', '%3A')}" in page
