"""The tier of protect and change, A0 to D3: what decides it, every step, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from typing import Any, NamedTuple

from befriend.policies import Book
from befriend.rules.tier import needs, points, scores
from befriend.rules.tier.answers import Step, in_range, lacks, listed
from befriend.rules.tier.needs import Need, Sentence, Severity
from befriend.rules.tier.points import Facts, Figures
from befriend.rules.tier.steps import change_reason, change_steps, protect_steps
from befriend.rules.values import Reason, Risk, Tier, reason

KEY = needs.KEY
LEVEL = "ABCD"
OGRS_MOST = 100  # percent


class Assessment(NamedTuple):
    """An assessment: when it was completed, its needs, and what only women's points look at."""

    completed: date | None
    needs: Mapping[Need, Severity]
    parenting: bool = False
    self_control: bool = False


class Told(NamedTuple):
    """What the rule is told; None, and risk UNKNOWN, where something is not known.

    `assessed` is False where there is no assessment, None where that is not known.
    """

    rsr: int | None  # millionths of a percent
    risk: Risk
    mappa: int  # 0 none, else the level 1 to 3
    complexity: frozenset[str]
    woman: bool
    enforcement: bool
    sentences: tuple[Sentence, ...]
    assessed: bool | None
    assessment: Assessment | None
    ogrs: int | None  # percent
    iom: bool
    withdrawn: bool


class Answer(NamedTuple):
    """The tier, or None with what is missing; the tiers it could be; every step and why."""

    tier: Tier | None
    could_be: tuple[Tier, ...]
    missing: tuple[str, ...]
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]
    protect_points: int | None = None
    protect_level: str | None = None
    change_points: int | None = None
    change_level: int | None = None


def figures(book: Book, day: date) -> Figures:
    """Return what counts for what on `day`."""

    def on(name: str) -> Any:
        return book.on(day, f"{KEY}.{name}").value

    women, protect, change, weights = (
        on(name) for name in ("women_points", "protect_levels", "change_levels", "need_weights")
    )
    risk, mappa = on("rosh_points"), on("mappa_points")
    a, b, c, d, e, f, g, h, i, j = (weights[need.code] for need in Need)
    return Figures(
        rsr=scores.points_by_band(book.on(day, f"{KEY}.rsr_points")),
        rosh=(0, risk["low"], risk["medium"], risk["high"], risk["very_high"]),
        mappa=(0, mappa[1], mappa[2], mappa[3]),
        complexity=on("complexity_points"),
        parenting=women["parenting"],
        self_control=women["self_control"],
        enforcement=women["enforcement"],
        protect_floors=(protect["A"], protect["B"], protect["C"]),
        needs=(a, b, c, d, e, f, g, h, i, j),
        ogrs_step=on("ogrs_step"),
        iom=on("iom_points"),
        change_floors=(change["3"], change["2"]),
        no_assessment_level=int(on("no_assessment_level")),
        withdrawn_is_marked=on("withdrawn_is_marked"),
    )


def answer(told: Told, book: Book, day: date) -> Answer:
    """Return the tier of one person on `day`, with every step; where an input is not known, the range.

    What is missing is tried with every value it may have. When all of them lead to one tier, that is
    the tier although something is missing. Nothing unknown counts as 0.
    """
    reckoned, mandate = figures(book, day), needs.mandate(told.sentences, book, day)
    counted = counts(told, book, day)
    lacking = missing(told, counted, mandate)
    facts = as_facts(told, counted is True, mandate, factors(told, book, day))
    could_be = possible(reckoned, facts, lacking, told.assessment is None)
    change = points.change(reckoned, facts)
    steps = (*protect_steps(reckoned, facts, lacking), *change_steps(change, facts, lacking))
    answered = Answer(
        tier=could_be[0] if len(could_be) == 1 else None,
        could_be=could_be,
        missing=tuple(sorted(lacking)),
        steps=steps,
        reasons=tuple(step.reason for step in steps if step.gave is not None),
    )
    if not lacking & {"ogrs", "assessment"}:
        answered = with_change(answered, reckoned, facts, points.change_total(change))
    if not unknown_in_protect(told, lacking):
        answered = with_protect(answered, reckoned, points.protect_total(points.protect(reckoned, facts)))
    first = [reason("tier_withdrawn")] if told.withdrawn and reckoned.withdrawn_is_marked else []
    if lacking:
        tiers = listed([tier.code for tier in could_be])
        first = [*map(lacks, sorted(lacking)), in_range(tiers), *first]
    return answered._replace(reasons=(*first, *answered.reasons))


def unknown_in_protect(told: Told, lacking: frozenset[str]) -> bool:
    """Return whether something is missing that protect reads: the assessment only of women."""
    return bool(lacking & {"rsr", "risk"}) or (told.woman and "assessment" in lacking)


def with_protect(answered: Answer, figures: Figures, total: int) -> Answer:
    """Return the answer with the points and level of protect."""
    level = LEVEL[points.protect_level(figures, total)]
    why = reason("tier_protect", points=total, level=level)
    return answered._replace(protect_points=total, protect_level=level, reasons=(why, *answered.reasons))


def with_change(answered: Answer, figures: Figures, facts: Facts, total: int) -> Answer:
    """Return the answer with the points and level of change; none without a mandate or an assessment."""
    total = total if facts.mandate and facts.assessed else 0
    level = points.change_level(figures, facts.mandate, facts.assessed, total)
    why = change_reason(facts, total, level)
    return answered._replace(change_points=total, change_level=level, reasons=(why, *answered.reasons))


def factors(told: Told, book: Book, day: date) -> int:
    """Return how many factors of complexity count on `day`; one not named in the policy is refused."""
    known = book.on(day, f"{KEY}.complexity_factors").value
    unheard = told.complexity - set(known)
    if unheard:
        raise ValueError(f"{listed(sorted(unheard))} is no factor of complexity; known: {listed(known)}")
    return len(told.complexity)


def counts(told: Told, book: Book, day: date) -> bool | None:
    """Return whether there is an assessment that counts; None where that is not known."""
    if not told.assessed:
        return told.assessed
    completed = told.assessment.completed if told.assessment else None
    return needs.in_time(completed, book, day)


def missing(told: Told, counted: bool | None, mandate: bool) -> frozenset[str]:
    """Return which inputs are not known and matter."""
    looked_at = counted is None and (mandate or told.woman)
    scored = told.ogrs is None and mandate and counted is not False
    return frozenset(
        name
        for name, lacks in (
            ("rsr", told.rsr is None),
            ("risk", told.risk is Risk.UNKNOWN),
            ("assessment", looked_at),
            ("ogrs", scored),
        )
        if lacks
    )


def as_facts(told: Told, assessed: bool, mandate: bool, complexity: int) -> Facts:
    """Return the plain values of the arithmetic; what is not known stands at its lowest, to be tried."""
    assessment = told.assessment or Assessment(None, {})
    return Facts(
        rsr=told.rsr or 0,
        rosh=int(told.risk),
        mappa=told.mappa,
        complexity=complexity,
        woman=told.woman,
        parenting=assessment.parenting,
        self_control=assessment.self_control,
        enforcement=told.enforcement,
        mandate=mandate,
        assessed=assessed,
        needs=needs.in_order(assessment.needs),
        ogrs=told.ogrs or 0,
        iom=told.iom,
        withdrawn=told.withdrawn,
    )


def possible(
    figures: Figures, facts: Facts, lacking: frozenset[str], nothing_assessed: bool
) -> tuple[Tier, ...]:
    """Return the tiers that every value of what is missing leads to, the highest first."""
    tried = assessments_to_try(facts, nothing_assessed) if "assessment" in lacking else (facts,)
    levels = {
        (points.protect_level(figures, total), level)
        for one in tried
        for total in protect_totals(figures, one, lacking)
        for level in change_levels(figures, one, lacking)
    }
    tiers = {points.tier_of(figures, protect, change, facts.withdrawn) for protect, change in levels}
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


def protect_totals(figures: Figures, facts: Facts, lacking: frozenset[str]) -> Iterable[int]:
    """Return the points of protect for every value of RSR and risk that is not known."""
    rsr = (0, *(start for start, _, _ in figures.rsr)) if "rsr" in lacking else (facts.rsr,)
    risks = [risk for risk in Risk if risk] if "risk" in lacking else [Risk(facts.rosh)]
    for score, risk in product(rsr, risks):
        yield points.protect_total(points.protect(figures, facts._replace(rsr=score, rosh=int(risk))))


def change_levels(figures: Figures, facts: Facts, lacking: frozenset[str]) -> set[int]:
    """Return the change levels for every value of OGRS, and every sum of needs, that is not known."""
    steps = range(0, OGRS_MOST + 1, figures.ogrs_step) if "ogrs" in lacking else [facts.ogrs]
    change = [points.change(figures, facts._replace(ogrs=ogrs)) for ogrs in steps]
    return {
        points.change_level(figures, facts.mandate, facts.assessed, points.change_total(one))
        for one in change
    }
