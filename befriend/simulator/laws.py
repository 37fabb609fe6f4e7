"""What holds in one week, made of the policies and parameters in force on its Monday.

The product's own rules are asked once for every kind of person and every sort of practitioner; the answers
become tables that compiled code looks up. Nothing of a rule is written a second time here.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book, PolicyError
from befriend.rules import availability, capacity, eligibility, points, serving
from befriend.rules.values import Grade, Place, Standing
from befriend.simulator import chance
from befriend.simulator.kinds import Kind, kinds, withdrawn_tier, work_of
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import GRADES, STATES, State

# Weeks in a year and in a month, exactly.
YEAR = Fraction(1461, 28)
MONTH = YEAR / 12
# Careers are looked up by month, those longer as the last.
CAREER_MONTHS = 48
RESET = {State.COMMUNITY_ORDER: "community_order", State.SUSPENDED_ORDER: "suspended_sentence_order",
         State.LICENCE: "licence"}  # fmt: skip

Array = NDArray[Any]


class Law(NamedTuple):
    """What holds in one week, in whole numbers."""

    points: Array  # kind, place, contact withdrawn
    eligible: Array  # grade, trained, kind
    group: Array  # kinds who may go to the same people have the same group
    serving: Array  # kind, just released, moved before: the place in the signed order
    limits: Array  # grade, month of career: available points, most points, most people
    keeps: Array  # kind: contact is never withdrawn
    reset: Array  # state: served parts, of parts; 0 of 0 where contact is not withdrawn
    fixed_weeks: Array  # a long sentence, a short one
    hazards: Array  # state: thresholds of the first and of either event
    leaving: Array  # grade
    scalars: Scalars


class Scalars(NamedTuple):
    """The single numbers of a week."""

    enforced: int
    line: int  # percent of available points above which a load is over
    just_released: int  # weeks
    handover: int  # weeks
    activity: int  # threshold
    sickness: int  # threshold
    trained_by: int  # month
    newly_qualified: int  # weeks


def law(book: Book, figures: Parameters, day: date) -> Law:
    """Return what holds in the week of Monday `day`."""
    people = kinds(figures, day)
    eligible = eligibles(people, book, day)
    return Law(
        points=weighed(people, book, day),
        eligible=eligible,
        group=np.unique(eligible.reshape(-1, len(people)), axis=1, return_inverse=True)[1].reshape(-1),
        serving=servings(people, book, day),
        limits=limits(book, day),
        keeps=np.array([kept(kind, book, day) for kind in people], np.uint8),
        reset=resets(book, day),
        fixed_weeks=fixed_weeks(book, day),
        hazards=hazards(figures, day),
        leaving=np.array([chance.threshold(part) for part in leaving(figures, day)], np.int64),
        scalars=scalars(book, figures, day),
    )


def weighed(people: tuple[Kind, ...], book: Book, day: date) -> Array:
    """Return the points of each kind by place, with contact and without."""
    weights = points.weights(book, day)
    return np.array(
        [[[points.case_points(weights, tier, place) for tier in (kind.tier, withdrawn_tier(kind.tier))]
          for place in Place] for kind in people], np.int32,
    )  # fmt: skip


def eligibles(people: tuple[Kind, ...], book: Book, day: date) -> Array:
    """Return who may take which kind, untrained and trained, by the rule of eligibility."""
    every = frozenset(book.on(day, "eligibility.modules").value.values())
    works = [work_of(kind, 0, Place.COMMUNITY, just_released=False, moved_before=False) for kind in people]
    return np.array(
        [[[not eligibility.reasons_against(grade, modules, work, book, day) for work in works]
          for modules in (frozenset(), every)] for grade in GRADES], np.uint8,
    )  # fmt: skip


def servings(people: tuple[Kind, ...], book: Book, day: date) -> Array:
    """Return the place of each kind in the signed order."""
    order = serving.order(book, day)
    return np.array(
        [[[serving.place_of(order, work_of(kind, 0, Place.COMMUNITY, just_released=just, moved_before=moved))
           for moved in (False, True)] for just in (False, True)] for kind in people], np.int32,
    )  # fmt: skip


def limits(book: Book, day: date) -> Array:
    """Return available points, most points and most people of a full-time post, by grade and month."""
    return np.array(
        [[standing(grade, month, book, day)[1:4] for month in range(CAREER_MONTHS)] for grade in GRADES],
        np.int64,
    )


def standing(grade: Grade, month: int, book: Book, day: date) -> Standing:
    """Return a full-time practitioner with nobody, `month` whole months into their grade.

    The month of an officer's or a PSO's career changes nothing: only those who learn have less time.
    """
    full = int(book.on(day, "capacity.full_week_minutes").value)
    started = availability.add_months(day, -month)
    career = availability.Career(
        grade,
        programme_started=started if grade is Grade.TRAINEE else None,
        qualified_on=started if grade is Grade.NEWLY_QUALIFIED else None,
        pso_started=started if grade is Grade.PSO else None,
    )
    found = availability.available_minutes(
        day, contracts=[availability.Contract(started, None, full)], away=[], training=[], reductions=[],
        duty_minutes=0, career=career, book=book,
    )  # fmt: skip
    if not isinstance(found, availability.Available):
        raise PolicyError(f"A practitioner cannot be reckoned without {found.what}.")
    # On the day a month is full, the next one begins.
    programme = month + 1 if grade is Grade.TRAINEE else 0
    most = capacity.limits(grade, found.minutes, programme, book, day)
    return Standing(grade, *most, 0, 0, programme, frozenset())


def kept(kind: Kind, book: Book, day: date) -> bool:
    """Return whether the policies never withdraw contact from this kind."""
    first = book.entry("reset_and_impact.reset_keeps").values[0].since
    if day < first:
        return False
    codes = book.on(day, "reset_and_impact.reset_keeps").value
    return (kind.mark == "mappa" and "mappa" in codes) or (
        kind.mark == "safeguarding" and "child_protection" in codes
    ) or (kind.risk.code == "very_high" and "very_high_risk" in codes)  # fmt: skip


def resets(book: Book, day: date) -> Array:
    """Return after how many of how many parts of its time contact is withdrawn, by state."""
    found = np.zeros((STATES, 2), np.int64)
    if day < book.entry("reset_and_impact.reset_begins").values[0].since:
        return found
    said = book.on(day, "reset_and_impact.reset_begins").value
    for state, name in RESET.items():
        found[state] = (said[name]["served"], said[name]["of"])
    return found


def fixed_weeks(book: Book, day: date) -> Array:
    """Return the weeks of a fixed-term recall of an adult: long sentence, short one; part weeks whole."""
    days = book.on(day, "recall.fixed_days").value["adult"]
    return np.array([-(-days["long"] // 7), -(-days["short"] // 7)], np.int64)


def hazards(figures: Parameters, day: date) -> Array:
    """Return what happens to each state in a week, as thresholds of the first and of either event."""
    found = np.zeros((STATES, 2), np.int64)
    for state, name in ((1, "community_order"), (2, "suspended_sentence_order")):
        parts = [monthly(figures, day, f"orders.{key}", name) for key in ("to_custody", "ended_early")]
        found[state] = chance.threshold(parts[0]), chance.threshold(parts[0] + parts[1])
    recalled, share = (figures.number(day, f"recall.{key}") for key in ("hazard", "fixed_share"))
    weekly = recalled / 100 / MONTH
    found[State.LICENCE] = chance.threshold(weekly * share / 100), chance.threshold(weekly)
    found[State.STANDARD_RECALL] = chance.threshold(monthly(figures, day, "recall.standard_release"))
    found[State.WITHOUT_END] = chance.threshold(monthly(figures, day, "custody.life_release"))
    return found


def monthly(figures: Parameters, day: date, key: str, *names: str) -> Fraction:
    """Return the part of a week from percent a month: so many of those there, each week alike."""
    return figures.number(day, key, *names) / 100 / MONTH


def leaving(figures: Parameters, day: date) -> tuple[Fraction, ...]:
    """Return the part of each grade that leaves in a week."""
    said = {grade: figures.number(day, "staff.leaving", grade) / 100 / YEAR
            for grade in ("pso", "newly_qualified", "officer")}  # fmt: skip
    promoted = figures.number(day, "staff.promoted") / 100 / YEAR
    short, long = (figures.number(day, "staff.course", name) for name in ("short", "long"))
    part = figures.number(day, "staff.long_course") / 100
    course = (short * (1 - part) + long * part) * MONTH
    gone = figures.number(day, "staff.withdrawing") / 100 / course
    return said["pso"], gone, said["newly_qualified"], said["officer"] + promoted


def scalars(book: Book, figures: Parameters, day: date) -> Scalars:
    """Return the single numbers of a week."""
    days = figures.number(day, "staff.sick_days") / availability.WORKING_DAYS
    return Scalars(
        enforced=int(figures.on(day, "start.cap_enforced").value),
        line=int(book.on(day, "capacity.excessive_above").value),
        just_released=-(-int(book.on(day, "serving_order.just_released_days").value) // 7),
        handover=int(figures.number(day, "custody.handover")),
        activity=chance.threshold(figures.number(day, "orders.activity") / 100),
        # Weeks lost a year, over weeks a spell, over the weeks somebody is there to fall ill.
        sickness=chance.threshold(days / figures.number(day, "staff.sick_spell") / (YEAR - days)),
        trained_by=int(figures.number(day, "staff.modules_by")),
        newly_qualified=int(figures.number(day, "staff.newly_qualified") * MONTH),
    )


def mondays(start: date, weeks: int) -> list[date]:
    """Return the Mondays of so many weeks; ValueError unless `start` is one."""
    if start.weekday() != 0:
        raise ValueError(f"{start} is not a Monday")
    return [start + timedelta(weeks=week) for week in range(weeks)]


def changes(book: Book, figures: Parameters, days: list[date]) -> list[int]:
    """Return the first week of every stretch in which nothing changes."""
    known = {value.since for entry in book.every() for value in entry.values}
    known |= {value.urgent.expires for entry in book.every() for value in entry.values if value.urgent}
    known |= {since for each in figures.by_key.values() for since in each.values}
    return [0] + [
        week for week in range(1, len(days)) if any(days[week - 1] < day <= days[week] for day in known)
    ]
