"""What holds in one week, made of the policies and parameters in force on its Monday.

The product's own rules are asked once for every kind of person and every sort of practitioner; the answers
become tables that compiled code looks up. Nothing of a rule is written a second time here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book, PolicyError
from befriend.rules import availability, capacity, check_in, contact_time, eligibility, points, serving
from befriend.rules.release import law as release_law
from befriend.rules.values import Grade, Place, Standing
from befriend.simulator import chance, feedback, hazards, sentences
from befriend.simulator.feedback import ONE
from befriend.simulator.hazards import MONTH
from befriend.simulator.kinds import Kind, kinds, withdrawn_tier, work_of
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import GRADES, STATES, State

# Careers are looked up by month, those longer as the last.
CAREER_MONTHS = 48
RESET = {State.COMMUNITY_ORDER: "community_order", State.SUSPENDED_ORDER: "suspended_sentence_order",
         State.LICENCE: "licence", State.POST_SENTENCE: "supervision_after_sentence"}  # fmt: skip

Array = NDArray[Any]


class Law(NamedTuple):
    """What holds in one week, in whole numbers."""

    points: Array  # kind, place, how somebody is seen
    eligible: Array  # grade, trained, kind
    group: Array  # kinds who may go to the same people have the same group
    serving: Array  # kind, just released, moved before: the place in the signed order
    limits: Array  # grade, month of career: available points, most points, most people, minutes
    keeps: Array  # kind: contact is never withdrawn
    online: Array  # kind: may report online
    reset: Array  # state: served parts, of parts; 0 of 0 where contact is not withdrawn
    fixed_weeks: Array  # a long sentence, a short one
    hazards: Array  # state, length of sentence: thresholds of the first and of either event
    ceilings: Array  # state, length of sentence: what luck is never above where anything happens
    leaving: Array  # grade
    sick_at: Array  # load
    leaving_at: Array  # load
    factor_at: Array  # experience, load
    bands: Array  # thresholds of lengths of sentences
    released: Array  # the same of those released
    scalars: Scalars


class Scalars(NamedTuple):
    """The single numbers of a week, in the order of `shapes`."""

    enforced: int
    anew: int  # whether everybody is given out anew when the cap comes to be kept
    line: int  # percent of available points above which a load is over
    just_released: int  # weeks
    handover: int  # weeks
    activity: int  # threshold
    sickness: int  # threshold
    trained_by: int  # month
    newly_qualified: int  # weeks
    instead: int  # threshold
    early: int  # weeks
    early_part: int  # threshold of one week more
    early_share: int  # threshold
    follows: int  # weeks of supervision from release; 0 where none follows
    checks: int  # threshold
    moved: int  # factor, in 1,024ths, as all that follow it
    moved_weeks: int
    waiting: int
    withdrawn: int
    soon: int
    soon_weeks: int
    recording: int  # minutes a person
    free_time: int  # what other duties leave, in 1,024ths
    mentoring: int  # of an officer's time for each trainee, in 1,024ths
    least_part: int  # of an officer's time, however many trainees there are, in 1,024ths
    felt_weeks: int  # over which load is felt
    relief: int  # points of a relief team, for each unit
    relief_above: int  # percent


def law(book: Book, figures: Parameters, day: date) -> Law:
    """Return what holds in the week of Monday `day`."""
    people = kinds(figures, day)
    eligible = eligibles(people, book, day)
    usual, factors = hazards.hazards(figures, day), feedback.recall(figures, day)
    return Law(
        points=weighed(people, book, figures, day),
        eligible=eligible,
        group=grouped(eligible),
        serving=servings(people, book, day),
        limits=limits(book, figures, day),
        keeps=np.array([kept(kind, book, day) for kind in people], np.uint8),
        online=np.array([may_check_in(kind, book, day) for kind in people], np.uint8),
        reset=resets(book, day),
        fixed_weeks=fixed_weeks(book, day),
        hazards=usual,
        ceilings=hazards.ceilings(usual, factors, figures, day, soon(book, figures, day)),
        leaving=hazards.leaving(figures, day),
        sick_at=feedback.sickness(figures, day),
        leaving_at=feedback.leaving(figures, day),
        factor_at=factors,
        bands=sentences.thresholds(figures, day),
        released=sentences.released(figures, day),
        scalars=scalars(book, figures, day),
    )


def weighed(people: tuple[Kind, ...], book: Book, figures: Parameters, day: date) -> Array:
    """Return the points of each kind by place: seen in person, not at all, reporting online."""
    weights = points.weights(book, day)
    part = figures.number(day, "supervision.check_in_points") / 100

    def ways(kind: Kind, place: Place) -> list[int]:
        seen, not_seen = (points.case_points(weights, tier, place)
                          for tier in (kind.tier, withdrawn_tier(kind.tier)))  # fmt: skip
        return [seen, not_seen, round(seen * part)]

    return np.array([[ways(kind, place) for place in Place] for kind in people], np.int32)


def may_check_in(kind: Kind, book: Book, day: date) -> bool:
    """Return whether the rule lets somebody of this kind report online, all else in favour of it."""
    first = book.entry("check_in.risks").values[0].since
    person = check_in.Person(
        risk=kind.risk, safeguarding=kind.mark == "safeguarding", mappa=kind.mark == "mappa",
        standalone=True, both_agree=True, wants_to_be_seen=False, reviewed_on=max(day, first),
    )  # fmt: skip
    found = check_in.eligible(person, book, max(day, first))
    return isinstance(found, check_in.Eligible) and found.eligible


def eligibles(people: tuple[Kind, ...], book: Book, day: date) -> Array:
    """Return who may take which kind, untrained and trained, by the rule of eligibility."""
    every = frozenset(book.on(day, "eligibility.modules").value.values())
    works = [work_of(kind, 0, Place.COMMUNITY, just_released=False, moved_before=False) for kind in people]
    return np.array(
        [[[not eligibility.reasons_against(grade, modules, work, book, day) for work in works]
          for modules in (frozenset(), every)] for grade in GRADES], np.uint8,
    )  # fmt: skip


def grouped(eligible: Array) -> Array:
    """Return a number for each kind: the same for those who may go to the same people."""
    return np.unique(eligible.reshape(-1, eligible.shape[-1]), axis=1, return_inverse=True)[1].reshape(-1)


def servings(people: tuple[Kind, ...], book: Book, day: date) -> Array:
    """Return the place of each kind in the signed order."""
    order = serving.order(book, day)
    return np.array(
        [[[serving.place_of(order, work_of(kind, 0, Place.COMMUNITY, just_released=just, moved_before=moved))
           for moved in (False, True)] for just in (False, True)] for kind in people], np.int32,
    )  # fmt: skip


def limits(book: Book, figures: Parameters, day: date) -> Array:
    """Return what a full-time post may carry and has time for, by grade and month of career."""
    return np.array(
        [[limit(grade, month, book, figures, day) for month in range(CAREER_MONTHS)] for grade in GRADES],
        np.int64,
    )


def limit(grade: Grade, month: int, book: Book, figures: Parameters, day: date) -> tuple[int, ...]:
    """Return available points, most points, most people, and minutes a week without any person."""
    found = standing(grade, month, book, figures, day)
    minutes = time_of(grade, month, book, day)
    steps = contact_steps(minutes, book, day)
    return (found.available_points, found.limit_points, found.limit_people,
            steps["available"] + steps["meetings"])  # fmt: skip


def contact_steps(minutes: int, book: Book, day: date) -> dict[str, int]:
    """Return what the rule of contact time takes from the week of a practitioner with one person."""
    found = contact_time.minutes_a_person(minutes, 1, (), book, day)
    if not isinstance(found, contact_time.ContactTime):
        raise PolicyError(f"The time for contact cannot be reckoned without {found.what}.")
    return {step.code: step.minutes for step in found.steps}


LEARNERS = (Grade.TRAINEE, Grade.NEWLY_QUALIFIED)


def standing(grade: Grade, month: int, book: Book, figures: Parameters, day: date) -> Standing:
    """Return a full-time practitioner with nobody, `month` whole months into their grade.

    The month of an officer's or a PSO's career changes nothing: only those who learn have less time. Where
    their lower caseloads are not kept, they are given people as officers are.
    """
    # On the day a month is full, the next one begins.
    programme = month + 1 if grade is Grade.TRAINEE else 0
    most = capacity.limits(grade, time_of(grade, month, book, day), programme, book, day)
    found = Standing(grade, *most, 0, 0, programme, frozenset())
    if grade in LEARNERS and not figures.on(day, "staff.protected").value:
        other = standing(Grade.OFFICER, CAREER_MONTHS - 1, book, figures, day)
        found = found._replace(limit_points=other.limit_points, limit_people=other.limit_people)
    return found


def time_of(grade: Grade, month: int, book: Book, day: date) -> int:
    """Return the minutes a week of a full-time practitioner, `month` whole months into their grade."""
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
    return found.minutes


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
        # What is withdrawn when all is served is never withdrawn.
        if said[name]["served"] < said[name]["of"]:
            found[state] = (said[name]["served"], said[name]["of"])
    return found


def fixed_weeks(book: Book, day: date) -> Array:
    """Return the weeks of a fixed-term recall of an adult: long sentence, short one; part weeks whole."""
    days = book.on(day, "recall.fixed_days").value["adult"]
    return np.array([-(-days["long"] // 7), -(-days["short"] // 7)], np.int64)


def scalars(book: Book, figures: Parameters, day: date) -> Scalars:
    """Return the single numbers of a week."""
    weeks, part = hazards.early(book, day)
    capped, inherited = (figures.on(day, f"start.{key}").value for key in ("cap_enforced", "inherited"))
    recording = -contact_steps(time_of(Grade.OFFICER, CAREER_MONTHS - 1, book, day), book, day)["recording"]
    return Scalars(
        enforced=int(capped),
        anew=int(capped and not inherited),
        line=int(book.on(day, "capacity.excessive_above").value),
        just_released=-(-int(book.on(day, "serving_order.just_released_days").value) // 7),
        handover=int(figures.number(day, "custody.handover")),
        activity=percent(figures, day, "orders.activity"),
        sickness=hazards.sickness(figures, day),
        trained_by=int(figures.number(day, "staff.modules_by")),
        newly_qualified=int(figures.number(day, "staff.newly_qualified") * MONTH),
        instead=percent(figures, day, "custody.suspended_instead"),
        early=weeks,
        early_part=part,
        early_share=percent(figures, day, "custody.early_share"),
        follows=followed_weeks(book, figures, day),
        checks=percent(figures, day, "supervision.check_ins"),
        moved=feedback.times(figures, day, "feedback.moved"),
        moved_weeks=int(figures.number(day, "feedback.moved_weeks")),
        waiting=feedback.times(figures, day, "feedback.waiting"),
        withdrawn=feedback.times(figures, day, "feedback.withdrawn"),
        soon=soon(book, figures, day),
        soon_weeks=int(figures.number(day, "recall.soon_weeks")),
        recording=round(recording * (1 - figures.number(day, "contact.recording_less") / 100)),
        free_time=ONE - int(figures.number(day, "staff.other_duties") * ONE / 100),
        mentoring=int(figures.number(day, "staff.mentoring") * ONE / 100),
        least_part=int(figures.number(day, "staff.least_time") * ONE / 100),
        felt_weeks=int(figures.number(day, "feedback.felt_weeks")),
        relief=relief(book, figures, day),
        relief_above=int(figures.number(day, "staff.relief_above")),
    )


def percent(figures: Parameters, day: date, key: str) -> int:
    """Return the threshold of a share given in percent."""
    return chance.threshold(figures.number(day, key) / 100)


def followed_weeks(book: Book, figures: Parameters, day: date) -> int:
    """Return for how many weeks from release somebody with a short sentence is supervised; 0 if not.

    Where the day of its repeal is only assumed, it may have come so much later.
    """
    days = day, day - late(book, figures, day)
    if not any(release_law.supervision(book, each) for each in days):
        return 0
    return int(book.on(day, "release.supervision_months").value * MONTH)


def late(book: Book, figures: Parameters, day: date) -> timedelta:
    """Return how much later than is said whether supervision follows may have changed."""
    key = "release.supervision_after_licence"
    if day < book.entry(key).values[0].since or book.on(day, key).status != "assumed":
        return timedelta(0)
    return timedelta(weeks=int(figures.number(day, "supervision.repeal_late")))


def soon(book: Book, figures: Parameters, day: date) -> int:
    """Return by what recall soon after release is multiplied; more where nobody could prepare for it."""
    prepared = bool(figures.on(day, "custody.early_notice").value) or hazards.early(book, day) == (0, 0)
    more = int(figures.number(day, "recall.unprepared") * ONE / 100)
    return hazards.soon(figures, day) * (ONE if prepared else more) // ONE


def relief(book: Book, figures: Parameters, day: date) -> int:
    """Return the points that a relief team can carry, for each unit."""
    each = standing(Grade.OFFICER, CAREER_MONTHS - 1, book, figures, day).available_points
    return int(each * figures.number(day, "staff.relief_posts") / figures.number(day, "start.units"))


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
    known |= {
        value.since + late(book, figures, value.since)
        for value in book.entry("release.supervision_after_licence").values
    }
    return [0] + [
        week for week in range(1, len(days)) if any(days[week - 1] < day <= days[week] for day in known)
    ]
