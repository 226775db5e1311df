"""A large invented case: about 120 documents and 300 claims, for looks, size and speed; always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import msgspec

from sarhad.records import (
    Assessment,
    Case,
    Claim,
    Commitment,
    Document,
    Event,
    LedgerEntry,
    LedgerSide,
    Observation,
    Origin,
    Place,
    Proposition,
)

from . import builders as b
from .cases import small_case

SUBJECTS = (
    "the southern border",
    "the upper valley",
    "the Dost crossing",
    "recruitment among labour migrants",
    "the Grey Column’s camps",
    "online propaganda",
    "smuggling along the river",
    "funding from abroad",
    "the winter passes",
    "the joint exercises",
)
PREDICATES = (
    "is a lasting threat to its neighbours",
    "has moved online over the past year",
    "is under the control of the authorities",
    "has grown since the withdrawal",
    "is used for raids into Velmark",
    "remains beyond the reach of the border service",
    "is exaggerated by the secretariat",
)
RUSSIAN = "Представитель заявил, что угроза на границе сохраняется и требует внимания всех соседей, запись {}."
PERSIAN = "سخنگو گفت که تهدید در مرز همچنان باقی است و همسایگان باید هماهنگ باشند، یادداشت {}."
TAJIK = "Сухангӯ гуфт, ки таҳдид дар марз боқӣ мемонад ва ҷомеаи ҳамсоягон бояд ҳамоҳанг шаванд, ёддошти {}."
OUTLETS = ("herald", "herald", "vestnik", "marz", "sado", "blog")
LANGUAGES = {"herald": "en", "vestnik": "ru", "marz": "fa", "sado": "tg", "blog": "en"}
SPEAKERS = ("velmark-border-service", "kestria-authorities", "northern-pact", "pact-secretariat", "monitors", "")
MODES = (
    "armed-attack",
    "cross-border-raid",
    "recruitment",
    "safe-haven",
    "online-radicalisation",
    "trafficking",
    "financing",
)
TYPES = (
    ("ASSAULT", "material-conflict"),
    ("CONSULT", "verbal-cooperation"),
    ("ACCUSE", "verbal-conflict"),
    ("AID", "material-cooperation"),
    ("COERCE", "material-conflict"),
    ("COOPERATE", "material-cooperation"),
)
PERIODS = tuple(f"{year}-Q{q}" for year in (2023, 2024, 2025) for q in (1, 2, 3, 4))[:10]
PLACES = (
    ("ruvan", "Ruvan", "city", "TJ", 37.49, 71.55),
    ("dost", "Dost crossing", "crossing", "TJ", 37.2, 68.75),
    ("high-valley", "High Valley", "admin1", "AF", 36.6, 71.0),
    ("tarn", "Tarn", "city", "AF", 36.73, 68.86),
    ("shorbad", "Shorbad", "city", "AF", 36.7, 67.1),
    ("kel", "Kel", "city", "AF", 34.53, 69.17),
    ("amar", "Amar", "city", "AF", 34.35, 62.2),
    ("term", "Terem", "city", "UZ", 37.23, 67.28),
    ("dusha", "Dashti", "city", "TJ", 38.56, 68.79),
    ("farkh", "Farkh", "district", "TJ", 37.5, 69.4),
    ("ish", "Ishan", "village", "TJ", 36.72, 71.61),
    ("river", "Upper River", "river", "TJ", 37.95, 70.2),
    ("kestria-land", "Kestria", "country", "AF", 34.0, 66.0),
    ("velmark-land", "Velmark", "country", "TJ", 38.9, 71.0),
)


@dataclass
class Heap:
    """What the generator has made so far."""

    chance: random.Random = field(default_factory=lambda: random.Random(7))
    documents: list[Document] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)


def sentence(heap: Heap, language: str, i: int) -> str:
    """A sentence that makes a claim."""
    if language == "ru":
        return RUSSIAN.format(i)
    if language == "fa":
        return PERSIAN.format(i)
    if language == "tg":
        return TAJIK.format(i)
    subject, predicate = heap.chance.choice(SUBJECTS), heap.chance.choice(PREDICATES)
    return f"A statement numbered {i} holds that {subject} {predicate}, and that the neighbours should prepare for it."


def add_document(heap: Heap, i: int) -> None:
    """One document with its claims, events and now and then a commitment."""
    outlet = heap.chance.choice(OUTLETS)
    language = LANGUAGES[outlet]
    texts = [sentence(heap, language, 10 * i + k) for k in range(9)]
    published = b.day(f"{2023 + i // 49}-{1 + (i // 4) % 12:02d}-{1 + i % 28:02d}")
    doc = b.document(
        f"n{i}",
        [f"Report {i} from the border", *texts],
        source=outlet,
        language=language,
        published=published,
        digest=i % 3 == 0,
    )
    heap.documents.append(doc)
    for k in range(heap.chance.randint(1, 4)):
        add_claim(heap, doc, texts[k], f"{i}-{k}")
    if heap.chance.random() < 0.7:
        add_event(heap, doc, texts[6], i)
    if heap.chance.random() < 0.2:
        status = heap.chance.choice(("announced", "agreed", "funded", "begun", "delayed", "phase-done"))
        fields = {
            "programme": "border-programme",
            "phase": heap.chance.randint(1, 3),
            "measure": "new posts",
            "status": status,
        }
        heap.commitments.append(
            b.commitment(str(i), doc, texts[7], date=published, reported_by="northern-pact", **fields)
        )


def add_claim(heap: Heap, doc: Document, words: str, name: str) -> None:
    """One claim with a stance to one of forty propositions, and its origin."""
    chance = heap.chance
    speaker = chance.choice(SPEAKERS)
    made = b.claim(
        name,
        doc,
        words,
        source_actor=speaker,
        source_text="" if speaker else "analysts",
        kind="official" if speaker else "unnamed",
        modes=(chance.choice(MODES),) if chance.random() < 0.6 else (),
        proposition=f"p{min(int(chance.expovariate(0.09)), 39)}",
        stance=chance.choices(("asserts", "denies", "doubts"), (7, 2, 1))[0],
    )
    heap.claims.append(made)
    heap.origins.append(
        Origin(id=f"origin-{name}", kind="statement", documents=(doc.id,), claims=(made.id,), speaker=speaker)
    )


def add_event(heap: Heap, doc: Document, words: str, i: int) -> None:
    """One event, now and then without a place or a date."""
    chance = heap.chance
    kind, quad = chance.choice(TYPES)
    weights = (9, 8, 6, 6, 4, 3, 2, 3, 2, 3, 1, 2, 6, 3)
    place = chance.choices([p[0] for p in PLACES], weights)[0] if chance.random() < 0.8 else ""
    fields: dict[str, object] = {
        "type": kind,
        "quad": quad,
        "place": place,
        "actor": chance.choice(SPEAKERS),
        "recipient": "velmark",
    }
    if chance.random() < 0.85:
        fields["date"] = doc.published
    if kind == "ASSAULT":
        fields |= {"modes": ("armed-attack",), "deaths_low": 1, "deaths_best": 3, "deaths_high": 5}
    heap.events.append(b.event(str(i), doc, words, **fields))


def ledger(heap: Heap) -> tuple[LedgerEntry, ...]:
    """Forty propositions with the claims that belong to them."""
    return tuple(
        LedgerEntry(
            proposition=f"p{i}",
            text=proposition(i),
            asserts=side(heap, f"p{i}", "asserts"),
            denies=side(heap, f"p{i}", "denies"),
            doubts=side(heap, f"p{i}", "doubts"),
        )
        for i in range(40)
    )


def proposition(i: int) -> str:
    """A proposition's text."""
    return f"{SUBJECTS[i % 10][0].upper()}{SUBJECTS[i % 10][1:]} {PREDICATES[i % 7]}."


def side(heap: Heap, name: str, stance: str) -> LedgerSide:
    """One side of a proposition."""
    claims = [c for c in heap.claims if c.proposition == name and c.stance == stance]
    when = {d.id: d.published.value for d in heap.documents}
    said = sorted(when[c.document] for c in claims)
    return LedgerSide(
        claims=tuple(c.id for c in claims),
        origins=tuple(f"origin-{c.id.removeprefix('claim-')}" for c in claims),
        speakers=tuple(dict.fromkeys(c.source_actor for c in claims)),
        first=said[0] if said else "",
        last=said[-1] if said else "",
        reliability="B" if len(claims) > 2 else "C",
        credibility=min(6, max(1, 4 - len(claims))) if claims else 6,
    )


def pair_observations(heap: Heap, pair: str, shift: float) -> list[Observation]:
    """Engagement, trust and gap of a pair, with two periods of silence."""
    out = []
    for k, period in enumerate(PERIODS):
        rows = tuple(e.id for e in heap.events[k * 7 : k * 7 + 6])
        if k in (3, 4):
            out += [
                Observation(
                    unit=pair, period=period, indicator=i, value=None, n=2, absence="not enough evidence", rows=rows[:2]
                )
                for i in ("engagement", "trust", "gap")
            ]
            continue
        e, u = shift + 0.06 * k + heap.chance.uniform(-0.15, 0.15), -0.35 + heap.chance.uniform(-0.2, 0.2) - shift / 2
        out.append(
            Observation(
                unit=pair, period=period, indicator="engagement", value=e, n=6, low=e - 0.3, high=e + 0.28, rows=rows
            )
        )
        if k != 7:
            claims = tuple(c.id for c in heap.claims[k * 8 : k * 8 + 6])
            out.append(
                Observation(
                    unit=pair, period=period, indicator="trust", value=u, n=6, low=u - 0.3, high=u + 0.3, rows=claims
                )
            )
            out.append(
                Observation(
                    unit=pair,
                    period=period,
                    indicator="gap",
                    value=e - u,
                    n=12,
                    low=e - u - 0.4,
                    high=e - u + 0.4,
                    rows=rows,
                )
            )
    return out


def mode_observations(heap: Heap) -> list[Observation]:
    """Origins by mode and quarter; one quarter was not monitored."""
    when = {d.id: d.published.value for d in heap.documents}
    out = []
    for period in PERIODS:
        for mode in MODES:
            rows = tuple(c.id for c in heap.claims if mode in c.modes and quarter(when[c.document]) == period)
            if period == "2023-Q4":
                out.append(
                    Observation(
                        unit="invented-border",
                        period=period,
                        indicator=f"mode:{mode}",
                        value=None,
                        n=0,
                        absence="not monitored",
                    )
                )
            elif rows:
                out.append(
                    Observation(
                        unit="invented-border",
                        period=period,
                        indicator=f"mode:{mode}",
                        value=float(len(rows)),
                        n=len(rows),
                        rows=rows,
                    )
                )
    return out


def quarter(iso: str) -> str:
    """The quarter of a day."""
    return f"{iso[:4]}-Q{(int(iso[5:7]) + 2) // 3}"


def large_case(documents: int = 124) -> Case:
    """The large case."""
    heap = Heap()
    for i in range(documents):
        add_document(heap, i)
    pro = tuple(c.id for c in heap.claims if c.proposition in ("p0", "p3") and c.stance == "asserts")
    con = tuple(c.id for c in heap.claims if c.proposition in ("p0", "p2") and c.stance == "denies")
    observations = [
        *pair_observations(heap, "velmark→kestria", -0.1),
        *pair_observations(heap, "northern-pact→kestria-authorities", 0.2),
        *pair_observations(heap, "kestria→velmark", 0.0),
        *mode_observations(heap),
    ]
    base = small_case()
    assessment: Assessment = msgspec.structs.replace(
        base.assessment, claims_for=pro, claims_against=con, origins_for=len(pro), origins_against=len(con)
    )
    return msgspec.structs.replace(
        base,
        as_of="2025-06-30",
        documents=tuple(heap.documents),
        claims=tuple(heap.claims),
        events=tuple(heap.events),
        commitments=tuple(heap.commitments),
        scenarios=tuple(
            b.scenario(f"s{d.id}", d, d.text, d.text[40:80], d.text[90:140], "may")
            for d in heap.documents[:14]
            if d.language == "en"
        ),
        origins=tuple(heap.origins),
        ledger=ledger(heap),
        observations=tuple(observations),
        assessment=assessment,
        places={p[0]: Place(id=p[0], name=p[1], kind=p[2], country=p[3], lat=p[4], lon=p[5]) for p in PLACES},
        propositions={f"p{i}": Proposition(id=f"p{i}", text=proposition(i)) for i in range(40)},
    )
