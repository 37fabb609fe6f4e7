"""The forms that anybody fills: My load, and one sentence of Check my dates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from befriend.rules.release.values import Exclusion
from befriend.rules.values import Grade, Place, Report, Tier

from .queries import Asked

MOST_PEOPLE = 999
MOST_HOURS = 60
MOST_MONTHS = 36

GRADE_WORDS = {
    Grade.PSO: gettext_lazy("Probation services officer (PSO)"),
    Grade.TRAINEE: gettext_lazy("Trainee (PQiP)"),
    Grade.NEWLY_QUALIFIED: gettext_lazy("Newly qualified officer, in the first nine months"),
    Grade.OFFICER: gettext_lazy("Probation officer"),
}
PLACE_WORDS = {
    Place.COMMUNITY: gettext_lazy("Community"),
    Place.LICENCE: gettext_lazy("Licence"),
    Place.CUSTODY: gettext_lazy("Custody"),
}
REPORT_WORDS = {
    Report.STANDARD: gettext_lazy("Standard delivery report"),
    Report.FAST: gettext_lazy("Fast delivery report"),
    Report.ORAL: gettext_lazy("Oral report"),
    Report.PAROLE: gettext_lazy("Parole report"),
}


def tier_words(tier: Tier) -> str:
    """Return a tier as a reader knows it."""
    return _("No tier yet") if tier is Tier.UNTIERED else tier.code


def people_name(tier: Tier, place: Place) -> str:
    """Return the name of the field for people of a tier in a place."""
    return f"{tier.code}-{place.code}"


def report_name(report: Report) -> str:
    """Return the name of the field for reports of a kind."""
    return f"report-{report.code}"


class MyLoadForm(forms.Form):
    """Whole numbers, and messages that say which one is wrong. What was typed stays."""

    use_required_attribute = False

    hours = forms.DecimalField(min_value=Decimal(0), max_value=Decimal(MOST_HOURS), max_digits=6)
    grade = forms.ChoiceField(choices=[(grade.code, words) for grade, words in GRADE_WORDS.items()])
    month = forms.IntegerField(min_value=1, max_value=MOST_MONTHS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a field for every tier and place, and for every kind of report."""
        super().__init__(*args, **kwargs)
        hours = _("Type the hours of your week, from 0 to 60, such as 37 or 29.6.")
        month = _("Type the month of your programme, from 1 to 36.")
        self.fields["hours"].error_messages = every_message(hours)
        self.fields["month"].error_messages = every_message(month)
        grade = _("Choose your grade.")
        self.fields["grade"].error_messages = {"required": grade, "invalid_choice": grade}
        for tier in Tier:
            for place in Place:
                self.add_count(people_name(tier, place), f"{tier_words(tier)}, {PLACE_WORDS[place]}")
        for report in Report:
            self.add_count(report_name(report), str(REPORT_WORDS[report]))

    def add_count(self, name: str, label: str) -> None:
        """Add a field for a whole number that may stay empty."""
        field = forms.IntegerField(min_value=0, max_value=MOST_PEOPLE, required=False, label=label)
        wrong = _("%(what)s: type a whole number from 0 to %(most)d, or leave it empty.")
        field.error_messages = every_message(wrong % {"what": label, "most": MOST_PEOPLE})
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Ask a trainee for the month, which the limits follow from."""
        cleaned = super().clean() or self.cleaned_data
        missing = "month" not in self.errors and not cleaned.get("month")
        if cleaned.get("grade") == Grade.TRAINEE.code and missing:
            self.add_error("month", _("Type the month of your programme, from 1 to 36."))
        return cleaned

    def asked(self) -> Asked:
        """Return what was typed, as the rules read it. Hours become whole minutes, rounded down."""
        typed = self.cleaned_data
        grade = Grade.from_code(typed["grade"])
        people = {(t, p): typed[people_name(t, p)] or 0 for t in Tier for p in Place}
        reports = {report: typed[report_name(report)] or 0 for report in Report}
        return Asked(
            people={key: count for key, count in people.items() if count},
            reports={report: count for report, count in reports.items() if count},
            weekly_minutes=int(typed["hours"] * 60),
            grade=grade,
            programme_month=typed["month"] or 0 if grade is Grade.TRAINEE else 0,
        )

    def places(self) -> list[tuple[Place, str]]:
        """Return the columns of the counts."""
        return [(place, str(words)) for place, words in PLACE_WORDS.items()]

    def supervised(self) -> list[tuple[Tier, str]]:
        """Return the rows of the counts, whoever has no tier yet last."""
        tiers = [tier for tier in Tier if tier.supervised and tier is not Tier.UNTIERED]
        return [(tier, tier_words(tier)) for tier in [*tiers, Tier.UNTIERED]]

    def withdrawn(self) -> list[tuple[Tier, str]]:
        """Return the rows for the S tiers."""
        return [(tier, tier.code) for tier in Tier if not tier.supervised]

    def names_withdrawn(self) -> bool:
        """Return whether anything was typed for an S tier, so that it is not folded away."""
        return any(self[people_name(t, p)].value() for t, _words in self.withdrawn() for p in Place)

    def reports(self) -> list[tuple[Report, str]]:
        """Return the rows for reports due."""
        return [(report, str(words)) for report, words in REPORT_WORDS.items()]

    def problems(self) -> list[dict[str, str]]:
        """Return what is wrong as an error summary lists it: each message with its field."""
        return [{"text": errors[0], "href": f"#{name}"} for name, errors in self.errors.items()]


def every_message(words: str) -> dict[str, str]:
    """Return one message for whatever is wrong with a number, its limits included."""
    return dict.fromkeys(("required", "invalid", "max_digits", "min_value", "max_value"), words)


DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
NOT_SURE = "not_sure"
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")), (NOT_SURE, gettext_lazy("I do not know"))]
KEPT_OUT = [
    ("none", gettext_lazy("None of these")),
    (Exclusion.SEXUAL.code, gettext_lazy("A sexual offence")),
    (Exclusion.VIOLENT.code, gettext_lazy("Serious violence, with a sentence of four years or more")),
    (
        Exclusion.DOMESTIC_ABUSE.code,
        gettext_lazy("An offence of domestic abuse, such as stalking or coercion"),
    ),
    (Exclusion.NATIONAL_SECURITY.code, gettext_lazy("National security")),
    (Exclusion.TERRORISM.code, gettext_lazy("Terrorism")),
    (NOT_SURE, gettext_lazy("I do not know")),
]


class Typed(forms.DateField):
    """A day, which may be left empty: then it is not known."""

    def __init__(self, label: Any) -> None:
        wrong = gettext_lazy("There is no such day. Write it as day, month and year, such as 27/11/2026.")
        super().__init__(
            label=label,
            required=False,
            help_text=gettext_lazy("For example 27/11/2026"),
            input_formats=DAYS,
            widget=forms.DateInput(format="%d/%m/%Y"),
            error_messages={"invalid": wrong},
        )


class Days(forms.IntegerField):
    """A whole number, which may be left empty: then it is not known."""

    def __init__(self, label: Any, hint: Any = "") -> None:
        wrong = gettext_lazy("Type a whole number from 0 to 9,999.")
        super().__init__(label=label, required=False, min_value=0, max_value=9999, help_text=hint)
        self.error_messages = every_message(str(wrong))


class Chosen(forms.ChoiceField):
    """One of several, or nothing: then it is not known."""

    widget = forms.RadioSelect

    def __init__(self, label: Any, choices: list[tuple[str, Any]], hint: Any = "") -> None:
        super().__init__(label=label, choices=choices, required=False, help_text=hint)


class MyDatesForm(forms.Form):
    """One standard sentence. Everything may be left empty; then no date is given, and what lacks is said."""

    use_required_attribute = False

    only = Chosen(gettext_lazy("Is this the only sentence?"), YES_NO)
    standard = Chosen(
        gettext_lazy("Is it a standard sentence?"),
        YES_NO,
        gettext_lazy("Not a life, extended or youth sentence, nor one of particular concern."),
    )
    born = Typed(gettext_lazy("Day of birth"))
    sentenced = Typed(gettext_lazy("Day the court passed the sentence"))
    offence = Typed(gettext_lazy("Day of the offence"))
    years = Days(gettext_lazy("Years of the sentence"), gettext_lazy("0 if none"))
    months = Days(gettext_lazy("Months of the sentence"), gettext_lazy("0 if none"))
    weeks = Days(gettext_lazy("Weeks of the sentence"), gettext_lazy("0 if none"))
    days = Days(gettext_lazy("Days of the sentence"), gettext_lazy("0 if none"))
    plus = Chosen(
        gettext_lazy(
            "Did the court or the prison say that release is later than for other sentences (SDS+)?"
        ),
        YES_NO,
    )
    kept_out = Chosen(gettext_lazy("Was the offence one of these?"), KEPT_OUT)
    remand = Days(gettext_lazy("Days on remand that count"), gettext_lazy("0 if none"))
    bail = Days(gettext_lazy("Days on tagged bail that count"), gettext_lazy("0 if none"))
    added = Days(
        gettext_lazy("Days added for breaking prison rules, less those given back"), gettext_lazy("0 if none")
    )
    at_large = Days(gettext_lazy("Days away from prison without leave"), gettext_lazy("0 if none"))
    recalled = Chosen(gettext_lazy("Has there been a recall to prison?"), YES_NO)

    def lacks(self) -> list[str]:
        """Return what has to be known and is not, by the words of its field."""
        empty = (None, "", NOT_SURE)
        return [str(self.fields[name].label) for name, value in self.cleaned_data.items() if value in empty]

    def beyond(self) -> list[str]:
        """Return why this page works out no date for such a sentence, if it does not."""
        said = self.cleaned_data
        found = []
        if said["only"] == "no":
            found.append(_("There are several sentences: one changes the dates of the others."))
        if said["standard"] == "no":
            found.append(_("It is not a standard sentence."))
        if said["recalled"] == "yes":
            found.append(_("There has been a recall."))
        if said["at_large"]:
            found.append(_("There were days away without leave: when they were changes the dates."))
        return found

    def given(self) -> dict[str, Any]:
        """Return what was typed as the rule of release is told it."""
        said = self.cleaned_data
        days = {"remand": said["remand"], "tagged_bail": said["bail"], "added": said["added"]}
        plus = said["plus"] == "yes"
        return {
            "born": said["born"],
            "sentences": [
                {
                    "id": "typed",
                    "sentenced": said["sentenced"],
                    "offence": said["offence"],
                    "length": {unit: said[unit] for unit in ("years", "months", "weeks", "days")},
                    "plus": plus,
                    "plus_today": plus,
                    "exclusions": [] if said["kept_out"] == "none" else [said["kept_out"]],
                }
            ],
            "adjustments": [
                {"kind": kind, "days": count, "applies": said["sentenced"]}
                for kind, count in days.items()
                if count
            ],
        }
