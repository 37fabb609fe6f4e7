"""Asking when orders of the community end, and on which day somebody leaves prison."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules.named import ByCode, Rule
from befriend.rules.release import days, orders
from befriend.rules.release.orders import Ending, Requirement
from befriend.rules.values import Missing


class Community(Form):
    """A community order."""

    made: date = Field(description="The day the order was made.")
    ends: date | None = Field(default=None, description="The end date that it names.")
    hours_left: int | None = Field(default=None, ge=0, le=1000, description="Unpaid work left, in hours.")


class Suspended(Form):
    """A suspended sentence."""

    made: date = Field(description="The day the order was made.")
    months: int = Field(ge=1, le=60, description="Months for which it is suspended.")
    supervised: int | None = Field(
        default=None, ge=0, le=60, description="Months of supervision, 0 for none; left out: not known."
    )


class OneRequirement(Form):
    """A requirement of an order."""

    kind: Annotated[Requirement, ByCode()] = Field(description="Which requirement.")
    since: date = Field(description="The day it took effect.")
    length: int | None = Field(default=None, ge=1, le=1000, description="Months, of alcohol days.")
    ends: date | None = Field(
        default=None,
        description="Of rehabilitation activity the last day of the order (of a suspended sentence: of its "
        "supervision); of residence, treatment and monitoring that of the period the order names.",
    )


class Leaving(Form):
    """A day of release."""

    release: date = Field(description="The day of release as reckoned.")
    days_served: int = Field(ge=1, le=40000, description="How many days the term is.")


def shown(ending: Ending | Missing, first: date, latest: Callable[[], date | None]) -> Mapping[str, Any]:
    """Return an ending as it is answered; where something is missing, the first and last day it may be."""
    if isinstance(ending, Missing):
        return {"missing": ending.what, "between": {"ends": [first, latest()]}}
    return {"ends": ending.day, "reasons": list(ending.reasons)}


def community(given: Community, day: date, book: Book) -> Mapping[str, Any]:
    """Return when a community order ends; without the day it names, the first and the latest it may name."""
    ending = orders.community(given.made, given.ends, given.hours_left, book, day)
    return shown(ending, given.made, lambda: orders.community_latest(given.made, book))


def suspended(given: Suspended, day: date, book: Book) -> Mapping[str, Any]:  # noqa: ARG001 made says which law
    """Return when a suspended sentence and its supervision end."""
    whole, supervision = orders.suspended(given.made, given.months, given.supervised or 0, book)
    if given.supervised is None:
        between = {"supervised_until": [None, whole.day]}
        what = "the months of supervision, 0 for none"
        return {"ends": whole.day, "reasons": list(whole.reasons), "missing": what, "between": between}
    return {"ends": whole.day, "supervised_until": supervision.day,
            "reasons": [*whole.reasons, *supervision.reasons]}  # fmt: skip


def requirement(given: OneRequirement, day: date, book: Book) -> Mapping[str, Any]:
    """Return when a requirement ends; without its length, the first and the last day the law allows."""
    ending = orders.requirement(given.kind, given.since, given.length, book, day, given.ends)
    return shown(ending, given.since, lambda: longest(given, book, day))


def longest(given: OneRequirement, book: Book, day: date) -> date | None:
    """Return the last day of a requirement of that kind at its longest; None where the law has no longest."""
    if given.kind not in orders.WITH_A_MOST:
        return None
    most = orders.most_of(given.kind, given.since, book)
    found = orders.requirement(given.kind, given.since, most, book, day)
    return None if isinstance(found, Missing) else found.day


def leaving(given: Leaving, day: date, book: Book) -> Mapping[str, Any]:
    """Return on which day somebody leaves, and how much sooner they may."""
    found = days.leaving(given.release, book, day, days_served=given.days_served)
    scheme, why = days.supervised_end(given.release, book, day)
    if isinstance(found, Missing):
        return {"missing": found.what, "early_scheme": scheme, "reasons": [why]}
    return {"leaves": found.day, "earliest": found.earliest, "early_scheme": scheme,
            "reasons": [*found.reasons, why]}  # fmt: skip


MONTHS = (
    "The law says with which day a period of months begins; that one without the same day in its last month "
    "ends with that month is how sentences of prison are counted (PSI 03/2015, 5.5)."
)
NEW_LAW = "Of the Sentencing Act 2026 only what is told about it was read, not each section."
REQUIREMENTS = (
    "Of Schedule 9 to the Sentencing Code paragraphs 4, 16, 19, 23, 27 and 29 were read, and paragraph 13 "
    "(residence) only as the Sentencing Council tells it. They have no longest length: the order has to be "
    "asked.",
    "No end is answered of a programme, a prohibited activity, foreign travel and electronic whereabouts "
    "monitoring: their paragraphs were not read; of an attendance centre: it is for 12 to 36 hours "
    "(paragraph 27), with no period; and of the requirements that the Sentencing Act 2026 adds (driving, "
    "public events, drinking establishments, restriction zones): only that they exist was read.",
    "Treatment for drugs or alcohol may be in separate periods: told is the end of the last.",
)
NOTICE = (
    "No days of notice are held, neither to the officer nor to a victim. Release 18 days early is told to "
    "have come with immediate effect. The service for licences is told to hand a late one to the prison two "
    "working days before release; nothing that was read makes that a rule. Days from a recall are in "
    "recall.ends."
)

RULES = (
    Rule(
        name="community_order_ends",
        title="When a community order ends",
        given=Community,
        answer=community,
        policies=("release_orders.community_months",),
        doubtful=(
            "Sections 38 and 39 of the Sentencing Act 2026 end orders once every requirement and the plan "
            "are done; who says so, and when, was not read, so it is not in this rule.",
        ),
    ),
    Rule(
        name="suspended_sentence_ends",
        title="When a suspended sentence and its supervision end",
        given=Suspended,
        answer=suspended,
        policies=("release_orders.suspended_months",),
        changed=((date(2026, 3, 22), "A sentence may be suspended for three years."),),
        doubtful=(MONTHS, NEW_LAW),
    ),
    Rule(
        name="requirement_ends",
        title="When a requirement of an order ends",
        given=OneRequirement,
        answer=requirement,
        policies=("release_orders.unpaid_work_months", "release_orders.curfew_months",
                  "release_orders.exclusion_months", "release_orders.alcohol_days"),
        changed=((date(2022, 6, 28), "A curfew may last two years."),
                 (date(2026, 4, 30), "Unpaid work need no longer be done within twelve months.")),
        doubtful=(*REQUIREMENTS, MONTHS, NEW_LAW),
    ),
    Rule(
        name="release_day",
        title="On which day somebody leaves prison",
        given=Leaving,
        answer=leaving,
        policies=("release_days.least_term", "release_days.brought_forward", "release_days.supervised_end",
                  "bank_holidays.england_and_wales"),
        changed=((date(2023, 10, 17), "Some people left 18 days early."),
                 (date(2023, 12, 12), "Nobody need leave before a day on which nothing is open."),
                 (date(2024, 3, 8), "35 days early."), (date(2024, 5, 23), "70 days early."),
                 (date(2024, 9, 10), "The scheme has ended.")),
        doubtful=("To let somebody leave sooner is a power; who was let out early was never a rule.", NOTICE),
    ),
)  # fmt: skip
