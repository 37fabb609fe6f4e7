"""When no dates may be given: what was told cannot be right, or the law leaves it to a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from befriend.rules.release.extraction import Result
from befriend.rules.release.law import Change, Law
from befriend.rules.release.length import on
from befriend.rules.release.picture import in_tranche
from befriend.rules.release.sentence import Running
from befriend.rules.release.state import State, is_term
from befriend.rules.release.values import (
    Adjusted,
    Adjustment,
    DateKind,
    Exclusion,
    Kind,
    RecallKind,
    Sentence,
)
from befriend.rules.release.whole import Shape
from befriend.rules.values import Reason, reason

DEDUCTIONS = (Adjusted.REMAND, Adjusted.TAGGED_BAIL, Adjusted.RECALL_REMAND, Adjusted.RECALL_TAGGED_BAIL)
GAP = 14  # days


def refused(state: State, result: Result) -> tuple[Reason, ...]:
    """Return why no dates may be given, or nothing."""
    found = [
        *used_up(state),
        *overlapping(state),
        *told_twice(state),
        *added_after(state),
        *by_hand(state),
        *harm_order(state),
        *wrong_terms(state, result),
    ]
    return tuple(dict.fromkeys(found))


def every(state: State) -> list[Running]:
    """Return every sentence, released by now."""
    return [running for group in state.released for running in group]


def used_up(state: State) -> Iterator[Reason]:
    """Find remand or tagged bail that exceeds what is to be served."""
    for group in state.released:
        free = [running for running in group if not running.recalled]
        if not free:
            continue
        latest = max(free, key=lambda running: running.uncapped_release)
        first = min(running.sentenced for running in free)
        if on(first, -1) > latest.uncapped_release and (latest.days.remand or latest.days.bail):
            by_hand = for_a_person(state)
            yield reason("release_refused_by_hand") if by_hand else reason("release_refused_used_up")


def for_a_person(state: State) -> bool:
    """Return whether using up the custody is a matter of the progression model, not of a mistake."""
    rows = state.law.one_third
    if rows is None or not state.law.used_up_by_hand or Change.ONE_THIRD.value not in state.tranches:
        return False
    return not any(each.applies >= rows.start for each in state.told.adjustments if each.kind in DEDUCTIONS)


def overlapping(state: State) -> Iterator[Reason]:
    """Find remand while a sentence was being served."""
    for each in state.told.adjustments:
        if each.kind is not Adjusted.REMAND or not each.first or not each.last:
            continue
        if any(overlaps(group, each, each.first, each.last) for group in state.released):
            first, last = each.first.isoformat(), each.last.isoformat()
            yield reason("release_refused_overlap", first=first, last=last)


def overlaps(group: list[Running], told: Adjustment, first: date, last: date) -> bool:
    """Return whether days of remand touch one stay in custody, from its first sentence to its release.

    Whoever is out again may be remanded anew, so that what is taken off the stay makes it shorter; only the
    days in question do not, or they would make room for themselves. Released at once, nobody stays.
    """
    if any(running.recalled for running in group):
        return False
    begins = min(running.sentenced for running in group)
    ends = max(in_tranche(running) for running in group)
    if any(part.sentenced == told.applies for running in group for part in running.parts):
        ends = on(ends, told.days)
    return begins != ends and first <= ends and last >= begins


def told_twice(state: State) -> Iterator[Reason]:
    """Find days of remand that are told twice."""
    periods = [
        (each.first, each.last)
        for each in state.told.adjustments
        if each.kind is Adjusted.REMAND and each.first and each.last
    ]
    for (first, last), (since, until) in combinations(periods, 2):
        if first <= until and since <= last:
            shared = {"first": max(first, since).isoformat(), "last": min(last, until).isoformat()}
            yield reason("release_refused_told_twice", **shared)


def added_after(state: State) -> Iterator[Reason]:
    """Find days awarded or restored after the last release."""
    counted = [running for running in every(state) if not is_term(running)]
    if not counted:
        return
    latest = max(in_tranche(running) for running in counted)
    for each in state.told.adjustments:
        if each.kind in (Adjusted.ADDED, Adjusted.RESTORED) and each.applies > latest:
            day = each.applies.isoformat()
            restored = each.kind is Adjusted.RESTORED
            yield (reason("release_refused_restored_late", day=day) if restored
                   else reason("release_refused_added_late", day=day))  # fmt: skip


def by_hand(state: State) -> Iterator[Reason]:
    """Find what the law leaves to a person: out at a change, the first tranche, a chain between two."""
    law, tranches = state.law, state.tranches
    if law.one_third and Change.ONE_THIRD.value in tranches:
        if out_on(state, on(law.one_third.start, -1)):
            yield reason("release_refused_out")
        if law.first_tranche_by_hand and tranches[Change.ONE_THIRD.value] == 1:
            yield reason("release_refused_first_tranche")
    if law.schedule_by_hand and any(of_schedule_2026(part) for part in state.told.sentences):
        yield reason("release_refused_schedule_2026")
    rows = law.two_fifths.rows if law.two_fifths else ()
    last = bool(rows) and tranches.get(Change.TWO_FIFTHS.value) == len(rows)
    if last and any(lengthened(running, law) for running in every(state)):
        yield reason("release_refused_between_tranches")


def of_schedule_2026(part: Sentence) -> bool:
    """Return whether the Schedule of 2026 keeps a standard sentence out of release at one third."""
    standard = part.kind is Kind.STANDARD and not part.youth and part.recall is None
    return standard and Exclusion.SCHEDULE_2026 in part.exclusions


def out_on(state: State, day: date) -> bool:
    """Return whether somebody was out of custody over the night after `day`.

    Why they were at large is not told, so the last day of it is taken to be one they were still out.
    """
    before = [each for each in state.told.movements if each.day <= day]
    if before and max(before, key=lambda each: each.day).out:
        return True
    periods = [each for each in state.told.adjustments if each.kind is Adjusted.AT_LARGE]
    return any(each.first and each.last and each.first <= day <= each.last for each in periods)


def lengthened(running: Running, law: Law) -> bool:
    """Return whether a standard sentence was added to a chain between the tranches of two fifths."""
    if law.two_fifths is None or running.shape is not Shape.CHAIN:
        return False
    first, last = law.two_fifths.rows[0].start, law.two_fifths.rows[-1].start
    return any(part.kind is Kind.STANDARD and not part.plus and first <= part.sentenced < last
               for part in running.parts)  # fmt: skip


def harm_order(state: State) -> Iterator[Reason]:
    """Find breaches of a sexual harm prevention order: two fifths may or may not hold for them."""
    law = state.law
    if law.two_fifths is None or law.added_exclusions is None:
        return
    start, end = law.two_fifths.start, law.added_exclusions
    unsure = [
        running
        for running in every(state)
        if any(is_breach(part, law) for part in running.parts)
        and start <= running.first_release < end
        and (not running.recalled or running.supervision is not None)
    ]
    in_a_tranche = Change.TWO_FIFTHS.value in state.tranches
    if unsure and (in_a_tranche or any(running.sentenced >= start for running in unsure)):
        yield reason("release_refused_harm_order")


def is_breach(part: Sentence, law: Law) -> bool:
    """Return whether a sentence is for such a breach, of the years in which it is not certain."""
    if part.kind is not Kind.STANDARD or part.plus or part.offence_code not in law.harm_orders:
        return False
    return (
        part.offence is not None
        and law.added_exclusions is not None
        and law.harm_orders_since <= part.offence <= law.added_exclusions
    )


# Fixed terms of 14 and 28 days.


def wrong_terms(state: State, result: Result) -> Iterator[Reason]:
    """Find a fixed term that does not go with the lengths recalled."""
    told = state.told
    if not told.recall_days or told.recall_from is None:
        return
    yield from wrong_before(told.sentences, state)
    since = told.recall_from
    recalled = [each for each in every(state) if each.recalled and each.adjusted_end >= since]
    short = any(running.shorter_than(12) for running in recalled)
    long = any(not running.shorter_than(12) for running in recalled)
    if short and long:
        yield from wrong_mixed(recalled, state, result)
    else:
        yield from wrong_chains(state, short=short, long=long)


def wrong_before(sentences: tuple[Sentence, ...], state: State) -> Iterator[Reason]:
    """Find the same sentence by sentence, where no chain decides."""
    single = [running for part in sentences if part.recall and part.recall.kind in (RecallKind.FIXED_14,
              RecallKind.FIXED_28) for running in [alone(part, state)]]  # fmt: skip
    if not single:
        return
    chained = any(part.follows for part in sentences)
    fourteen = [running for running in single if running.recall is RecallKind.FIXED_14]
    all_short = all(running.shorter_than(12) for running in single)
    none_short = not any(running.shorter_than(12) for running in fourteen)
    days = state.told.recall_days
    if not any(running.shorter_than(12) for running in single) and days == 14:
        yield reason("release_refused_14_long")
    if all_short and not chained and days == 28:
        yield reason("release_refused_28_short")
    if all_short and not chained and len(fourteen) < len(single):
        yield reason("release_refused_type_28_short")
    if none_short and fourteen:
        yield reason("release_refused_type_14_long")


def alone(part: Sentence, state: State) -> Running:
    """Return a sentence by itself, for its length."""
    return Running((part,), Shape.SINGLE, state.law, state.told.born)


def wrong_chains(state: State, *, short: bool, long: bool) -> Iterator[Reason]:
    """Find the same for consecutive sentences, taken together."""
    days = state.told.recall_days
    for running in every(state):
        if running.shape is not Shape.CHAIN:
            continue
        fourteen = running.recall is RecallKind.FIXED_14
        twenty_eight = running.recall is RecallKind.FIXED_28
        over = not running.shorter_than(12)
        if over and days == 14 and ((fourteen and not short) or twenty_eight):
            yield reason("release_refused_14_chain")
        if not over and days == 28 and not long and (fourteen or twenty_eight):
            yield reason("release_refused_28_chain")
        if not over and not long and twenty_eight:
            yield reason("release_refused_type_28_chain")
        if over and not short and fourteen:
            yield reason("release_refused_type_14_chain")


def wrong_mixed(recalled: list[Running], state: State, result: Result) -> Iterator[Reason]:
    """Find the same where sentences over and under a year are recalled together."""
    returned = state.told.returned
    end = result.found[DateKind.SLED].day if DateKind.SLED in result.found else None
    last = next((running for running in recalled if running.adjusted_end == end), None)
    if returned is None or end is None or last is None:
        return
    short = nearest([running for running in recalled if running.shorter_than(12)], last, returned)
    long = nearest([running for running in recalled if not running.shorter_than(12)], last, returned)
    if not last.shorter_than(12):
        if short and short.recall is RecallKind.FIXED_14 and (end - short.adjusted_end).days >= GAP:
            yield reason("release_refused_14_mixed")
    elif long:
        gap = abs((long.adjusted_end - returned).days)
        if last.recall is RecallKind.FIXED_14 and gap >= GAP:
            yield reason("release_refused_14_gap")
        elif last.recall is RecallKind.FIXED_28 and gap <= GAP:
            yield reason("release_refused_28_gap")


def nearest(group: list[Running], last: Running, returned: date) -> Running | None:
    """Return the other sentence whose end lies nearest after the return to custody."""
    later = [running for running in group if running is not last and running.unadjusted_end >= returned]
    return min(later, key=lambda running: (running.unadjusted_end - returned).days, default=None)
