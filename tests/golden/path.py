"""The invented reports through the whole path, as plain data that two runs and two machines agree on."""

from __future__ import annotations

from pathlib import Path

from sarhad import pipeline
from sarhad.records import Case

HERE = Path(__file__).parent
REGION = HERE / "regions" / "verania"
REPORTS = HERE / "reports"
EXPECTED = HERE / "expected"
_RANDOM = {"id", "document", "page", "run", "made_by", "sha256", "fetched"}
TABLES = ("mentions", "claims", "events", "commitments", "scenarios", "relations")


def make_case(workspace: Path) -> Case:
    """Read the reports into a new lake and take the case out of it."""
    settings = pipeline.init(workspace, str(REGION))
    pipeline.read(workspace, [str(REPORTS)], settings)
    return pipeline.build_case(workspace, settings)
