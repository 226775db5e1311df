"""The transliteration switch of the tables."""

from __future__ import annotations

from sarhad.publish.latin import in_latin, with_latin
from sarhad.publish.tables import Table

TABLE = Table(
    name="claims",
    shown=("says",),
    rows=({"says": "Марз ором аст", "about": ["Тоҷикистон"], "n": 1, "url": "https://example.org"},),
)


def test_the_terminal_shows_latin_letters_only() -> None:
    assert in_latin(TABLE).rows == (
        {"says": "Marz orom ast", "about": ["Tojikiston"], "n": 1, "url": "https://example.org"},
    )


def test_exports_keep_the_original_beside() -> None:
    (row,) = with_latin(TABLE).rows
    assert row["says"] == "Марз ором аст"
    assert row["says_latin"] == "Marz orom ast"
    assert "url_latin" not in row
