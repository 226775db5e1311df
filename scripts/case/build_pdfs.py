"""Write the PDF notes of the bundled case from their Typst sources beside this script.

How to run, from anywhere: `python scripts/case/build_pdfs.py`. A source called `en-031-some-note.typ` becomes
`examples/csto-afghanistan/reports/en/031-some-note.pdf`; the fonts come with Typst.
"""

from __future__ import annotations

from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parents[1] / "examples" / "csto-afghanistan" / "reports"


def target_of(source: Path) -> Path:
    """Where the PDF of a source belongs: the folder of its language.

    >>> target_of(Path("en-031-a-note.typ")).relative_to(REPORTS).as_posix()
    'en/031-a-note.pdf'
    """
    language, _, name = source.stem.partition("-")
    return REPORTS / language / f"{name}.pdf"


def build_all() -> list[Path]:
    """Write every PDF anew and return their paths; the same sources give the same bytes."""
    targets = []
    for source in sorted(HERE.glob("[a-z][a-z]-*.typ")):
        target = target_of(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(typst.compile(str(source), ignore_system_fonts=True, timestamp=0))
        targets.append(target)
    return targets


if __name__ == "__main__":
    for path in build_all():
        print(path.relative_to(REPORTS.parents[2]))
