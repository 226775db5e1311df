"""Write the golden files anew: `python tests/golden/update.py`, then read every change before accepting it.

A wrong record is a bug to repair, not one to bless: tables that `KNOWN_WRONG` names keep what was written by hand.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.golden.collect import EXPECTED, Plain, collect, make_case, read_mentions
from tests.golden.test_path import KNOWN_WRONG


def main() -> None:
    """Read the reports in a folder that is thrown away, and write what came out."""
    with tempfile.TemporaryDirectory() as folder:
        found = collect(make_case(Path(folder)), read_mentions(Path(folder)))
    for old in EXPECTED.glob("*.json"):
        if old.stem not in found:
            old.unlink()
    for name, plain in found.items():
        path = EXPECTED / f"{name}.json"
        path.write_text(json.dumps(_keep(name, plain, path), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _keep(name: str, plain: Plain, path: Path) -> Plain:
    """The new data with the tables that are known to come out wrong as they stand in the file."""
    tables = {table for report, table in KNOWN_WRONG if report == name}
    if not tables or not path.is_file():
        return plain
    old = json.loads(path.read_text(encoding="utf-8"))
    return {table: old[table] if table in tables else rows for table, rows in plain.items()}


if __name__ == "__main__":
    main()
