"""Walking through the days of a calculation, in the order in which things happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from befriend.rules.release import changes, happenings
from befriend.rules.release.days import working_day
from befriend.rules.release.happenings import Outcome
from befriend.rules.release.law import Change, Law, Tranches
from befriend.rules.release.sentence import Running
from befriend.rules.release.state import State
from befriend.rules.release.values import Adjusted, Situation

FIRST = date(1, 1, 1)


class Event(NamedTuple):
    """Something on a day; on one day in this order: the law first, then the court, then the prison."""

    day: date
    order: int
    happen: Callable[[State], str]


def walk(told: Situation, law: Law) -> State:
    """Return the state once everything has happened and everybody is released."""
    start = min(sentence.sentenced for sentence in told.sentences)
    state = State(told, law, (start, None))
    events = sorted(events_of(told, law), key=lambda event: (event.day, event.order))
    for day, of_day in groupby(events, key=lambda event: event.day):
        release_by(state, day)
        outcomes = [event.happen(state) for event in of_day]
        if Outcome.RECKON in outcomes and Outcome.NOT_TODAY not in outcomes:
            find_next_release(state)
    if state.group:
        state.released.append(state.group)
        state.group = []
    return state


def events_of(told: Situation, law: Law) -> Iterator[Event]:
    """Return everything that happens, in no order."""
    for day in {sentence.sentenced for sentence in told.sentences}:
        yield Event(day, 50, partial(happenings.sentenced, day=day))
    for day in {sentence.sentenced for sentence in told.sentences if sentence.follows}:
        yield Event(day, 12, happenings.remember)
    for day in {each.day for each in told.movements}:
        yield Event(day, 60, partial(happenings.moved, day=day))
    yield from adjusting(told)
    yield from changing(law)


def adjusting(told: Situation) -> Iterator[Event]:
    """Return days awarded and days at large."""
    awards = (Adjusted.ADDED, Adjusted.RESTORED)
    for day in {each.applies for each in told.adjustments if each.kind in awards}:
        yield Event(day, 70, partial(happenings.awarded, day=day))
    for day in {each.applies for each in told.adjustments if each.kind is Adjusted.AT_LARGE}:
        yield Event(day, 90, partial(happenings.went_at_large, day=day))


def changing(law: Law) -> Iterator[Event]:
    """Return every change of the law."""
    yield Event(FIRST, 10, partial(changes.commence, change=Change.DEFAULT, day=FIRST))
    if law.two_fifths:
        yield from tranched(law.two_fifths, Change.TWO_FIFTHS, changes.snapshot_two_fifths, 35)
    if law.added_exclusions and law.two_fifths:
        day = law.added_exclusions
        yield Event(day, 10, partial(changes.commence, change=Change.ADDED_EXCLUSIONS, day=day))
        yield Event(day, 30, changes.amend)
    if law.one_third:
        yield from tranched(law.one_third, Change.ONE_THIRD, changes.snapshot_one_third, 36)
    if recalls := law.recalls_56:
        for row in recalls.rows:
            yield Event(row.start, 40, partial(changes.recall_tranche, row=row, rows=recalls))
    yield Event(law.removals[1].since, 11, changes.removal_change)


def tranched(rows: Tranches, change: Change, snapshot: Callable[..., str], order: int) -> Iterator[Event]:
    """Return a change with tranches: its first day, and on each tranche who it is for."""
    yield Event(rows.start, 10, partial(changes.commence, change=change, day=rows.start))
    for row in rows.rows:
        yield Event(row.start, 20, partial(changes.allocate, change=change, rows=rows))
        yield Event(row.start, order, partial(snapshot, day=row.start))
        yield Event(row.start, 37, partial(changes.redate, change=change, day=row.start))


def release_by(state: State, day: date) -> None:
    """Let out by `day` whoever was due before it, and let licences end."""
    if day > state.latest[0]:
        if state.group:
            state.released.append(state.group)
            state.licensed += [running for running in state.group if licensed_after(running, day)]
            state.group = []
        if state.released:
            state.read_off()
    ended = [running for running in state.licensed
             if (until := running.licence_at_first_release) is not None and day > until]  # fmt: skip
    state.licensed = [running for running in state.licensed if running not in ended]
    state.expired += ended


def licensed_after(running: Running, day: date) -> bool:
    """Return whether the licence of a sentence runs beyond `day`."""
    until = running.licence_at_first_release
    return until is not None and until > day


def find_next_release(state: State) -> None:
    """Find the next release: of the sentence that lets out last, on a working day before."""
    if not state.group:
        return
    running = max(state.group, key=lambda each: each.first_release)
    day = running.first_release
    if running.applied and running.applied.tranche_day:
        day = max(day, running.applied.tranche_day)
    state.latest = (max(running.sentenced, working_day(day, state.law.holidays)), running)
