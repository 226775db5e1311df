"""A small case of an invented region, with what can go wrong in one: hostile text, inferred dates, silence."""

from __future__ import annotations

from typing import Any

from sarhad.records import (
    Assessment,
    Case,
    DateEstimate,
    LedgerEntry,
    LedgerSide,
    Observation,
    Origin,
    Page,
    Run,
)

from . import builders as b

HOSTILE = "<script>alert('x')</script> & </script><img src=x onerror=alert(1)>"

HERALD = b.document(
    "herald",
    (
        "Fighters cross into Ruvan",
        "The Velmark Border Service said on 12 May 2025 that fighters of the Grey Column crossed near Ruvan.",
        "Two border guards were killed in an attack at Ruvan.",
        "The Pact Secretariat announced phase one of the southern programme.",
        "If the passes stay open, raids may continue through the winter.",
    ),
    source="herald",
    published=b.day("2025-05-13"),
)
VESTNIK = b.document(
    "vestnik",
    (
        "Совет отверг обвинения",
        "Представитель Совета заявил, что ни один боевик не переходил границу.",
        "Он добавил, что угроза преувеличена.",
    ),
    source="vestnik",
    language="ru",
    published=b.day("2025-06-02"),
)
MARZ = b.document(
    "marz",
    (
        "گزارش از مرز",
        "سخنگوی شورا گفت که گروه‌های مسلح مهار شده‌اند.",
        "هیئت نظارت هشدار داد که تهدید ماندگار است.",
    ),
    source="marz",
    language="fa",
    published=DateEstimate(value="2025-05", precision="month", how="inferred", because="ماه گذشته"),
)
SADO = b.document(
    "sado",
    (
        "Ҳайати назорат: таҳдид пойдор аст",
        "Ҳайати назорат гуфт, ки таҳдид аз Кестрия пойдор аст ва ҷангҷӯён қувва мегиранд.",
    ),
    source="sado",
    language="tg",
    digest=True,
    published=b.day("2025-03-20"),
)
BLOG = b.document(
    "blog",
    (
        HOSTILE + " A very long title that never ends " + "and goes on " * 40,
        f"An unnamed analyst warned that {HOSTILE} recruitment is moving online.",
    ),
    source="blog",
    url="javascript:alert(1)",
)
DOCUMENTS = (HERALD, VESTNIK, MARZ, SADO, BLOG)

CROSSED = b.claim(
    "crossed",
    HERALD,
    "fighters of the Grey Column crossed near Ruvan",
    source_actor="velmark-border-service",
    said="2025-05-12",
    modes=("cross-border-raid",),
    proposition="crossing",
    stance="asserts",
    about=("grey-column",),
)
DENIED = b.claim(
    "denied",
    VESTNIK,
    "ни один боевик не переходил границу",
    source_actor="kestria-authorities",
    kind="party",
    proposition="crossing",
    stance="denies",
    act="deny",
)
CONTAINED = b.claim(
    "contained",
    MARZ,
    "گروه‌های مسلح مهار شده‌اند",
    source_actor="kestria-authorities",
    kind="party",
    proposition="contained",
    stance="asserts",
)
LASTING = b.claim(
    "lasting",
    SADO,
    "таҳдид аз Кестрия пойдор аст ва ҷангҷӯён қувва мегиранд",
    source_actor="monitors",
    kind="institution",
    proposition="lasting",
    stance="asserts",
)
LASTING_TOO = b.claim(
    "lasting-too",
    MARZ,
    "تهدید ماندگار است",
    source_actor="monitors",
    kind="institution",
    proposition="lasting",
    stance="asserts",
)
ONLINE = b.claim(
    "online",
    BLOG,
    f"{HOSTILE} recruitment is moving online",
    source_text="An unnamed analyst",
    kind="unnamed",
    modes=("online-radicalisation", "recruitment"),
)
CLAIMS = (CROSSED, DENIED, CONTAINED, LASTING, LASTING_TOO, ONLINE)

ATTACK = b.event(
    "attack",
    HERALD,
    "Two border guards were killed in an attack at Ruvan.",
    recipient="velmark-border-service",
    place="ruvan",
    date=b.day("2025-05-12"),
    deaths_low=2,
    deaths_best=2,
    deaths_high=2,
    modes=("armed-attack",),
)
TALKS = b.event(
    "talks",
    VESTNIK,
    "Представитель Совета заявил",
    type="CONSULT",
    quad="verbal-cooperation",
    actor="kestria-authorities",
    recipient="velmark",
)


def observations() -> tuple[Observation, ...]:
    """Values, and declared absences."""
    pair = "velmark→kestria"
    return (
        Observation(
            unit=pair, period="2025-Q1", indicator="engagement", value=None, n=2, absence="not enough evidence"
        ),
        Observation(unit=pair, period="2025-Q1", indicator="trust", value=None, n=0, absence="not monitored"),
        Observation(
            unit=pair,
            period="2025-Q2",
            indicator="engagement",
            value=-0.25,
            n=6,
            low=-0.6,
            high=0.1,
            rows=(ATTACK.id, TALKS.id),
        ),
        Observation(
            unit=pair, period="2025-Q2", indicator="trust", value=-0.5, n=5, low=-0.8, high=-0.1, rows=(CROSSED.id,)
        ),
        Observation(
            unit=pair,
            period="2025-Q2",
            indicator="gap",
            value=0.25,
            n=11,
            low=-0.2,
            high=0.6,
            rows=(ATTACK.id, CROSSED.id),
        ),
        Observation(
            unit="invented-border", period="2025-Q2", indicator="mode:armed-attack", value=1.0, n=1, rows=(ATTACK.id,)
        ),
        Observation(
            unit="invented-border",
            period="2025-Q2",
            indicator="mode:cross-border-raid",
            value=1.0,
            n=1,
            rows=(CROSSED.id,),
        ),
        Observation(
            unit="invented-border", period="2025-Q1", indicator="mode:armed-attack", value=None, n=0, absence="failed"
        ),
    )


def side(
    *claims: Any, origins: tuple[str, ...], speaker: str, dates: tuple[str, str], grade: tuple[str, int]
) -> LedgerSide:
    """One side of the ledger."""
    return LedgerSide(
        claims=tuple(c.id for c in claims),
        origins=origins,
        speakers=(speaker,),
        first=dates[0],
        last=dates[1],
        reliability=grade[0],  # type: ignore[arg-type]
        credibility=grade[1],
    )


LEDGER = (
    LedgerEntry(
        proposition="crossing",
        text="Fighters of the Grey Column cross the border.",
        asserts=side(
            CROSSED,
            origins=("origin-1",),
            speaker="velmark-border-service",
            dates=("2025-05-12", "2025-05-12"),
            grade=("B", 4),
        ),
        denies=side(
            DENIED,
            origins=("origin-2",),
            speaker="kestria-authorities",
            dates=("2025-06-02", "2025-06-02"),
            grade=("C", 3),
        ),
        doubts=LedgerSide(),
    ),
    LedgerEntry(
        proposition="lasting",
        text="The threat from Kestria is lasting.",
        asserts=side(
            LASTING,
            LASTING_TOO,
            origins=("origin-3",),
            speaker="monitors",
            dates=("2025-03-20", "2025-05"),
            grade=("B", 3),
        ),
        denies=LedgerSide(),
        doubts=LedgerSide(),
    ),
    LedgerEntry(
        proposition="contained",
        text="The authorities contain the armed groups.",
        asserts=side(
            CONTAINED,
            origins=("origin-4",),
            speaker="kestria-authorities",
            dates=("2025-05", "2025-05"),
            grade=("C", 3),
        ),
        denies=LedgerSide(),
        doubts=LedgerSide(),
    ),
)
ORIGINS = (
    Origin(
        id="origin-1", kind="statement", documents=(HERALD.id,), claims=(CROSSED.id,), speaker="velmark-border-service"
    ),
    Origin(
        id="origin-2", kind="statement", documents=(VESTNIK.id,), claims=(DENIED.id,), speaker="kestria-authorities"
    ),
    Origin(
        id="origin-3",
        kind="statement",
        documents=(SADO.id, MARZ.id),
        claims=(LASTING.id, LASTING_TOO.id),
        speaker="monitors",
        first="2025-03-20",
    ),
    Origin(id="origin-4", kind="text", documents=(MARZ.id,), claims=(CONTAINED.id,)),
)
REFUSED = Page(
    id="page-refused",
    url="https://slow.example/report",
    name="https://slow.example/report",
    fetched="2025-06-30T08:00:00Z",
    refused="the server did not answer within 20 seconds",
    remedy="try again later, or save the page and read the file",
)


def small_case() -> Case:
    """The small case."""
    return Case(
        region="invented-border",
        title="The Kestrian border and its northern neighbours",
        as_of="2025-06-30",
        documents=DOCUMENTS,
        refused=(REFUSED,),
        claims=CLAIMS,
        events=(ATTACK, TALKS),
        commitments=(
            b.commitment(
                "phase-one",
                HERALD,
                "The Pact Secretariat announced phase one of the southern programme.",
                programme="border-programme",
                reported_by="pact-secretariat",
                phase=1,
                measure="southern programme",
                status="announced",
                due="2026",
                date=b.day("2025-05-13"),
            ),
        ),
        scenarios=(
            b.scenario(
                "winter",
                HERALD,
                "If the passes stay open, raids may continue through the winter.",
                "the passes stay open",
                "raids may continue through the winter",
                "may",
            ),
        ),
        relations=(),
        origins=ORIGINS,
        ledger=LEDGER,
        observations=observations(),
        assessment=Assessment(
            id="assessment-1",
            question="Structural crisis or transient threat?",
            unit="invented-border",
            answer="contested",
            basis="reports alone",
            as_of="2025-06-30",
            claims_for=(LASTING.id, LASTING_TOO.id, CROSSED.id),
            claims_against=(CONTAINED.id, DENIED.id),
            origins_for=2,
            origins_against=2,
            confidence="low",
            reasons=("two origins stand on each side", "the best graded claim is denied by a party to the matter"),
            made_by="judge 0.1",
        ),
        sources=b.SOURCES,
        actors=b.ACTORS,
        places=b.PLACES,
        borders=b.BORDERS,
        programmes=b.PROGRAMMES,
        propositions=b.PROPOSITIONS,
        runs=(
            Run(
                id="run-1", command="read", version="0.1.0", started="2025-06-30T08:00:00Z", inputs=6, read=5, refused=1
            ),
        ),
    )
