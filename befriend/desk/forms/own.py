"""The forms of a practitioner about their own work and their people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from befriend.allocation.models import Objection, SupervisorRequest
from befriend.workforce.models import Incident

from .fields import Day, Line, OneOf, Pairs, Words

STATEMENT_DAYS = 731  # two years, one of them a leap year


class ObjectForm(forms.Form):
    """A practitioner's objection to what a plan proposes."""

    kind = OneOf(
        _("What stands against it?"),
        [
            (Objection.Kind.CONFLICT, _("A conflict between this person and me")),
            (Objection.Kind.SAFETY, _("Somebody's safety")),
            (Objection.Kind.CANNOT_BE_DONE, _("It cannot be done")),
        ],
    )
    words = Words(_("In your words"), _("Say no more about anybody than is needed."))


class IncidentForm(forms.Form):
    """Harm or threat to whoever fills this in, in under a minute."""

    kind = OneOf(
        _("What happened?"),
        [
            (Incident.Kind.THREAT, _("A threat")),
            (Incident.Kind.ASSAULT, _("An assault")),
            (Incident.Kind.HARASSMENT, _("Harassment")),
            (Incident.Kind.NEAR_MISS, _("A near miss")),
            (Incident.Kind.OTHER, _("Something else")),
        ],
    )
    where = Line(_("Where?"), _("For example: interview room 2, or a home visit."), max_length=120)
    words = Words(
        _("What happened, in your words"),
        _("Leave out the name of the person it was with: the representative is not given it."),
    )
    person = OneOf(
        _("Was it with somebody you supervise? (optional)"), [], widget=forms.Select, required=False
    )
    warning = Line(
        _("A warning for whoever sees this person next (optional)"),
        _("Shown before a visit. For example: two people should go."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, people: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Nobody, or somebody else")), *people]

    def clean(self) -> dict[str, Any]:
        """Refuse a warning that nobody would ever be shown."""
        said = super().clean() or {}
        if said.get("warning") and not said.get("person") and "person" not in self.errors:
            self.add_error("person", _("Choose whom the warning is about, or take the warning out."))
        return said


class AskForm(forms.Form):
    """What a person asks about who supervises them."""

    kind = OneOf(
        _("What do they ask?"),
        [
            (SupervisorRequest.Kind.FOR, _("To have a certain practitioner")),
            (SupervisorRequest.Kind.NOT, _("Not to have a certain practitioner")),
            (SupervisorRequest.Kind.WOMAN_OFFICER, _("To have a woman officer")),
        ],
    )
    practitioner = OneOf(_("Which practitioner?"), [], widget=forms.Select, required=False)

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].choices = [("", _("Nobody named")), *practitioners]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where the request is about somebody, and for none where it is not."""
        said = super().clean() or {}
        woman, named = said.get("kind") == SupervisorRequest.Kind.WOMAN_OFFICER, said.get("practitioner")
        if woman and named:
            self.add_error("practitioner", _("Leave this at nobody named, or choose another request above."))
        if said.get("kind") and not woman and not named and "practitioner" not in self.errors:
            self.add_error("practitioner", _("Choose the practitioner."))
        return said


class StatementForm(forms.Form):
    """The period of a workload statement: past days, two years at most."""

    first = Day(_("First day"))
    last = Day(_("Last day"))
    reductions = forms.BooleanField(label=_("Say the reasons of my reductions"), required=False)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean(self) -> dict[str, Any]:
        """Refuse days to come, a period without a day, and more than two years."""
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if last and last > self.day:
            self.add_error("last", _("Write a day that has been: a statement is about the past."))
        elif first and last and last < first:
            self.add_error("last", _("Write a day on or after the first."))
        elif first and last and (last - first).days >= STATEMENT_DAYS:
            self.add_error("first", _("Write a first day at most two years before the last."))
        return said
