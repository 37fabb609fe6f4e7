"""What happens to people in a week: they come, something befalls them, time is up, they are counted."""

from __future__ import annotations

from befriend.simulator import chance
from befriend.simulator.chance import Purpose
from befriend.simulator.shapes import ACTIVITY, FREE, HANDOVER, HIGH, SERIAL, STAFF, WAITING, Rules, Unit
from befriend.simulator.states import (
    ABSENT,
    DUE,
    FIRST,
    MEASURE,
    MOVED,
    NEVER,
    NOT_YET,
    PLACES,
    SECOND,
    SHORT,
    WAITS,
    State,
)

# Plain numbers, so that compiled code takes them as they are.
GONE, CUSTODY, WITHOUT_END = int(State.GONE), int(State.CUSTODY), int(State.WITHOUT_END)
LICENCE, FIXED, STANDARD = int(State.LICENCE), int(State.FIXED_RECALL), int(State.STANDARD_RECALL)
SUSPENDED = int(State.SUSPENDED_ORDER)
PRISON = 2  # the third kind of arrival
WAITERS, WEEKS = MEASURE["waiting"], MEASURE["weeks_waited"]
WITHDRAWN, WITHOUT = MEASURE["contact_withdrawn"], MEASURE["without_contact"]
KIND_LUCK, LENGTH_LUCK = int(Purpose.PROFILE), int(Purpose.LENGTH)
ACTIVITY_LUCK, EVENT_LUCK = int(Purpose.ACTIVITY), int(Purpose.EVENT)


def arrive(unit: Unit, rules: Rules, law: int, week: int, seed: int) -> None:
    """Let new orders and new sentences of prison begin."""
    for kind in range(3):
        for _ in range(unit.arrivals[week, kind]):
            place = free_place(unit)
            who = unit.tally[SERIAL]
            unit.tally[SERIAL] = who + 1
            come(unit, rules, law, week, seed, place, who, kind)
            unit.moves[week, GONE, unit.people.state[place]] += 1


def free_place(unit: Unit) -> int:
    """Return a place nobody is in: the last given back, or a new one."""
    if unit.tally[FREE] > 0:
        unit.tally[FREE] -= 1
        place: int = unit.free[unit.tally[FREE]]
        return place
    new: int = unit.tally[HIGH]
    unit.tally[HIGH] = new + 1
    return new


def come(unit: Unit, rules: Rules, law: int, week: int, seed: int, place: int, who: int, kind: int) -> None:
    """Put a new person in a place: what they are like and how long it takes follows from their own luck."""
    people = unit.people
    traits, length = chance.key(seed, KIND_LUCK, 0), chance.key(seed, LENGTH_LUCK, 0)
    people.who[place], people.marks[place], people.since[place] = who, 0, week
    people.kind[place] = chance.pick(rules.kinds, chance.luck(traits[0], traits[1], who))
    drawn = chance.luck(length[0], length[1], who)
    if kind < PRISON:
        weeks = chance.pick(rules.orders[kind], drawn) + 1
        people.officer[place] = WAITS
        begin(unit, rules, law, seed, place, 1 + kind, week, week + weeks, week + weeks)
    else:
        band = chance.pick(rules.bands, drawn)
        inside, whole = rules.band_weeks[week, band]
        people.marks[place] = SHORT if rules.band_short[band] else 0
        people.officer[place] = NOT_YET
        if whole >= NEVER:
            begin(unit, rules, law, seed, place, WITHOUT_END, week, NEVER, NEVER)
        else:
            begin(unit, rules, law, seed, place, CUSTODY, week, week + inside, week + whole)
            hand_over(unit, rules, law, place, week)
    if people.officer[place] == WAITS:
        wait(unit, place)


def begin(
    unit: Unit, rules: Rules, law: int, seed: int, place: int, state: int, week: int, until: int, ends: int
) -> None:
    """Let a state begin in `week`; reckon from when contact is withdrawn under the law of now."""
    people = unit.people
    people.state[place], people.begun[place] = state, week
    people.until[place], people.ends[place] = until, ends
    people.withdraw[place] = NEVER
    served, parts = rules.laws.reset[law, state]
    if parts == 0 or until >= NEVER or rules.laws.keeps[law, people.kind[place]] == 1:
        return
    if state <= SUSPENDED:
        activity = chance.key(seed, ACTIVITY_LUCK, 0)
        if chance.luck(activity[0], activity[1], people.who[place]) >= rules.laws.scalars[law, ACTIVITY]:
            return
    people.withdraw[place] = week + (max(until - week, 0) * served + parts - 1) // parts


def wait(unit: Unit, place: int) -> None:
    """Put a place among those that wait."""
    unit.waiting[unit.tally[WAITING]] = place
    unit.tally[WAITING] += 1


def hand_over(unit: Unit, rules: Rules, law: int, place: int, week: int) -> None:
    """Let somebody in prison who needs a practitioner from `week` on begin to wait."""
    people = unit.people
    if people.until[place] - week <= rules.laws.scalars[law, HANDOVER]:
        people.officer[place], people.since[place] = WAITS, week


def wait_again(unit: Unit, week: int) -> None:
    """Let everybody whose practitioner left wait again."""
    people, officers = unit.people, unit.officers
    for place in range(unit.tally[HIGH]):
        one = people.officer[place]
        if people.state[place] != GONE and one >= 0 and officers.here[one] == ABSENT:
            people.officer[place], people.since[place] = WAITS, week
            people.marks[place] |= MOVED
            wait(unit, place)


def weight_of(unit: Unit, rules: Rules, law: int, week: int, place: int) -> int:
    """Return the points of the person in a place in `week`."""
    people = unit.people
    withdrawn = 1 if week >= people.withdraw[place] else 0
    weight: int = rules.laws.points[law, people.kind[place], PLACES[people.state[place]], withdrawn]
    return weight


def weigh(unit: Unit, rules: Rules, law: int, week: int) -> None:
    """Weigh anew what every practitioner carries, under the law that holds from now."""
    people, officers = unit.people, unit.officers
    officers.points[:] = 0
    officers.people[:] = 0
    for place in range(unit.tally[HIGH]):
        one = people.officer[place]
        if people.state[place] != GONE and one >= 0:
            officers.points[one] += weight_of(unit, rules, law, week, place)
            officers.people[one] += 1


def follows(state: int, due: bool, ended: bool, endless: bool, drawn: int, hazard: int, either: int) -> int:
    """Return the state after this week, by luck, then by time: `due` the state's, `ended` the sentence's.

    Compiled code calls this for everybody every week, so it takes numbers and no columns.
    """
    if drawn < either:
        to = FIRST[state] if drawn < hazard else SECOND[state]
        # Nobody without an end is recalled for a fixed term.
        return STANDARD if to == FIXED and endless else to
    if not due:
        return state
    return GONE if state == FIXED and ended else DUE[state]


def change(unit: Unit, rules: Rules, law: int, week: int, seed: int, place: int, to: int) -> None:
    """Let the next state of a person begin with the next week."""
    people, start = unit.people, week + 1
    until = ends = people.ends[place]
    if to == GONE:
        people.state[place] = GONE
        unit.free[unit.tally[FREE]] = place
        unit.tally[FREE] += 1
        return
    if to == CUSTODY:
        inside, whole = rules.activated[week]
        until, ends = start + inside, start + whole
        people.marks[place] |= SHORT
    elif to == FIXED:
        short = 1 if people.marks[place] & SHORT else 0
        until = min(ends, start + rules.laws.fixed_weeks[law, short])
    begin(unit, rules, law, seed, place, to, start, until, ends)
    if people.officer[place] == NOT_YET:
        people.officer[place], people.since[place] = WAITS, start


def live(unit: Unit, rules: Rules, law: int, week: int, seed: int) -> None:
    """Let the week pass for everybody."""
    people, moves, hazards = unit.people, unit.moves[week], rules.laws.hazards[law]
    # Columns by themselves: compiled code is slow to find them again for everybody.
    states, until, ends, who, officer = people.state, people.until, people.ends, people.who, people.officer
    first, second = chance.key(seed, EVENT_LUCK, week)
    handover = rules.laws.scalars[law, HANDOVER]
    for place in range(unit.tally[HIGH]):
        state = states[place]
        if state == GONE:
            continue
        hazard, either = hazards[state, 0], hazards[state, 1]
        drawn = chance.luck(first, second, who[place]) if either > 0 else chance.CUT
        due, ended = week + 1 >= until[place], week + 1 >= ends[place]
        to = follows(state, due, ended, ends[place] >= NEVER, drawn, hazard, either)
        if to != state:
            moves[state, to] += 1
            change(unit, rules, law, week, seed, place, to)
        if officer[place] == NOT_YET and to == CUSTODY and until[place] - week - 1 <= handover:
            officer[place], people.since[place] = WAITS, week + 1


def count(unit: Unit, rules: Rules, law: int, week: int) -> None:
    """Count how everybody stands, and what each practitioner carries, when the week is over."""
    people, officers, found, points = unit.people, unit.officers, unit.measures[week], rules.laws.points[law]
    states, kinds, withdraw, officer = people.state, people.kind, people.withdraw, people.officer
    carried, heads, back = officers.points, officers.people, officers.back
    carried[: unit.tally[STAFF]] = 0
    heads[: unit.tally[STAFF]] = 0
    unit.tally[WAITING] = 0
    withdrawn_from, without = 0, 0
    for place in range(unit.tally[HIGH]):
        state, one = states[place], officer[place]
        if state == GONE:
            continue
        found[state - 1] += 1
        withdrawn = 1 if week + 1 >= withdraw[place] else 0
        if one >= 0:
            carried[one] += points[kinds[place], PLACES[state], withdrawn]
            heads[one] += 1
        elif one == WAITS:
            found[WAITERS] += 1
            found[WEEKS] += max(week + 1 - people.since[place], 0)
            wait(unit, place)
        if state <= SUSPENDED or state == LICENCE:
            withdrawn_from += withdrawn
            without += 1 if withdrawn == 1 or one < 0 or week < back[one] else 0
    found[WITHDRAWN] += withdrawn_from
    found[WITHOUT] += without


STEPS = (
    free_place, come, begin, wait, hand_over, arrive, wait_again, weight_of, weigh, follows, change, live,
    count,
)  # fmt: skip
