"""What is typed on a person's own page, on the way to it, and by whoever answers."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from befriend.identity.models import User
from befriend.people.models import ContactDetail

LONGEST = 2000
# Of what no page sends, so that only something odd on the way does.
AGAIN = {
    key: _("Something went wrong. Please send it again.") for key in ("invalid", "invalid_choice", "required")
}


class Form(forms.Form):
    """A form with the mark of its showing, so that what is sent twice is kept once."""

    once = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=AGAIN,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["once"].initial = uuid.uuid4


class CodeForm(forms.Form):
    """The code of an invitation."""

    code = forms.CharField(
        label=_("Code from your sheet"),
        help_text=_("It has 12 letters and numbers, like A1B2-C3D4-E5F6."),
        max_length=40,
        error_messages={"required": _("Type the code from your sheet.")},
    )


class ChooseForm(forms.Form):
    """A sign-in code of one's own, typed twice."""

    code = forms.CharField(
        label=_("Your own sign-in code"),
        help_text=_(
            "Use 12 or more letters, numbers or spaces. Three or four words you will not forget work well."
        ),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Choose a sign-in code.")},
    )
    again = forms.CharField(
        label=_("Type it again"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Type your sign-in code again.")},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ, and one that is too short or that everybody knows."""
        said = super().clean() or {}
        code = said.get("code")
        if code and "again" in said and said["again"] != code:
            self.add_error("again", _("The two codes are not the same."))
        elif code:
            try:
                validate_password(code, User())
            except forms.ValidationError as wrong:
                short = any(one.code == "password_too_short" for one in wrong.error_list)
                self.add_error("code", TOO_SHORT if short else TOO_KNOWN)
        return said


TOO_SHORT = _("This code is too short. Use 12 or more letters, numbers or spaces.")
TOO_KNOWN = _("This code is too easy to guess. Choose another one.")


class NotRightForm(Form):
    """What is not right about something written."""

    words = forms.CharField(
        label=_("What is not right?"),
        help_text=_("Say it in your own words. You can say what is true."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={
            "required": _("Tell us what is not right."),
            "max_length": _("This is too long. Use fewer words."),
        },
    )


class MessageForm(Form):
    """A message to one's officer."""

    words = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write your message."),
            "max_length": _("This is too long. Use fewer words."),
        },
    )


class ReminderForm(Form):
    """Whether reminders go somewhere: a button says both."""

    channel = forms.ChoiceField(
        choices=ContactDetail.Channel.choices, widget=forms.HiddenInput, error_messages=AGAIN
    )
    wanted = forms.TypedChoiceField(
        choices=[("yes", ""), ("no", "")],
        coerce=lambda said: said == "yes",
        widget=forms.HiddenInput,
        error_messages=AGAIN,
    )


class ShownForm(forms.Form):
    """What a page showed: their newest message and their wish, so that what came after stays unseen."""

    last = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    wish = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)


class ReplyForm(ShownForm, Form):
    """An answer to somebody."""

    words = forms.CharField(label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea)


class PolicyForm(Form):
    """What somebody thinks of a new rule, and that it may be shown without their name."""

    words = forms.CharField(
        label=_("What do you think of it?"),
        help_text=_("Use your own words. Do not name anyone."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={
            "required": _("Tell us what you think."),
            "max_length": _("This is too long. Use fewer words."),
        },
    )
    consent = forms.BooleanField(
        label=_("You may show my words, without my name"),
        error_messages={"required": _("Say that we may show your words. If not, leave this page.")},
    )


class SeeForm(Form):
    """That somebody wants to see someone: nothing is asked."""
