"""Where the person is reminded of appointments, and whether they want it."""

from __future__ import annotations

from typing import NamedTuple

from befriend.outbox import actions as outbox
from befriend.people.models import ContactDetail, Person
from befriend.supervision.queries import reminders

# These pages are read on phones that others use too: enough to know which number it is, and no more.
DIGITS, LETTERS = 3, 2


class Way(NamedTuple):
    """One way by which reminders go: to what, so much that they know it, and whether they want it."""

    channel: str
    known_by: str
    wanted: bool
    works: bool  # anything leaves this way at all


def ways(person: Person) -> list[Way]:
    """Return where reminders to a person go; read as the person. One query."""
    return [
        Way(one.channel, known_by(one), one.is_wanted, outbox.can_reach(one.channel))
        for one in reminders.details(person)
    ]


def known_by(detail: ContactDetail) -> str:
    """Return the end of a number, or how an address begins and where it leads: ...123, iv...@example.org."""
    if detail.channel == ContactDetail.Channel.SMS:
        return f"...{detail.address[-DIGITS:]}"
    name, _at, place = detail.address.rpartition("@")
    return f"{name[:LETTERS]}...@{place}"
