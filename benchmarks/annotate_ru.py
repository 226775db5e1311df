"""Throughput of Russian `annotate` on one core, and of the Russian parser alone, in the same run.

    OPENBLAS_NUM_THREADS=1 python benchmarks/annotate_ru.py [--words 30000]

The text is made here from sentence patterns of regional reporting, five of twelve with an attribution.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time

from sarhad.extract.cues_ru import may_attribute_ru
from sarhad.extract.parsing_ru import parse_sentences_ru
from sarhad.pipeline import read_pages
from sarhad.records import Page
from sarhad.settings import Settings
from sarhad.world import load_region
from sarhad.world.folding import fold

PATTERNS = (
    "МИД {a} заявил {d}, что положение на границе с соседями остаётся под контролем.",
    "По данным {o}, на встрече в городе {c} обсуждали транспортные коридоры и поставки электроэнергии.",
    "Снег в третий раз за зиму закрыл дорогу между городом {c} и восточными районами.",
    "На рынке в городе {c} стало меньше грузовиков, чем год назад, а мука снова подорожала.",
    "В докладе ООН говорится, что вооружённые группы вербуют молодёжь из соседних стран через интернет.",
    "Если группы не остановить, последуют новые нападения, считают аналитики в городе {c}.",
    "Ночью у села пограничники задержали {n} человек, перешедших реку.",
    "Река здесь широкая, и летом вода за несколько дней поднимается на метр.",
    "Делегации подписали соглашение об открытии моста, закрытого с весны.",
    "В музее города {c} выставлены ковры, монеты и собрание писем девятнадцатого века.",
    "{o} опровергает поставки оружия и называет обвинение голословным.",
    "Школы провинции откроются на неделю позже из-за ремонта отопления.",
)
FILL = {
    "a": ("Таджикистана", "Узбекистана", "Туркменистана", "Казахстана"),
    "c": ("Душанбе", "Термез", "Кундуз", "Хорог", "Кабул"),
    "d": ("в понедельник", "3 мая 2025 года", "24 декабря 2024 года"),
    "n": ("трёх", "двенадцать", "пять"),
    "o": ("«Талибан»", "«Ховар»", "ОДКБ", "ТАСС"),
}


def make_pages(words: int) -> list[Page]:
    """Documents of twelve sentences until there are about `words` words."""
    draw, pages, count = random.Random(7), [], 0
    for number in itertools.count():
        lines = [p.format(**{k: draw.choice(v) for k, v in FILL.items()}) for p in draw.choices(PATTERNS, k=12)]
        text = f"Сообщение {number}\n\n" + "\n\n".join(" ".join(lines[i : i + 4]) for i in range(0, 12, 4))
        count += len(text.split())
        pages.append(Page(id=str(number), url=str(number), name=str(number), fetched="", media_type="text/plain",
                          content=text.encode(), hints={"language": "ru"}))  # fmt: skip
        if count >= words:
            return pages
    raise AssertionError


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--words", type=int, default=30_000)
    pages = make_pages(options.parse_args().words)
    words = sum(len(p.content.split()) for p in pages)
    region, settings = load_region("csto-afghanistan"), Settings()
    read_pages(pages[:20], region, settings)  # load models and data before the clock starts
    start = time.process_time()
    for i in range(0, len(pages), 64):
        read_pages(pages[i : i + 64], region, settings)
    ours = words / (time.process_time() - start)
    draw = random.Random(7)
    lines = [draw.choice(PATTERNS).format(**{k: draw.choice(v) for k, v in FILL.items()}) for _ in range(2000)]
    start = time.process_time()
    tokens = sum(len(parse) for parse in parse_sentences_ru(lines))
    spent = time.process_time() - start
    share = sum(may_attribute_ru(fold(line)) for line in lines) / len(lines)
    print(f"{words} words in {len(pages)} documents, one core, CPU time; {share:.0%} of the sentences hold a cue")
    print(f"sarhad annotate (all stages)   {ours:8.0f} words/s")
    print(f"Russian parser alone           {len(lines) / spent:8.0f} sentences/s, {tokens / spent:.0f} tokens/s")


if __name__ == "__main__":
    main()
