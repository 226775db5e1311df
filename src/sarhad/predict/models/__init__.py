"""The models that can forecast, by name: one file and one line here for each.

Every model is a function from a panel cut at the origin, the number of steps (1 to 36), the number of draws and a
random generator to samples of shape (units, steps, draws). The same generator state gives the same samples.
"""

from __future__ import annotations

from collections.abc import Mapping

from sarhad.predict.baselines import Model, bootstrap, conflictology, last_month, own_and_neighbours, zero
from sarhad.predict.models.analogues import analogues
from sarhad.predict.models.mixture import mixture
from sarhad.predict.models.recent import recent

BASELINES: Mapping[str, Model] = {
    "zero": zero,
    "last": last_month,
    "conflictology12": conflictology(12),
    "conflictology24": conflictology(24),
    "own+neighbours": own_and_neighbours,
    "bootstrap240": bootstrap(240),
}
MODELS: Mapping[str, Model] = {**BASELINES, "recent": recent, "analogues": analogues, "mixture": mixture}
OURS = "mixture"  # what Sarhad forecasts with unless told otherwise
