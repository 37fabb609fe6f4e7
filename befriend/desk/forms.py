"""The forms of the staff pages: what may be typed, and what is said when it cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from befriend.allocation.models import CapacityNotice, Objection, SupervisorRequest, WhyChanged
from befriend.workforce.models import Incident

LONGEST = 4000
DAYS = ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"]
HIGHEST = 100_000
STATEMENT_DAYS = 731  # two years, one of them a leap year

Pairs = Iterable[tuple[str, str]]


class Words(forms.CharField):
    """A few sentences, never blank."""

    def __init__(self, label: Any, hint: Any = "", **options: Any) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=LONGEST,
            widget=forms.Textarea,
            error_messages={
                "required": _("Write a few words."),
                "max_length": _("Write at most %(limit_value)d characters; there are %(show_value)d."),
            },
            **options,
        )


class Line(forms.CharField):
    """A few words on one line."""

    def __init__(self, label: Any, hint: Any = "", **options: Any) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            error_messages={
                "required": _("Write a few words."),
                "max_length": _("Write at most %(limit_value)d characters; there are %(show_value)d."),
            },
            **options,
        )


class Day(forms.DateField):
    """A day, written as people write it."""

    def __init__(self, label: Any, hint: Any = "", **options: Any) -> None:
        super().__init__(
            label=label,
            help_text=hint or _("For example 27/11/2026"),
            input_formats=DAYS,
            widget=forms.DateInput(format="%d/%m/%Y"),
            error_messages={
                "required": _("Write a day, for example 27/11/2026."),
                "invalid": _(
                    "There is no such day. Write it as day, month and year, for example 27/11/2026."
                ),
            },
            **options,
        )


class Count(forms.IntegerField):
    """A whole number that is not negative."""

    def __init__(self, label: Any, hint: Any = "", **options: Any) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            min_value=0,
            max_value=HIGHEST,
            error_messages={
                "required": _("Write a whole number."),
                "invalid": _("Write a whole number, without commas or words."),
                "min_value": _("Write 0 or more."),
                "max_value": _("Write a number up to %(limit_value)d."),
            },
            **options,
        )


class OneOf(forms.ChoiceField):
    """One of a few choices."""

    def __init__(self, label: Any, choices: Pairs, hint: Any = "", **options: Any) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            choices=list(choices),
            error_messages={
                "required": _("Choose one."),
                "invalid_choice": _("That can no longer be chosen. Choose one of these."),
            },
            **{"widget": forms.RadioSelect, **options},
        )


class WordsForm(forms.Form):
    """One field of words, under the name `words`."""

    def __init__(self, *args: Any, label: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = Words(label, hint)


class ChooseForm(forms.Form):
    """A practitioner for a person; `move` when the person already has one."""

    def __init__(self, *args: Any, practitioners: Pairs, move: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"] = OneOf(_("Practitioner"), practitioners)
        if move:
            self.fields["instead"] = OneOf(_("Why do they change?"), MOVES)


class CoverForm(forms.Form):
    """A practitioner who covers, and until when."""

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"] = OneOf(_("Who covers?"), practitioners)
        self.fields["until"] = Day(
            _("Until (not including)"),
            _("Leave blank for until their officer is back. For example 27/11/2026"),
            required=False,
        )


MOVES = [
    (WhyChanged.WORKLOAD, _("The work of the practitioner they are with")),
    (WhyChanged.ABSENT, _("The practitioner they are with is away")),
    (WhyChanged.LEFT, _("The practitioner they are with has left")),
    (WhyChanged.ASKED, _("The person asked")),
    (WhyChanged.MOVED, _("The person moved")),
]


class HandBackForm(forms.Form):
    """Why a person and a practitioner part."""

    why = OneOf(_("Why?"), MOVES)


class RequestForm(forms.Form):
    """The answer to a person's request about who supervises them."""

    granted = OneOf(_("Do you grant it?"), [("yes", _("Yes")), ("no", _("No"))])
    words = Words(_("Your answer"), _("The person is given these words."))


class NoticeForm(forms.Form):
    """What an office gives when told that there is no safe capacity."""

    gave = OneOf(
        _("What do you give?"),
        [
            (CapacityNotice.Gave.PEOPLE, _("People: practitioners lent or posted")),
            (CapacityNotice.Gave.MONEY, _("Money: overtime, agency or sessional staff")),
            (CapacityNotice.Gave.STOP_WORK, _("An order to stop work")),
            (CapacityNotice.Gave.NOTHING, _("Nothing")),
        ],
    )
    answer = Words(_("How much, from when, or why nothing?"))


class OrderForm(forms.Form):
    """An order that a practitioner carry more than their limit."""

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"] = OneOf(
            _("Who is to carry more?"), [("", _("Choose")), *practitioners], widget=forms.Select
        )
        self.fields["points"] = Count(_("Up to how many points?"), _("The whole load, not what is added."))
        self.fields["people"] = Count(_("Up to how many people?"), _("The whole number."))
        self.fields["from_date"] = Day(_("From"))
        self.fields["until_date"] = Day(_("Until (not including)"))
        self.fields["because"] = Words(_("Why?"), _("The practitioner and the representative read this."))
        self.fields["not_done"] = Words(_("What will not be done meanwhile?"))


class StopForm(forms.Form):
    """Work that may stop for a while."""

    rank = Count(_("Rank in the list"), _("1 stops first."))
    work = forms.CharField(
        label=_("What work may stop?"),
        max_length=200,
        error_messages={
            "required": _("Write what work may stop."),
            "max_length": _("Write at most %(limit_value)d characters; there are %(show_value)d."),
        },
    )
    harm = Words(_("What harm does that do, and to whom?"))
    lawful_because = Words(_("Why is stopping it lawful?"))
    until_date = Day(_("Until (not including)"))


class AwayForm(forms.Form):
    """Somebody who might be away."""

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"] = OneOf(
            _("Who is away?"), [("", _("Choose")), *practitioners], widget=forms.Select
        )
        self.fields["from_date"] = Day(_("From"))
        self.fields["until_date"] = Day(_("Until (not including)"))

    def clean(self) -> dict[str, Any]:
        """Refuse an absence without a day in it."""
        said = super().clean() or {}
        first, until = said.get("from_date"), said.get("until_date")
        if first and until and until <= first:
            self.add_error("until_date", _("Write a day after the first."))
        return said


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
