"""What a typed caseload weighs, by the same rules as everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from befriend.policies import Book, Value
from befriend.rules import availability, capacity, contact_time, hours, points
from befriend.rules.availability import Available, Career, Contract
from befriend.rules.contact_time import ContactTime
from befriend.rules.values import Grade, Place, Report, Standing, Tier
from befriend.rules.week import week_of


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
