"""Words for probabilities, by the scale of the US intelligence community (ICD 203, 2015), and how not to mix them.

A likelihood speaks of the world, confidence of the evidence; the two never stand in one sentence.
"""

from __future__ import annotations

ICD203 = (  # upper bound of the probability, word
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "a roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)


def likelihood(probability: float) -> str:
    """The ICD 203 word for a probability.

    >>> likelihood(0.72), likelihood(0.5)
    ('likely', 'a roughly even chance')
    """
    return next(word for bound, word in ICD203 if probability < bound)
