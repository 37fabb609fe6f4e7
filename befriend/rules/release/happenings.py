"""What happens on a day of the calculation: a sentence, days awarded, being at large, a movement."""

from __future__ import annotations

from datetime import date

from befriend.rules.release.joining import Joined, joined
from befriend.rules.release.law import Change
from befriend.rules.release.reckoning import track
from befriend.rules.release.sentence import Days, Running
from befriend.rules.release.state import State, add, is_fixed, is_term, total
from befriend.rules.release.tranches import any_covered, covers
from befriend.rules.release.values import Adjusted, Adjustment, Kind, Movement, Sentence
from befriend.rules.release.whole import Shape

# Latest first: the law of a sentence is the latest that is for it.
LATEST_FIRST = (Change.ONE_THIRD, Change.ADDED_EXCLUSIONS, Change.TWO_FIFTHS, Change.DEFAULT)


class Outcome:
    """What a happening means for the next release: it may change, or it may not on this day at all."""

    RECKON = "reckon"
    NOTHING = "nothing"
    NOT_TODAY = "not_today"


def sentenced(state: State, day: date) -> str:
    """Take up the sentences of a day: join them to those being served, and share what is known."""
    new = [part for part in state.told.sentences if part.sentenced == day]
    served = 0 if follows_any(new, state.group) else added_served(state, day)
    account = max((running.days for running in state.group), key=total, default=Days())
    before = state.group
    parts = [part for running in before for part in running.parts]
    fresh = [make(state, shape, chain) for shape, chain in joined_with(parts, new, state)
             if any(part in new for part in chain)]  # fmt: skip
    kept = [running for running in before if still_there(running, parts, new, state)]
    state.group = sorted([*fresh, *kept], key=lambda running: running.sentenced)
    for part in new:
        set_share(state, part)
    for running in fresh:
        begin(state, running, day)
    add(fresh, Days(account.remand, account.bail, account.recall_remand, account.recall_bail, account.added,
                    served=account.served + served))  # fmt: skip
    share_at_large(fresh, before)
    add(state.group, deductions(state, day))
    state.waiting_added = 0
    remember_removal(fresh, before, day)
    return Outcome.RECKON


def unique(parts: list[Sentence]) -> list[Sentence]:
    """Return sentences once each, in order."""
    return list({part.id: part for part in parts}.values())


def joined_with(parts: list[Sentence], new: list[Sentence], state: State) -> list[Joined]:
    """Return sentences being served and new ones, joined."""
    return joined(unique([*parts, *new]), state.law)


def still_there(running: Running, parts: list[Sentence], new: list[Sentence], state: State) -> bool:
    """Return whether a sentence stands as it did once the new ones are joined in."""
    return any(chain == running.parts for _, chain in joined_with(parts, new, state))


def make(state: State, shape: Shape, parts: tuple[Sentence, ...]) -> Running:
    """Return a sentence at work."""
    told = state.told
    return Running(
        parts, shape, state.law, told.born, told.registered, state.shares, state.served_under, told.removable
    )


def follows_any(new: list[Sentence], group: list[Running]) -> bool:
    """Return whether a new sentence is consecutive to one being served."""
    served = {part.id for running in group for part in running.parts}
    return any(part.follows in served for part in new if part.follows)


def added_served(state: State, day: date) -> int:
    """Return the added days already served when a new sentence is passed after the release without them."""
    _, running = state.latest
    if running is None or not state.group or day <= running.release_without_added:
        return 0
    return (day - running.release_without_added).days - 1


def set_share(state: State, part: Sentence) -> None:
    """Set the share of a new standard sentence by the latest law that is for it."""
    if part.kind is Kind.STANDARD:
        change = next(change for change in LATEST_FIRST if change in state.applied
                      and covers(change, part, state.law))  # fmt: skip
        state.shares[part.id] = state.law.shares[change][track(part, state.law)]
        state.served_under[part.id] = change


def begin(state: State, running: Running, day: date) -> None:
    """Begin to calculate a sentence: under which law, and whether a tranche matters to it."""
    applied = next((state.applied[change] for change in LATEST_FIRST if change in state.applied
                    and any_covered(change, running)), None)  # fmt: skip
    if applied and applied.tranche_day and day >= applied.start:
        applied = applied._replace(tranche_day=None)
    running.started = True
    running.applied = applied
    running.fixed_56 = state.recalls_56
    running.recall_tranche = state.recall_tranche
    if applied:
        give_licence(running, applied.change)


def give_licence(running: Running, change: Change) -> None:
    """Give a licence to a short sentence for an offence before 2015, as the progression model does."""
    early = running.offence is not None and running.offence < running.law.licence_under_a_year
    if change is Change.ONE_THIRD and running.shorter_than(12) and early:
        running.licence_added = True


def share_at_large(fresh: list[Running], before: list[Running]) -> None:
    """Carry time at large over to a chain that a sentence being served has become part of."""
    for running in fresh:
        if len(running.parts) > 1:
            earlier = next((each for each in before if set(each.parts) & set(running.parts)), None)
            if earlier:
                add([running], Days(at_large=earlier.days.at_large))


def deductions(state: State, day: date) -> Days:
    """Return what is taken off the sentences of a day, and added days that waited for one."""
    return Days(
        remand=sum_of(state, Adjusted.REMAND, day),
        bail=sum_of(state, Adjusted.TAGGED_BAIL, day),
        recall_remand=sum_of(state, Adjusted.RECALL_REMAND, day),
        recall_bail=sum_of(state, Adjusted.RECALL_TAGGED_BAIL, day),
        added=state.waiting_added,
    )


def sum_of(state: State, kind: Adjusted, day: date) -> int:
    """Return the days of one kind that count from `day`."""
    return sum(each.days for each in of_kind(state, kind, day))


def of_kind(state: State, kind: Adjusted, day: date) -> list[Adjustment]:
    """Return the adjustments of one kind that count from `day`."""
    return [each for each in state.told.adjustments if each.kind is kind and each.applies == day]


def remember_removal(fresh: list[Running], before: list[Running], day: date) -> None:
    """Remember the early removal of a chain as it was before today's sentence lengthened it."""
    for running in fresh:
        earlier = [part for part in running.parts if part.sentenced != day]
        if running.shape is not Shape.CHAIN or not earlier:
            continue
        latest = max(earlier, key=lambda part: part.sentenced)
        holder = next((each for each in before if latest in each.parts), None)
        if holder and holder.removal:
            running.earlier_removal = (holder.removal, running.days.added, day)


def awarded(state: State, day: date) -> str:
    """Put on days added for misconduct, less those restored."""
    days = sum_of(state, Adjusted.ADDED, day) - sum_of(state, Adjusted.RESTORED, day)
    if state.group:
        releases = [running.release for running in state.group if not is_term(running)]
        if releases and max(releases) >= day:
            add(state.group, Days(added=days))
        return Outcome.RECKON
    fixed = [running for running in state.licensed if is_fixed(running)]
    if fixed and state.told.returned and day >= state.told.returned:
        add(fixed, Days(added_after=days))
        return Outcome.RECKON
    if not any(running.recalled for running in state.licensed):
        state.waiting_added += days
    return Outcome.NOTHING


def went_at_large(state: State, day: date) -> str:
    """Put on the days somebody was unlawfully at large: before release, or within a recall."""
    periods = of_kind(state, Adjusted.AT_LARGE, day)
    days = sum(each.days for each in periods)
    last = max((each.last for each in periods if each.last), default=None)
    for running in state.group:
        running.last_at_large = last
    inside, past = parted(state.group, day)
    add(inside, Days(at_large=days))
    add([running for running in past if running.recalled], Days(at_large_after=days))
    at_large_on_licence(state, day, days, last)
    state.at_large += [(each.first, each.last) for each in periods if each.first and each.last]
    return Outcome.RECKON


def parted(group: list[Running], day: date) -> tuple[list[Running], list[Running]]:
    """Return the sentences not yet released on `day`, and the others."""
    inside = [running for running in group if day <= running.first_release]
    return inside, [running for running in group if day > running.first_release]


def at_large_on_licence(state: State, day: date, days: int, last: date | None) -> None:
    """Put the same on sentences on licence."""
    inside, past = parted(state.licensed, day)
    add([running for running in inside if running.recalled], Days(at_large_after=days))
    add([running for running in inside if not running.recalled], Days(at_large=days))
    returned = state.told.returned
    fixed = returned is not None and any(is_fixed(running) for running in past)
    for running in past:
        if running.recalled:
            within = fixed and returned is not None and returned <= day <= running.release
            add([running], Days(at_large_after=days, at_large_in_recall=days if within else 0))
            running.last_at_large = last


def moved(state: State, day: date) -> str:
    """Take a movement out of custody as the release, unless removal counts as custody."""
    movement = next(each for each in reversed(state.told.movements) if each.day == day)
    if not movement.out:
        return Outcome.RECKON
    if not still_custody(state, movement) and state.group:
        state.latest = (day, state.latest[1])
    return Outcome.NOT_TODAY


def still_custody(state: State, movement: Movement) -> bool:
    """Return whether somebody removed from the country is still in custody of the sentence."""
    later = [each for each in state.told.movements if each.day > movement.day]
    failed = bool(later) and later[0].why == "failed_removal"
    return movement.why == "removal" and (failed or movement.day >= state.law.removal_stops_the_clock)


def remember(state: State) -> str:
    """Work out the dates before a consecutive sentence is added."""
    if state.group or state.released:
        state.read_off()
    return Outcome.RECKON
