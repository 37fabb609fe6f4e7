"""What data protection asks of the audit: about whom, or which line. Nothing of it is kept as a draft."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import Line

LARGEST = 2**63 - 1


class TrailForm(forms.Form):
    """Whose trail is to be read."""

    person = Line(_("The person's reference"), _("All of it: nothing is searched for."), max_length=40)


class LineForm(forms.Form):
    """Which line is to be read."""

    line = forms.IntegerField(
        label=_("The line's number"),
        min_value=1,
        max_value=LARGEST,
        error_messages={
            "required": _("Write a whole number."),
            "invalid": _("Write a whole number, without commas or words."),
            "min_value": _("There is no such line. Check the number."),
            "max_value": _("There is no such line. Check the number."),
        },
    )
