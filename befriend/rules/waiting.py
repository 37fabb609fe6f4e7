"""Why somebody waits, when nobody could be given them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from befriend.rules.values import Decision, Reason, WaitingFor, Work, reason

NEVER_THIS_GRADE = frozenset(
    {"grade_takes_nobody", "grade", "high_risk", "newly_qualified", "unknown_risk_or_tier", "training"}
)
NEVER_THIS_PAIR = frozenset({"conflict", "safety", "request"})


class Choice(NamedTuple):
    """One practitioner as a choice for one waiting person.

    `before` is the decision as things stood, `after` with the plan; `room` and `limit` are in
    points, with the plan.
    """

    before: Decision
    after: Decision
    room: int
    limit: int


def why(work: Work, choices: Sequence[Choice], waiting_for: WaitingFor) -> Reason:
    """Return the binding limit of a person who waits.

    Raises ValueError if somebody could take them: then they should not wait.
    """
    if any(choice.after.allowed for choice in choices):
        raise ValueError("somebody may take this person, so nothing keeps them waiting")
    trained = [choice for choice in choices if not codes(choice) & NEVER_THIS_GRADE]
    if not trained:
        return nobody_eligible(choices)
    willing = [choice for choice in trained if not codes(choice) & NEVER_THIS_PAIR]
    if not willing:
        return between_them(trained)
    return no_room(work, willing, waiting_for)


def codes(choice: Choice) -> set[str]:
    """Return the codes of all reasons against, as the plan stands."""
    return {each.code for each in choice.after.reasons}


def nobody_eligible(choices: Sequence[Choice]) -> Reason:
    """Return that nobody in the unit may take this person, with the reason that binds most."""
    first = Counter(
        each.code for choice in choices for each in choice.after.reasons[:1]
    )  # counts the binding reason of each
    because = min(first, key=lambda code: (-first[code], code)) if first else "nobody_here"
    return reason("nobody_eligible", because=because)


def between_them(trained: Sequence[Choice]) -> Reason:
    """Return whether a request or conflicts rule out everybody trained for this."""
    if all("request" in codes(choice) for choice in trained):
        return reason("request_cannot_be_met")
    return reason("conflicts", practitioners=len(trained))


def no_room(work: Work, willing: Sequence[Choice], waiting_for: WaitingFor) -> Reason:
    """Return why nobody who otherwise could has the room."""
    nearest = max(choice.room for choice in willing)
    if waiting_for is WaitingFor.COVER:
        return reason("no_cover", room=nearest)
    if any(choice.before.allowed for choice in willing):
        return reason("served_later", room=nearest)
    if all("no_available_points" in codes(choice) for choice in willing):
        return reason("all_away")
    heaviest = max(choice.limit for choice in willing)
    if work.points > heaviest:
        return reason("too_heavy", points=work.points, limit=heaviest)
    return reason("all_full", room=nearest)
