"""The tier of protect and change, A0 to D3: what decides it, every step, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from befriend.policies import Book
from befriend.rules.tier import needs, points, protect_open, scores
from befriend.rules.tier.answers import Step, in_range, lacks, listed
from befriend.rules.tier.needs import Need, Sentence, Severity
from befriend.rules.tier.points import Facts, Figures
from befriend.rules.tier.steps import change_reason, change_steps, protect_steps
from befriend.rules.values import Reason, Risk, Tier, reason

KEY = needs.KEY
LEVEL = "ABCD"


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
    mappa: int | None  # 0 none, else the level 1 to 3
    complexity: frozenset[str] | None
    woman: bool
    enforcement: bool | None
    sentences: tuple[Sentence, ...]
    assessed: bool | None
    assessment: Assessment | None
    ogrs: int | None  # percent
    iom: bool | None
    withdrawn: bool | None


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
    lacking = missing(told, counted, mandate, marked=reckoned.withdrawn_is_marked)
    known = book.on(day, f"{KEY}.complexity_factors").value
    facts = as_facts(told, counted is True, mandate, factors(told, known))
    could_be = protect_open.possible(
        reckoned, facts, lacking, nothing_assessed=told.assessment is None, factors=len(known)
    )
    change = points.change(reckoned, facts)
    steps = (*protect_steps(reckoned, facts, lacking), *change_steps(change, facts, lacking))
    answered = Answer(
        tier=could_be[0] if len(could_be) == 1 else None,
        could_be=could_be,
        missing=tuple(sorted(lacking)),
        steps=steps,
        reasons=tuple(step.reason for step in steps if step.gave is not None),
    )
    if not lacking & {"ogrs", "iom", "assessment"}:
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
    reads = {"rsr", "risk", "mappa", "complexity", "enforcement"}
    return bool(lacking & reads) or (told.woman and "assessment" in lacking)


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


def factors(told: Told, known: Sequence[str]) -> int:
    """Return how many factors of complexity count; one not named in the policy is refused."""
    unheard = (told.complexity or frozenset()) - set(known)
    if unheard:
        raise ValueError(f"{listed(sorted(unheard))} is no factor of complexity; known: {listed(known)}")
    return len(told.complexity or ())


def counts(told: Told, book: Book, day: date) -> bool | None:
    """Return whether there is an assessment that counts; None where that is not known."""
    if not told.assessed:
        return told.assessed
    completed = told.assessment.completed if told.assessment else None
    return needs.in_time(completed, book, day)


def missing(told: Told, counted: bool | None, mandate: bool, *, marked: bool) -> frozenset[str]:
    """Return which inputs are not known and matter; `marked`: whether a tier says S on that day."""
    looked_at = counted is None and (mandate or told.woman)
    scored = mandate and counted is not False
    return frozenset(
        name
        for name, lacks in (
            ("rsr", told.rsr is None),
            ("risk", told.risk is Risk.UNKNOWN),
            ("mappa", told.mappa is None),
            ("complexity", told.complexity is None),
            ("enforcement", told.enforcement is None and told.woman),
            ("assessment", looked_at),
            ("ogrs", told.ogrs is None and scored),
            ("iom", told.iom is None and scored),
            ("withdrawn", told.withdrawn is None and marked),
        )
        if lacks
    )


def as_facts(told: Told, assessed: bool, mandate: bool, complexity: int) -> Facts:
    """Return the plain values of the arithmetic; what is not known stands at its lowest, to be tried."""
    assessment = told.assessment or Assessment(None, {})
    return Facts(
        rsr=told.rsr or 0,
        rosh=int(told.risk),
        mappa=told.mappa or 0,
        complexity=complexity,
        woman=told.woman,
        parenting=assessment.parenting,
        self_control=assessment.self_control,
        enforcement=bool(told.enforcement),
        mandate=mandate,
        assessed=assessed,
        needs=needs.in_order(assessment.needs),
        ogrs=told.ogrs or 0,
        iom=bool(told.iom),
        withdrawn=bool(told.withdrawn),
    )
