"""Numbers of killed and wounded in clauses of four languages, with the bounds that the words give."""

from __future__ import annotations

import pytest

from sarhad.extract.casualties import casualties
from sarhad.world import load_lexicon
from sarhad.world.folding import fold

CASES = {
    "digits": ("en", "ISIS killed 12 people", (12, 12, 12), None),
    "no people": ("en", "ISIS killed the guards with 12 rifles", None, None),
    "active both": ("en", "the blast killed two and wounded five", (2, 2, 2), (5, 5, 5)),
    "passive both": ("en", "two officers were killed and at least five injured", (2, 2, 2), (5, 5, None)),
    "compound": ("en", "twenty-five people died", (25, 25, 25), None),
    "range in digits": ("en", "3–5 soldiers were killed", (3, 4, 5), None),
    "no harm": ("en", "12 people met in Kabul", None, None),
    "thousands": ("en", "more than 1,200 people were killed", (1200, 1200, None), None),
    "ru collective": ("ru", "двое погибли, пятеро ранены", (2, 2, 2), (5, 5, 5)),
    "ru genitive": ("ru", "боевики убили четырех солдат", (4, 4, 4), None),
    "ru bound": ("ru", "погибли не менее 20 человек", (20, 20, None), None),
    "fa and": ("fa", "بیست و پنج تن کشته شدند", (25, 25, 25), None),
    "fa more than": ("fa", "بیش از ۲۰ نفر کشته و ده نفر زخمی شدند", (20, 20, None), (10, 10, 10)),
    "tg bound": ("tg", "ҳадди ақал 12 нафар кушта шуданд", (12, 12, None), None),
}


@pytest.mark.parametrize("name", CASES)
def test_casualties(name: str) -> None:
    code, text, killed, wounded = CASES[name]
    assert casualties(fold(text), load_lexicon(code)) == (killed, wounded)
