"""What the desk cannot give: a row that is not there, and an index that is still being made."""

from __future__ import annotations

from sarhad.errors import SarhadError


class NoSuchRow(SarhadError):
    """No row of this id."""


class NotReady(SarhadError):
    """The index is being made; ask again a little later."""


class Refused(SarhadError):
    """A change that may not be made from there."""
