"""Published cases of release dates: how our dates compare with those expected, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from befriend.imports.vectors.comparing import MESSAGE, same
from befriend.imports.vectors.result import Result, UnreadError, failed, not_applicable, passed
from befriend.imports.vectors.sentence_law import law_of
from befriend.imports.vectors.sentence_stored import OF_STORED, impossible
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


STORED = not_applicable("the case expects an error of what was stored before, not the dates of its sentences")
ERROR, REFUSED, DATES, LENGTH = "error", "validation", "dates", "length"
FIELDS = {
    DATES, REFUSED, LENGTH, "trancheAllocationByLegislationName", "sdsEarlyReleaseTranche",
    "sdsEarlyReleaseAllocatedTranche", "affectedBySds40", "affectedByProgressionModel",
}  # fmt: skip


def check(case: Mapping[str, Any], meta: Mapping[str, Any]) -> Result:
    """Return whether every field a case expects is met, and refused is only what is to be refused."""
    expected = case["expected"]
    if not isinstance(expected, Mapping):
        raise UnreadError(f"what is expected should be an object, not {str(expected)[:60]}")
    told = case if "sentences" in case else {**case, **case.get("input", {})}
    put = situation(told)
    answer = calculation.under(put, law_of(told, meta))
    if isinstance(answer, Missing):
        return failed(f"no dates without {answer.what}")
    # Where nothing is said of a refusal there should be none: dates that we refuse are none of ours.
    wanted = {REFUSED: None, **expected}
    if error_of(expected) == OF_STORED:
        return of_stored(wanted, answer, min(each.sentenced for each in put.sentences))
    return met(differs(name, value, answer) for name, value in wanted.items())


def met(differences: Iterable[str]) -> Result:
    """Return whether nothing differs, and else what."""
    wrong = list(filter(None, differences))
    return failed("; ".join(wrong)) if wrong else passed()


def error_of(expected: Mapping[str, Any]) -> Any:
    """Return the type of the error that is expected: its name, or the type of an object."""
    error = expected.get(ERROR)
    beside = error.keys() - {"type", MESSAGE} if isinstance(error, Mapping) else ()
    return error.get("type") if isinstance(error, Mapping) and not beside else error


def of_stored(wanted: Mapping[str, Any], answer: Dates, passed_on: date) -> Result:
    """Return that a case of dates stored before does not apply, or what it expects that cannot be."""
    beside = [differs(name, value, answer) for name, value in wanted.items()
              if name not in (ERROR, DATES, LENGTH)]  # fmt: skip
    stored, ours = (days(each) for each in (wanted.get(DATES, {}), answered(DATES, answer)))
    done = met([*beside, *impossible(stored, ours, passed_on)])
    return STORED if done == passed() else done


def differs(name: str, value: Any, answer: Dates) -> str:
    """Return how one expected field differs from our answer, or nothing."""
    if name == ERROR:
        # That there is to be none is compared by the refusals.
        return "" if value is None else f"error: {str(value)[:80]} expected, {refused(answer)} answered"
    if name not in FIELDS:
        return f"{name}: expected, and nothing here answers it"
    if name == REFUSED:
        wanted = refusals(value)
        said = "|".join(sorted(wanted)) or "none"
        return (
            "" if wanted == answered(name, answer) else f"{name}: {said} expected, {refused(answer)} answered"
        )
    ours: Any = answered(name, answer)
    if name == DATES:
        return differing_dates(value, ours)
    return "" if same(value, ours) else f"{name}: {value} expected, {ours} answered"


def refused(answer: Dates) -> str:
    """Return our refusals in the words of the cases, or that there are none."""
    return "|".join(sorted(answered(REFUSED, answer))) or "none"


def refusals(told: Any) -> set[str]:
    """Return the refusals a case expects: codes in a text or a list, or messages with a type each."""
    if told is None:
        return set()
    if isinstance(told, str):
        return {code for each in told.split("|") if (code := each.strip())}
    if isinstance(told, list):
        return set().union(*map(refusals, told))
    if isinstance(told, Mapping) and isinstance(told.get("type"), str) and told.keys() <= {"type", MESSAGE}:
        return {told["type"]}
    raise UnreadError(f"the refusal {str(told)[:60]} is not read; write its code, or a list of codes")


def differing_dates(value: Any, ours: Mapping[str, str]) -> str:
    """Return which dates differ."""
    wanted, found = days(value), days(ours)
    wrong = [f"{kind}: {wanted.get(kind) or 'none'} expected, {found.get(kind) or 'none'} answered"
             for kind in sorted({*wanted, *found}) if wanted.get(kind) != found.get(kind)]  # fmt: skip
    return ", ".join(wrong)


def days(told: Any) -> dict[str, date | None]:
    """Return dates by kind, or raise UnreadError."""
    if not isinstance(told, Mapping):
        raise UnreadError(f"the dates expected should be an object, not {str(told)[:60]}")
    try:
        return {kind: day(text) for kind, text in told.items()}
    except (ValueError, AttributeError):
        raise UnreadError(f"a date expected is not written as 2026-01-31: {str(dict(told))[:200]}") from None


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
