"""Samples as a file: one row for each unit, month and draw, as Parquet or CSV; the same samples give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from sarhad.errors import SarhadError
from sarhad.registry import find

FORMS: Mapping[str, str] = {  # ending → how DuckDB writes it
    ".parquet": "FORMAT parquet, COMPRESSION zstd",
    ".csv": "FORMAT csv, HEADER",
}
ROWS = """
COPY (
  SELECT CAST(units[(i // (? * ?)) + 1] AS {kind}) AS unit, months[(i // ?) % ? + 1] AS month,
    CAST(i % ? AS INTEGER) AS draw, value
  FROM flat, (SELECT ?::VARCHAR[] AS units, ?::VARCHAR[] AS months) ORDER BY i
) TO '{path}' ({form})
"""


def write_samples(path: Path, units: Sequence[str], months: Sequence[str], samples: NDArray[np.float64]) -> Path:
    """Write samples (units × months × draws) with the columns unit, month, draw (from 0) and value.

    Units that are all numbers are written as numbers. The file is whole or not there. SarhadError for another ending
    than .parquet and .csv, and for a folder that there is not.
    """
    form = find(FORMS, path.suffix.lower(), "ending of a file of forecasts")
    if not path.parent.is_dir():
        raise SarhadError("there is no such folder", str(path.parent), "make it first")
    draws = int(samples.shape[2])
    unfinished = path.with_name(f".{path.name}.part")
    query = ROWS.format(
        kind="BIGINT" if all(unit.isascii() and unit.isdigit() for unit in units) else "VARCHAR",
        path=str(unfinished).replace("'", "''"),
        form=form,
    )
    with duckdb.connect(config={"threads": 1}) as con:
        con.register("flat", {"i": np.arange(samples.size), "value": np.ascontiguousarray(samples).ravel()})
        con.execute(query, [len(months), draws, draws, len(months), draws, list(units), list(months)])
    return unfinished.replace(path)
