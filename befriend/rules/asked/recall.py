"""Asking which recall is lawful, and when one ends."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules.named import Rule
from befriend.rules.recall.ending import Ends, Recall, ends
from befriend.rules.recall.law import Fact
from befriend.rules.recall.lawful import Answer, Person, lawful


class About(Form):
    """What the law of recall asks that a sentence does not tell. What is left out is not known."""

    young_offender: bool | None = Field(
        default=None,
        description="Young within section 255A: in practice serving only detention under section 250.",
    )
    serious_terrorism: bool | None = Field(default=None, description="A serious terrorism sentence.")
    referred_244zb: bool | None = Field(
        default=None, description="Referred to the Parole Board under section 244ZB on this sentence."
    )
    terrorist: bool | None = Field(
        default=None, description="Serving a sentence for a terrorist or national security offence."
    )
    foreign_power_threat: bool | None = Field(
        default=None, description="Considered at risk of involvement in a threat by a foreign power."
    )
    mappa_category_4: bool | None = Field(default=None, description="In MAPPA category 4.")
    mappa_2_or_3: bool | None = Field(default=None, description="Managed at MAPPA level 2 or 3.")
    discretionary_conditional_release: bool | None = Field(
        default=None, description="Release was at discretion under the older law."
    )
    repatriated_for_murder: bool | None = Field(
        default=None, description="Brought to this country to serve a sentence for murder."
    )
    charged: bool | None = Field(
        default=None,
        description="Recalled because of being charged with an offence, and not convicted of it.",
    )
    charged_serious: bool | None = Field(
        default=None, description="Charged as above, with murder or an offence of Schedule 18."
    )
    listed_offence: bool | None = Field(
        default=None, description="Serving a sentence for an offence of Schedule 19AA."
    )


class Facts(About):
    """What the law of recall asks about somebody. What is left out is not known, and never taken as no."""

    months: int | None = Field(
        default=None, ge=0, le=1200, description="Whole months of the sentence; consecutive ones together."
    )
    under_18: bool | None = Field(default=None, description="Under 18 on the day of recall.")
    extended: bool | None = Field(default=None, description="An extended sentence.")
    indeterminate: bool | None = Field(default=None, description="Life, or public protection (IPP).")
    particular_concern: bool | None = Field(default=None, description="A sentence for particular concern.")


class Ending(Facts):
    """A recall, and what is known of whoever was recalled."""

    kind: Literal["fixed_14", "fixed_28", "fixed_56", "standard"] = Field(description="Which recall it is.")
    revoked: date = Field(description="The day of recall.")
    returned: date | None = Field(default=None, description="The day of return to custody.")
    expires: date | None = Field(
        default=None, description="The end of the sentence as it stood on the day of recall."
    )
    from_curfew: bool = Field(default=False, description="Recalled while on home detention curfew.")
    curfew_until: date | None = Field(
        default=None, description="When somebody on curfew would have been released without it."
    )
    sentence_days: int | None = Field(default=None, ge=1, description="The length of the sentence in days.")


def person(given: Facts) -> Person:
    """Return what is given as the rule takes it."""
    return Person(given.months, given.under_18, given.young_offender, facts_of(given))


def facts_of(given: About) -> dict[Fact, bool | None]:
    """Return the facts a form asks for: a serious charge is a charge, and none is no serious one."""
    facts = {fact: getattr(given, fact.code) for fact in Fact if fact.code in type(given).model_fields}
    if facts[Fact.CHARGED_SERIOUS]:
        facts[Fact.CHARGED] = True
    if facts[Fact.CHARGED] is False:
        facts[Fact.CHARGED_SERIOUS] = False
    return facts


def answer(given: Facts, day: date, book: Book) -> dict[str, Any]:
    """Return which recall is lawful for somebody recalled on `day`, or what is missing and the range."""
    found = lawful(person(given), book, day)
    if not isinstance(found, Answer):
        return found._asdict()
    return {**found._asdict(), "steps": dict(found.steps)}


def answer_end(given: Ending, day: date, book: Book) -> dict[str, Any]:
    """Return when a recall ends as the law stands on `day`, or what is missing and the range."""
    if given.returned is not None and given.returned < given.revoked:
        raise ValueError("returned is before revoked")
    names = [name for name in Recall._fields if name in Ending.model_fields]
    found = ends(Recall(**{name: getattr(given, name) for name in names}), person(given), book, day)
    if not isinstance(found, Ends):
        return found._asdict()
    return {**found._asdict(), "steps": dict(found.steps)}


LAW = (
    "recall.short_sentence_months", "recall.fixed_days", "recall.automatic", "recall.automatic_below",
    "recall.never_fixed", "recall.not_automatic", "recall.otherwise", "recall.young_are", "recall.needs",
)  # fmt: skip
CHANGED = (
    (date(2012, 12, 3), "The law that is held begins: 28 days by judgement, save for extended sentences."),
    (date(2015, 2, 1), "14 days for sentences of fewer than 12 months."),
    (date(2024, 4, 2), "Adults of fewer than 12 months: 14 days follow by themselves unless barred."),
    (date(2025, 9, 2), "Adults of fewer than 48 months: 14 or 28 days follow by themselves unless barred."),
    (date(2026, 3, 31), "Adults: 56 days, or a standard recall for a list of reasons; the young as before."),
)  # fmt: skip
DOUBTFUL = (
    "Sections 255A as amended in 2026 and 244ZB were not read; who is kept from a term is taken from the "
    "questions of the recall service.",
    "Recalls before 3 December 2012, under section 255 (curfew broken, or no monitoring), from detention and "
    "training orders, and supervision after the end of a sentence are not held.",
    "Section 9 of the Criminal Justice and Courts Act 2015 (those highly likely to breach again) is left "
    "out: whether it ever began was not found.",
)

RULES = (
    Rule(
        name="recall.lawful",
        title="Which recall is lawful",
        given=Facts,
        answer=answer,
        policies=LAW,
        changed=CHANGED,
        doubtful=DOUBTFUL,
    ),
    Rule(
        name="recall.ends",
        title="When a recall ends",
        given=Ending,
        answer=answer_end,
        policies=(*LAW, "recall.curfew_extends", "recall.referred_after", "recall.running_moved"),
        changed=(
            *CHANGED[-1:],
            (date(2026, 9, 2), "Curfew no longer holds adults beyond the term."),
        ),
        doubtful=(
            *DOUBTFUL,
            "A release that falls on a Friday, at a weekend or before a holiday may be on the working day "
            "before; that is not applied here.",
            "Days added or given back in custody after the recall are not counted.",
        ),
    ),
)
