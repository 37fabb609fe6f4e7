"""The points one practitioner carries: people, reports due, contacts made for colleagues and by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules import points
from befriend.rules.points import Weights
from befriend.rules.values import Missing, Place, Report, Tier

SIZES = ("low", "medium", "high")


class Contact(NamedTuple):
    """A contact made for a colleague's person; `size` is one of SIZES, or None while it is not known."""

    activity: str
    size: str | None
    day: date


class Due(NamedTuple):
    """A report that is due on a day, until it is done."""

    kind: Report
    day: date
    done: bool = False


class Person(NamedTuple):
    """One person somebody answers for: their reports, and what colleagues did for them."""

    tier: Tier
    place: Place
    young_adult: bool = False
    reports: tuple[Due, ...] = ()
    by_colleagues: tuple[Contact, ...] = ()


class Step(NamedTuple):
    """One component: what, how many of it, and the points it adds (or takes, negative)."""

    code: str
    number: int
    points: int


class Kind(NamedTuple):
    """People alike: how many, what each weighs, and what they weigh together."""

    tier: Tier
    place: Place
    young_adult: bool
    number: int
    each: int
    points: int


class Load(NamedTuple):
    """Points of one week, and the people in them; the points of the steps add up to them.

    The kinds are the steps of the people, taken apart.
    """

    points: int
    people: int
    steps: tuple[Step, ...]
    kinds: tuple[Kind, ...]


class Range(NamedTuple):
    """What is not known, and between which points the load would be."""

    missing: Missing
    least: int
    most: int


def load(
    people: Sequence[Person],
    for_colleagues: Sequence[Contact],
    group_sessions: int,
    book: Book,
    day: date,
) -> Load | Range:
    """Return what somebody carries on `day`, with every step.

    Where the size of a contact that counts is not known, what is missing, and the least and the most
    that the load would be with the sizes it may have.
    """
    contacts = [*for_colleagues, *(each for person in people for each in person.by_colleagues)]
    unknown = [each for each in contacts if each.size is None and counts(each, book, day)]
    if not unknown:
        return known(people, for_colleagues, group_sessions, book, day)
    sized = [
        known(
            [with_size(person, size) for person in people],
            [sized_as(each, other) for each in for_colleagues],
            group_sessions,
            book,
            day,
        ).points
        # Work for a colleague adds and work by one takes, so the ends lie where the sizes differ.
        for size, other in ((SIZES[-1], SIZES[0]), (SIZES[0], SIZES[-1]))
    ]
    return Range(Missing(f"the size of {len(unknown)} contacts made for a colleague's person"), *sized)


def sized_as(contact: Contact, size: str) -> Contact:
    """Return a contact with a size, where it has none."""
    return contact if contact.size else contact._replace(size=size)


def with_size(person: Person, size: str) -> Person:
    """Return a person whose contacts by colleagues all have a size."""
    return person._replace(by_colleagues=tuple(sized_as(each, size) for each in person.by_colleagues))


def known(
    people: Sequence[Person],
    for_colleagues: Iterable[Contact],
    group_sessions: int,
    book: Book,
    day: date,
) -> Load:
    """Return what somebody carries, where everything is known."""
    weights = points.weights(book, day)
    helped = [each for each in for_colleagues if counts(each, book, day)]
    session = int(book.on(day, "workload.group_session").value)
    steps = (
        *(people_step(code, people, weights, young) for code, young in (("people", False), ("young", True))),
        *(report_step(kind, people, weights, book, day) for kind in Report),
        Step("for_colleagues", len(helped), sum(contact_points(each, book, day) for each in helped)),
        by_colleagues_step(people, weights, book, day),
        Step("group_sessions", group_sessions, group_sessions * session),
    )
    kept = tuple(step for step in steps if step.number)
    return Load(sum(step.points for step in kept), len(people), kept, kinds(people, weights))


def kinds(people: Iterable[Person], weights: Weights) -> tuple[Kind, ...]:
    """Return the people by tier, place and whether they are young adults, as the tiers stand."""
    alike = Counter((person.tier, person.place, person.young_adult) for person in people)
    return tuple(
        Kind(*kind, number, each, number * each)
        for kind, number in sorted(alike.items())
        for each in [points.case_points(weights, *kind)]
    )


def weight(person: Person, weights: Weights) -> int:
    """Return the points of one person, reports and contacts aside."""
    return points.case_points(weights, person.tier, person.place, person.young_adult)


def people_step(code: str, people: Iterable[Person], weights: Weights, young: bool) -> Step:
    """Return the step of the people who are young adults, or of those who are not."""
    found = [weight(person, weights) for person in people if person.young_adult == young]
    return Step(code, len(found), sum(found))


def report_step(kind: Report, people: Iterable[Person], weights: Weights, book: Book, day: date) -> Step:
    """Return the step of the reports of one kind that count on `day`."""
    number = sum(
        report.kind is kind and is_due(report, book, day) for person in people for report in person.reports
    )
    return Step(f"{kind.code}_reports", number, number * points.report_points(weights, kind))


def is_due(report: Due, book: Book, day: date) -> bool:
    """Return whether a report counts as work: in the days before it is due, until it is done."""
    ahead = timedelta(days=int(book.on(day, "case_points.report_days").value))
    return not report.done and report.day <= day + ahead


def counts(contact: Contact, book: Book, day: date) -> bool:
    """Return whether a contact still counts on `day`: from its own day, for the days policy says."""
    days = timedelta(days=int(book.on(day, "workload.contact_days").value))
    return contact.day <= day < contact.day + days


def contact_points(contact: Contact, book: Book, day: date) -> int:
    """Return the points of one contact whose size is known."""
    table = book.on(day, "workload.contacts_for_colleagues").value
    if contact.activity not in table:
        raise ValueError(f"{contact.activity!r} is not one of: {', '.join(table)}")
    return int(table[contact.activity][contact.size])


def by_colleagues_step(people: Iterable[Person], weights: Weights, book: Book, day: date) -> Step:
    """Return the step of what colleagues did: never more off than the person weighs.

    Whoever answers for somebody does so whatever others do for them, so no person becomes less than
    nothing.
    """
    number, taken = 0, 0
    for person in people:
        each = [contact_points(one, book, day) for one in person.by_colleagues if counts(one, book, day)]
        number += len(each)
        taken += min(sum(each), weight(person, weights))
    return Step("by_colleagues", number, -taken)
