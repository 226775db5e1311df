"""SVG as text: escaped elements, and colours that a page may override by class while paper keeps them as they are."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

FONT = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
COLOURS = {
    "ink": "#1c2630",
    "muted": "#56616b",
    "rule": "#d3d7da",
    "paper": "#ffffff",
    "accent": "#1f4e79",
    "counter": "#a13d22",
    "land": "#f1f1ec",
    "home": "#e2e5dc",
    "coast": "#b9bfc0",
}


def clean(text: str) -> str:
    """A text without the control characters that XML forbids.

    >>> clean("a\\x00b")
    'ab'
    """
    return "".join(char for char in text if char >= " " or char in "\t\n")


def tag(name: str, attributes: dict[str, object], *inside: str) -> str:
    """One element; attribute values are escaped, `inside` is markup already.

    >>> tag("text", {"x": 1.25, "class": "a"}, words("a < b"))
    '<text x="1.25" class="a">a &lt; b</text>'
    """
    written = "".join(f" {key}={quoteattr(clean(shown(value)))}" for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def shown(value: object) -> str:
    """A number with at most two decimals, anything else as it is."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def words(text: str) -> str:
    """Text as markup."""
    return escape(clean(text))


def fill(colour: str) -> dict[str, object]:
    """A filled shape in a colour of the palette."""
    return {"fill": COLOURS[colour], "class": f"f-{colour}"}


def stroke(colour: str, width: float = 1.0, **more: object) -> dict[str, object]:
    """A line in a colour of the palette; `more` are further attributes, `_` standing for `-`."""
    extra = {key.replace("_", "-"): value for key, value in more.items()}
    return {"fill": "none", "stroke": COLOURS[colour], "stroke-width": width, "class": f"s-{colour}", **extra}


def label(x: float, y: float, text: str, size: float = 12, colour: str = "ink", **more: object) -> str:
    """A line of text."""
    extra = {key.replace("_", "-"): value for key, value in more.items()}
    return tag("text", {"x": x, "y": y, "font-size": size, **fill(colour), **extra}, words(text))


def line(x1: float, y1: float, x2: float, y2: float, colour: str = "rule", width: float = 1.0, **more: object) -> str:
    """A straight line."""
    return tag("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **stroke(colour, width, **more)})


def circle(x: float, y: float, r: float, attributes: dict[str, object]) -> str:
    """A circle."""
    return tag("circle", {"cx": x, "cy": y, "r": r, **attributes})


def rect(x: float, y: float, w: float, h: float, attributes: dict[str, object]) -> str:
    """A rectangle."""
    return tag("rect", {"x": x, "y": y, "width": w, "height": h, **attributes})


def path(points: Iterable[tuple[float, float]], closed: bool = False) -> str:
    """The `d` of a path through points.

    >>> path([(0, 0), (1.25, 2)], closed=True)
    'M0 0L1.2 2Z'
    """
    steps = [f"{short(x)} {short(y)}" for x, y in points]
    return f"M{'L'.join(steps)}{'Z' if closed else ''}" if steps else ""


def short(value: float) -> str:
    """A coordinate with one decimal, for paths of many points."""
    return f"{value:.1f}".removesuffix(".0")


def picture(name: str, title: str, description: str, width: float, height: float, *inside: str) -> str:
    """A whole picture with its text alternative."""
    size = f"0 0 {shown(width)} {shown(height)}"
    frame: dict[str, object] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": size,
        "role": "img",
        "aria-labelledby": f"{name}-t {name}-d",
        "class": "pic",
        "font-family": FONT,
    }
    alternative = (
        tag("title", {"id": f"{name}-t"}, words(title)),
        tag("desc", {"id": f"{name}-d"}, words(description or title)),
    )
    return tag("svg", frame, *alternative, *inside)
