"""Small countries, for tests of the made-up country."""

from __future__ import annotations

from fractions import Fraction

from befriend import policies
from befriend.simulator import parameters
from befriend.simulator.country import Country, country
from befriend.simulator.parameters import Parameters

BOOK = policies.load()
FIGURES = parameters.load()
ENFORCED = FIGURES.instead("start.cap_enforced", value=True)


def small(
    figures: Parameters = FIGURES, *, seed=1, weeks=26, part=500, units=2, book=BOOK, **told
) -> Country:
    """Return a country so many times smaller than the published one."""
    return country(book, figures, seed=seed, weeks=weeks, part=Fraction(1, part), units=units, **told)
