"""What happens to people in a week: something befalls them, or time is up.

Whatever a person adds to a practitioner or to a count of the unit is taken off before they change and added
again after (`stand`), so nothing is counted anew each week. Once a week everybody is looked at for whether
anything can happen at all: luck not above the highest chance, or time up. Only who is flagged is looked at
closely, with the same luck and the chance of their own.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from befriend.simulator import chance
from befriend.simulator.chance import Purpose
from befriend.simulator.feedback import ONE
from befriend.simulator.shapes import Unit
from befriend.simulator.states import (
    ABSENT,
    CHECKING,
    DUE,
    FIRST,
    FOLLOWED,
    IN_PERSON,
    KEPT,
    LONG_AGO,
    MOVED,
    NEVER,
    NO_BAND,
    NOT_AT_ALL,
    NOT_YET,
    ONLINE,
    OUT,
    PLACES,
    SECOND,
    SEEN,
    SHORT,
    WAITS,
    WITHDRAWN,
    State,
)

Record = Any  # one of a record array, or what holds: numba knows its fields, mypy does not

# Plain numbers, so that compiled code takes them as they are.
GONE, CUSTODY, WITHOUT_END = int(State.GONE), int(State.CUSTODY), int(State.WITHOUT_END)
LICENCE, FIXED, STANDARD = int(State.LICENCE), int(State.FIXED_RECALL), int(State.STANDARD_RECALL)
SUSPENDED, POST = int(State.SUSPENDED_ORDER), int(State.POST_SENTENCE)
ACTIVITY_LUCK, EVENT_LUCK = int(Purpose.ACTIVITY), int(Purpose.EVENT)
CHECK_LUCK = int(Purpose.CHECKS)
EARLY_LUCK, EARLY_WEEK_LUCK = int(Purpose.EARLY), int(Purpose.EARLY_WEEK)


def write_down(unit: Unit, place: int) -> None:
    """Write to the columns when and by which luck something next happens; let who waits stand in line."""
    me = unit.people[place]
    unit.who[place], unit.risk[place], unit.due[place] = me.who, me.risk, me.next
    if me.officer == WAITS and me.state != GONE and me.queued == 0:
        me.queued = 1
        tally = unit.tally[0]
        unit.waiting[tally.waiting] = place
        tally.waiting += 1


def side_of(told: Any, kind: int) -> Record:
    """Return the rules that hold for a kind of person: of the side on which a proposal leaves them."""
    return told[told[0].left_out[kind]]


def fixed_luck(seed: int, purpose: int, who: int) -> int:
    """Return the luck of `who` for something that is drawn once."""
    first, second = chance.key(seed, purpose, 0)
    return chance.luck(first, second, who)


def begin(
    tally: Record, officers: Any, rules: Record, law: Record, seed: int, me: Record, state: int, week: int,
    until: int, ends: int,
) -> None:  # fmt: skip
    """Let a state begin in `week`."""
    if state == LICENCE and me.released == LONG_AGO:
        me.released = week
    me.state, me.begun, me.until, me.ends = state, week, until, ends
    reset(law, week, seed, me)
    stand(tally, officers, rules, law, me, 1)
    expect(rules, law, week, seed, me)


def reset(law: Record, week: int, seed: int, me: Record) -> None:
    """Reckon from when contact with a person is withdrawn, and whether it is in `week`."""
    me.withdraw = NEVER
    me.marks &= ~WITHDRAWN
    served, parts = law.reset[me.state, 0], law.reset[me.state, 1]
    if parts == 0 or me.until >= NEVER or law.keeps[me.kind] == 1 or me.marks & KEPT:
        return
    if me.marks & OUT:
        me.withdraw = me.begun
        me.marks |= WITHDRAWN
        return
    if me.state <= SUSPENDED and fixed_luck(seed, ACTIVITY_LUCK, me.who) >= law.activity:
        return
    me.withdraw = me.begun + (max(me.until - me.begun, 0) * served + parts - 1) // parts
    if me.withdraw <= week:
        me.marks |= WITHDRAWN


def check_in(law: Record, seed: int, me: Record) -> None:
    """Let somebody report online, where the rule and the policy have it so."""
    me.marks &= ~CHECKING
    may = law.online[me.kind] == 1 and law.checks > 0
    if may and fixed_luck(seed, CHECK_LUCK, me.who) < law.checks:
        me.marks |= CHECKING


def hand_over(law: Record, me: Record, week: int) -> None:
    """Let somebody in prison who needs a practitioner from `week` on begin to wait."""
    if me.until - week <= law.handover:
        me.officer, me.since = WAITS, week


def wait_again(unit: Unit, told: Any, laws: Any, week: int) -> None:
    """Let everybody whose practitioner left wait again."""
    tally, officers = unit.tally[0], unit.officers
    for place in range(tally.high):
        me = unit.people[place]
        if me.officer >= 0 and me.state != GONE and officers[me.officer].here == ABSENT:
            rules = side_of(told, me.kind)
            law = laws[rules.law_of[week]]
            stand(tally, officers, rules, law, me, -1)
            me.officer, me.since = WAITS, week
            me.marks |= MOVED
            stand(tally, officers, rules, law, me, 1)
            write_down(unit, place)


def give_back(unit: Unit, week: int) -> None:
    """Let everybody who has a practitioner wait; what they add is reckoned anew after it."""
    for place in range(unit.tally[0].high):
        me = unit.people[place]
        if me.officer >= 0 and me.state != GONE:
            me.officer, me.since = WAITS, week
            write_down(unit, place)


def way_seen(me: Record) -> int:
    """Return how somebody is seen: who reports online does so in the community only."""
    if me.marks & WITHDRAWN:
        return NOT_AT_ALL
    return ONLINE if me.marks & CHECKING and SEEN[me.state] == 1 else IN_PERSON


def weight_of(law: Record, me: Record) -> int:
    """Return the points of a person."""
    weight: int = law.points[me.kind, PLACES[me.state], way_seen(me)]
    return weight


def stand(tally: Record, officers: Any, rules: Record, law: Record, me: Record, sign: int) -> None:
    """Add (or take off, with -1) what a person adds to their practitioner and to the unit's counts."""
    high = 1 if rules.risk_of[me.kind] > 1 else 0
    if me.officer >= 0:
        one = officers[me.officer]
        one.points += sign * weight_of(law, me)
        one.people += sign
    if SEEN[me.state] == 0:
        return
    tally.community += sign
    tally.at_risk += sign * high
    if me.marks & WITHDRAWN:
        tally.withheld += sign
        return
    if me.marks & CHECKING:
        tally.online += sign
    if me.officer >= 0:
        one = officers[me.officer]
        one.seen += sign
        one.high += sign * high


def expect(rules: Record, law: Record, week: int, seed: int, me: Record) -> None:
    """Write down from when time, and below which luck, anything may next happen to a person."""
    soonest = due_week(rules, law, week, seed, me)
    if me.withdraw < soonest and not me.marks & WITHDRAWN:
        soonest = me.withdraw
    if me.state == CUSTODY and me.officer == NOT_YET:
        soonest = min(soonest, me.until - law.handover)
    me.next = soonest
    me.risk = law.ceilings[me.state, me.term]


def due_week(rules: Record, law: Record, week: int, seed: int, me: Record) -> int:
    """Return the first week after the state of a person, as long as nothing befalls them."""
    until: int = me.until
    if me.state == CUSTODY:
        early = rules.early[week]
        if law.early_share > 0 and fixed_luck(seed, EARLY_LUCK, me.who) < law.early_share:
            early += law.early
            if fixed_luck(seed, EARLY_WEEK_LUCK, me.who) < law.early_part:
                early += 1
        soonest: int = max(until - early, min(until, me.begun + 1))
        return soonest
    if me.state == POST and law.follows == 0:
        return min(until, week + 1)
    return until


def weigh(unit: Unit, told: Any, laws: Any, week: int, seed: int) -> None:
    """Reckon anew what everybody adds and expects, under the law that holds from now.

    A policy that withdraws contact, gives it back or puts it online reaches those who are supervised already.
    """
    tally, officers = unit.tally[0], unit.officers
    for place in range(tally.staff):
        one = officers[place]
        one.points, one.people, one.seen, one.high = one.reports, 0, 0, 0
    tally.community, tally.at_risk, tally.withheld, tally.online = 0, 0, 0, 0
    for place in range(tally.high):
        me = unit.people[place]
        if me.state != GONE:
            rules = side_of(told, me.kind)
            law = laws[rules.law_of[week]]
            reset(law, week, seed, me)
            check_in(law, seed, me)
            stand(tally, officers, rules, law, me, 1)
            expect(rules, law, week, seed, me)
            write_down(unit, place)


def follows(state: int, due: bool, goes: int, endless: bool, drawn: int, hazard: int, either: int) -> int:
    """Return the state after this week, by luck, then by time; `goes` is where time leads when it is due."""
    if drawn < either:
        to = FIRST[state] if drawn < hazard else SECOND[state]
        # Nobody without an end is recalled for a fixed term.
        return STANDARD if to == FIXED and endless else to
    return goes if due else state


def time_leads(rules: Record, law: Record, week: int, me: Record) -> int:
    """Return the state that follows when the time of a person's state is up."""
    if me.state == CUSTODY and rules.fed[week] == 1:
        return GONE
    if me.state == FIXED and week + 1 >= me.ends:
        return GONE
    if me.state == LICENCE and me.marks & FOLLOWED:
        return POST if law.follows > 0 and week + 1 < me.released + law.follows else GONE
    return DUE[me.state]


def factor_of(officers: Any, law: Record, week: int, me: Record) -> int:
    """Return by what the chances of a person of breach or recall are multiplied, in 1,024ths."""
    factor: int = law.waiting
    if me.marks & WITHDRAWN:
        factor = law.withdrawn
    elif me.officer >= 0:
        factor = officers[me.officer].factor
    if me.marks & MOVED and week - me.since < law.moved_weeks:
        factor = factor * law.moved // ONE
    if me.state == LICENCE and week - me.begun < law.soon_weeks:
        factor = factor * law.soon // ONE
    return factor


def live(unit: Unit, told: Any, laws: Any, week: int, seed: int) -> None:
    """Let the week pass for everybody."""
    first, second = chance.key(seed, EVENT_LUCK, week)
    flag(unit.flags, unit.who, unit.risk, unit.due, first, second, week, unit.tally[0].high)
    eights = unit.flags.view(np.uint64)
    for eight in range((unit.tally[0].high + 7) // 8):
        if eights[eight] != 0:
            for place in range(8 * eight, 8 * eight + 8):
                if unit.flags[place] != 0 and unit.people[place].state != GONE:
                    drawn = chance.luck(first, second, unit.who[place])
                    pass_week(unit, told, laws, week, seed, place, drawn)


def flag(flags: Any, who: Any, risk: Any, due: Any, first: int, second: int, week: int, high: int) -> None:
    """Mark everybody to whom anything may happen this week; compiled, many at a time.

    Nothing here may hang on something looked up by what is read, or the compiler takes one at a time.
    """
    after = np.int16(week + 1)
    for place in range(high):
        flags[place] = (chance.luck(first, second, who[place]) <= risk[place]) | (after >= due[place])


def pass_week(unit: Unit, told: Any, laws: Any, week: int, seed: int, place: int, drawn: int) -> None:
    """Let happen to one person what luck and time bring."""
    tally, me = unit.tally[0], unit.people[place]
    rules, state = side_of(told, me.kind), me.state
    law = laws[rules.law_of[week]]
    to = next_state(unit.officers, rules, law, week, seed, me, drawn)
    if to != state:
        unit.moves[week, state, to] += 1
        change(tally, unit.officers, rules, law, week, seed, me, to)
        if to == GONE:
            unit.free[tally.freed] = place
            tally.freed += 1
    if to != GONE and week + 1 >= me.next:
        by_time(tally, unit.officers, rules, law, week, seed, me)
    write_down(unit, place)


def next_state(
    officers: Any, rules: Record, law: Record, week: int, seed: int, me: Record, drawn: int
) -> int:
    """Return the state of a person after this week."""
    state = me.state
    hazard, either = law.hazards[state, me.term, 0], law.hazards[state, me.term, 1]
    if state <= SUSPENDED or state == LICENCE:
        factor = factor_of(officers, law, week, me)
        more = hazard * factor // ONE
        either = either * factor // ONE if state == LICENCE else either - hazard + more
        hazard = more
    due = week + 1 >= due_week(rules, law, week, seed, me)
    goes = time_leads(rules, law, week, me) if due else state
    return follows(state, due, goes, me.ends >= NEVER, drawn, hazard, either)


def by_time(
    tally: Record, officers: Any, rules: Record, law: Record, week: int, seed: int, me: Record
) -> None:
    """Let contact be withdrawn, or somebody before release need a practitioner, when it is time."""
    if week + 1 >= me.withdraw and not me.marks & WITHDRAWN:
        stand(tally, officers, rules, law, me, -1)
        me.marks |= WITHDRAWN
        stand(tally, officers, rules, law, me, 1)
    if me.state == CUSTODY and me.officer == NOT_YET:
        hand_over(law, me, week + 1)
    expect(rules, law, week, seed, me)


def change(
    tally: Record, officers: Any, rules: Record, law: Record, week: int, seed: int, me: Record, to: int
) -> None:
    """Let the next state of a person begin with the next week."""
    start, until, ends = week + 1, me.ends, me.ends
    me.marks &= ~OUT & ~KEPT
    stand(tally, officers, rules, law, me, -1)
    if to == GONE:
        me.state, me.next, me.risk = GONE, NEVER, 0
        return
    if to == CUSTODY:
        until, ends = start + rules.activated[week, 0], start + rules.activated[week, 1]
        me.marks |= FOLLOWED
        me.band, me.term, me.released = NO_BAND, SHORT, LONG_AGO
    elif to == FIXED:
        until = min(ends, start + law.fixed_weeks[1 if me.term == SHORT else 0])
    elif to == POST:
        until = ends = me.released + law.follows
    if me.officer == NOT_YET:
        me.officer, me.since = WAITS, start
    begin(tally, officers, rules, law, seed, me, to, start, until, ends)
