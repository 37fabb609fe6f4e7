"""Protect and change where something is not known: every value it may have is tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from befriend.rules.tier import needs, points
from befriend.rules.tier.needs import Severity
from befriend.rules.tier.points import Facts, Figures
from befriend.rules.values import Risk, Tier

OGRS_MOST = 100  # percent
MAPPA_LEVELS = (0, 1, 2, 3)
NO_YES = (False, True)


def possible(
    figures: Figures, facts: Facts, lacking: frozenset[str], *, nothing_assessed: bool, factors: int
) -> tuple[Tier, ...]:
    """Return the tiers that every value of what is missing leads to, the highest first.

    `facts` has what is not known at its lowest; `factors` is how many factors of complexity there are.
    """
    tried = assessments_to_try(facts, nothing_assessed) if "assessment" in lacking else (facts,)
    # Needs do not matter to protect: it is worked out once for all that answer alike what women are asked.
    changes: dict[Facts, set[int]] = {}
    for one in tried:
        alike = one._replace(needs=facts.needs)
        changes.setdefault(alike, set()).update(change_levels(figures, one, lacking))
    withdrawn = NO_YES if "withdrawn" in lacking else (facts.withdrawn,)
    tiers = {
        points.tier_of(figures, protect, change, mark)
        for one, levels in changes.items()
        for protect in protect_levels(figures, one, lacking, factors)
        for change in levels
        for mark in withdrawn
    }
    return tuple(Tier(tier) for tier in sorted(tiers))


def assessments_to_try(facts: Facts, nothing_assessed: bool) -> Iterable[Facts]:
    """Return the person with the assessment counting and not; one not known with every need and factor."""
    yield facts._replace(assessed=False)
    if not nothing_assessed:
        yield facts._replace(assessed=True)
        return
    for every, factors in product(
        range(int(Severity.SEVERE) + 1), ((False, False), (True, False), (True, True))
    ):
        for needs_met in range(points.NEEDS + 1):
            needs_now = needs.first(needs_met, every)
            yield facts._replace(
                assessed=True, parenting=factors[0], self_control=factors[1], needs=needs_now
            )


def protect_levels(figures: Figures, facts: Facts, lacking: frozenset[str], factors: int) -> set[int]:
    """Return the protect levels for every value of what protect reads and is not known."""
    rsr: Sequence[int] = (0, *(start for start, _, _ in figures.rsr)) if "rsr" in lacking else (facts.rsr,)
    risks = [int(risk) for risk in Risk if risk] if "risk" in lacking else [facts.rosh]
    mappa = MAPPA_LEVELS if "mappa" in lacking else (facts.mappa,)
    complexity = range(factors + 1) if "complexity" in lacking else (facts.complexity,)
    enforcement = NO_YES if "enforcement" in lacking else (facts.enforcement,)
    return {
        points.protect_level(figures, points.protect_total(points.protect(figures, facts._replace(
            rsr=score, rosh=risk, mappa=level, complexity=count, enforcement=enforced))))
        for score, risk, level, count, enforced in product(rsr, risks, mappa, complexity, enforcement)
    }  # fmt: skip


def change_levels(figures: Figures, facts: Facts, lacking: frozenset[str]) -> set[int]:
    """Return the change levels for every value of OGRS and integrated management that is not known."""
    steps = range(0, OGRS_MOST + 1, figures.ogrs_step) if "ogrs" in lacking else (facts.ogrs,)
    managed = NO_YES if "iom" in lacking else (facts.iom,)
    change = [
        points.change(figures, facts._replace(ogrs=ogrs, iom=iom)) for ogrs, iom in product(steps, managed)
    ]
    return {
        points.change_level(figures, facts.mandate, facts.assessed, points.change_total(one))
        for one in change
    }
