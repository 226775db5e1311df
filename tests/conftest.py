"""What several test packages need: the shared folder, the kits, and one sentence through the stages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sarhad.extract import Kit, extract_documents, make_kit
from sarhad.ground import ground_document
from sarhad.records import LANGUAGES, DateEstimate, Document, Extracted, Sentence
from sarhad.world import Region, load_catalogue, load_region
from sarhad.world.dates import estimate

ROOT = Path(__file__).resolve().parents[1]
Read = Callable[..., Extracted]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material, by SARHAD_SHARED; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("SARHAD_SHARED", str(ROOT.parent / "shared")))
    if not folder.is_dir():
        pytest.skip(f"no shared material at {folder}: set SARHAD_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def region() -> Region:
    """The region pack that ships with Sarhad."""
    return load_region("csto-afghanistan")


@pytest.fixture(scope="session")
def kits(region: Region) -> dict[str, Kit]:
    """One kit per language, made once."""
    return {code: make_kit(region, load_catalogue(), code) for code in LANGUAGES}


def make_document(*sentences: str, language: str = "en", published: str = "2025-05-01", **fields: str) -> Document:
    """A document of body sentences, one after the other."""
    text, spans = "", []
    for sentence in sentences:
        spans.append(Sentence(start=len(text), end=len(text) + len(sentence)))
        text += sentence + " "
    date = estimate(published, "given", "metadata") if published else DateEstimate()
    base: dict[str, Any] = {"id": "doc-1", "page": "page-1", "url": "https://example.org/1"} | fields
    return Document(text=text, sentences=tuple(spans), language=language, published=date, **base)


@pytest.fixture(scope="session")
def read(region: Region, kits: dict[str, Kit]) -> Read:
    """Body sentences through extraction and grounding, as the pipeline takes them."""

    def run(*sentences: str, language: str = "en", published: str = "2025-05-01", **fields: str) -> Extracted:
        document = make_document(*sentences, language=language, published=published, **fields)
        found = next(iter(extract_documents([document], kits.get)))
        return ground_document(found, region, load_catalogue(), kits[language].lexicon)

    return run
