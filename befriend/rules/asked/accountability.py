"""Asking about reviews of further offences, inspections and public claims."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field, model_validator

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import claims, further_offence, inspection
from befriend.rules.claims import Award, Daily
from befriend.rules.further_offence import Charge
from befriend.rules.inspection import Between
from befriend.rules.named import Rule
from befriend.rules.values import Missing

HUNDRED = 100


class ChargeGiven(Form):
    """A charge, and the supervision it may fall in."""

    charged: date = Field(description="The day of the charge.")
    started: date = Field(description="The first day of supervision.")
    ended: date | None = Field(default=None, description="The last day of supervision; none while it lasts.")
    qualifying: bool | None = Field(
        default=None, description="Whether the offence is on the list; none while nobody has looked."
    )
    committed: date | None = Field(default=None, description="The day the offence is alleged for, if known.")

    @model_validator(mode="after")
    def in_order(self) -> ChargeGiven:
        """Refuse supervision that ends before it begins, and a charge before its offence."""
        if self.ended is not None and self.ended < self.started:
            raise ValueError("ended is before started; write the last day of supervision")
        if self.committed is not None and self.charged < self.committed:
            raise ValueError("charged is before committed; write the day of the charge")
        return self


def answer_review(given: ChargeGiven, day: date, book: Book) -> dict[str, Any]:
    """Say whether a charge brings about a review of a serious further offence.

    It does when somebody is charged with an offence of the list while supervised, or in the days after
    the last day of supervision that policy gives. A charge is no finding: a review asks what the service
    did, not whether the person did it. While nobody has looked at the list, `could_be` says that the answer
    may be either, and the days stand. Where the day of the offence is known and lies outside those
    days, that is said, since the rule is told in two ways. Whether the offence is on the list has to be
    known, unless the days decide already.
    """
    if given.charged > day:
        raise ValueError(f"charged {given.charged} is after {day}, the day that is asked for")
    charge = Charge(**given.model_dump())
    found = further_offence.review(charge, book, day)
    if not isinstance(found, Missing):
        return found._asdict()
    listed = further_offence.review(charge._replace(qualifying=True), book, day)._asdict()
    # On the list or not is all that is open: the days stand either way.
    known = {name: listed[name] for name in ("days_after", "last_day")}
    return {"missing": found.what, "could_be": [False, True], **known}


class RatingsGiven(Form):
    """How the standards of an inspection were rated."""

    ratings: dict[str, str] = Field(description="The rating of each standard, both as policy names them.")
    published: str = Field(
        default="", max_length=60, description="The overall rating that was given, if any."
    )


def answer_inspection(given: RatingsGiven, day: date, book: Book) -> dict[str, Any]:
    """Add up the ratings of an inspection, and say whether leadership goes with the work it leads.

    Every standard has as many points as its rating; the sum falls in a band, which is the overall rating.
    Where leadership stands a whole rating or more from the mean of the work with people, that is said:
    it does not change the rating. While a standard is not rated there is no answer, only the ratings it
    would lie between.
    """
    found = inspection.score(given.ratings, book, day, published=given.published)
    if isinstance(found, Between):
        return {"missing": found.missing.what, "from": found.least, "to": found.most}
    return found._asdict()


class DailyGiven(Form):
    """A count, its period, and what is claimed of a day."""

    count: int = Field(ge=0, description="How many were counted.")
    counted: str = Field(min_length=1, max_length=60, description="What was counted: assessments, people.")
    first: date = Field(description="The first day counted.")
    last: date = Field(description="The last day counted, itself included.")
    claimed_a_day: int = Field(ge=1, description="How many a day are claimed.")
    claimed_of: str = Field(min_length=1, max_length=60, description="Of what that many are claimed.")


def answer_daily(given: DailyGiven, day: date, book: Book) -> dict[str, Any]:
    """Say how many a day a count comes to, and whether a claim about it holds.

    Both the first and the last day count. The claim holds when the count reaches it over the whole
    period, nothing rounded up, and when what was counted is what is claimed: assessments are not people.
    """
    told = given.model_dump()
    return claims.daily(Daily(number=told.pop("count"), **told), book, day)._asdict()


class AwardGiven(Form):
    """A pay award and what is claimed of it, in percent of the pay bill."""

    award: float = Field(ge=0, le=100, description="The award: what every point of the scale rises by.")
    progression: float = Field(gt=0, le=100, description="What moving up the scale is on average.")
    total: float = Field(ge=0, le=100, description="What is claimed for both together.")
    amount: int | None = Field(
        default=None, ge=0, le=1_000_000, description="What the award is in pounds at one point, if known."
    )


def answer_new_money(given: AwardGiven, day: date, book: Book) -> dict[str, Any]:  # noqa: ARG001
    """Say how much of a claimed pay rise is new money.

    Moving up the scale was owed without an award, so only the award is new. From what is claimed for
    both follows how much of the pay bill belongs to people who move up at all, in whole percent rounded
    down; from what the award is in pounds at one point, the pay there before it.
    """
    shares = (round(each * HUNDRED) for each in (given.award, given.progression, given.total))
    found = claims.new_money(Award(*shares))
    answer = {
        "new_money": claims.percent(found.new_money),
        "both": claims.percent(found.both),
        "moving_up_percent": found.moving_up_percent,
        "holds": found.holds,
        "reasons": found.reasons,
    }
    if given.amount is None:
        return answer
    return {**answer, "pay_before": claims.salary(given.amount, found.new_money)}


RULES = (
    Rule(
        name="further_offence",
        title="When a charge brings about a review",
        given=ChargeGiven,
        answer=answer_review,
        policies=("further_offence.days_after",),
        doubtful=(
            "The inspectorate tells the rule by the day of the alleged offence, in working days; "
            "here it is the day of the charge, in days.",
            "Which offences are on the list is not held here: somebody has to look.",
        ),
    ),
    Rule(
        name="inspection",
        title="What the ratings of an inspection come to",
        given=RatingsGiven,
        answer=answer_inspection,
        policies=tuple(
            f"inspection.{key}"
            for key in ("rating_points", "organisation", "delivery", "bands", "divergence")
        ),
        changed=((date(2023, 12, 1), "Seven standards of 21 points instead of nine of 27."),),
        doubtful=("The inspectorate's own table of bands was not found; those here are assumed.",),
    ),
    Rule(
        name="claims.daily",
        title="How many a day a count comes to",
        given=DailyGiven,
        answer=answer_daily,
        policies=("claims.not_people",),
    ),
    Rule(
        name="claims.new_money",
        title="How much of a pay rise is new money",
        given=AwardGiven,
        answer=answer_new_money,
        policies=(),
    ),
)
