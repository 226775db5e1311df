"""A panel of countries made whole: those without a single row in a dataset of the world's events had none."""

from __future__ import annotations

import numpy as np

from sarhad.panel import Panel, make_panel, month_name
from sarhad.world.countries import land_borders

WORLD = 100  # countries from which on a table is taken to cover the world


def whole_world(panel: Panel) -> Panel:
    """The panel with every other country as one without deaths, so that quiet neighbours are there too.

    Only for tables of 100 countries or more by ISO 3166-1 alpha-3 code, such as UCDP's, which list countries with
    events alone; any other panel is given back as it is.

    >>> from sarhad.panel import make_panel
    >>> small = make_panel("deaths", ["AFG", "TJK"], "2020-01", np.zeros((2, 3)))
    >>> whole_world(small) is small
    True
    """
    borders = land_borders()
    if len(panel.units) < WORLD or not set(panel.units) <= set(borders):
        return panel
    added = sorted(set(borders) - set(panel.units))
    zeros = np.zeros((len(added), panel.values.shape[1]))
    return make_panel(
        panel.target,
        [*panel.units, *added],
        month_name(panel.first),
        np.concatenate([panel.values, zeros]),
        names=[*panel.names, *added],
        borders=borders,
        vintage=panel.vintage,
    )
