"""The fields of forms, and what is said when they cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST = 4000
DAYS = ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"]
HIGHEST = 100_000
# The calendar ends with the year 9999, and no day comes after that: nobody is supervised so late.
LAST_DAY = date(2199, 12, 31)

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
    """A day, written as people write it, none so late that no day comes after it."""

    default_validators = [MaxValueValidator(LAST_DAY)]

    def __init__(self, label: Any, hint: Any = "", **options: Any) -> None:
        no_such_day = _("There is no such day. Write it as day, month and year, for example 27/11/2026.")
        super().__init__(
            label=label,
            help_text=hint or _("For example 27/11/2026"),
            input_formats=DAYS,
            widget=forms.DateInput(format="%d/%m/%Y"),
            error_messages={
                "required": _("Write a day, for example 27/11/2026."),
                **dict.fromkeys(["invalid", "max_value"], no_such_day),
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


def too_early() -> str:
    """Return what is said of a day before the first dated policy that the answer needs."""
    return gettext("Write a later day: the rules Befriend knows do not reach so far back.")


class WordsForm(forms.Form):
    """One field of words, under the name `words`."""

    def __init__(self, *args: Any, label: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = Words(label, hint)
