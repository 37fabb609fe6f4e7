"""What somebody who signed in sees first, and where they can go."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.identity.models import User
from befriend.outbox import queries as outbox
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Practitioner, Unit

# Pages that belong to another in the menu.
BELONGS = {
    **dict.fromkeys(
        (
            "away",
            "span",
            "load-of",
            "refuse",
            "allocate",
            "cover",
            "end-cover",
            "hand-back",
            "answer-objection",
        ),
        "week",
    ),
    **dict.fromkeys(
        ("overload", "notices", "orders", "stop-list", "releases", "requests", "compare"), "waiting"
    ),
    **dict.fromkeys(
        ("my-proposals", "object-to-plan", "object-to-release", "statement", "incident", "my-trail"),
        "my-people",
    ),
    **dict.fromkeys(
        (
            "keeping:person",
            "record-access",
            "openings",
            "keeping:record",
            "keeping-hold",
            "keeping-end-hold",
            "keeping-approve",
            "keeping-passage",
        ),
        "keeping:home",
    ),
    **dict.fromkeys(
        (
            *("my-calendar", "calendar-address", "search", "timeline", "book", "unplanned", "write-note"),
            *("replace-note", "outcome", "move", "cancel", "safety"),
        ),
        "today",
    ),
    **dict.fromkeys(("plan-of", "agree-plan", "add-goal", "add-step", "end-goal", "step-not-done"), "people"),
    **dict.fromkeys(("my-handovers", "handover-tell", "handover-meet"), "my-people"),
    **{"handovers": "week", "handover": "people", "hand-over": "people"},
    **{"disagree": "my-workload", "incident-shown": "told", "begun": "told"},
    **dict.fromkeys(
        ("papers", "paper-begun", "paper-preview", "paper-questions", "paper-make", "paper", "copy-given"),
        "people",
    ),
    **dict.fromkeys(("person", "ask", "portal:of-person", "tier", "points-of"), "people"),
    **dict.fromkeys(("portal:asked",), "today"),
    **dict.fromkeys(("trial", "trial-ask", "trial-cancel", "trial-comment", "trial-remove"), "trials"),
    **dict.fromkeys(
        ("answer-notice", "give-order", "sign-stop", "answer-request", "decide-unsafe"), "waiting"
    ),
}
# Of several offices, the one whose pages come first.
POSTS = (
    *(Office.Post.HEAD, Office.Post.SENIOR, Office.Post.INSPECTOR, Office.Post.REPRESENTATIVE),
    *(Office.Post.COURT, Office.Post.ADMIN, Office.Post.VICTIM_LIAISON, Office.Post.RESEARCHER),
)
# Whoever holds one of these supervises nobody, as a rule.
WITHOUT_PEOPLE = POSTS[2:3] + POSTS[4:]
# Offices that are shown what could not be delivered to others.
TOLD_OF_UNDELIVERED = (Office.Post.HEAD, Office.Post.DATA_PROTECTION)


class Place(NamedTuple):
    """One item of the menu: its words, the name of its page and its address."""

    words: str
    name: str
    address: str


def practitioner_of(user: User) -> Practitioner | None:
    """Return who is signed in, if it is a practitioner."""
    return getattr(user, "practitioner", None)


def offices(practitioner: Practitioner, day: date) -> list[Office]:
    """Return the offices with pages of their own which they hold on `day`, a head's first."""
    return with_pages(workforce.offices_of(practitioner, day))


def with_pages(held: list[Office]) -> list[Office]:
    """Return those of the offices held that have pages of their own, a head's first."""
    found = [one for one in held if one.post in POSTS]
    return sorted(found, key=lambda one: (POSTS.index(Office.Post(one.post)), one.ref))


def places(user: User, day: date) -> list[Place]:
    """Return where `user` can go, what they most need first. Two queries."""
    practitioner = practitioner_of(user)
    if practitioner is None:
        return once_each(place(_("My load"), "publication:my_load"))
    held = workforce.offices_of(practitioner, day)
    office = next(iter(with_pages(held)), None)
    told = place(told_words(held), "told")
    found = of_office(office, told) if office else []
    if any(one.post == Office.Post.DATA_PROTECTION for one in held):
        found += [place(_("Keeping"), "keeping:home"), place(_("Contested"), "contests")]
        found += [place(_("Trail"), "trail"), place(_("Forms"), "forms"), trials()]
    if has_people(practitioner, held, day):
        own = [
            place(_("Today"), "today"),
            place(_("My people"), "my-people"),
            told,
            place(_("My load"), "my-workload"),
        ]
    else:
        own = [told, place(_("Tell of an incident"), "incident")]
    return once_each(*found, *own)


def has_people(practitioner: Practitioner, held: list[Office], day: date) -> bool:
    """Say whether the pages of a caseload are theirs; asked only where their offices leave it open."""
    if not held or not all(one.post in WITHOUT_PEOPLE for one in held):
        return True
    return Relationship.objects.filter(periods.on(day), practitioner=practitioner).exists()


def told_words(held: list[Office]) -> str:
    """Return what the page of what was told is called, with what could not be delivered to others."""
    if not any(one.post in TOLD_OF_UNDELIVERED for one in held):
        return _("Told to you")
    count = outbox.undelivered(held).count()
    return _("Told to you (%(count)s not delivered)") % {"count": count} if count else _("Told to you")


def of_office(office: Office, told: Place) -> list[Place]:
    """Return the pages of an office: a head's first is who waits, a senior's or an inspector's the week."""
    if office.post in (Office.Post.COURT, Office.Post.ADMIN):
        words = _("Reports due") if office.post == Office.Post.COURT else _("People")
        return [unit_place(words, "people", office.unit)]
    if office.post == Office.Post.VICTIM_LIAISON:
        return [told]
    if office.post == Office.Post.RESEARCHER:
        return [place(_("What work weighs"), "publication:my_load"), trials(), told]
    week = unit_place(_("This week"), "week", office.unit)
    waiting = unit_place(_("Waiting"), "waiting", office.unit)
    if office.post == Office.Post.HEAD:
        return [waiting, week, trials()]
    if office.post == Office.Post.INSPECTOR:
        return [week, waiting, trials()]
    if office.post == Office.Post.SENIOR:
        return [week, waiting]
    return [told, week, waiting]


def trials() -> Place:
    """Return the page of policies that are tried, for offices that may have one tried."""
    return place(_("Try a policy"), "trials")


def unit_place(words: str, name: str, unit: Unit) -> Place:
    """Return a page of a unit as an item of the menu."""
    return place(words, name, unit.ref)


def place(words: str, name: str, *args: str) -> Place:
    """Return a page as an item of the menu."""
    return Place(words, name, reverse(name, args=args))


def once_each(*found: Place) -> list[Place]:
    """Return the items of a menu, each once."""
    return list(dict.fromkeys(found))


def first_page(user: User, day: date) -> str | None:
    """Return the address of the page `user` sees first, or None for somebody who works nowhere."""
    if practitioner_of(user) is None:
        return None
    return next((one.address for one in places(user, day)), None)


def acting_office(practitioner: Practitioner, unit: Unit, day: date, *posts: str) -> Office | None:
    """Return the office with one of `posts` as which they decide for `unit`: the nearest to it."""
    above = [one.pk for one in workforce.above(unit, day)]
    held = [
        one for one in workforce.offices_of(practitioner, day) if one.post in posts and one.unit_id in above
    ]
    return min(held, key=lambda one: above.index(one.unit_id), default=None)


def units_below(unit: Unit, day: date) -> list[Unit]:
    """Return the units just below `unit` on `day`, by name."""
    found = Unit.objects.filter(periods.on(day, "parents__"), parents__parent=unit)
    return list(found.order_by("name", "ref"))
