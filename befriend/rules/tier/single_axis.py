"""The tier on the single axis, A to G: which steps ask for what, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

from befriend.policies import Book
from befriend.rules.tier import axis, scores
from befriend.rules.tier.answers import Step, in_range, lacks, listed, unknown, years_before
from befriend.rules.tier.axis import ByBand, Facts, Figures, Steps
from befriend.rules.values import AxisTier, Coded, Reason, Risk, reason

KEY = "tier_single_axis"
NONE, BY_SCORE = "none", "by_score"
SEXUAL_FORMS = ("higher_score", "bands_of_both", "bands_of_contact")
PROVISIONAL_FORMS = (NONE, "first", "second")
SINCE_RELEASE = ("first_year", "first_five_years", "later", "not_released")
MARKS = ("domestic_abuse", "stalking", "child_protection", "sexual_offence")


class Kind(Coded):
    """How a score was made: from the record alone, or with an assessment."""

    UNKNOWN = axis.UNKNOWN_KIND
    STATIC = axis.STATIC
    DYNAMIC = axis.DYNAMIC


class Band(Coded):
    """The band of a score of sexual reoffending."""

    NOT_APPLICABLE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    VERY_HIGH = 4


class Told(NamedTuple):
    """What the rule is told; scores in millionths of a percent, NO_SCORE where there is none."""

    active: bool
    arp: int = scores.NO_SCORE
    arp_kind: Kind = Kind.UNKNOWN
    csrp: int = scores.NO_SCORE
    csrp_kind: Kind = Kind.UNKNOWN
    contact: int = scores.NO_SCORE
    contact_band: Band = Band.NOT_APPLICABLE
    images: int = scores.NO_SCORE
    images_band: Band = Band.NOT_APPLICABLE
    scored: date | None = None  # the day the scores were completed
    risk: Risk = Risk.UNKNOWN
    mappa: bool = False
    lifer: bool = False
    released: date | None = None  # the latest release
    marks: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """The tier (MISSING with what is missing), those it could be, every step, and why."""

    tier: AxisTier
    could_be: tuple[AxisTier, ...] = ()
    missing: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    reasons: tuple[Reason, ...] = ()
    provisional: bool = False


def figures(book: Book, day: date) -> Figures:
    """Return the tables of `day`."""

    def on(name: str) -> Any:
        return book.on(day, f"{KEY}.{name}").value

    table = on("reoffending")
    across = sorted((name for name in table[0] if name != "csrp_from"), key=scores.units, reverse=True)
    down = sorted(table, key=lambda row: scores.units(row["csrp_from"]), reverse=True)
    harm, marks, lifer = on("mappa_and_harm"), on("marks"), on("lifer")
    a, b, c, d = (number(marks[name]) for name in MARKS)
    first, five, later, never = (number(lifer[name]) for name in SINCE_RELEASE)
    return Figures(
        arp_floors=tuple(scores.units(name) for name in across),
        csrp_floors=tuple(scores.units(row["csrp_from"]) for row in down),
        cells=tuple(tuple(number(row[name]) for name in across) for row in down),
        sexual_form=SEXUAL_FORMS.index(on("sexual_form")),
        images_silence_csrp=on("images_silence_csrp"),
        sexual_score=by_score(on("sexual_score")),
        sexual_bands=by_five(on("sexual_bands"), Band),
        sexual_medium=by_score(on("sexual_medium")),
        image_bands=by_five(on("image_bands"), Band),
        with_mappa=by_five(harm["with_mappa"], Risk),
        without_mappa=by_five(harm["without"], Risk),
        lifer=(first, five, later, never),
        marks=(a, b, c, d),
        not_supervised_said=on("not_supervised_said"),
        provisional_form=PROVISIONAL_FORMS.index(on("provisional_form")),
    )


def number(word: str) -> int:
    """Return the number of a tier's word in a policy: 0 for none."""
    if word == BY_SCORE:
        return axis.BY_SCORE
    return 0 if word == NONE else int(AxisTier.from_code(word))


def by_score(rows: Sequence[Mapping[str, Any]]) -> axis.Rows:
    """Return rows of `from` and `tier`, the highest score first."""
    made = [(scores.units(row["from"]), number(row["tier"])) for row in rows]
    return tuple(sorted(made, reverse=True))


def by_five(table: Mapping[str, str], kind: type[Band] | type[Risk]) -> ByBand:
    """Return the tiers of a table by band or by risk; what it does not name adds nothing."""
    a, b, c, d, e = (number(table.get(each.code, NONE)) for each in kind)
    return (a, b, c, d, e)


def as_facts(told: Told, book: Book, day: date) -> Facts:
    """Return the plain values of the arithmetic, as known on `day`."""
    if not in_time(told.scored, book, day):
        told = told._replace(arp=-1, csrp=-1, contact=-1, images=-1)
    return Facts(
        active=told.active,
        arp=told.arp,
        arp_kind=int(told.arp_kind),
        csrp=told.csrp,
        csrp_kind=int(told.csrp_kind),
        contact=told.contact,
        contact_band=int(told.contact_band),
        images=told.images,
        images_band=int(told.images_band),
        rosh=int(told.risk),
        mappa=told.mappa,
        lifer=told.lifer,
        since_release=since_release(told.released, book, day),
        domestic_abuse="domestic_abuse" in told.marks,
        stalking="stalking" in told.marks,
        child_protection="child_protection" in told.marks,
        sexual_offence="sexual_offence" in told.marks,
    )


def in_time(scored: date | None, book: Book, day: date) -> bool:
    """Return whether scores are recent enough to count; those without a day are taken as recent."""
    if scored is None or book.on(day, f"{KEY}.old_scores_count").value:
        return True
    weeks: int = book.on(day, f"{KEY}.score_weeks").value
    return scored >= day - timedelta(weeks=weeks)


def since_release(released: date | None, book: Book, day: date, counted_on: date | None = None) -> int:
    """Return how long ago the latest release was, as a place in `SINCE_RELEASE`.

    `counted_on` is another day than that of the rules, for published cases only.
    """
    if released is None:
        return SINCE_RELEASE.index("not_released")
    counts = book.on(day, f"{KEY}.release_day_counts").value
    for place, years in enumerate((1, 5)):
        limit = years_before(counted_on or day, years)
        if released > limit or (counts and released == limit):
            return place
    return SINCE_RELEASE.index("later")


def answer(told: Told, book: Book, day: date) -> Answer:
    """Return the tier of one person on `day`, with every step; where an input is not known, the range.

    The tier is the highest any step asks for. Without one of the two scores of reoffending it is
    missing; a provisional tier comes with the tiers it could still become.
    """
    unheard = told.marks - set(MARKS)
    if unheard:
        raise ValueError(f"{listed(sorted(unheard))} is no mark; known: {listed(MARKS)}")
    tables, facts = figures(book, day), as_facts(told, book, day)
    if tables.not_supervised_said and not facts.active:
        return Answer(AxisTier.NOT_SUPERVISED, reasons=(reason("axis_not_supervised"),))
    every = axis.steps(tables, facts)
    lacking = missing(facts, every)
    steps = tuple(told_steps(every, facts, facts.arp >= 0 and facts.csrp >= 0))
    could_be = possible(tables, facts, frozenset(lacking))
    if lacking:
        said = (*map(lacks, lacking), in_range(words(could_be)))
        whole = (*said, *(step.reason for step in steps if step.gave is not None))
        return Answer(AxisTier.MISSING, could_be, lacking, steps, whole)
    tier = AxisTier(axis.tier(tables, facts))
    if not axis.provisional(tables, facts, every):
        return Answer(tier, (tier,), (), steps, tuple(whys(tier, steps)))
    open_still = reason("axis_provisional", cause=cause(facts), tiers=words(could_be))
    return Answer(tier, could_be, (), steps, (open_still, *whys(tier, steps)), provisional=True)


def words(tiers: Iterable[AxisTier]) -> str:
    """Return tiers for a sentence."""
    return listed([tier.code for tier in tiers])


def missing(facts: Facts, steps: Steps) -> tuple[str, ...]:
    """Return what the tier cannot be said without."""
    lacks = (
        ("arp", facts.arp < 0),
        ("csrp", facts.csrp < 0),
        ("contact_score_within_its_band", steps.sexual == axis.CONTRADICTS),
    )
    return tuple(name for name, lacking in lacks if lacking)


def told_steps(steps: Steps, facts: Facts, known: bool) -> Iterable[Step]:
    """Return every step that asks for a tier, and that whose scores are not known."""
    for name, tier in steps._asdict().items():
        if name == "reoffending" and not known:
            yield unknown("reoffending")
        elif name == "sexual" and tier == axis.CONTRADICTS:
            yield Step(name, None, reason("axis_contradicts", score=scores.words(facts.contact)))
        elif tier > 0:
            yield Step(name, AxisTier(tier).code, step_reason(name, AxisTier(tier).code, facts))


def step_reason(name: str, tier: str, facts: Facts) -> Reason:
    """Return why a step asks for a tier."""
    if name == "reoffending":
        arp, csrp = scores.words(facts.arp), scores.words(facts.csrp)
        return reason("axis_reoffending", arp=arp, csrp=csrp, tier=tier)
    if name != "mappa_and_harm":
        return reason("axis_step", step=name, tier=tier)
    risk = Risk(facts.rosh).code
    if facts.mappa:
        return reason("axis_mappa", risk=risk, tier=tier)
    return reason("axis_harm", risk=risk, tier=tier)


def whys(tier: AxisTier, steps: Sequence[Step]) -> Iterable[Reason]:
    """Return why the tier is what it is: the steps that decide it first."""
    yield from (step.reason for step in steps if step.gave == tier.code)
    yield from (step.reason for step in steps if step.gave != tier.code)


def cause(facts: Facts) -> str:
    """Return what makes a tier provisional, as a code."""
    if facts.rosh == Risk.UNKNOWN:
        return "risk_unknown"
    return "static_scores"


def possible(figures: Figures, facts: Facts, lacking: frozenset[str]) -> tuple[AxisTier, ...]:
    """Return the tiers that what is missing, static or unknown could lead to, the highest first."""
    arps = figures.arp_floors if facts.arp < 0 or facts.arp_kind == axis.STATIC else (facts.arp,)
    csrps = figures.csrp_floors if facts.csrp < 0 or facts.csrp_kind == axis.STATIC else (facts.csrp,)
    risks = [facts.rosh] if facts.rosh else [int(risk) for risk in Risk if risk]
    contradicted = "contact_score_within_its_band" in lacking
    medium = [score for score, _ in figures.sexual_medium] if contradicted else [facts.contact]
    tiers = {
        axis.tier(figures, facts._replace(arp=arp, csrp=csrp, rosh=risk, contact=contact))
        for arp, csrp, risk, contact in product(arps, csrps, risks, medium)
    }
    return tuple(AxisTier(tier) for tier in sorted(tiers, reverse=True))
