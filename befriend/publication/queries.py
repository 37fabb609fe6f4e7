"""What is typed on a public page, by the same rules as everybody's: a caseload, or sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext as _

from befriend.policies import BefriendError, Book, Value
from befriend.rules import availability, capacity, contact_time, hours, named, points, wording
from befriend.rules.availability import Available, Career, Contract
from befriend.rules.contact_time import ContactTime
from befriend.rules.values import Grade, Place, Reason, Report, Standing, Tier
from befriend.rules.week import week_of
from befriend.workforce import queries as workforce

DAY = timedelta(days=1)


class Asked(NamedTuple):
    """What was typed: people by tier and place, reports due by kind, the week and the grade."""

    people: Mapping[tuple[Tier, Place], int]
    reports: Mapping[Report, int]
    weekly_minutes: int
    grade: Grade
    programme_month: int  # 0 unless a trainee


class Line(NamedTuple):
    """The work of some people of one tier in one place, or of some reports of one kind."""

    words: str  # the code of the tier, or of the kind of report
    place: str  # the code of the place; empty for reports
    count: int
    each: int
    points: int
    published: int  # points each under the published set


class MyLoad(NamedTuple):
    """A load as reckoned on a day: points, minutes and people of a week."""

    day: date
    asked: Asked
    lines: list[Line]
    points: int
    people: int
    given_no_time: int  # people to whom the published set gives no points
    time: Available
    available_points: int
    limit_points: int
    limit_people: int
    percent: int | None
    room_points: int
    room_people: int
    contact: ContactTime | None  # None: there is nobody to share the time among
    hours_needed: int  # minutes of a week that the points are
    beyond: int  # minutes needed beyond those available


def my_load(asked: Asked, book: Book, day: date) -> MyLoad:
    """Reckon what was typed, under the policies of `day`. Nothing is read from the database."""
    lines = lines_of(asked, book, day)
    load, people = sum(line.points for line in lines), sum(asked.people.values())
    time = minutes(asked, book, week_of(day))
    limits = capacity.limits(asked.grade, time.minutes, asked.programme_month, book, day)
    standing = Standing(
        asked.grade, *limits, points=load, people=people,
        programme_month=asked.programme_month, modules=frozenset(),
    )  # fmt: skip
    reports = [report for report, count in asked.reports.items() for _ in range(count)]
    contact = contact_time.minutes_a_person(time.minutes, people, reports, book, day)
    return MyLoad(
        day=day,
        asked=asked,
        lines=lines,
        points=load,
        people=people,
        given_no_time=sum(line.count for line in lines if line.place and not line.published),
        time=time,
        available_points=limits.available_points,
        limit_points=limits.limit_points,
        limit_people=limits.limit_people,
        percent=capacity.percent(load, limits.available_points),
        room_points=capacity.room(standing),
        room_people=max(0, limits.limit_people - people),
        contact=contact if isinstance(contact, ContactTime) else None,
        hours_needed=hours.minutes_of(load, book, day),
        beyond=hours.beyond(load, time.minutes, book, day),
    )


def lines_of(asked: Asked, book: Book, day: date) -> list[Line]:
    """Return what each kind of person and report weighs."""
    weights = points.weights(book, day)
    published = points.weights(book, day, points.PUBLISHED_DEFAULT)
    lines = []
    for (tier, place), count in asked.people.items():
        each = points.case_points(weights, tier, place)
        before = points.case_points(published, tier, place)
        lines.append(Line(tier.code, place.code, count, each, each * count, before))
    for report, count in asked.reports.items():
        each = points.report_points(weights, report)
        lines.append(Line(report.code, "", count, each, each * count, each))
    return lines


def minutes(asked: Asked, book: Book, monday: date) -> Available:
    """Return the minutes of the week, with what learning takes of them.

    A newly qualified officer counts as one in the first month, a PSO as past theirs.
    """
    started = availability.add_months(monday, 1 - asked.programme_month)
    answer = availability.available_minutes(
        monday,
        contracts=[Contract(monday, None, asked.weekly_minutes)],
        away=[],
        training=[],
        reductions=[],
        duty_minutes=0,
        career=Career(asked.grade, programme_started=started, qualified_on=monday),
        book=book,
    )
    if not isinstance(answer, Available):
        raise ValueError(answer.what)
    return answer


def sources(load: MyLoad, book: Book) -> dict[str, list[Value]]:
    """Return the policies that each number stands on, by the number's name."""
    capacity_keys = ["nominal_points", "full_week_minutes"]
    learning = {
        Grade.TRAINEE: ["capacity.trainee_reduction"],
        Grade.NEWLY_QUALIFIED: ["capacity.newly_qualified_reduction", "capacity.newly_qualified_months"],
    }.get(load.asked.grade, [])
    week = [f"capacity.{key}" for key in capacity_keys]
    heads = ["capacity.head_cap"]
    if load.asked.grade is Grade.TRAINEE:
        heads.append("capacity.trainee_heads")
    contact = ["meetings", "recording", "report", "report_weeks"]
    keys = {
        "load": ["case_points.published_default", "case_points.in_force", "case_points.reports"],
        "available": [*week, *learning],
        "limit": ["capacity.weighted_cap", *heads],
        "minutes": [f"contact_time.{key}" for key in contact],
        "beyond": week,
    }
    return {name: [book.on(load.day, key) for key in each] for name, each in keys.items()}


# They hang on more than the page asks (notification, liability to removal), so it gives none of them.
NOT_ASKED_ENOUGH = {"HDCED", "ERSED"}


class Typed(Protocol):
    """One person's sentences as they were typed."""

    def lacks(self) -> list[str]:
        """Return what is not known."""

    def beyond(self) -> list[str]:
        """Return why no date is worked out for such sentences."""

    def given(self, added_on: date | None = None) -> dict[str, Any]:
        """Return what the rule of release is told, days added as if on one day."""

    def days_passed(self) -> list[date]:
        """Return the days of the sentences, in order."""

    def days_added(self) -> int:
        """Return how many days were added."""


class KeyDate(NamedTuple):
    """One date: its letters, the day, the steps that made it, in words, and the working day before it."""

    code: str
    day: date
    steps: tuple[str, ...]
    leaves: date | None = None  # where nothing is open on the day itself


class MyDates(NamedTuple):
    """The dates of one or several sentences; or none, with what is not known or why not."""

    dates: tuple[KeyDate, ...]
    lacks: tuple[str, ...]
    beyond: tuple[str, ...]


def my_dates(typed: Typed, day: date) -> MyDates:
    """Return the dates of typed sentences as seen on `day`: none where anything is not known."""
    lacks, beyond = tuple(typed.lacks()), tuple(typed.beyond())
    if lacks or beyond:
        return MyDates((), lacks, beyond)
    try:
        answer = released(typed.given(), day)
        if typed.days_added() and when_matters(typed, answer, day):
            return MyDates((), (_("on which days the added days were given: that changes the dates"),), ())
    except BefriendError as wrong:
        return MyDates((), (), (str(wrong),))
    if "missing" in answer:
        return MyDates((), (str(answer["missing"]),), ())
    if not answer.get("dates"):
        return MyDates((), (), tuple(told(answer.get("reasons", []))))
    left = {code: date.fromisoformat(said) for code, said in answer["leaves"].items()}
    dates = (
        KeyDate(code, date.fromisoformat(said), tuple(told(answer["steps"].get(code, []))), left.get(code))
        for code, said in answer["dates"].items()
        if code not in NOT_ASKED_ENOUGH
    )
    return MyDates(tuple(sorted(dates, key=lambda one: one.day)), (), ())


def released(given: dict[str, Any], day: date) -> dict[str, Any]:
    """Return what the rule of release answers."""
    return named.ask("release", given, day, workforce.policies_in_force())


def when_matters(typed: Typed, answer: dict[str, Any], day: date) -> bool:
    """Return whether the dates would be others had the days been added on another day.

    Tried are the day of each sentence, the day before it, and the last day before the release without
    them, or today.
    """
    first, *later = typed.days_passed()
    given = typed.given()
    without = [each for each in given["adjustments"] if each["kind"] != "added"]
    bare = released({**given, "adjustments": without}, day).get("dates", {})
    releases = [date.fromisoformat(bare[code]) for code in ("CRD", "ARD") if code in bare]
    last = min([day, *(each - DAY for each in releases)])
    tried = {*later, *(each - DAY for each in later), last}
    dates = answer.get("dates", {})
    return any(released(typed.given(each), day).get("dates", {}) != dates for each in tried if each > first)


def told(reasons: list[dict[str, Any]]) -> list[str]:
    """Return reasons in words."""
    return [wording.words(Reason(one["code"], tuple(one["values"].items()))) for one in reasons]
