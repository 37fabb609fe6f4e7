"""Who a change of the law is for, and which tranche somebody already in prison belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from befriend.rules.recall.law import moved_to
from befriend.rules.release.law import Change, Law, Tranche, Tranches
from befriend.rules.release.length import end_of, on
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import (
    ADDED_LATER,
    NOT_AT_TWO_FIFTHS,
    Exclusion,
    Kind,
    RecallKind,
    Sentence,
)
from befriend.rules.release.whole import whole_length

NOT_COUNTED = (Kind.DETENTION_TRAINING, Kind.SUPERVISION_BREACH, Kind.FINE_DEFAULT)


def covers(change: Change, part: Sentence, law: Law) -> bool:
    """Return whether a change of the law is for a sentence such as this."""
    if part.kind is not Kind.STANDARD:
        return False
    if change is Change.DEFAULT:
        return True
    if change is Change.ONE_THIRD:
        return one_third_covers(part, law)
    if change is Change.ADDED_EXCLUSIONS:
        return not part.plus and bool(part.exclusions & ADDED_LATER)
    return not part.plus and not part.exclusions & NOT_AT_TWO_FIFTHS


def one_third_covers(part: Sentence, law: Law) -> bool:
    """Return whether the progression model is for a sentence such as this."""
    if law.one_third is None or part.youth or part.recall is not None:
        return False
    if part.plus_today and not part.plus:
        return False
    if law.schedule_2026 and Exclusion.SCHEDULE_2026 in part.exclusions:
        return False
    return not (Exclusion.SCHEDULE_13 in part.exclusions and part.sentenced < law.one_third.start)


def any_covered(change: Change, running: Running) -> bool:
    """Return whether a change is for any part of a sentence."""
    return any(covers(change, part, running.law) for part in running.parts)


def tranche_of(rows: Tranches, sentences: Iterable[Running]) -> Tranche:
    """Return the tranche that all lengths together fit."""
    parts = [running.parts for running in sentences]
    return next(row for row in rows.rows if fits(row, rows.start, parts))


def fits(row: Tranche, start: date, sentences: list[tuple[Sentence, ...]]) -> bool:
    """Return whether every length is within a tranche."""
    if row.longest == 0:
        return True
    if row.months:
        return all(months_to_end(parts, start) < row.longest for parts in sentences)
    return all(days_to_end(parts, start) <= row.longest for parts in sentences)


def counted(parts: tuple[Sentence, ...], start: date) -> list[Sentence]:
    """Return the sentences whose length decides: passed before the change, no terms in default."""
    return [part for part in parts if part.kind not in NOT_COUNTED and part.sentenced < start]


def last_to_first(parts: tuple[Sentence, ...], start: date) -> tuple[date, date] | None:
    """Return the first day of sentences one after the other, and the day after their last."""
    deciding = counted(parts, start)
    if not deciding:
        return None
    first = day = min(part.sentenced for part in deciding)
    for part in deciding:
        day = on(end_of(whole_length(part), day), 1)
    return first, day


def days_to_end(parts: tuple[Sentence, ...], start: date) -> int:
    """Return the days of sentences one after the other."""
    ends = last_to_first(parts, start)
    return (ends[1] - ends[0]).days if ends else 0


def months_to_end(parts: tuple[Sentence, ...], start: date) -> int:
    """Return the whole months of sentences one after the other."""
    ends = last_to_first(parts, start)
    if not ends:
        return 0
    first, day = ends
    return (day.year - first.year) * 12 + day.month - first.month - (day.day < first.day)


def allocate_two_fifths(rows: Tranches, held: list[Running]) -> Tranche | None:
    """Return the tranche of release at two fifths, or None where nothing held is for it."""
    touched = any(
        running.first_release > rows.start and subject(running, rows, lambda part: part.kind is Kind.STANDARD
                                                       and not part.plus)
        for running in held
    )  # fmt: skip
    return tranche_of(rows, still_held(held, rows)) if touched else None


def allocate_one_third(
    rows: Tranches, held: list[Running], at_large: list[tuple[date, date]]
) -> Tranche | None:
    """Return the tranche of the progression model; being at large later on does not bring one into it."""
    later = sum((last - first).days for first, last in at_large if first >= rows.start)
    touched = any(
        on(running.release_without_added, -later) >= rows.start
        and any(
            part.sentenced < rows.start and covers(Change.ONE_THIRD, part, running.law)
            for part in running.parts
        )
        for running in held
    )
    return tranche_of(rows, still_held(held, rows)) if touched else None


def subject(running: Running, rows: Tranches, fit: Callable[[Sentence], bool]) -> bool:
    """Return whether any part was passed before a change and is of the kind it is for."""
    return any(part.sentenced < rows.start and fit(part) for part in running.parts)


def still_held(held: list[Running], rows: Tranches) -> list[Running]:
    """Return the sentences that run on to the first day of a change."""
    return [running for running in held if running.adjusted_end >= rows.start]


def allocate_recall(rows: Tranches, every: list[Running]) -> Tranche | None:
    """Return the tranche of a recall of 56 days that was running already, or None."""
    recalls = [running for running in every if running.recall is RecallKind.FIXED_56]
    latest = max((part.recall.revoked for running in recalls for part in running.parts[:1]
                  if part.recall and part.recall.revoked), default=None)  # fmt: skip
    if latest is None:
        return None
    unended = [running for running in recalls if running.adjusted_end > latest]
    held = [each for each in unended if not revoked_on(each, rows.start) and back_by(each, rows.start)]
    if not held:
        return None
    length = max(days_to_end(each.parts, rows.start) for each in held)
    limits = tuple(row.longest for row in rows.rows[:-1])
    begins = tuple(row.start.toordinal() for row in rows.rows)
    day = date.fromordinal(moved_to(limits, begins, length))
    return next(row for row in rows.rows if row.start == day)


def revoked_on(running: Running, day: date) -> bool:
    """Return whether the licence was revoked on `day`."""
    recall = running.parts[0].recall
    return recall is not None and recall.revoked == day


def back_by(running: Running, day: date) -> bool:
    """Return whether any part had brought somebody back to custody by `day`."""
    return any(
        part.recall is not None
        and part.recall.kind is RecallKind.FIXED_56
        and part.recall.returned is not None
        and part.recall.returned <= day
        for part in running.parts
    )
