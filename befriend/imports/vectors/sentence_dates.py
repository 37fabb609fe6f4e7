"""Published cases of release dates: their codes in our words, and how our dates compare."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from befriend import policies
from befriend.imports.vectors.result import Result, failed, not_applicable, passed
from befriend.rules.release import calculation
from befriend.rules.release.law import Law, law
from befriend.rules.release.length import Length, on, period
from befriend.rules.release.values import (
    Adjusted,
    Adjustment,
    Dates,
    Exclusion,
    Kind,
    Movement,
    Recall,
    RecallKind,
    Sentence,
    Situation,
)
from befriend.rules.values import Missing

MODELS = ("sentence-single", "sentence-multiple")

KINDS = {
    "SDS": Kind.STANDARD,
    "EDS": Kind.EXTENDED,
    "SOPC": Kind.PARTICULAR_CONCERN,
    "DTO": Kind.DETENTION_TRAINING,
    "AFINE": Kind.FINE_DEFAULT,
    "BOTUS": Kind.SUPERVISION_BREACH,
}
RECALLS = {
    "STANDARD_RECALL": RecallKind.STANDARD,
    "FIXED_TERM_RECALL_14": RecallKind.FIXED_14,
    "FIXED_TERM_RECALL_28": RecallKind.FIXED_28,
    "FIXED_TERM_RECALL_56": RecallKind.FIXED_56,
}
EXCLUSIONS = {
    "SEXUAL": Exclusion.SEXUAL,
    "VIOLENT": Exclusion.VIOLENT,
    "DOMESTIC_ABUSE": Exclusion.DOMESTIC_ABUSE,
    "NATIONAL_SECURITY": Exclusion.NATIONAL_SECURITY,
    "TERRORISM": Exclusion.TERRORISM,
    "SEXUAL_T3": Exclusion.SEXUAL_ADDED,
    "DOMESTIC_ABUSE_T3": Exclusion.DOMESTIC_ABUSE_ADDED,
    "MURDER_T3": Exclusion.MURDER_ADDED,
    "PROGRESSION_MODEL_SCHEDULE_13_PART_3": Exclusion.SCHEDULE_13,
    "SA2026_PROGRESSION_MODEL_SCHEDULE": Exclusion.SCHEDULE_2026,
}
ADJUSTED = {
    "REMAND": Adjusted.REMAND,
    "TAGGED_BAIL": Adjusted.TAGGED_BAIL,
    "RECALL_REMAND": Adjusted.RECALL_REMAND,
    "RECALL_TAGGED_BAIL": Adjusted.RECALL_TAGGED_BAIL,
    "ADDITIONAL_DAYS_AWARDED": Adjusted.ADDED,
    "RESTORATION_OF_ADDITIONAL_DAYS_AWARDED": Adjusted.RESTORED,
    "UNLAWFULLY_AT_LARGE": Adjusted.AT_LARGE,
}
MOVES = {"HDC": "curfew", "ERS": "removal", "ECSL": "end_of_custody", "FAILED_ERS_REMOVAL": "failed_removal"}
CHANGES = {"two_fifths": "SDS_40", "one_third": "SDS_PROGRESSION_MODEL", "fixed_term_56": "FTR_56"}
REFUSALS = {
    "release_refused_used_up": "RELEASE_DATE_BEFORE_SENTENCE_DATE",
    "release_refused_by_hand": "PROGRESSION_MODEL_UNSUPPORTED_EXTINGUISHED_SENTENCE",
    "release_refused_overlap": "REMAND_OVERLAPS_WITH_SENTENCE",
    "release_refused_told_twice": "REMAND_OVERLAPS_WITH_REMAND",
    "release_refused_schedule_2026": "PROGRESSION_MODEL_SCHEDULE_EXCLUSION",
    "release_refused_added_late": "ADJUSTMENT_AFTER_RELEASE_ADA",
    "release_refused_restored_late": "ADJUSTMENT_AFTER_RELEASE_RADA",
    "release_refused_out": "UNSUPPORTED_OUT_OF_CUSTODY_AT_PROGRESSION_MODEL_COMMENCEMENT",
    "release_refused_first_tranche": "PROGRESSION_TRANCHE_ONE_ALLOCATION",
    "release_refused_between_tranches": "UNSUPPORTED_SDS40_CONSECUTIVE_SDS_BETWEEN_TRANCHE_COMMENCEMENTS",
    "release_refused_harm_order": "UNABLE_TO_DETERMINE_SHPO_RELEASE_PROVISIONS",
    "release_refused_14_long": "FTR_14_DAYS_SENTENCE_GE_12_MONTHS",
    "release_refused_28_short": "FTR_28_DAYS_SENTENCE_LT_12_MONTHS",
    "release_refused_type_28_short": "FTR_TYPE_28_DAYS_SENTENCE_LT_12_MONTHS",
    "release_refused_type_14_long": "FTR_TYPE_14_DAYS_SENTENCE_GE_12_MONTHS",
    "release_refused_14_chain": "FTR_14_DAYS_AGGREGATE_GE_12_MONTHS",
    "release_refused_28_chain": "FTR_28_DAYS_AGGREGATE_LT_12_MONTHS",
    "release_refused_type_28_chain": "FTR_TYPE_28_DAYS_AGGREGATE_LT_12_MONTHS",
    "release_refused_type_14_chain": "FTR_TYPE_14_DAYS_AGGREGATE_GE_12_MONTHS",
    "release_refused_14_mixed": "FTR_TYPE_14_DAYS_SENTENCE_GT_12_MONTHS",
    "release_refused_14_gap": "FTR_TYPE_14_DAYS_SENTENCE_GAP_GT_14_DAYS",
    "release_refused_28_gap": "FTR_TYPE_28_DAYS_SENTENCE_GAP_LT_14_DAYS",
}
TODAY = date(2026, 8, 20)  # the day the published cases are of


def check(case: Mapping[str, Any], meta: Mapping[str, Any]) -> Result:  # noqa: ARG001 the laws are ours
    """Return whether every field a case expects is met."""
    expected = case["expected"]
    if "error" in expected:
        return not_applicable("the case expects an error of what was stored before, which it does not hold")
    answer = calculation.under(situation(case), law_of(case))
    if isinstance(answer, Missing):
        return failed(f"no dates without {answer.what}")
    wrong = [said for name, value in expected.items() if (said := differs(name, value, answer))]
    return failed("; ".join(wrong)) if wrong else passed()


def law_of(case: Mapping[str, Any]) -> Law:
    """Return the law a case is decided under: by its profile and what it switches on."""
    told = base(case["profile"])
    on_or_off = case.get("toggles") or {}
    told = told._replace(supervision=not on_or_off.get("applyPostRecallRepealRules", False))
    suspended = on_or_off.get("adultHdcSuspended", False)
    told = told._replace(
        schedule_2026=on_or_off.get("progressionModelScheduleExclusionEnabled", False),
        used_up_by_hand=on_or_off.get("routePreProgressionExtinguishedSentenceToManual", False),
        first_tranche_by_hand=on_or_off.get("progressionTrancheOneManualJourney", False),
        schedule_by_hand=on_or_off.get("routeProgressionModelScheduleExclusionToManual", False),
        curfew_suspended=suspended,
    )
    ends = suspended or on_or_off.get("applyPostHdcedRepealRules", False)
    return told if ends else told._replace(curfew_ends=None)


@cache
def base(profile: str) -> Law:
    """Return the law of a profile, as `meta.profiles` tells it.

    The cases were run where no bank holiday is known: one that lets out on such a day shows it.
    """
    today = law(policies.load(), TODAY)._replace(holidays=frozenset())
    if profile == "sds-50":
        return today._replace(two_fifths=None, added_exclusions=None, one_third=None)
    return today if profile.startswith("sds-progression-model") else today._replace(one_third=None)


def situation(case: Mapping[str, Any]) -> Situation:
    """Return what a case says of one person; days of other kinds are not part of the calculation."""
    return Situation(
        born=day(case["dob"]) or date.min,
        sentences=tuple(sentence(each) for each in case["sentences"]),
        adjustments=tuple(
            adjustment(each) for each in case.get("adjustments") or () if each["type"] in ADJUSTED
        ),
        movements=tuple(movement(each) for each in case.get("movements") or ()),
        returned=day(case.get("return_to_custody")),
        removable=bool(case.get("ersed")),
        registered=bool(case.get("active_sex_offender")),
        recall_days=int((case.get("ftr") or {}).get("recallLength") or 0),
        recall_from=day((case.get("ftr") or {}).get("returnToCustodyDate")),
    )


def sentence(told: Mapping[str, Any]) -> Sentence:
    """Return one sentence of a case."""
    follows = told.get("consecutive_to") or [""]
    return Sentence(
        id=told["id"],
        kind=KINDS[told["type"]],
        sentenced=date.fromisoformat(told["sentenced"]),
        offence=day(told.get("offence_date")),
        length=length(told.get("duration") or told.get("custodial") or ""),
        extension=length(told.get("extension") or ""),
        follows=follows[0],
        recall=recall(told.get("recall")),
        plus=bool(told.get("sds_plus")),
        plus_today=bool(told.get("sds_plus_eligible_today")),
        youth=bool(told.get("section250")),
        automatic=bool(told.get("automaticRelease")),
        two_thirds_parole=bool(told.get("sdopcu18")),
        exclusions=frozenset(EXCLUSIONS[name] for name in told.get("exclusions") or () if name != "NO"),
        offence_code=told.get("offence_code") or "",
        fine=int(told.get("fineAmount") or 0),
        supervision_until=day(told.get("latestTusedDate")),
    )


def recall(told: Mapping[str, Any] | None) -> Recall | None:
    """Return the recall of a sentence."""
    if not told:
        return None
    revoked, returned = day(told.get("revocationDate")), day(told.get("returnToCustodyDate"))
    return Recall(RECALLS[told["recallType"]], revoked, returned)


def adjustment(told: Mapping[str, Any]) -> Adjustment:
    """Return days off or on; what has no number of days is 0."""
    first, last = day(told.get("from")), day(told.get("to"))
    applies = date.fromisoformat(told.get("applies_from") or told["from"])
    return Adjustment(ADJUSTED[told["type"]], int(told.get("days") or 0), applies, first, last)


def movement(told: Mapping[str, Any]) -> Movement:
    """Return a movement out of custody or back."""
    moved = date.fromisoformat(told["movementDate"])
    why = told.get("movementReason") or ""
    return Movement(moved, told["direction"] == "OUT", MOVES.get(why, why.lower()))


def length(text: str) -> Length:
    """Return a length such as `2y 6m`."""
    units = {"y": 0, "m": 0, "w": 0, "d": 0}
    for number, unit in re.findall(r"(\d+)\s*([ymwd])", text):
        units[unit] += int(number)
    return Length(units["y"], units["m"], units["w"], units["d"])


def day(text: str | None) -> date | None:
    """Return a day, or None."""
    return date.fromisoformat(text.strip()) if text else None


def differs(name: str, value: Any, answer: Dates) -> str:
    """Return how one expected field differs from our answer, or nothing."""
    ours: Any = answered(name, answer)
    if name == "validation":
        wanted = set(value.split("|"))
        said = "|".join(sorted(ours)) or "none"
        return "" if wanted <= ours else f"validation: {value} expected, {said} answered"
    if name == "dates":
        return differing_dates(value, ours)
    return "" if ours == value else f"{name}: {value} expected, {ours} answered"


def differing_dates(value: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Return which dates differ."""
    kinds = sorted({*value, *ours})
    wrong = [f"{kind}: {value.get(kind, 'none')} expected, {ours.get(kind, 'none')} answered"
             for kind in kinds if day(value.get(kind)) != day(ours.get(kind))]  # fmt: skip
    return ", ".join(wrong)


def answered(name: str, answer: Dates) -> Any:
    """Return our answer to one expected field, in the words of the case."""
    if name == "dates":
        return {kind.code: found.day.isoformat() for kind, found in answer.found.items()}
    if name == "validation":
        return {REFUSALS[why.code] for why in answer.refused}
    if name == "length":
        return written(period(answer.start, on(answer.end, 1)))
    if name == "trancheAllocationByLegislationName":
        return {CHANGES[change]: tranche_name(change, number) for change, number in answer.tranches.items()}
    if name in ("sdsEarlyReleaseTranche", "sdsEarlyReleaseAllocatedTranche"):
        return f"TRANCHE_{answer.tranches.get('two_fifths', 0)}"
    if name == "affectedBySds40":
        return "two_fifths" in answer.affected
    if name == "affectedByProgressionModel":
        return "one_third" in answer.affected
    return None


def tranche_name(change: str, number: int) -> str:
    """Return a tranche as the cases name it."""
    return f"FTR_56_TRANCHE_{number}" if change == "fixed_term_56" else f"TRANCHE_{number}"


def written(length: Length) -> str:
    """Return a length as an ISO 8601 period."""
    pieces = [(length.years, "Y"), (length.months, "M"), (length.days, "D")]
    return "P" + ("".join(f"{number}{unit}" for number, unit in pieces if number) or "0D")
