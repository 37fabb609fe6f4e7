"""Asking for a tier: protect and change, the single axis, and how severe a need is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules.named import ByCode, Rule
from befriend.rules.tier import axis_open, needs, protect_and_change, scores, single_axis
from befriend.rules.tier.needs import Need, Said, Severity
from befriend.rules.tier.single_axis import Band, Kind
from befriend.rules.values import Missing, Risk, reason

Percent = Annotated[Decimal, Field(ge=0, le=scores.WHOLE, description="Percent, as it was published.")]


class GivenRequirement(Form):
    """A requirement of an order."""

    kind: str = Field(description="What kind, such as unpaid_work, order_extended, rehabilitation.")
    restrictive: bool = Field(description="Whether it restricts the person, as a curfew does.")


class GivenSentence(Form):
    """A sentence, as far as a mandate for change depends on it."""

    custodial: bool = Field(description="Whether it is custody, served or on licence.")
    ended: bool = Field(default=False, description="Whether it has ended.")
    requirements: tuple[GivenRequirement, ...] = Field(default=(), description="Its requirements.")


class GivenAssessment(Form):
    """An assessment."""

    completed: date | None = Field(default=None, description="The day it was completed.")
    needs: dict[Annotated[Need, ByCode()], Annotated[Severity, ByCode()]] = Field(
        default_factory=dict, description="How severe each need is; a need not named counts as none."
    )
    parenting: bool = Field(default=False, description="Question 6.9: parenting responsibilities.")
    self_control: bool = Field(default=False, description="Questions 11.2 and 11.4: impulsivity or temper.")


class GivenProtectAndChange(Form):
    """What the tier of protect and change depends on. What is not known is left out, or null."""

    rsr: Percent | None = Field(default=None, description="The score of serious reoffending (RSR), percent.")
    risk: Annotated[Risk, ByCode()] = Field(default=Risk.UNKNOWN, description="Risk of serious harm.")
    mappa: int | None = Field(default=None, ge=0, le=3, description="The level of MAPPA, 0 for none.")
    complexity: frozenset[str] | None = Field(
        default=None, description="Factors of complexity, such as mental_health; none is an empty list."
    )
    woman: bool = Field(description="Whether the points for women are given.")
    enforcement: bool | None = Field(
        default=None,
        description="Of a woman: a breach or recall on a conviction active or ended within a year.",
    )
    sentences: tuple[GivenSentence, ...] = Field(description="Every sentence; none is an empty list.")
    assessed: bool | None = Field(default=None, description="Whether there is an assessment; null: unknown.")
    assessment: GivenAssessment | None = Field(default=None, description="The assessment, if there is one.")
    ogrs: int | None = Field(default=None, ge=0, le=100, description="The score of reoffending (OGRS).")
    iom: bool | None = Field(default=None, description="Whether in integrated offender management.")
    withdrawn: bool | None = Field(default=None, description="Whether supervision was withdrawn (S).")


class GivenAxis(Form):
    """What the tier on the single axis depends on. What is not known is left out, or null."""

    active: bool = Field(description="Whether there is an active sentence.")
    arp: Percent | None = Field(default=None, description="The score of reoffending (ARP), percent.")
    arp_kind: Annotated[Kind, ByCode()] = Field(default=Kind.UNKNOWN, description="How ARP was made.")
    csrp: Percent | None = Field(default=None, description="The score of serious reoffending (CSRP).")
    csrp_kind: Annotated[Kind, ByCode()] = Field(default=Kind.UNKNOWN, description="How CSRP was made.")
    contact: Percent | None = Field(default=None, description="Contact sexual reoffending (DC-SRP).")
    contact_band: Annotated[Band, ByCode()] = Field(
        default=Band.NOT_APPLICABLE, description="The band of DC-SRP."
    )
    images: Percent | None = Field(default=None, description="Image sexual reoffending (IIC-SRP).")
    images_band: Annotated[Band, ByCode()] = Field(
        default=Band.NOT_APPLICABLE, description="The band of IIC-SRP."
    )
    scored: date | None = Field(default=None, description="The day the scores were completed.")
    risk: Annotated[Risk, ByCode()] = Field(default=Risk.UNKNOWN, description="Risk of serious harm.")
    mappa: bool | None = Field(default=None, description="Whether under MAPPA, whatever the category.")
    lifer: bool | None = Field(
        default=None, description="A life sentence, or one for public protection (IPP)."
    )
    released: date | None = Field(default=None, description="The day of the latest release.")
    never_released: bool | None = Field(
        default=None, description="Of a life sentence: true where there was no release yet."
    )
    marks: frozenset[Literal["domestic_abuse", "stalking", "child_protection", "sexual_offence"]] | None = (
        Field(default=None, description="Marks on the record; none is an empty list.")
    )


class GivenNeed(Form):
    """A section of an assessment with its answers."""

    need: Annotated[Need, ByCode()] = Field(description="Which section.")
    form: Literal["oasys", "new_form"] = Field(default="oasys", description="Which form of assessment.")
    answers: tuple[Annotated[Said, ByCode()], ...] = Field(description="What was answered, in any order.")


def protect_and_change_told(given: GivenProtectAndChange) -> protect_and_change.Told:
    """Return what was given as the rule's plain values."""
    if (given.assessed is not True) and given.assessment is not None:
        raise ValueError("an assessment is given, so `assessed` should be true")
    return protect_and_change.Told(
        rsr=None if given.rsr is None else scores.units(given.rsr),
        risk=given.risk,
        mappa=given.mappa,
        complexity=given.complexity,
        woman=given.woman,
        enforcement=given.enforcement,
        sentences=tuple(sentence(each) for each in given.sentences),
        # An assessment of which nothing is told is as good as one that is not known.
        assessed=None if given.assessed and given.assessment is None else given.assessed,
        assessment=assessment(given.assessment),
        ogrs=given.ogrs,
        iom=given.iom,
        withdrawn=given.withdrawn,
    )


def sentence(given: GivenSentence) -> needs.Sentence:
    """Return one sentence as the rule's plain values."""
    requirements = tuple(needs.Requirement(each.kind, each.restrictive) for each in given.requirements)
    return needs.Sentence(given.custodial, given.ended, requirements)


def assessment(given: GivenAssessment | None) -> protect_and_change.Assessment | None:
    """Return the assessment as the rule's plain values."""
    if given is None:
        return None
    return protect_and_change.Assessment(given.completed, given.needs, given.parenting, given.self_control)


def axis_told(given: GivenAxis) -> single_axis.Told:
    """Return what was given as the rule's plain values."""
    return single_axis.Told(
        active=given.active,
        arp=scores.units_or_none(given.arp),
        # How a score was made is not known: it may still rise, as one made from the record alone.
        arp_kind=given.arp_kind or Kind.STATIC,
        csrp=scores.units_or_none(given.csrp),
        csrp_kind=given.csrp_kind or Kind.STATIC,
        contact=scores.units_or_none(given.contact),
        contact_band=given.contact_band,
        images=scores.units_or_none(given.images),
        images_band=given.images_band,
        scored=given.scored,
        risk=given.risk,
        mappa=bool(given.mappa),
        lifer=bool(given.lifer),
        released=given.released,
        marks=frozenset[str](given.marks or ()),
    )


def answer_protect_and_change(given: GivenProtectAndChange, day: date, book: Book) -> Mapping[str, Any]:
    """Return the tier of protect and change, or the range, with every step.

    Protect (A to D) adds points for the higher of the score of serious reoffending (RSR) and the risk of
    serious harm, for the level of MAPPA, for each factor of complexity, and of women for parenting,
    self-control and enforcement. Change (0 to 3) is 0 without a mandate: custody, or a requirement to work
    on something. Without an assessment that counts it has a level of its own; with one it adds the needs,
    the score of reoffending (OGRS) and integrated offender management. An S says that supervision was
    withdrawn. What is left out is not known, never no: it is tried with every value it may have. Where all
    lead to one tier that is the tier, else the answer names what is missing and the tiers it could be.
    """
    return tidied(protect_and_change.answer(protect_and_change_told(given), book, day)._asdict())


def answer_axis(given: GivenAxis, day: date, book: Book) -> Mapping[str, Any]:
    """Return the tier on the single axis, with every step.

    Eight steps each ask for a tier or for nothing: the two scores of reoffending by a table, sexual
    reoffending by its band, risk of serious harm with or without MAPPA, a life or public protection
    sentence by the time since release, domestic abuse, stalking, child protection, and a sexual offence
    ever. The highest wins, and G where none asks for more. Without one of the two scores the tier is
    missing. What is left out is not known, never no: it is tried with every value it may have, and where
    they lead to different tiers the tier is missing, with what is missing and the tiers it could be. A tier
    is provisional while a score made from the record alone (or it is not known how), or a risk that is not
    known, could still raise it; then the answer has the tiers it could become.
    """
    options = axis_open.options(axis_told(given), axis_unknown(given), book, day)
    return tidied(axis_open.answer(options, book, day)._asdict())


def axis_unknown(given: GivenAxis) -> frozenset[str]:
    """Return what is not known of somebody, besides the scores of reoffending and the risk."""
    unreleased = given.lifer is not False and given.released is None and not given.never_released
    band_alone = given.contact is None and given.contact_band is not Band.NOT_APPLICABLE
    unknown = {
        "mappa": given.mappa is None,
        "lifer": given.lifer is None,
        "released": unreleased,
        "marks": given.marks is None,
        "contact": band_alone,
    }
    return frozenset(name for name, lacking in unknown.items() if lacking)


def tidied(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer without an empty `missing`."""
    return {name: value for name, value in answer.items() if name != "missing" or value}


def answer_need(given: GivenNeed, day: date, book: Book) -> Mapping[str, Any]:
    """Return the score and severity of a section, or what is missing.

    Every answer scores 0, 1 or 2; the sum is held against the two limits of the section, which the shorter
    new form of assessment has of its own.
    """
    found = needs.severity(given.need, given.answers, given.form, book, day)
    if isinstance(found, Missing):
        return {"missing": found.what, "could_be": list(Severity)}
    why = reason("tier_need", **{**found._asdict(), "severity": found.severity.code})
    return {**found._asdict(), "reasons": [why]}


PROTECT_AND_CHANGE = (
    "rsr_points", "rosh_points", "mappa_points", "complexity_factors", "complexity_points",
    "women_points", "protect_levels", "need_weights", "ogrs_step", "iom_points", "change_levels",
    "no_assessment_level", "mandate_excludes", "assessment_weeks", "old_assessments_count",
    "withdrawn_is_marked",
)  # fmt: skip
AXIS = (
    "reoffending", "old_scores_count", "score_weeks", "sexual_form", "images_silence_csrp",
    "sexual_score", "sexual_bands", "sexual_medium", "image_bands", "mappa_and_harm", "lifer",
    "release_day_counts", "marks", "not_supervised_said", "provisional_form",
)  # fmt: skip

RULES = (
    Rule(
        name="tier.protect_and_change",
        title="The tier of protect (A to D) and change (0 to 3)",
        given=GivenProtectAndChange,
        answer=answer_protect_and_change,
        policies=tuple(f"{needs.KEY}.{name}" for name in PROTECT_AND_CHANGE),
        changed=(
            (date(2021, 4, 21), "An order extended gives no mandate for change any more."),
            (date(2021, 5, 25), "Level A begins at 300 points and no longer at 30."),
            (date(2021, 5, 28), "Level A begins at 150 points."),
            (date(2024, 1, 19), "An assessment counts however old it is; before, for 55 weeks."),
            (date(2024, 5, 28), "An S says that supervision was withdrawn."),
        ),
        doubtful=(
            "A score of serious reoffending between 6.99 and 7.00, of exactly 99.99, or of 100 and more "
            "gets no points; a proposal mends it.",
            "Somebody never assessed gets change level 2, more than many who were.",
            "A need that was not assessed counts as none.",
            "Before April 2021 the form is not known here, and the day of a change is that of the "
            "published code, which may have come into use a little later.",
            "The days of May 2021 on which level A began at 300 are read from a span of four days.",
            "The published form takes an unknown score, risk, mark or factor for the lowest; this rule "
            "does not.",
        ),
    ),
    Rule(
        name="tier.single_axis",
        title="The tier on the single axis (A to G)",
        given=GivenAxis,
        answer=answer_axis,
        policies=tuple(f"{single_axis.KEY}.{name}" for name in AXIS),
        changed=(
            (date(2026, 3, 16), "The single axis begins beside protect and change."),
            (date(2026, 3, 18), "Scores count however old they are."),
            (date(2026, 3, 23), "Scores of sexual reoffending are read by their bands."),
            (date(2026, 3, 30), "A higher image score no longer silences serious reoffending (CSRP)."),
            (date(2026, 4, 1), "Image reoffending is no longer read."),
            (date(2026, 4, 23), "Nobody without an active sentence has a tier."),
            (date(2026, 6, 8), "Tiers may be missing or provisional; lifers B, D or E; sexual offences E."),
            (date(2026, 6, 18), "Risk not known under MAPPA asks for E; fewer tiers are provisional."),
        ),
        doubtful=(
            "In the medium band of contact sexual reoffending 2.10 is C and 2.11 is D: two sets of limits, "
            "with and without reduction of risk, stand in one list.",
            "A medium band with a score under 0.60 contradicts itself; the published form breaks off, this "
            "rule says so and gives the range.",
            "Until June 2026 the published form took a missing score for 0; this rule never does.",
            "Between 8 and 18 June 2026 the form is read from the version of those days that is kept.",
            "Whether scores of a standalone assessment count is decided before this rule: since 6 August "
            "2026 they do.",
            "No weights for the tiers A to G are published, so they carry no points of work.",
        ),
    ),
    Rule(
        name="tier.need_severity",
        title="How severe a need is by the answers of an assessment",
        given=GivenNeed,
        answer=answer_need,
        policies=(f"{needs.KEY}.need_limits",),
        changed=((date(2025, 5, 20), "The shorter new form has limits of its own."),),
        doubtful=(
            "A section in which everything is missing has no score, but where a frequency is answered "
            "with not known the published form takes the section for answered.",
        ),
    ),
)
