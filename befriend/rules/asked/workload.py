"""Asking what somebody carries in points, and what a reduction takes off their week."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import availability, capacity
from befriend.rules.named import ByCode, Rule
from befriend.rules.values import Place, Reason, Report, Tier, reason
from befriend.rules.workload import load, reductions
from befriend.rules.workload.load import Contact, Due, Person, Range
from befriend.rules.workload.reductions import Asked, Unknown

SAYS = "What was done, as policy names it; its size, low to high, or nothing while it is not known; its day."
ContactTold = tuple[str, Literal["low", "medium", "high"] | None, date]


class DueTold(Form):
    """A report."""

    kind: Annotated[Report, ByCode()] = Field(description="The kind of report.")
    due: date = Field(description="The day it is due.")
    done: bool = Field(default=False, description="Whether it is done.")


class PersonTold(Form):
    """People alike, for whom somebody answers."""

    number: int = Field(default=1, ge=1, le=1000, description="How many such people.")
    tier: Annotated[Tier, ByCode()] = Field(description="The tier; `untiered` while there is none.")
    place: Annotated[Place, ByCode()] = Field(description="Where they serve the sentence.")
    young_adult: bool = Field(default=False, description="Whether they are moving on from the youth service.")
    reports: tuple[DueTold, ...] = Field(default=(), description="Reports to be written about each of them.")
    by_colleagues: tuple[ContactTold, ...] = Field(default=(), description=f"Contacts by colleagues. {SAYS}")

    def people(self) -> list[Person]:
        """Return them as the rule reads them."""
        one = Person(
            self.tier,
            self.place,
            self.young_adult,
            tuple(Due(each.kind, each.due, each.done) for each in self.reports),
            tuple(Contact(*each) for each in self.by_colleagues),
        )
        return [one] * self.number


class LoadGiven(Form):
    """What one practitioner has, and the time of their week."""

    people: tuple[PersonTold, ...] | None = Field(
        default=None, description="The people they answer for, `[]` for nobody; left out: not known."
    )
    for_colleagues: tuple[ContactTold, ...] = Field(
        default=(), description=f"Contacts made for colleagues' people. {SAYS}"
    )
    group_sessions: int = Field(default=0, ge=0, le=100, description="Group sessions run that week.")
    minutes: int | None = Field(
        default=None,
        ge=0,
        le=10_080,
        description="The minutes they have that week, where a percentage is wanted.",
    )


def answer_load(given: LoadGiven, day: date, book: Book) -> dict[str, Any]:
    """Add up the points somebody carries on a day, step by step.

    Every person counts by tier and place; nobody who is answered for counts nothing, not while they
    have no tier, and not when their supervision was withdrawn. A report counts in the days before it is
    due until it is done. A contact made for a colleague's person counts for some days to whoever made
    it, and is taken off with their own practitioner, never more than the person weighs. A group session
    has no points: its time is taken off the week as a reduction. Without the size of a contact there is
    no sum, only what it would lie between. Without time in the week there is no percentage, and
    somebody who carries anything is full.
    """
    if given.people is None:
        return {"missing": "the people they answer for, [] for nobody"}
    people = [person for told in given.people for person in told.people()]
    contacts = [Contact(*each) for each in given.for_colleagues]
    found = load.load(people, contacts, given.group_sessions, book, day)
    if isinstance(found, Range):
        return {"missing": found.missing.what, "from": found.least, "to": found.most}
    answer = {
        "points": found.points,
        "people": found.people,
        "steps": {each.code: each for each in found.steps},
        "kinds": found.kinds,
    }
    if given.minutes is None:
        return answer
    return {**answer, **against_time(found.points, given.minutes, book, day)}


def against_time(carried: int, minutes: int, book: Book, day: date) -> dict[str, Any]:
    """Return what points are of the time there is, in whole percent rounded down, and why."""
    available = availability.available_points(minutes, book, day)
    cap = int(book.on(day, "capacity.weighted_cap").value)
    percent = capacity.percent(carried, available)
    over = capacity.over_line(carried, available, cap)
    reasons: list[Reason] = [reason("load_without_time", points=carried)]
    if percent is not None:
        reasons = [reason("load_of_time", points=carried, available=available, percent=percent)]
    if over:
        reasons.append(reason("load_over_cap", cap=cap))
    return {"available": available, "percent": percent, "over": over, "reasons": reasons}


class ReductionGiven(Form):
    """A reduction of somebody's week."""

    name: str = Field(min_length=1, max_length=60, description="The reduction, as policy names it.")
    start: date = Field(description="The first day it holds.")
    until: date | None = Field(default=None, description="The day it has ended; none while that is open.")
    contract: int = Field(ge=0, le=10_080, description="Minutes a week of the contract.")
    minutes: int | None = Field(
        default=None, ge=0, le=10_080, description="Minutes a week asked for; needed where policy has none."
    )


def answer_reduction(given: ReductionGiven, day: date, book: Book) -> dict[str, Any]:
    """Say what a reduction takes off a week, whether it holds on the day, and when it ends.

    One with a published allowance takes that. One with a limit takes what is agreed, up to it. For any
    other the minutes have to be agreed, and while they are not there is no answer, only the most it
    could be. Some end by themselves after months, so that somebody looks at them again.
    """
    asked = Asked(given.name, given.start, given.until, given.minutes)
    found = reductions.reduction(asked, given.contract, book, day)
    if isinstance(found, Unknown):
        return {"missing": found.missing.what, "from": 0, "to": found.most}
    return found._asdict()


RULES = (
    Rule(
        name="workload",
        title="What somebody carries, in points",
        given=LoadGiven,
        answer=answer_load,
        policies=(
            *(f"case_points.{key}" for key in ("published_default", "in_force", "reports", "report_days")),
            *("workload.young_adults", "workload.young_adults_in_force", "workload.contacts_for_colleagues"),
            *("workload.contact_days", "workload.group_session", "capacity.nominal_points"),
            *("capacity.full_week_minutes", "capacity.weighted_cap"),
        ),
        doubtful=(
            "The weights are the published default of before November 2022; today's are not published.",
            "Nobody has published what the tiers A to G of the single axis weigh.",
            "Why a young adult in the community is less work than others is not said.",
            "A week's points say nothing of how many weeks a person is new: induction is not weighed.",
        ),
    ),
    Rule(
        name="workload.reduction",
        title="What a reduction takes off a week, and until when",
        given=ReductionGiven,
        answer=answer_reduction,
        policies=(
            *("capacity.reductions", "capacity.reduction_limits", "capacity.reduction_months"),
            "workload.free_reductions",
        ),
        doubtful=("Allowances are guidance of the published form; a manager agreed each by hand.",),
    ),
)
