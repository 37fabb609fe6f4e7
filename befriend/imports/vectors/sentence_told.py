"""What a published case of release dates tells, in our words: each code is read, or told as not read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from befriend.imports.vectors.result import UnreadError
from befriend.rules.release.length import Length
from befriend.rules.release.values import (
    Adjusted,
    Adjustment,
    Exclusion,
    Kind,
    Movement,
    Recall,
    RecallKind,
    Sentence,
    Situation,
)

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
# Kinds of days the service keeps and its calculation leaves out.
LEFT_OUT = {"LAWFULLY_AT_LARGE", "SPECIAL_REMISSION", "UNUSED_DEDUCTIONS"}
DIRECTIONS = {"OUT": True, "IN": False}
WRITTEN = re.compile(r"(?:(\d+)\s*y)?\s*(?:(\d+)\s*m)?\s*(?:(\d+)\s*w)?\s*(?:(\d+)\s*d)?", re.IGNORECASE)


def one_of(table: Mapping[str, Any], told: Any, what: str) -> Any:
    """Return what a code stands for, or raise UnreadError with what it was to say."""
    if told not in table:
        raise UnreadError(f"{what} {str(told)[:60]!r} is not known; known: {', '.join(sorted(table))}")
    return table[told]


def situation(case: Mapping[str, Any]) -> Situation:
    """Return what a case says of one person; days of other kinds are not part of the calculation."""
    return Situation(
        born=day(case["dob"]) or date.min,
        sentences=in_order(tuple(sentence(each) for each in case["sentences"])),
        adjustments=tuple(
            adjustment(each) for each in case.get("adjustments") or () if each["type"] not in LEFT_OUT
        ),
        movements=tuple(movement(each) for each in case.get("movements") or ()),
        returned=day(case.get("return_to_custody")),
        removable=bool(case.get("ersed")),
        registered=bool(case.get("active_sex_offender")),
        recall_days=int((case.get("ftr") or {}).get("recallLength") or 0),
        recall_from=day((case.get("ftr") or {}).get("returnToCustodyDate")),
    )


def in_order(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return sentences that can follow each other as told, or raise UnreadError with those that cannot."""
    follows = {each.id: each.follows for each in sentences}
    if not sentences or len(follows) < len(sentences):
        raise UnreadError("two sentences have one id" if sentences else "there is no sentence")
    for each in sentences:
        seen, after = {each.id}, each.follows
        while after:
            if after not in follows:
                raise UnreadError(f"{each.id} is consecutive to {after}, which is not among the sentences")
            if after in seen:
                raise UnreadError(f"{each.id} is consecutive to itself, by way of {after}")
            seen.add(after)
            after = follows[after]
    return tuple(sentences)


def sentence(told: Mapping[str, Any]) -> Sentence:
    """Return one sentence of a case."""
    follows = told.get("consecutive_to") or [""]
    if len(follows) > 1:
        raise UnreadError(f"{told['id']} is consecutive to {len(follows)} sentences; one can be read")
    return Sentence(
        id=told["id"],
        kind=one_of(KINDS, told["type"], "the kind of sentence"),
        sentenced=date.fromisoformat(told["sentenced"]),
        offence=day(told.get("offence_date")),
        length=length(told.get("duration") or told.get("custodial") or "none"),
        extension=length(told.get("extension") or ""),
        follows=follows[0],
        recall=recall(told.get("recall")),
        plus=bool(told.get("sds_plus")),
        plus_today=bool(told.get("sds_plus_eligible_today")),
        youth=bool(told.get("section250")),
        automatic=bool(told.get("automaticRelease")),
        two_thirds_parole=bool(told.get("sdopcu18")),
        exclusions=frozenset(
            one_of(EXCLUSIONS, name, "the exclusion") for name in told.get("exclusions") or () if name != "NO"
        ),
        offence_code=told.get("offence_code") or "",
        fine=int(told.get("fineAmount") or 0),
        supervision_until=day(told.get("latestTusedDate")),
    )


def recall(told: Mapping[str, Any] | None) -> Recall | None:
    """Return the recall of a sentence."""
    if not told:
        return None
    revoked, returned = day(told.get("revocationDate")), day(told.get("returnToCustodyDate"))
    return Recall(one_of(RECALLS, told["recallType"], "the kind of recall"), revoked, returned)


def adjustment(told: Mapping[str, Any]) -> Adjustment:
    """Return days off or on; what has no number of days is 0."""
    first, last = day(told.get("from")), day(told.get("to"))
    applies = date.fromisoformat(told.get("applies_from") or told["from"])
    kind = one_of(ADJUSTED, told["type"], "the type of adjustment")
    return Adjustment(kind, int(told.get("days") or 0), applies, first, last)


def movement(told: Mapping[str, Any]) -> Movement:
    """Return a movement out of custody or back."""
    moved = date.fromisoformat(told["movementDate"])
    why = told.get("movementReason") or ""
    return Movement(
        moved, one_of(DIRECTIONS, told["direction"], "the direction"), MOVES.get(why, why.lower())
    )


def length(text: str) -> Length:
    """Return a length such as `2y 6m` or `P2Y6M`; nothing told is no length. UnreadError for other words."""
    found = WRITTEN.fullmatch(text.strip().removeprefix("P").strip())
    if found is None or (text and not any(found.groups())):
        raise UnreadError(f"the length {text[:60]!r} is not read; write it as 2y 6m or P2Y6M")
    years, months, weeks, days = (int(number or 0) for number in found.groups())
    return Length(years, months, weeks, days)


def day(text: str | None) -> date | None:
    """Return a day, or None."""
    return date.fromisoformat(text.strip()) if text else None
