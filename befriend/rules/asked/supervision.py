"""Asking when somebody is to be seen, whether they may report online, and what withdrew their contact."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import check_in, contact_standards, withdrawal
from befriend.rules.contact_standards import Contact, Manner, Supervised
from befriend.rules.named import ByCode, Rule
from befriend.rules.values import Risk
from befriend.rules.withdrawal import Under

KEEPS = ("mappa", "national_security_division", "child_protection", "intensive_supervision_court")


class GivenContact(Form):
    """A contact that took place."""

    day: date = Field(description="The day of it.")
    manner: Annotated[Manner, ByCode()] = Field(description="How it was had.")


class GivenSupervised(Form):
    """Somebody supervised, and the contacts there were. A tier left out is not known."""

    since: date = Field(description="The day of sentence or release.")
    until: date | None = Field(default=None, description="The first day without supervision.")
    level: Literal["A", "B", "C", "D"] | None = Field(
        default=None, description="The protect level of the tier."
    )
    one_axis: Literal["A", "B", "C", "D", "E", "F", "G"] | None = Field(
        default=None, description="The tier of the model with one axis; never beside a protect level."
    )
    withdrawn_from: date | None = Field(
        default=None, description="The day from which a policy withdrew contact."
    )
    contacts: tuple[GivenContact, ...] = Field(
        default=(), strict=False, description="What took place; nothing missed or called off."
    )

    @model_validator(mode="after")
    def fits(self) -> GivenSupervised:
        """Refuse two tiers that ask for different things, and an end before the beginning."""
        if self.level is not None and self.one_axis is not None:
            raise ValueError("level and one_axis are both given; give the tier of the model in force")
        if self.until is not None and self.until < self.since:
            raise ValueError("until is before since; write the first day without supervision")
        return self


class GivenCheckIn(Form):
    """Somebody who would report online. What is left out is not known, and never taken as no."""

    risk: Annotated[Risk, ByCode()] = Field(default=Risk.UNKNOWN, description="Risk of serious harm.")
    safeguarding: bool | None = Field(default=None, description="There is active safeguarding.")
    mappa: bool | None = Field(default=None, description="Under MAPPA, at any level.")
    standalone: bool | None = Field(default=None, description="Nothing but a standalone requirement.")
    both_agree: bool | None = Field(default=None, description="Person and practitioner both agree.")
    wants_to_be_seen: bool | None = Field(default=None, description="They said they want to be seen.")
    reviewed_on: date | None = Field(
        default=None, description="When somebody last looked whether it fits, or it began."
    )


class GivenWithdrawal(Form):
    """Somebody supervised. What is left out is not known, and never taken as no."""

    under: Annotated[Under, ByCode()] = Field(description="What they are supervised under.")
    begins: date = Field(description="The first day of the order or licence.")
    ends: date = Field(description="Its last day.")
    risk: Annotated[Risk, ByCode()] = Field(default=Risk.UNKNOWN, description="Risk of serious harm.")
    mappa: bool | None = Field(default=None, description="Under MAPPA, at any category and level.")
    child_protection: bool | None = Field(default=None, description="Active child protection procedures.")
    national_security_division: bool | None = Field(
        default=None, description="Managed by the National Security Division itself."
    )
    intensive_supervision_court: bool | None = Field(
        default=None, description="Before an intensive supervision court."
    )
    activity: bool | None = Field(
        default=None, description="An order has a rehabilitation activity requirement."
    )
    impact_since: date | None = Field(
        default=None, description="The day from which the record has them under Probation Impact."
    )

    @model_validator(mode="after")
    def ends_later(self) -> GivenWithdrawal:
        """Refuse an order that ends before it begins."""
        if self.ends < self.begins:
            raise ValueError("ends is before begins; write the last day of the order")
        return self


def contact(given: GivenSupervised, day: date, book: Book) -> dict[str, Any]:
    """Return by when somebody is to be seen face to face, and what is owed already."""
    person = Supervised(given.since, given.until, given.level, given.one_axis, given.withdrawn_from)
    contacts = tuple(Contact(each.day, each.manner) for each in given.contacts)
    return contact_standards.duty(person, contacts, book, day)._asdict()


def reporting(given: GivenCheckIn, day: date, book: Book) -> dict[str, Any]:
    """Return whether somebody may report online, and every reason why not."""
    return check_in.eligible(check_in.Person(**dict(given)), book, day)._asdict()


def withdrawing(given: GivenWithdrawal, day: date, book: Book) -> dict[str, Any]:
    """Return whether a policy withdraws contact, whose it is, and what stays."""
    keeps = {name: getattr(given, name) for name in KEEPS}
    person = withdrawal.Person(
        given.under, given.begins, given.ends, given.risk, keeps, given.activity, given.impact_since
    )
    return withdrawal.withdrawn(person, book, day)._asdict()


RULES = (
    Rule(
        name="contact_standards",
        title="By when somebody is to be seen",
        given=GivenSupervised,
        answer=contact,
        policies=(
            "contact_standards.first_contact",
            "contact_standards.every_days",
            "contact_standards.single_axis_days",
        ),
        doubtful=(
            "No standard of contact by tier is published since 2007; all but the first contact is assumed.",
            "Public holidays are not left out of the working days to the first contact.",
        ),
    ),
    Rule(
        name="check_in",
        title="Who may report online",
        given=GivenCheckIn,
        answer=reporting,
        policies=(
            "check_in.risks", "check_in.with_safeguarding", "check_in.with_mappa", "check_in.only_standalone",
            "check_in.both_agree", "check_in.until_asked", "check_in.reviewed_within",
        ),
        doubtful=(
            "The rule is held as a practitioner tells it; the service has not published it, nor since when.",
            "A band of risk alone says little: of 86 reviews of grave further offences 42% were about people "
            "held to be of medium risk.",
        ),
    ),
    Rule(
        name="withdrawal",
        title="Contact that a policy withdrew",
        given=GivenWithdrawal,
        answer=withdrawing,
        policies=(
            "reset_and_impact.reset_begins", "reset_and_impact.reset_keeps",
            "reset_and_impact.reset_follow_ups",
            "reset_and_impact.withdrawn_by", "reset_and_impact.stays",
        ),
        changed=((date(2024, 7, 1), "Probation Reset begins; Probation Impact follows in April 2025."),),
        doubtful=(
            "The day on which Reset began differs by source, from 29 April to 1 July 2024.",
            "Whom Impact reaches is not published: only what the record says of a person is followed.",
            "Whether somebody whom Reset spares may be under Impact is not known; the record is followed.",
        ),
    ),
)  # fmt: skip
