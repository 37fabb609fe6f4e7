"""Asking for the release dates of sentences of imprisonment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules.asked.recall import LAW, About, facts_of
from befriend.rules.named import ByCode, Rule
from befriend.rules.release import asking, untold
from befriend.rules.release.coherence import incoherent
from befriend.rules.release.length import Length
from befriend.rules.release.values import (
    Adjusted,
    Adjustment,
    Doubt,
    Exclusion,
    Kind,
    Movement,
    Recall,
    RecallKind,
    Sentence,
    Situation,
)


class GivenLength(Form):
    """A length as the court said it."""

    years: int = Field(default=0, ge=0, le=99, description="Whole years.")
    months: int = Field(default=0, ge=0, le=1200, description="Whole months.")
    weeks: int = Field(default=0, ge=0, le=5200, description="Whole weeks.")
    days: int = Field(default=0, ge=0, le=40000, description="Days.")

    def plain(self) -> Length:
        """Return the plain length."""
        return Length(self.years, self.months, self.weeks, self.days)


class GivenRecall(About):
    """A recall on a sentence, and what decides which recall is lawful and whether one was moved."""

    kind: Annotated[RecallKind, ByCode()] = Field(description="Standard, or for how many days.")
    revoked: date | None = Field(default=None, description="The day the licence was revoked.")
    returned: date | None = Field(default=None, description="The day of return to custody.")

    def plain(self) -> Recall:
        """Return the plain recall."""
        known = tuple((fact, holds) for fact, holds in facts_of(self).items() if holds is not None)
        return Recall(self.kind, self.revoked, self.returned, self.young_offender, known)


class GivenSentence(Form):
    """One sentence."""

    id: str = Field(min_length=1, max_length=40, description="A name for it, to say which follows which.")
    kind: Annotated[Kind, ByCode()] = Field(default=Kind.STANDARD, description="The kind of sentence.")
    sentenced: date = Field(description="The day the court passed it.")
    offence: date | None = Field(default=None, description="The day of the offence.")
    length: GivenLength = Field(description="The length; of an extended sentence the custodial term.")
    extension: GivenLength = Field(default=GivenLength(), description="The licence of an extended sentence.")
    follows: str = Field(default="", description="The id of the sentence it is consecutive to.")
    recall: GivenRecall | None = Field(default=None, description="A recall, where there is one.")
    plus: bool | None = Field(
        default=None,
        description="Whether the law of its day releases at two thirds (SDS+); left out: not known.",
    )
    plus_today: bool | None = Field(
        default=None, description="Whether today's law would; left out: not known."
    )
    youth: bool = Field(default=False, description="Whether it is under section 250 of the Sentencing Code.")
    automatic: bool | None = Field(
        default=None, description="An extended sentence with automatic release; left out: not known."
    )
    two_thirds_parole: bool = Field(default=False, description="Particular concern, convicted under 18.")
    exclusions: frozenset[Annotated[Exclusion, ByCode()]] | None = Field(
        default=None,
        description="Why the offence is kept out of earlier release; `[]` for none, left out: not known.",
    )
    offence_code: str = Field(default="", max_length=40, description="The code of the offence.")
    fine: int = Field(default=0, ge=0, description="The fine in whole pounds.")
    supervision_until: date | None = Field(default=None, description="The end of a supervision breached.")
    not_known: frozenset[Annotated[Doubt, ByCode()]] = Field(
        default=frozenset(),
        description="What is not known: plus_today, or whether the offence is in one of the schedules.",
    )

    def plain(self) -> Sentence:
        """Return the plain sentence."""
        recall = self.recall.plain() if self.recall else None
        told = {name: getattr(self, name) for name in Sentence._fields}
        told |= {name: told[name] or False for name in ("plus", "plus_today", "automatic")}
        told |= {"exclusions": self.exclusions or frozenset()}
        told |= {"length": self.length.plain(), "extension": self.extension.plain(), "recall": recall}
        return Sentence(**told)

    def untold(self) -> tuple[str, ...]:
        """Return the fields that are not known: left out, or null."""
        return tuple(name for name in untold.WORDS if getattr(self, name) is None)


class GivenAdjustment(Form):
    """Days taken off or put on."""

    kind: Annotated[Adjusted, ByCode()] = Field(description="What for.")
    days: int = Field(ge=0, le=40000, description="How many days.")
    applies: date = Field(description="The day from which they count: of sentence, award or going.")
    first: date | None = Field(default=None, description="The first of the days.")
    last: date | None = Field(default=None, description="The last of the days.")

    def plain(self) -> Adjustment:
        """Return the plain adjustment."""
        return Adjustment(self.kind, self.days, self.applies, self.first, self.last)


class GivenMovement(Form):
    """Out of custody, or back."""

    day: date = Field(description="The day.")
    out: bool = Field(description="True out, false back.")
    why: str = Field(default="", description="curfew, removal, failed_removal, end_of_custody or another.")


class Given(Form):
    """What is known of one person's sentences."""

    born: date = Field(description="The day of birth.")
    sentences: tuple[GivenSentence, ...] = Field(max_length=100, description="Every sentence.")
    adjustments: tuple[GivenAdjustment, ...] = Field(default=(), max_length=500, description="Days.")
    movements: tuple[GivenMovement, ...] = Field(default=(), max_length=500, description="In and out.")
    returned: date | None = Field(default=None, description="The return to custody after a recall.")
    removable: bool = Field(default=False, description="Liable to removal from the United Kingdom.")
    registered: bool = Field(default=False, description="Subject to notification for a sexual offence.")

    @model_validator(mode="after")
    def coherent(self) -> Self:
        """Refuse what cannot be right."""
        if wrong := incoherent(self.plain()):
            raise ValueError(wrong)
        return self

    def plain(self) -> Situation:
        """Return the plain situation."""
        return Situation(
            self.born,
            tuple(sentence.plain() for sentence in self.sentences),
            tuple(each.plain() for each in self.adjustments),
            tuple(Movement(each.day, each.out, each.why) for each in self.movements),
            self.returned,
            self.removable,
            self.registered,
        )


def answer(given: Given, day: date, book: Book) -> Mapping[str, Any]:
    """Return every date with its steps, or what is missing, or why none is given.

    What is left out of SDS+ and of the exclusions is not known: the dates are those without it, and where it
    decides one, `missing` says so and `between` the days each lies between.
    """
    lacking = {each.id: each.untold() for each in given.sentences}
    return untold.answer(given.plain(), lacking, book, day)


RULE = Rule(
    name="release",
    title="When custodial sentences let out and end",
    given=Given,
    answer=answer,
    policies=(*asking.POLICIES, *LAW),
    changed=(
        (date(2005, 4, 4), "New offences fall under the Criminal Justice Act 2003: release at half."),
        (date(2012, 12, 3), "New sentences do so whenever the offence was."),
        (date(2015, 2, 1), "Short sentences for new offences have a licence and supervision after it."),
        (date(2020, 4, 1), "The longest sentences for violence and sex let out at two thirds (SDS+)."),
        (date(2022, 6, 28), "More of them do; remand is taken off orders for the young."),
        (date(2023, 6, 6), "Home detention curfew may be 180 days, and 135 no longer."),
        (date(2024, 9, 10), "Standard sentences let out at two fifths, in tranches, with exclusions."),
        (date(2024, 12, 16), "More offences are excluded from two fifths."),
        (date(2025, 6, 3), "Home detention curfew may be 365 days."),
        (date(2025, 9, 23), "Early removal may be after 30 per cent."),
        (date(2026, 3, 31), "Recalls of adults are for 56 days, in tranches."),
        (date(2026, 9, 2), "Adults are no longer released on home detention curfew."),
        (date(2026, 10, 1), "The progression model: a third, or half of the longest, in tranches."),
    ),
    doubtful=(
        "It is not an official calculation; only the prison gives official dates.",
        "It follows the published calculation of the prison service; the law of 2026 was not read itself.",
        "Sentences of four years and over for offences before 4 April 2005, passed since, are answered at "
        "half, as the prison service does it; that some let out at two thirds is told, and was not read.",
        "That curfew was of 135 days at most before June 2023 is read from what changed it; from which day, "
        "and which sentences of four years and more were kept from it since December 2012, was not read.",
        "Whether a sentence is SDS+ or excluded is told, not worked out from the offence.",
        "The day on which supervision after the sentence was repealed is assumed.",
        "Where a sentence lets out at half before its tranche of two fifths, it keeps half, and a sentence "
        "made consecutive to it later is joined to that half. So a few days more on remand can then put off "
        "the release of both by months. The published calculation does it; whether the law means it was "
        "not found.",
        "A sentence passed while another is being served shares the days on remand taken off that one; one "
        "passed after its release does not. So a few days more on remand, which let out before the later "
        "sentence was passed, put off the release from that one by a few days.",
        "Which kinds of sentence a court can pass is checked by day, length and age only; a breach of "
        "supervision is taken as told whenever it was dealt with. Of SDS+ the least length of its day is "
        "checked, not the list its offence stands in. Only the standard sentence is refused under 18: on "
        "the day it was passed, since that of conviction is not told.",
        "A child under ten is guilty of nothing; from which day in 1963 or later it was ten was not read, so "
        "that offences before 1971 are not held against it.",
        "A recall whose kind may have been lawful, according to what is not told, is taken as it is told. "
        "That a recall from home detention curfew may last until release without it is not worked out "
        "here; recall.ends does it.",
    ),
)
