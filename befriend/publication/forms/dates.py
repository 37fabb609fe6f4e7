"""What anybody types to check their dates: about themselves, and each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from befriend.publication.queries.dates import Passed
from befriend.rules.release.length import Length
from befriend.rules.release.values import Doubt, Exclusion

from . import contradictions
from .load import every_message

MOST_SENTENCES = 20
DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
PLAIN = re.compile(r"\s*[0-9]{1,9}\s*")
NOT_SURE = "not_sure"
YES_NO = [("yes", _("Yes")), ("no", _("No")), (NOT_SURE, _("I do not know"))]
KEPT_OUT = [
    ("none", _("None of these")),
    (Exclusion.SEXUAL.code, _("A sexual offence")),
    (Exclusion.VIOLENT.code, _("Serious violence, with a sentence of four years or more")),
    (
        Exclusion.DOMESTIC_ABUSE.code,
        _("An offence of domestic abuse, such as stalking or coercion"),
    ),
    (Exclusion.NATIONAL_SECURITY.code, _("National security")),
    (Exclusion.TERRORISM.code, _("Terrorism")),
    (NOT_SURE, _("I do not know")),
]


class Typed(forms.DateField):
    """A day, which may be left empty: then it is not known."""

    def __init__(self, label: Any) -> None:
        wrong = _("There is no such day. Write it as day, month and year, such as 27/11/2026.")
        super().__init__(
            label=label,
            required=False,
            help_text=_("For example 27/11/2026"),
            input_formats=DAYS,
            widget=forms.DateInput(format="%d/%m/%Y"),
            error_messages={"invalid": wrong},
        )


class Days(forms.IntegerField):
    """A whole number in plain digits, which may be left empty: then it is not known."""

    def __init__(self, label: Any, hint: Any = "", *, most: int = 9999) -> None:
        wrong = format_lazy(_("Type a whole number from 0 to {most}."), most=f"{most:,}")
        super().__init__(label=label, required=False, min_value=0, max_value=most, help_text=hint)
        self.error_messages = every_message(wrong)

    def to_python(self, value: Any) -> int | None:
        """Refuse what a program would read as a number and a person would not, such as 1_0."""
        if value not in self.empty_values and not PLAIN.fullmatch(str(value)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class Chosen(forms.ChoiceField):
    """One of several, or nothing: then it is not known."""

    widget = forms.RadioSelect

    def __init__(self, label: Any, choices: list[tuple[str, Any]], hint: Any = "") -> None:
        super().__init__(label=label, choices=choices, required=False, help_text=hint)
        self.error_messages |= {"invalid_choice": _("Choose one of those shown.")}


# Not known, they are missing only where the rule finds that a date hangs on them.
HANGS_ON = {"third": Doubt.SCHEDULE, "plus_today": Doubt.PLUS_TODAY}
SCHEDULES = (Exclusion.SCHEDULE_13.code, Exclusion.SCHEDULE_2026.code)
ALONGSIDE = "alongside"
COUNT, DO = "sentences", "do"
ADD, TAKE_OUT, SPEAK = "add", "take_out", "speak"
UNITS = ("years", "months", "weeks", "days")


class AboutForm(forms.Form):
    """What is asked once. Everything may be left empty; then no date is given, and what lacks is said."""

    use_required_attribute = False

    born = Typed(_("Day of birth"))
    every = Chosen(
        _("Are these all the sentences?"),
        YES_NO,
        _("Those that ended before the first of these began do not count."),
    )
    added = Days(_("Days added for breaking prison rules, less those given back"), _("0 if none"))
    at_large = Days(_("Days away from prison without leave"), _("0 if none"))
    recalled = Chosen(_("Has there been a recall to prison?"), YES_NO)


class SentenceForm(forms.Form):
    """One standard sentence: `number` from 1; from the second on, whether it follows one before it."""

    use_required_attribute = False

    sentenced = Typed(_("Day the court passed the sentence"))
    follows = Chosen(_("When does this sentence begin?"), [])
    offence = Typed(_("Day of the offence"))
    years = Days(_("Years of the sentence"), _("0 if none"), most=99)
    months = Days(_("Months of the sentence"), _("0 if none"), most=1200)
    weeks = Days(_("Weeks of the sentence"), _("0 if none"), most=5200)
    days = Days(_("Days of the sentence"), _("0 if none"))
    standard = Chosen(
        _("Is it a standard sentence?"),
        YES_NO,
        _("Not a life, extended or youth sentence, nor one of particular concern."),
    )
    plus = Chosen(
        _("Did the court or the prison say that release is later than for other sentences (SDS+)?"),
        YES_NO,
    )
    kept_out = Chosen(_("Was the offence one of these?"), KEPT_OUT)
    third = Chosen(
        _("Did the court or the prison say that the offence is kept from release after a third?"),
        YES_NO,
        _("Some dates since October 2026 hang on it. Where yours does not, you need not answer."),
    )
    plus_today = Chosen(
        _("Did the prison say that the sentence would be SDS+ if it were passed today?"),
        YES_NO,
        _("Some dates since October 2026 hang on it. Where yours does not, you need not answer."),
    )
    remand = Days(
        _("Days on remand that count for it"),
        _("0 if none, or if you typed them at another sentence"),
    )
    bail = Days(
        _("Days on tagged bail that count for it"),
        _("0 if none, or if you typed them at another sentence"),
    )

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"s{number}", **kwargs)
        self.number = number
        if number == 1:
            del self.fields["follows"]
            return
        after = [(str(i), _("After sentence %(number)s ends") % {"number": i}) for i in range(1, number)]
        # Its choices are its own: the class is shared by every sentence.
        self.fields["follows"] = Chosen(
            self.fields["follows"].label,
            [(ALONGSIDE, _("On the day it was passed, beside the others")), *after, YES_NO[-1]],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse an offence after its sentence, and a sentence of no length."""
        said = super().clean() or self.cleaned_data
        sentenced, offence = said.get("sentenced"), said.get("offence")
        if sentenced and offence and offence > sentenced:
            self.add_error("offence", _("This day is after that of the sentence. Mend one of the two days."))
        if all(said.get(unit) == 0 for unit in UNITS):
            self.add_error("years", _("Type how long the sentence is: not all of its parts can be 0."))
        return said

    def given(self) -> dict[str, Any]:
        """Return the sentence as the rule of release is told it."""
        said = self.cleaned_data
        plus, follows = said["plus"] == "yes", said.get("follows", ALONGSIDE)
        return {
            "id": str(self.number),
            "sentenced": said["sentenced"],
            "offence": said["offence"],
            "length": {unit: said[unit] for unit in UNITS},
            "follows": "" if follows == ALONGSIDE else follows,
            "plus": plus,
            "plus_today": plus or said["plus_today"] == "yes",
            "exclusions": [
                *([] if said["kept_out"] == "none" else [said["kept_out"]]),
                *(SCHEDULES if said["third"] == "yes" else []),
            ],
            "not_known": [
                doubt.code
                for name, doubt in HANGS_ON.items()
                if said[name] not in ("yes", "no") and not (plus and name == "plus_today")
            ],
        }

    def length(self) -> Length:
        """Return how long the sentence is."""
        return Length(*(self.cleaned_data[unit] for unit in UNITS))

    def begins(self) -> str:
        """Return when the sentence begins, by the words of the choice; nothing of the first."""
        follows = self.cleaned_data.get("follows", "")
        return f"{dict(self.fields['follows'].choices)[follows]}." if follows else ""

    def length_words(self) -> str:
        """Return how long the sentence is as a court says it: 2 years, 3 months."""
        years, months, weeks, days = self.length()
        parts = [
            (years, ngettext("%(num)s year", "%(num)s years", years)),
            (months, ngettext("%(num)s month", "%(num)s months", months)),
            (weeks, ngettext("%(num)s week", "%(num)s weeks", weeks)),
            (days, ngettext("%(num)s day", "%(num)s days", days)),
        ]
        return ", ".join(words % {"num": number} for number, words in parts if number)

    def adjustments(self) -> list[dict[str, Any]]:
        """Return the days that come off from the day of this sentence."""
        said = self.cleaned_data
        days = {"remand": said["remand"], "tagged_bail": said["bail"]}
        return [
            {"kind": kind, "days": count, "applies": said["sentenced"]}
            for kind, count in days.items()
            if count
        ]


class MyDatesForms:
    """The whole page as typed: what is asked once, and each sentence."""

    def __init__(self, typed: Mapping[str, Any] | None, today: date) -> None:
        """Take what was sent on a day, or nothing; only the button that asks for dates checks it."""
        self.today = today
        said = {name: str(value) for name, value in (typed or {}).items()}
        asked = said.pop(DO, "")
        count = counted(said.get(COUNT, ""))
        changing = asked in (ADD, SPEAK) or asked.startswith(TAKE_OUT)
        if asked == ADD:
            count = min(count + 1, MOST_SENTENCES)
        elif asked.startswith(TAKE_OUT):
            said, count = without(said, count, asked.removeprefix(TAKE_OUT))
        self.is_sent = typed is not None and not changing
        told: dict[str, Any] = {"data": said} if self.is_sent else {}
        self.about = AboutForm(**told) if self.is_sent else AboutForm(initial=said)
        self.sentences = [
            SentenceForm(number=i, **(told if self.is_sent else {"initial": of_one(said, i)}))
            for i in range(1, count + 1)
        ]
        self.may_add = count < MOST_SENTENCES

    def __iter__(self) -> Iterator[forms.Form]:
        yield from (*self.sentences, self.about)

    def is_valid(self) -> bool:
        """Return whether everything typed makes sense, each alone and together; what is empty does."""
        found = [form.is_valid() for form in self]
        if not (self.is_sent and all(found)):
            return False
        wrong = list(contradictions.found(self.about, self.sentences, self.today))
        for form, field, words in wrong:
            form.add_error(field, words)
        return not wrong

    def problems(self) -> list[dict[str, str]]:
        """Return what is wrong as an error summary lists it: each message with its field and sentence."""
        if not self.is_sent:
            return []
        return [
            {"text": f"{self.label(form, bound)}: {error}", "href": f"#{bound.auto_id}"}
            for form in self
            for bound in form
            for error in bound.errors
        ]

    def label(self, form: forms.Form, bound: BoundField) -> str:
        """Return what a field is called, with its sentence where there are several."""
        label = str(bound.label).rstrip("?")
        if isinstance(form, SentenceForm) and len(self.sentences) > 1:
            return str(_("Sentence %(number)s, %(field)s") % {"number": form.number, "field": label})
        return label

    def lacks(self) -> list[tuple[str, str]]:
        """Return what has to be known and is not, by the words of its field, with the id of that."""
        empty = (None, "", NOT_SURE)
        return [
            (self.label(form, form[name]), form[name].auto_id)
            for form in self
            for name, value in form.cleaned_data.items()
            if value in empty and name not in HANGS_ON
        ]

    def beyond(self) -> list[str]:
        """Return why this page works out no date for such sentences, if it does not."""
        said, found = self.about.cleaned_data, []
        if said["every"] == "no":
            found.append(_("There are more sentences: one changes the dates of the others. Add them."))
        # Since 2020 the Parole Board decides on them, at two thirds (Criminal Justice Act 2003, s 247A).
        if any(form.cleaned_data["kept_out"] == Exclusion.TERRORISM.code for form in self.sentences):
            found.append(_("For a sentence for terrorism the Parole Board decides about release."))
        if any(form.cleaned_data["standard"] == "no" for form in self.sentences):
            found.append(_("It is not a standard sentence.") if len(self.sentences) == 1
                         else _("One of them is not a standard sentence."))  # fmt: skip
        if said["recalled"] == "yes":
            found.append(_("There has been a recall."))
        if said["at_large"]:
            found.append(_("There were days away without leave: when they were changes the dates."))
        return [str(each) for each in found]

    def given(self, added_on: date | None = None) -> dict[str, Any]:
        """Return what was typed as the rule of release is told it, days added as if all on `added_on`."""
        added = self.about.cleaned_data["added"]
        adjustments = [each for form in self.sentences for each in form.adjustments()]
        if added:
            adjustments.append({"kind": "added", "days": added, "applies": added_on or self.first_day()})
        return {
            "born": self.about.cleaned_data["born"],
            "sentences": [form.given() for form in self.sentences],
            "adjustments": adjustments,
        }

    def born(self) -> date:
        """Return the day of birth."""
        return cast(date, self.about.cleaned_data["born"])

    def passed(self) -> list[Passed]:
        """Return the sentences, in order of number."""
        return [
            Passed(
                form.number, form.cleaned_data["sentenced"], form.length(), form.cleaned_data["plus"] == "yes"
            )
            for form in self.sentences
        ]

    def first_day(self) -> date:
        """Return the day of the first sentence."""
        return min(one.sentenced for one in self.passed())

    def days_added(self) -> int:
        """Return how many days were added for breaking prison rules."""
        return int(self.about.cleaned_data["added"])


def counted(said: str) -> int:
    """Return how many sentences the page had: one, for whatever is no such number."""
    count = int(said) if said.isdecimal() and len(said) <= len(str(MOST_SENTENCES)) else 1
    return min(max(count, 1), MOST_SENTENCES)


def of_one(said: Mapping[str, str], number: int) -> dict[str, str]:
    """Return what was typed of one sentence, by the name of the field."""
    prefix = f"s{number}-"
    return {name.removeprefix(prefix): value for name, value in said.items() if name.startswith(prefix)}


def without(said: dict[str, str], count: int, which: str) -> tuple[dict[str, str], int]:
    """Return what was typed without one sentence, those after it moved up; never without the last.

    Whatever followed the one that is gone follows nothing known any more, and that is asked anew.
    """
    gone = counted(which)
    if count == 1 or gone > count:
        return said, count
    kept = {name: value for name, value in said.items() if not name.startswith("s") or "-" not in name}
    for number in (i for i in range(1, count + 1) if i != gone):
        now = number - (number > gone)
        for name, value in of_one(said, number).items():
            kept[f"s{now}-{name}"] = moved_up(value, gone) if name == "follows" else value
    return kept, count - 1


def moved_up(follows: str, gone: int) -> str:
    """Return which sentence one follows, once one is gone."""
    if not follows.isdecimal():
        return follows
    number = int(follows)
    return "" if number == gone else str(number - (number > gone))
