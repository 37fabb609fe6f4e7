"""What the ratings of an inspection add up to, and whether they go together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Missing, Reason, reason

LEADERSHIP = "leadership"


class Step(NamedTuple):
    """One standard, its rating and the points of it."""

    standard: str
    rating: str
    points: int


class Score(NamedTuple):
    """Points of all standards, the most there could be, whole percent (rounded down), and the rating."""

    points: int
    of: int
    percent: int
    rating: str
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]


class Between(NamedTuple):
    """What is missing, and the overall ratings between which the answer would lie."""

    missing: Missing
    least: str
    most: str


def score(ratings: Mapping[str, str], book: Book, day: date, *, published: str = "") -> Score | Between:
    """Return what the ratings of every standard of `day` come to.

    `published` is the overall rating that was given, where it is to be held against them. Raises
    ValueError for a standard or rating that there is not on that day.
    """
    points: Mapping[str, int] = book.on(day, "inspection.rating_points").value
    standards = (*book.on(day, "inspection.organisation").value, *book.on(day, "inspection.delivery").value)
    refuse_unknown(ratings, standards, points)
    lacking = [each for each in standards if each not in ratings]
    sure, most_each = sum(points[each] for each in ratings.values()), max(points.values())
    if lacking:
        ends = [band(total, book, day) for total in (sure, sure + most_each * len(lacking))]
        return Between(Missing(f"the rating of {', '.join(lacking)}"), *ends)
    steps = tuple(Step(each, ratings[each], points[ratings[each]]) for each in standards)
    most = most_each * len(standards)
    overall = band(sure, book, day)
    reasons = (
        reason("inspection_score", points=sure, of=most, rating=overall),
        *coherence(steps, book, day),
        *differs(overall, published),
    )
    return Score(sure, most, sure * 100 // most, overall, steps, reasons)


def refuse_unknown(ratings: Mapping[str, str], standards: tuple[str, ...], points: Mapping[str, int]) -> None:
    """Raise ValueError naming a standard or a rating that is not of that day."""
    for standard, rating in ratings.items():
        if standard not in standards:
            raise ValueError(f"{standard!r} is not one of: {', '.join(standards)}")
        if rating not in points:
            raise ValueError(f"{rating!r} is not one of: {', '.join(points)}")


def band(points: int, book: Book, day: date) -> str:
    """Return the overall rating of so many points: the highest whose fewest points are reached."""
    bands: Mapping[str, int] = book.on(day, "inspection.bands").value
    return max((least, rating) for rating, least in bands.items() if least <= points)[1]


def coherence(steps: tuple[Step, ...], book: Book, day: date) -> tuple[Reason, ...]:
    """Return that leadership is rated otherwise than the work with people, where it is by too much.

    In whole numbers: the mean is never rounded.
    """
    names = book.on(day, "inspection.delivery").value
    delivery = [each.points for each in steps if each.standard in names]
    leadership = next(each for each in steps if each.standard == LEADERSHIP)
    apart = leadership.points * len(delivery) - sum(delivery)
    if abs(apart) < int(book.on(day, "inspection.divergence").value) * len(delivery):
        return ()
    told: dict[str, int | str] = {
        "rating": leadership.rating,
        "points": sum(delivery),
        "of": len(delivery) * 3,
    }
    return (
        reason("leadership_above_delivery", **told)
        if apart > 0
        else reason("leadership_below_delivery", **told),
    )


def differs(overall: str, published: str) -> tuple[Reason, ...]:
    """Return that another overall rating was given than the standards come to."""
    if published in {"", overall}:
        return ()
    return (reason("inspection_differs", published=published, rating=overall),)
