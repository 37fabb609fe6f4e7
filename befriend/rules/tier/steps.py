"""The steps of protect and change with their reasons, made beside the arithmetic from the same points."""

from __future__ import annotations

from collections.abc import Iterable

from befriend.rules.tier import points, scores
from befriend.rules.tier.answers import Step, unknown
from befriend.rules.tier.points import Change, Facts, Figures, Protect
from befriend.rules.values import Reason, Risk, reason


def protect_steps(figures: Figures, facts: Facts, lacking: frozenset[str]) -> Iterable[Step]:
    """Return the steps of protect."""
    protect = points.protect(figures, facts)
    if "rsr" in lacking:
        yield unknown("rsr")
    else:
        yield Step("rsr", protect.rsr, rsr_reason(figures, facts.rsr, protect.rsr))
    risk = Risk(facts.rosh).code
    if "risk" in lacking:
        yield unknown("risk")
    else:
        yield Step("risk", protect.rosh, reason("tier_risk", risk=risk, points=protect.rosh))
    lower = min(protect.rsr, protect.rosh)
    if lower:
        yield Step("counted_once", -lower, reason("tier_counted_once", points=lower))
    yield unknown("mappa") if "mappa" in lacking else mappa_step(facts, protect)
    if "complexity" in lacking:
        yield unknown("complexity")
    else:
        factors = reason("tier_complexity", count=facts.complexity, points=protect.complexity)
        yield Step("complexity", protect.complexity, factors)
    if facts.woman:
        yield women_step(protect, lacking)


def mappa_step(facts: Facts, protect: Protect) -> Step:
    """Return the step of MAPPA."""
    if not facts.mappa:
        return Step("mappa", protect.mappa, reason("tier_no_mappa"))
    return Step("mappa", protect.mappa, reason("tier_mappa", level=facts.mappa, points=protect.mappa))


def women_step(protect: Protect, lacking: frozenset[str]) -> Step:
    """Return the step of the points that only women get."""
    if "assessment" in lacking:
        return unknown("women")
    if "enforcement" in lacking:
        return unknown("enforcement")._replace(name="women")
    women = points.women_points(protect)
    return Step("women", women, reason("tier_women", points=women))


def rsr_reason(figures: Figures, rsr: int, given: int) -> Reason:
    """Return why a score gets its points; one that is high and in no band gets none, and that is said."""
    score = scores.words(rsr)
    if given == 0 and any(rsr >= start for start, _, _ in figures.rsr):
        return reason("tier_rsr_in_no_band", score=score)
    return reason("tier_rsr", score=score, points=given)


def change_steps(change: Change, facts: Facts, lacking: frozenset[str]) -> Iterable[Step]:
    """Return the steps of change, where there is a mandate and an assessment."""
    if not facts.mandate:
        return
    if "assessment" in lacking:
        yield unknown("assessment")
        return
    if not facts.assessed:
        return
    yield Step("needs", change.needs, reason("tier_needs", points=change.needs))
    yield (
        unknown("ogrs")
        if "ogrs" in lacking
        else Step("ogrs", change.ogrs, reason("tier_ogrs", score=facts.ogrs, points=change.ogrs))
    )
    yield (
        unknown("iom") if "iom" in lacking else Step("iom", change.iom, reason("tier_iom", points=change.iom))
    )


def change_reason(facts: Facts, total: int, level: int) -> Reason:
    """Return why the change level is what it is."""
    if not facts.mandate:
        return reason("tier_no_mandate")
    if not facts.assessed:
        return reason("tier_no_assessment", level=level)
    return reason("tier_change", points=total, level=level)
