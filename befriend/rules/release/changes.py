"""What a change of the law does on its day to sentences already running."""

from __future__ import annotations

from datetime import date

from befriend.rules.release import merging
from befriend.rules.release.extraction import Result
from befriend.rules.release.happenings import Outcome, give_licence
from befriend.rules.release.law import Change, Tranche, Tranches
from befriend.rules.release.reckoning import track
from befriend.rules.release.sentence import Applied, Running
from befriend.rules.release.state import State
from befriend.rules.release.tranches import (
    allocate_one_third,
    allocate_recall,
    allocate_two_fifths,
    any_covered,
    covers,
)
from befriend.rules.release.values import RecallKind

NOT_FOR = ("curfew", "removal", "end_of_custody")


def commence(state: State, change: Change, day: date) -> str:
    """Let a change be the law for sentences passed from now on."""
    state.applied[change] = Applied(change, day)
    return Outcome.NOTHING


def allocate(state: State, change: Change, rows: Tranches) -> str:
    """Find the tranche, unless one is found already."""
    if state.applied[change].tranche_day is None:
        found = tranche_for(state, change, rows)
        if found:
            state.applied[change] = Applied(change, rows.start, found.start)
            state.tranches[change.value] = found.number
    return Outcome.NOTHING


def tranche_for(state: State, change: Change, rows: Tranches) -> Tranche | None:
    """Return the tranche of a change, or None where it is for nothing held."""
    if change is Change.ONE_THIRD:
        return allocate_one_third(rows, state.held, state.at_large)
    found = allocate_two_fifths(rows, state.held)
    return None if found and out_of_custody(state, found.start) else found


def out_of_custody(state: State, day: date) -> bool:
    """Return whether somebody was out before a tranche, so that it is not for them."""
    before = [each for each in state.told.movements if each.day < day]
    if not before:
        return False
    latest = max(before, key=lambda each: each.day)
    if not latest.out:
        return False
    if latest.why in NOT_FOR:
        return True
    return not any(first < day <= last for first, last in state.at_large)


def touched(state: State, change: Change, day: date) -> list[Running]:
    """Return the sentences a change redates on `day`: it is for them, and release is still to come."""
    return [running for running in state.held if running.first_release > day and any_covered(change, running)]


def is_tranche_day(state: State, change: Change, day: date) -> bool:
    """Return whether `day` is that of the tranche found."""
    return state.applied[change].tranche_day == day


def snapshot_two_fifths(state: State, day: date) -> str:
    """Keep the dates as they are before the tranche of release at two fifths."""
    if is_tranche_day(state, Change.TWO_FIFTHS, day) and touched(state, Change.TWO_FIFTHS, day):
        state.before[Change.TWO_FIFTHS] = state.read_off()
    return Outcome.RECKON


def snapshot_one_third(state: State, day: date) -> str:
    """Keep the dates as they are before the tranche of the progression model, those before it settled."""
    if is_tranche_day(state, Change.ONE_THIRD, day) and (state.group or state.released):
        found = state.read_off()
        before = state.before.get(Change.TWO_FIFTHS)
        if before:
            found = settled_two_fifths(state, found)
        state.before[Change.ONE_THIRD] = found
    return Outcome.RECKON


def settled_two_fifths(state: State, found: Result) -> Result:
    """Return dates settled by the tranche of release at two fifths."""
    applied = state.applied[Change.TWO_FIFTHS]
    every = [running for group in [*state.released, state.group] for running in group]
    if applied.tranche_day is None:
        return found
    return merging.two_fifths(found, state.before[Change.TWO_FIFTHS], applied.tranche_day, applied.start,
                              state.told.adjustments, every)  # fmt: skip


def redate(state: State, change: Change, day: date) -> str:
    """On the day of the tranche, serve every sentence the change is for by its shares."""
    sentences = touched(state, change, day) if is_tranche_day(state, change, day) else []
    for running in sentences:
        apply(state, running, change)
        running.days = running.days._replace(unused=0, unused_licence=0)
    return Outcome.RECKON if sentences else Outcome.NOTHING


def apply(state: State, running: Running, change: Change) -> None:
    """Set the shares of the parts a change is for."""
    for part in running.parts:
        if covers(change, part, state.law):
            state.shares[part.id] = state.law.shares[change][track(part, state.law)]
            state.served_under[part.id] = change
    running.applied = state.applied[change]
    give_licence(running, change)
    for each in [*state.held, *(one for group in state.released for one in group)]:
        each.forget()
    running.forget()


def amend(state: State) -> str:
    """Serve at half again what the amendment of the exclusions is for."""
    sentences = [running for running in state.group if any_covered(Change.ADDED_EXCLUSIONS, running)]
    for running in sentences:
        apply(state, running, Change.ADDED_EXCLUSIONS)
    return Outcome.RECKON if sentences else Outcome.NOTHING


def recall_tranche(state: State, row: Tranche, rows: Tranches) -> str:
    """Let recalls of 56 days run, from the day of their tranche where one was running already."""
    if not state.recalls_56:
        found = allocate_recall(rows, [*state.held, *state.expired])
        state.recalls_56 = True
        if found and found.start >= row.start:
            state.recall_tranche = found.start
            state.tranches["fixed_term_56"] = found.number
    recalled = [
        running
        for running in state.held
        if running.release > row.start and any(part.recall and part.recall.kind is RecallKind.FIXED_56
                                               for part in running.parts)
    ]  # fmt: skip
    if state.recall_tranche != row.start and not recalled:
        return Outcome.NOTHING
    for running in recalled:
        running.fixed_56, running.recall_tranche = True, state.recall_tranche
        running.days = running.days._replace(unused=0, unused_licence=0)
    return Outcome.RECKON


def removal_change(state: State) -> str:
    """Let the newer figures of early removal hold."""
    state.removal_changed = True
    return Outcome.RECKON
