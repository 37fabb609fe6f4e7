"""The form of My load, which anybody fills."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from befriend.publication.queries import Asked
from befriend.rules.values import Grade, Place, Report, Tier

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


def every_message(words: Any) -> dict[str, Any]:
    """Return one message for whatever is wrong with a number, its limits included."""
    return dict.fromkeys(("required", "invalid", "max_digits", "min_value", "max_value"), words)
