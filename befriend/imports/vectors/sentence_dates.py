"""Published cases of release dates: how our dates compare with those expected, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from befriend.imports.vectors.result import Result, failed, not_applicable, passed
from befriend.imports.vectors.sentence_law import law_of
from befriend.imports.vectors.sentence_told import day, situation
from befriend.rules.release import calculation
from befriend.rules.release.length import Length, on, period
from befriend.rules.release.values import Dates
from befriend.rules.values import Missing

MODELS = ("sentence-single", "sentence-multiple")

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


# Answered where dates stored before differ; the dates beside it are those that were stored.
OF_STORED = "BreakdownChangedSinceLastCalculation"
STORED = not_applicable("the case expects an error of what was stored before, which it does not hold")
REFUSED = "validation"
FIELDS = {
    "dates", REFUSED, "length", "trancheAllocationByLegislationName", "sdsEarlyReleaseTranche",
    "sdsEarlyReleaseAllocatedTranche", "affectedBySds40", "affectedByProgressionModel",
}  # fmt: skip


def check(case: Mapping[str, Any], meta: Mapping[str, Any]) -> Result:
    """Return whether every field a case expects is met, and refused is only what is to be refused."""
    expected = case["expected"]
    if expected.get("error") == OF_STORED:
        return STORED
    answer = calculation.under(situation(case), law_of(case, meta))
    if isinstance(answer, Missing):
        return failed(f"no dates without {answer.what}")
    # Where nothing is said of a refusal there should be none: dates that we refuse are none of ours.
    wanted = {REFUSED: "", **expected}
    wrong = [said for name, value in wanted.items() if (said := differs(name, value, answer))]
    return failed("; ".join(wrong)) if wrong else passed()


def differs(name: str, value: Any, answer: Dates) -> str:
    """Return how one expected field differs from our answer, or nothing."""
    if name not in FIELDS:
        return f"{name}: expected, and nothing here answers it"
    ours: Any = answered(name, answer)
    if name == REFUSED:
        wanted = set(filter(None, value.split("|")))
        said = "|".join(sorted(ours)) or "none"
        return "" if wanted == ours else f"validation: {value or 'none'} expected, {said} answered"
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
        return {REFUSALS.get(why.code, why.code) for why in answer.refused}
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
