"""Words for records: numbers, lists, names, grades, modes. Small, pure, singular and plural right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sarhad.records import Act, Actor, Reliability
from sarhad.world.likelihood import likelihood as likelihood
from sarhad.world.ontology import THREAT_MODES

RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\\s\u200c\u200d]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)
MINUS, NARROW, NBSP = "\u2212", "\u202f", "\u00a0"
LANGUAGE = {"en": "English", "ru": "Russian", "fa": "Persian", "tg": "Tajik", "": "language not known"}
RELIABILITY: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    1: "confirmed by other independent origins",
    2: "confirmed by one other independent origin",
    3: "plausible, not contradicted",
    4: "denied by an equal or better source",
    5: "denied by several better sources",
    6: "credibility cannot be judged",
}
KIND = {
    "official": "official",
    "party": "party to the matter",
    "institution": "institution",
    "media": "media",
    "expert": "expert",
    "unnamed": "not named",
    "author": "the publisher’s own voice",
}
STATUS = {
    "announced": "announced",
    "agreed": "agreed",
    "funded": "funded",
    "begun": "begun",
    "phase-done": "phase done",
    "finished": "finished",
    "delayed": "delayed",
    "dropped": "dropped",
    "reported": "reported",
}
# PLOVER type: with a recipient, without one; after "reportedly"
PLOVER = {
    "AGREE": ("agreed with", "came to an agreement"),
    "CONSULT": ("held talks with", "held talks"),
    "SUPPORT": ("voiced support for", "voiced support"),
    "COOPERATE": ("cooperated with", "cooperated"),
    "AID": ("gave aid to", "gave aid"),
    "CONCEDE": ("made a concession to", "made a concession"),
    "RETREAT": ("pulled back from", "pulled back"),
    "REQUEST": ("made a request to", "made a request"),
    "ACCUSE": ("accused", "made an accusation"),
    "REJECT": ("turned down", "turned down a proposal"),
    "THREATEN": ("threatened", "made a threat"),
    "PROTEST": ("protested against", "protested"),
    "SANCTION": ("reduced relations with", "imposed sanctions"),
    "MOBILIZE": ("mobilised forces facing", "mobilised forces"),
    "COERCE": ("used coercion against", "used coercion"),
    "ASSAULT": ("attacked", "carried out an attack"),
}
ARTICLE = (
    "un csto osce eu sco cis fsb iom imu ttp nrf aff ussr usa uk uae icrc who taliban nations states union "
    "federation emirate organization organisation ministry office council committee service troops network "
    "movement party front secretariat general team government governments mission base agency force forces guard "
    "commission authority department embassy president secretary spokesman spokesperson delegation bank fund "
    "members directorate court "
    "community envoy emirates format "
)
WITH_ARTICLE = frozenset(ARTICLE.split())  # a name with one of these takes "the"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

ACTS: dict[Act, str] = {  # what a speaker does with a claim, as a verb before the quotation
    "say": "said",
    "claim": "claimed",
    "show": "indicated",
    "confirm": "confirmed",
    "believe": "held",
    "expect": "expected",
    "warn": "warned",
    "deny": "denied",
    "doubt": "doubted",
    "plan": "announced a plan",
    "order": "called for this",
    "assure": "assured",
    "accuse": "spoke of this in accusing or judging",
    "": "said",
}


def number(n: int) -> str:
    """A count in running text: words below ten.

    >>> number(3), number(14), number(1200)
    ('three', '14', '1,200')
    """
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"


def counted(n: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "event"), counted(0, "event"), counted(2, "country", "countries")
    ('one event', 'no events', 'two countries')
    """
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def tally(n: int) -> str:
    """A count that stands without its noun.

    >>> tally(0), tally(4)
    ('none', 'four')
    """
    return number(n) if n else "none"


def verb(n: int, one: str, many: str) -> str:
    """The verb form that agrees with a count."""
    return one if n == 1 else many


def listed(items: Sequence[str], most: int = 6) -> str:
    """Items with commas and a final "and"; what is over `most` is counted.

    >>> listed(["a", "b", "c"]), listed(list("abcd"), most=2)
    ('a, b and c', 'a, b and two others')
    """
    shown = list(items[:most])
    rest = len(items) - len(shown)
    if rest:
        shown.append(f"{number(rest)} other{'s' if rest > 1 else ''}")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def capital(text: str) -> str:
    """The text with its first letter large; the rest as it is."""
    return text[:1].upper() + text[1:]


def signed(value: float) -> str:
    """A value between −2 and 2 with its sign.

    >>> signed(-0.314), signed(0.0), signed(1)
    ('−0.31', '0.00', '+1.00')
    """
    text = f"{abs(value):.2f}"
    return text if float(text) == 0 else (MINUS if value < 0 else "+") + text


def interval(low: float | None, high: float | None) -> str:
    """A 90 % interval in words; empty without bounds."""
    return "" if low is None or high is None else f"90{NARROW}% interval {signed(low)} to {signed(high)}"


def mode(name: str) -> str:
    """A threat mode in words."""
    return THREAT_MODES.get(name, name.replace("-", " "))


def mode_rank(name: str) -> tuple[int, str]:
    """The place of a mode in the order of the ontology, open violence first; unknown ones last."""
    order = tuple(THREAT_MODES)
    return (order.index(name) if name in order else len(order), name)


def short_name(name: str) -> str:
    """A name without what stands in brackets behind it, and without its second form.

    >>> short_name("Office on Drugs (UNODC)"), short_name("Movement / Party")
    ('Office on Drugs', 'Movement')
    """
    return re.sub(r"\s*\([^)]*\)$", "", name).split(" / ")[0] or name


def with_article(actor: Actor) -> str:
    """An actor's name as it stands in a sentence, with its article where English wants one.

    >>> with_article(Actor(id="a", name="Border Guard Service", kind="service"))
    'the Border Guard Service'
    >>> with_article(Actor(id="b", name="Tajikistan", kind="state"))
    'Tajikistan'
    """
    name = short_name(actor.name)
    words = [word.strip("()'’,.").lower() for word in name.split()]
    wants = words[:1] != ["the"] and bool(WITH_ARTICLE & {words[0], words[-1], *words[1:]}) if words else False
    return f"the {name}" if wants else name


def grade_words(reliability: Reliability, credibility: int) -> str:
    """What "B2" says, spelt out.

    >>> grade_words("B", 3)
    'source usually reliable; claim plausible, not contradicted'
    """
    source = RELIABILITY[reliability]
    first = source if reliability == "F" else f"source {source}"
    return f"{first}; claim {CREDIBILITY[credibility]}" if credibility != 6 else f"{first}; {CREDIBILITY[6]}"


def clipped(text: str, most: int) -> str:
    """A text cut at a word when it is longer than `most` characters, with the cut shown.

    >>> clipped("one two three", 8)
    'one two …'
    """
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    head = flat[:most].rsplit(" ", 1)[0] if " " in flat[:most] else flat[:most]
    return f"{head} …"


def isolated(text: str) -> str:
    """A text whose right-to-left runs are set apart, so that numbers and commas beside them keep their place.

    >>> isolated("روز, 7 May") == "\\u2068روز\\u2069, 7 May", isolated("plain")
    (True, 'plain')
    """
    return RTL.sub("\u2068\\g<0>\u2069", text)


def hostname(url: str) -> str:
    """The host of a web address, without "www."; empty for anything else.

    >>> hostname("https://www.example.org/a?b"), hostname("notes/a.md")
    ('example.org', '')
    """
    scheme, found, rest = url.partition("://")
    host = rest.split("/", 1)[0].split("?", 1)[0].rsplit("@", 1)[-1]
    return host.removeprefix("www.") if found and scheme.lower() in ("http", "https") else ""


def web_address(url: str) -> str:
    """The address when it is one that a reader may safely follow (http, https), else nothing.

    >>> web_address("javascript:alert(1)")
    ''
    """
    return url if hostname(url) and not any(char.isspace() or ord(char) < 33 for char in url) else ""
