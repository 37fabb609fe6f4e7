"""The published cases of the tier service: its codes become our words here, and the published forms answer.

The cases say what the service answered with the rules of 2026-08-17. Their `calculation_date` is the day
from which releases are counted, since its tests count them from the day they run; of protect and change,
which counts no releases, it is the day of the rules. `day` beside the model, if there is one, is that
day in both. What the cases leave open is taken as the service takes it (`befriend.rules.tier.published`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from befriend import policies
from befriend.imports.vectors.comparing import compared, told_by
from befriend.imports.vectors.result import Result
from befriend.rules.tier import axis, needs, protect_and_change, published, scores, single_axis
from befriend.rules.tier.needs import Need, Requirement, Said, Sentence, Severity
from befriend.rules.tier.protect_and_change import Assessment
from befriend.rules.tier.single_axis import Band, Kind
from befriend.rules.values import AxisTier, Missing, Risk

Given = Mapping[str, Any]

UNDATED = date(2026, 8, 17)  # the day of the published version the cases were taken from
# What the published form breaks off with where the band contradicts the score, and what it is about.
CONTRADICTION = {"type": "IllegalStateException", "fields": ("dcSrp", "dcSrpBand")}

HISTORIC = "HREG"
RISKS = {"RLRH": Risk.LOW, "RMRH": Risk.MEDIUM, "RHRH": Risk.HIGH, "RVHR": Risk.VERY_HIGH}
MAPPA, MAPPA_LEVELS = "MAPP", {"M1": 1, "M2": 2, "M3": 3}
IOM, WITHDRAWN = "IIOM", "PRC"
FACTORS = {
    "RMDO": "mental_health",
    "ALSH": "self_harm",
    "RVLN": "vulnerability",
    "RCCO": "child_concerns",
    "RCPR": "child_protection",
    "RCHD": "risk_to_children",
    "RPIR": "public_interest",
    "RVAD": "adult_at_risk",
    "STRG": "street_gangs",
    "RTAO": "terrorism",
}
CUSTODY = {"NC", "SC"}
REQUIREMENTS = {"W": "unpaid_work", "W1": "order_extended"}
NEEDS = {
    "ACCOMMODATION": Need.ACCOMMODATION,
    "EDUCATION_TRAINING_AND_EMPLOYABILITY": Need.EDUCATION_AND_WORK,
    "RELATIONSHIPS": Need.RELATIONSHIPS,
    "LIFESTYLE_AND_ASSOCIATES": Need.LIFESTYLE,
    "DRUG_MISUSE": Need.DRUGS,
    "ALCOHOL_MISUSE": Need.ALCOHOL,
    "THINKING_AND_BEHAVIOUR": Need.THINKING,
    "ATTITUDES": Need.ATTITUDES,
    "FINANCIAL_MANAGEMENT_AND_INCOME": Need.FINANCE,
    "EMOTIONAL_WELL_BEING": Need.EMOTIONAL,
}
ANSWERS = {
    "Problem.None": Said.NO_PROBLEM,
    "Problem.Some": Said.SOME_PROBLEMS,
    "Problem.Significant": Said.SIGNIFICANT_PROBLEMS,
    "Problem.Missing": Said.MISSING,
    "YesNo.Yes": Said.YES,
    "YesNo.No": Said.NO,
    "YesNo.Unknown": Said.UNKNOWN,
    "Frequency.Never": Said.NEVER,
    "Frequency.Previous": Said.PREVIOUSLY,
    "Frequency.Currently": Said.CURRENTLY,
    "Frequency.Unknown": Said.FREQUENCY_UNKNOWN,
}
NOT_A_PROBLEM = {"", "0", "N", "NO", "NONE", "MISSING", "UNKNOWN", "NEVER"}
MARKS = {
    "hasDomesticAbuse": "domestic_abuse",
    "hasStalking": "stalking",
    "hasChildProtection": "child_protection",
    "everCommittedSexualOffence": "sexual_offence",
}
STEPS = {
    "REOFFENDING": "reoffending",
    "SEXUAL_REOFFENDING": "sexual",
    "MAPPA_ROSH": "mappa_and_harm",
    "LIFER_IPP": "lifer",
    "DOMESTIC_ABUSE": "domestic_abuse",
    "STALKING": "stalking",
    "CHILD_PROTECTION": "child_protection",
    "SEXUAL_OFFENCES": "sexual_offence",
}


def check(case: Mapping[str, Any], meta: Mapping[str, Any]) -> Result:  # noqa: ARG001
    """Return how one published case went: every field expected is compared with the answer."""
    # A case may be dated beside its `input` as well as in it.
    dated = {name: case[name] for name in ("calculation_date",) if name in case}
    return compared(case["expected"], ANSWER[case["model"]]({**dated, **told_by(case)}, case))


def rules_day(given: Given, case: Given) -> date:
    """Return the day whose rules a case runs under, where that is all its date may mean."""
    return day_of(case.get("day") or given.get("calculation_date")) or UNDATED


def day_of(text: str | None) -> date | None:
    """Return a day."""
    return date.fromisoformat(text) if text else None


def protect(given: Given, case: Given) -> dict[str, Any]:
    """Answer a case of protect and change."""
    day = rules_day(given, case)
    answer = published.tier_2021_04_20(told(given), policies.load(), day)
    return {
        "tier": answer.tier.code if answer.tier else None,
        "protect_points": answer.protect_points,
        "protect_level": answer.protect_level,
        "change_points": answer.change_points,
        "change_level": answer.change_level,
    }


def told(given: Given) -> protect_and_change.Told:
    """Return what a case of protect and change tells, in our words."""
    register = [each for each in given["registrations"] if each["code"] != HISTORIC]
    newest = sorted(register, key=lambda each: each.get("date") or "", reverse=True)
    codes = [each["code"].upper() for each in newest]
    ogrs = given["ogrs"]
    return protect_and_change.Told(
        rsr=None if given["rsr"] is None else scores.units(str(given["rsr"])),
        risk=next((RISKS[code] for code in codes if code in RISKS), Risk.UNKNOWN),
        mappa=next((level(each) for each in newest if level(each)), 0),
        complexity=frozenset(FACTORS[code] for code in codes if code in FACTORS),
        woman=str(given["gender"]).lower() == "female",
        enforcement=bool(given["previousEnforcementActivity"]),
        sentences=tuple(map(sentence, given["convictions"])),
        assessed=given["assessment"] is not None,
        assessment=assessment(given["assessment"]),
        ogrs=None if ogrs is None else int(Decimal(str(ogrs).rstrip("%"))),
        iom=IOM in codes,
        withdrawn=WITHDRAWN in codes,
    )


def level(registration: Given) -> int:
    """Return the MAPPA level of an entry of the register, 0 for none."""
    if registration["code"] != MAPPA:
        return 0
    return MAPPA_LEVELS.get((registration.get("level") or "").upper(), 0)


def sentence(given: Given) -> Sentence:
    """Return a conviction as far as a mandate for change looks at it."""
    requirements = tuple(
        Requirement(REQUIREMENTS.get(each["code"], "other"), bool(each["restrictive"]))
        for each in given.get("requirements") or ()
    )
    return Sentence(given["sentenceTypeCode"] in CUSTODY, bool(given["terminated"]), requirements)


def assessment(given: Given | None) -> Assessment | None:
    """Return an assessment; that there is none is a fact of its own."""
    if given is None:
        return None
    severities = {
        NEEDS[name]: Severity.from_code(word.lower()) for name, word in (given.get("needs") or {}).items()
    }
    parenting, self_control = women(given.get("additionalFactors") or {})
    return Assessment(day_of(given.get("completed")), severities, parenting, self_control)


def women(factors: Given) -> tuple[bool, bool]:
    """Return whether parenting, and impulsivity or temper, are answered with a problem."""
    parenting = problem(factors.get("PARENTING_RESPONSIBILITIES"))
    return parenting, problem(factors.get("IMPULSIVITY")) or problem(factors.get("TEMPER_CONTROL"))


def problem(answer: object) -> bool:
    """Return whether an answer is one that scores: Yes, Some, Significant, 1, 2."""
    return answer is not None and str(answer).rsplit(".", 1)[-1].upper() not in NOT_A_PROBLEM


def women_only(given: Given, case: Given) -> dict[str, Any]:
    """Answer a case of the points that only women get."""
    factors = given["additionalFactors"]
    parenting, self_control = women(factors or {})
    asked = protect_and_change.Told(
        rsr=0,
        risk=Risk.LOW,
        mappa=0,
        complexity=frozenset(),
        woman=bool(given["female"]),
        enforcement=bool(given["previousEnforcementActivity"]),
        sentences=(),
        assessed=factors is not None,
        assessment=Assessment(None, {}, parenting, self_control),
        ogrs=0,
        iom=False,
        withdrawn=False,
    )
    answer = protect_and_change.answer(asked, policies.load(), rules_day(given, case))
    return {"points": next((step.gave for step in answer.steps if step.name == "women"), 0)}


def severity(given: Given, case: Given) -> dict[str, Any]:
    """Answer a case of one section of an assessment."""
    found = needs.severity(
        NEEDS[given["section"]],
        [ANSWERS[answer] for answer in given["answers"].values()],
        "new_form" if given["san"] else "oasys",
        policies.load(),
        rules_day(given, case),
    )
    if isinstance(found, Missing):
        return {"score": None, "severity": None}
    return {"score": found.score, "severity": found.severity.name}


def single(given: Given, case: Given) -> dict[str, Any]:
    """Answer a case of the single axis: the rules of the version, releases counted from the case's day."""
    book, day = policies.load(), day_of(case.get("day")) or UNDATED
    counted_on = day_of(given.get("calculation_date")) or day
    told = axis_told(given)
    facts = single_axis.as_facts(told, book, day)._replace(
        since_release=single_axis.since_release(told.released, book, day, counted_on)
    )
    tier = published.axis_tier_2026_03_16(facts, book, day)
    if tier is None:
        return {"error": CONTRADICTION}
    tables = single_axis.figures(book, day)
    has_tier = tier not in {AxisTier.MISSING, AxisTier.NOT_SUPERVISED}
    provisional = has_tier and axis.provisional(tables, facts, axis.steps(tables, facts))
    return {"tier": tier.code.upper(), "provisional": provisional}


def axis_told(given: Given) -> single_axis.Told:
    """Return what a case of the single axis tells, in our words."""
    return single_axis.Told(
        active=given.get("hasActiveEvent", True),
        arp=score(given.get("arp")),
        arp_kind=kind(given.get("arpType")),
        csrp=score(given.get("csrp")),
        csrp_kind=kind(given.get("csrpType")),
        contact=score(given.get("dcSrp")),
        contact_band=band(given.get("dcSrpBand")),
        images=score(given.get("iicSrp")),
        images_band=band(given.get("iicSrpBand")),
        risk=risk(given.get("rosh")),
        mappa=given.get("mappaCategory") is not None,
        lifer=given.get("hasLiferIpp", False),
        released=day_of(given.get("latestReleaseDate")),
        marks=frozenset(mark for name, mark in MARKS.items() if given.get(name)),
    )


def score(given: object) -> int:
    """Return a score in millionths of a percent, or NO_SCORE."""
    return scores.NO_SCORE if given is None else scores.units(str(given))


def kind(given: str | None) -> Kind:
    """Return how a score was made."""
    return Kind.from_code(given.lower()) if given else Kind.UNKNOWN


def band(given: str | None) -> Band:
    """Return a band; a score without one does not count, as if it were not applicable."""
    return Band.from_code(given.lower()) if given else Band.NOT_APPLICABLE


def risk(given: str | None) -> Risk:
    """Return the risk of serious harm."""
    return Risk.from_code(given.lower()) if given else Risk.UNKNOWN


def provisional(given: Given, case: Given) -> dict[str, Any]:
    """Answer a case that gives what each step asked for, and wants to know whether that is provisional."""
    book, day = policies.load(), day_of(case.get("day")) or UNDATED
    facts = single_axis.as_facts(axis_told(given), book, day)
    reached = dict.fromkeys(axis.Steps._fields, 0)
    for name, tier in given["stepResults"].items():
        reached[STEPS[name]] = int(AxisTier.from_code(tier)) if tier else 0
    return {"provisional": axis.provisional(single_axis.figures(book, day), facts, axis.Steps(**reached))}


ANSWER: Mapping[str, Callable[[Given, Given], dict[str, Any]]] = {
    "v2": protect,
    "v3": single,
    "v3-provisional": provisional,
    "v2-women-factors": women_only,
    "v2-need-severity": severity,
}
MODELS = tuple(ANSWER)
