"""Cursors: where a page ended, as a text that means nothing to others and stays good when rows are added."""

from __future__ import annotations

import base64
import binascii

import msgspec

from sarhad.errors import SarhadError
from sarhad.store.desk.layout import CODED
from sarhad.store.desk.query import Condition


class Place(msgspec.Struct, frozen=True, array_like=True):
    """The resource, the direction, and the key and id of the last row of a page."""

    resource: str
    newest: bool
    key: str
    id: str


def encode(place: Place) -> str:
    """The cursor after a row.

    >>> decode(encode(Place("claims", True, "2024-07", "claim-1")), "claims").id
    'claim-1'
    """
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def decode(cursor: str, resource: str) -> Place:
    """The row that a cursor stands behind; SarhadError when it is none of this resource."""
    try:
        place = msgspec.json.decode(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", True), type=Place)
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise _no_cursor(cursor) from error
    if place.resource != resource:
        raise _no_cursor(cursor)
    return place


def _no_cursor(cursor: str) -> SarhadError:
    return SarhadError("this is no cursor of these rows", repr(cursor[:80]), "take `next` of the page before, or none")


def order(newest: bool) -> str:
    """The order of rows; ties by id, so that it is the same each time."""
    return "_key DESC, _id DESC" if newest else "_key, _id"


def after(place: Place) -> Condition:
    """The rows behind a cursor."""
    sign = "<" if place.newest else ">"
    key = "?::DATE" if place.resource == CODED else "?"
    sql = f"_key {sign}= {key} AND (_key {sign} {key} OR _id {sign} ?)"
    return Condition(sql=sql, values=(place.key, place.key, place.id))
