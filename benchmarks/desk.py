"""How quickly the desk answers over a large lake that is made here, and how much memory that takes.

    python benchmarks/desk.py [--events 200000] [--claims 5000] [--folder DIR] [--requests 40]

Makes a lake of so many events of a published dataset and so many claims (a tenth as many events coded from text), then
its index, then asks every kind of question with filters that differ each time. Each step is a process of its own, so
that its peak memory (RSS) is its own. Prints seconds and memory of the making, and for each question the median and the
95th percentile in milliseconds, and the CPU time of one, through the whole application but for the socket. `--folder`
keeps the lake.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from sarhad.indexing import Keeper, build_index
from sarhad.records import (
    Claim,
    DateEstimate,
    Document,
    Event,
    Extracted,
    Mention,
    Run,
    Sentence,
    Span,
    make_id,
)
from sarhad.serving import make_site
from sarhad.settings import load_settings
from sarhad.store import Lake, create_lake, open_lake
from sarhad.web import make_app
from sarhad.world import THREAT_MODES, load_catalogue, load_region

PER_DOCUMENT = 5  # claims
FIRST, DAYS = date(2014, 1, 1), 4_300
SAID = {
    "en": ("{who} said that {what}.", "said that"),
    "ru": ("{who} заявил, что {what}.", "заявил, что"),
    "fa": ("{who} گفت که {what}.", "گفت که"),
    "tg": ("{who} гуфт, ки {what}.", "гуфт, ки"),
}
LETTERS = {
    "en": "abcdefghiklmnoprstuvwy",
    "ru": "абвгдежзиклмнопрстуфхцчшщыьэюя",
    "fa": "ابپتجچحخدذرزسشصطعغفقکگلمنوهی",
    "tg": "абвгғдезийӣкқлмнопрстуӯфхҳчҷшъэюя",
}
TYPES = (
    ("ASSAULT", "material-conflict", 30), ("COERCE", "material-conflict", 8), ("PROTEST", "material-conflict", 10),
    ("ACCUSE", "verbal-conflict", 12), ("THREATEN", "verbal-conflict", 4), ("CONSULT", "verbal-cooperation", 20),
    ("AGREE", "verbal-cooperation", 6), ("AID", "material-cooperation", 6), ("COOPERATE", "material-cooperation", 4),
)  # fmt: skip


MODES = tuple(THREAT_MODES)


# ---------------------------------------------------------------- a lake


def make(folder: Path, events: int, claims: int) -> None:
    """A workspace with that many records."""
    settings = load_settings(folder)
    create_lake(folder, settings)
    with open_lake(folder, settings) as lake:
        run = Run(id="run-bench", command="read bench", version="0", started="2026-01-01T00:00:00Z",
                  finished="2026-01-01T00:00:00Z")  # fmt: skip
        lake.commit(run, reports(claims // PER_DOCUMENT))
        load = Run(id="run-load", command="load bench", version="0", started="2026-01-02T00:00:00Z",
                   finished="2026-01-02T00:00:00Z")  # fmt: skip
        lake.commit(load)
        coded(lake, events)


def reports(number: int) -> Iterator[Extracted]:
    """Reports in four languages, each with claims; one claim in five repeats what another says."""
    draw = random.Random(1)
    region, sources = load_region("csto-afghanistan"), sorted(load_catalogue("").sources.values(), key=lambda s: s.id)
    words = {language: [_word(draw, language) for _ in range(20_000)] for language in LETTERS}
    actors = sorted(region.actors)
    places = sorted(region.places)
    propositions = sorted(region.propositions)
    shared = {language: [_content(draw, words[language]) for _ in range(max(number // 4, 10))] for language in LETTERS}
    for n in range(number):
        language = draw.choices(list(LETTERS), (4, 3, 2, 1))[0]
        yield _report(n, draw, language, words[language], shared[language], actors, places, propositions, sources)


def _word(draw: random.Random, language: str) -> str:
    return "".join(draw.choices(LETTERS[language], k=draw.randrange(4, 10)))


def _content(draw: random.Random, words: list[str]) -> str:
    most = len(words) - 1
    return " ".join(words[min(int(draw.paretovariate(0.6)), most)] for _ in range(draw.randrange(8, 20)))


def _report(
    n: int, draw: random.Random, language: str, words: list[str], shared: list[str], actors: list[str],
    places: list[str], propositions: list[str], sources: list[Any],
) -> Extracted:  # fmt: skip
    day = FIRST + timedelta(days=draw.randrange(DAYS))
    source, id, text = draw.choice(sources), make_id("doc", n), ""
    sentences, claims, mentions, events = [], [], [], []
    pattern, cue = SAID[language]
    for number in range(PER_DOCUMENT):
        who = f"{words[n % 5_000].capitalize()}"
        what = draw.choice(shared) if draw.random() < 0.2 else _content(draw, words)
        sentence = pattern.format(who=who, what=what)
        start = len(text) + 1 if text else 0
        text = f"{text} {sentence}" if text else sentence
        at = start + sentence.index(what)
        digest = hashlib.sha256(sentence.encode()).hexdigest()
        span = Span(document=id, start=start, end=start + len(sentence), sha256=digest)
        known = draw.random() < 0.1
        claims.append(Claim(
            id=make_id("claim", n, number), document=id, evidence=(span,), made_by="bench/1",
            source=((start, start + len(who)),), cue=((start + len(who) + 1, start + len(who) + 1 + len(cue)),),
            content=((at, at + len(what)),), source_text=who, cue_text=cue, content_text=what,
            source_actor=draw.choice(actors) if draw.random() < 0.6 else "", act="say",
            kind=draw.choice(("official", "party", "expert", "media")), about=(draw.choice(actors),),
            modes=(draw.choice(MODES),) if draw.random() < 0.1 else (), frame="concern" if draw.random() < 0.1 else "",
            proposition=draw.choice(propositions) if known else "",
            stance=draw.choice(("asserts", "asserts", "denies")) if known else "",
        ))  # fmt: skip
        sentences.append(Sentence(start=start, end=start + len(sentence)))
        mentions.append(Mention(id=make_id("mention", n, number), document=id, start=start, end=start + len(who),
                                type="state", actor=draw.choice(actors)))  # fmt: skip
        if number == 0:
            type_, quad, _ = draw.choice(TYPES)
            when = DateEstimate(value=f"{day}", precision="day", how="stated", earliest=f"{day}", latest=f"{day}")
            events.append(Event(
                id=make_id("event", n), document=id, evidence=(span,), made_by="bench/1", type=type_, quad=quad,
                actor=draw.choice(actors), recipient=draw.choice(actors), place=draw.choice(places), date=when,
            ))  # fmt: skip
    document = Document(
        id=id, page=f"page-{n}", url=f"https://example.org/{n}", text=text, sentences=tuple(sentences),
        title=_content(draw, words)[:80], publisher=source.name, source=source.id, language=language,
        published=DateEstimate(value=f"{day}", precision="day", how="metadata", earliest=f"{day}", latest=f"{day}"),
    )  # fmt: skip
    return Extracted(document=document, mentions=tuple(mentions), claims=tuple(claims), events=tuple(events))


def coded(lake: Lake, number: int) -> None:
    """Events as a published dataset has them, in some thousand towns, made by the engine itself."""
    weights = [pair for type_, quad, n in TYPES for pair in [(type_, quad)] * n]
    kinds = ", ".join(f"{{'type': '{type_}', 'quad': '{quad}'}}" for type_, quad in weights)
    lake._con.execute(
        "CREATE TEMP TABLE towns AS SELECT i, round(20 + random() * 35, 3) AS lat, "
        "round(40 + random() * 45, 3) AS lon, 'Town ' || i AS name, 'Province ' || i % 300 AS admin1, "
        "['AFG', 'PAK', 'TJK', 'UZB', 'KGZ', 'KAZ', 'RUS', 'IRN'][1 + i % 8] AS country FROM range(4000) r(i)"
    )
    lake._con.execute(
        f"""INSERT INTO lake.codedevent BY NAME
        SELECT 'coded-' || substr(md5('x' || e.i), 1, 16) AS id, 'dataset-bench' AS document, [] AS evidence,
          'bench/1' AS made_by, 'run-load' AS run, k.type AS type, '' AS mode, k.quad AS quad, '' AS cameo,
          ['taliban', 'afghanistan', 'pakistan', 'tajikistan', 'russia', 'iran', '', ''][1 + (hash(e.i) % 8)::INT]
            AS actor,
          ['taliban', 'afghanistan', 'pakistan', 'uzbekistan', '', ''][1 + (hash(e.i * 3) % 6)::INT] AS recipient,
          '' AS place,
          {{'value': d::VARCHAR, 'precision': 'day', 'how': 'stated', 'earliest': d::VARCHAR, 'latest': d::VARCHAR,
            'because': ''}} AS date,
          (hash(e.i * 5) % 9)::BIGINT AS deaths_best, (hash(e.i * 5) % 7)::BIGINT AS deaths_low,
          (hash(e.i * 5) % 20)::BIGINT AS deaths_high, [] AS modes, 'bench' AS dataset, '1' AS version,
          e.i::VARCHAR AS row, e.i AS line, 'bench' AS series, 'State-based conflict' AS kind,
          'Group ' || (hash(e.i * 7) % 900) AS actor_name, 'Group ' || (hash(e.i * 11) % 900) AS recipient_name,
          t.country AS country, t.admin1 AS admin1, t.name AS place_name, t.lat AS lat, t.lon AS lon,
          1 + (hash(e.i * 13) % 5)::BIGINT AS place_precision
        FROM (SELECT i, DATE '1989-01-01' + (hash(i * 17) % 13500)::INT AS d,
                floor(4000 * pow(random(), 3))::INT AS town, [{kinds}][1 + (hash(i * 19) % {len(weights)})::INT] AS k
              FROM range({int(number)}) r(i)) AS e JOIN towns AS t ON t.i = e.town"""
    )


# ---------------------------------------------------------------- questions


def questions() -> dict[str, Any]:
    """Each kind of question, with what differs from one asking to the next."""
    months = [f"{year}-{month:02d}" for year in range(2014, 2025) for month in (1, 4, 7, 10)]
    years = [str(year) for year in range(1990, 2024)]
    actors = ("taliban", "afghanistan", "pakistan", "tajikistan", "russia", "iran", "uzbekistan")
    groups = [f"Group {n}" for n in range(0, 900, 7)]
    kinds = [name for name, _, _ in TYPES]
    boxes = [f"{w},{s},{w + 10},{s + 6}" for w in range(42, 75, 3) for s in (22, 30, 36, 45)]
    return {
        "overview": cycle(["/"]),
        "claims, first page": (f"/claims?from={m}" for m in cycle(months)),
        "claims, filtered": (f"/claims?where=source_actor={a}&to={m}" for a, m in zip(cycle(actors), cycle(months))),
        "claims, facets": (f"/claims/facets?from={m}" for m in cycle(months)),
        "claims, search": (f"/claims?search={w}" for w in cycle(["Таджикистан", "تاجیکستان", "Tajikistan", "Kabul"])),
        "claims, find": (f"/claims?find={m[2:]}" for m in cycle(months)),
        "events, first page": (f"/events?where=party={a}" for a in cycle(actors)),
        "events, timeline": (f"/timeline/events?by=quad&from={m}" for m in cycle(months)),
        "events, map": (f"/map/events?from={m}" for m in cycle(months)),
        "incidents, page": (f"/incidents?where=type={k}" for k in cycle(kinds)),
        "coded, first page": (f"/coded-events?to={y}" for y in cycle(years)),
        "coded, filtered": (
            f"/coded-events?where=type={k}&where=country=AFG&from={y}" for k, y in zip(cycle(kinds), cycle(years))
        ),
        "coded, party": (f"/coded-events?where=party={a}&from={y}" for a, y in zip(cycle(actors), cycle(years))),
        "coded, search": (f"/coded-events?search={g}" for g in cycle(groups)),
        "coded, facets all": cycle(["/coded-events/facets"]),
        "coded, facets": (f"/coded-events/facets?where=type={k}&from={y}" for k, y in zip(cycle(kinds), cycle(years))),
        "coded, timeline": (f"/timeline/coded-events?by=quad&per=month&from={y}" for y in cycle(years)),
        "coded, map": (f"/map/coded-events?zoom=4&from={y}" for y in cycle(years)),
        "coded, map near": (f"/map/coded-events?zoom=8&bbox={b}" for b in cycle(boxes)),
        "coded, network": (f"/network/coded-events?from={y}" for y in cycle(years)),
        "network": (f"/network/events?from={m}" for m in cycle(months)),
        "ledger": (f"/ledger?limit={n}" for n in cycle(range(5, 25))),
        "actors": (f"/actors?search={a}" for a in cycle(actors)),
        "places": (f"/places?limit={n}" for n in cycle(range(20, 60))),
        "sources": (f"/sources?limit={n}" for n in cycle(range(20, 60))),
        "observations": (f"/observations?where=indicator={i}" for i in cycle(["gap", "trust", "engagement"])),
    }  # fmt: skip


def ask(folder: Path, requests: int) -> None:
    """Ask every kind of question several times; print the median and the 95th percentile of each."""
    logging.disable(logging.INFO)
    with Keeper(folder, load_settings(folder)) as keeper, TestClient(make_app(make_site(keeper))) as client:
        while client.get("/api/v1/documents?limit=1").status_code != 200:
            time.sleep(1)
        first = client.get("/api/v1/documents?limit=200").json()["rows"]
        asked = questions() | {"document": (f"/documents/{row['id']}" for row in cycle(first))}
        asked |= {"pages, one after another": _pages(client)}
        every: list[float] = []
        for name, paths in asked.items():
            used = time.process_time()
            took = sorted(_time(client, next(paths)) for _ in range(requests))
            used = (time.process_time() - used) * 1000 / requests
            every += took
            figures = f"median {_at(took, 0.5):7.1f} ms   95 % {_at(took, 0.95):7.1f} ms   CPU {used:7.1f} ms"
            print(f"{name:28} {figures}", flush=True)
        print(f"{'all':28} median {_at(sorted(every), 0.5):7.1f} ms   95 % {_at(sorted(every), 0.95):7.1f} ms")
        print(f"memory at most {_peak():.0f} MB")


def _pages(client: Any) -> Iterator[str]:
    path = "/coded-events?limit=100"
    while True:
        yield path
        path = f"/coded-events?limit=100&cursor={client.get(f'/api/v1{path}').json()['next']}"


def _time(client: Any, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(f"/api/v1{path}")
    took = (time.perf_counter() - start) * 1000
    assert answer.status_code == 200, (path, answer.text)
    return took


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(folder: Path) -> None:
    """Make the index; print its time, size and memory."""
    keeper = Keeper(folder, load_settings(folder))
    start, cpu = time.perf_counter(), time.process_time()
    with open_lake(folder, keeper.settings, read_only=True) as lake:
        path = keeper.folder / f"now-{lake.snapshots()[-1].id}.duckdb"
    build_index(folder, keeper.settings, path)
    took, used = time.perf_counter() - start, time.process_time() - cpu
    size = path.stat().st_size / 1e6
    print(f"index: {took:.1f} s (CPU {used:.1f} s), {size:.0f} MB, memory at most {_peak():.0f} MB", flush=True)


# ---------------------------------------------------------------- steps


def main() -> None:
    """Run the steps, each in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=200_000)
    options.add_argument("--claims", type=int, default=5_000)
    options.add_argument("--requests", type=int, default=40)
    options.add_argument("--folder", type=Path)
    options.add_argument("--step", choices=["make", "build", "ask"])
    given = options.parse_args()
    if given.step:
        return _step(given)
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        steps = ("make", "build", "ask") if not (folder / "lake").exists() else ("build", "ask")
        for step in steps:
            command = [sys.executable, __file__, *sys.argv[1:], "--folder", str(folder), "--step", step]
            subprocess.run(command, check=True)
    return None


def _step(given: argparse.Namespace) -> None:
    start = time.perf_counter()
    if given.step == "make":
        given.folder.mkdir(parents=True, exist_ok=True)
        make(given.folder, given.events, given.claims)
        took = time.perf_counter() - start
        print(f"a lake of {given.events:,} coded events and {given.claims:,} claims, made in {took:.0f} s", flush=True)
    elif given.step == "build":
        build(given.folder)
    else:
        ask(given.folder, given.requests)


if __name__ == "__main__":
    main()
