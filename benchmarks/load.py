"""Time and memory of loading a file of GED-like rows that is made here; nothing has to be shipped.

    python benchmarks/load.py [--rows 400000]

Prints seconds, peak memory of the process (RSS), and what it was before the load; a second load of the same file
shows that it changes nothing. Every 10,000th row is malformed on purpose.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from sarhad.loading import load
from sarhad.settings import load_settings
from sarhad.store import create_lake

COLUMNS = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article",
    "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
    "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country",
    "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
COUNTRIES = (("Afghanistan", 700), ("Pakistan", 770), ("Syria", 652), ("Ethiopia", 530), ("Russia (Soviet Union)", 365))


def row(number: int, draw: random.Random) -> dict[str, object]:
    """One made-up event."""
    country, code = draw.choice(COUNTRIES)
    day = date(1989, 1, 1) + timedelta(days=draw.randrange(13_000))
    best = int(draw.paretovariate(1.1)) - 1
    return {
        "id": number, "relid": f"X-{number}", "year": day.year, "active_year": 1, "code_status": "Clear",
        "type_of_violence": draw.choice((1, 1, 1, 2, 3)), "conflict_new_id": 333,
        "conflict_name": f"{country}: Government",
        "dyad_name": f"Government of {country} - Group {number % 50}", "side_a": f"Government of {country}",
        "side_b": f"Group {number % 50}", "number_of_sources": 2,
        "source_article": f'"Agency {number % 7},{day},""Fighting near town {number % 999}""";"Agency,{day},A report"',
        "source_headline": "Fighting is reported near the town, officials say", "where_prec": draw.randrange(1, 5),
        "where_coordinates": f"Town {number % 999}", "where_description": "Near the town, on the road to the north",
        "adm_1": f"Province {number % 34}", "adm_2": f"District {number % 300}", "latitude": draw.uniform(-30, 60),
        "longitude": draw.uniform(-20, 120), "geom_wkt": "POINT (66.1 34.2)", "priogrid_gid": 179789,
        "country": country, "country_id": code, "region": "Asia",
        "event_clarity": 1, "date_prec": 1, "date_start": f"{day} 00:00:00.000",
        "date_end": f"{day} 00:00:00.000", "deaths_a": 0, "deaths_b": best, "deaths_civilians": 0, "deaths_unknown": 0,
        "best": best if number % 10_000 else "many", "high": best + 2, "low": best, "gwnoa": code,
    }  # fmt: skip


def write(path: Path, rows: int) -> None:
    """A file as UCDP publishes it."""
    draw = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(row(number, draw) for number in range(1, rows + 1))


def peak() -> float:
    """Peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=400_000)
    rows = options.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "GEDEvent_v25_1.csv"
        write(path, rows)
        settings = load_settings(folder)
        create_lake(folder, settings)
        before, start, cpu = peak(), time.perf_counter(), time.process_time()
        _run, dataset = load(folder, settings, "ucdp", path)
        took, used = time.perf_counter() - start, time.process_time() - cpu
        size = path.stat().st_size / 1e6
        print(f"{rows} rows, {size:.0f} MB: {dataset.loaded} loaded, {dataset.refused} refused")
        print(f"time {took:6.1f} s (CPU {used:.1f} s), {rows / took:,.0f} rows/s")
        print(f"peak memory {peak():5.0f} MB, before the load {before:.0f} MB")
        start = time.perf_counter()
        run, _ = load(folder, settings, "ucdp", path)
        print(f"again: {time.perf_counter() - start:.1f} s, {run.known} rows known, nothing changed")


if __name__ == "__main__":
    main()
