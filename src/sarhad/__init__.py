"""Sarhad: from open-source reporting on a region to an auditable, scored assessment of a cross-border threat.

>>> import sarhad
>>> [c.source_actor for c in sarhad.annotate("The UN warned that the threat from Afghanistan is growing.").claims]
['un']
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sarhad.version import __version__

__all__ = ["__version__", "annotate", "code_event", "resolve_place"]

if TYPE_CHECKING:
    from sarhad.records import Annotation, Event, Place


def annotate(text: str, language: str | None = None, region: str | None = None) -> Annotation:
    """Mentions, claims, events, commitments, scenarios and relations of one text; see `sarhad.pipeline.annotate`."""
    from sarhad import pipeline  # a second of imports that `import sarhad` alone never pays

    return pipeline.annotate(text, language, region)


def code_event(
    text: str, actor_span: tuple[int, int], recipient_span: tuple[int, int] | None = None, language: str | None = None
) -> Event | None:
    """The PLOVER event of one sentence between parties given by their spans; see `sarhad.pipeline.code_event`."""
    from sarhad import pipeline

    return pipeline.code_event(text, actor_span, recipient_span, language)


def resolve_place(name: str, context: str, near: Iterable[Place | str] | None = None) -> Place | None:
    """The place that a name means in a text, with coordinates and codes; see `sarhad.ground.places.resolve_place`."""
    from sarhad.ground.places import resolve_place

    return resolve_place(name, context, near)
