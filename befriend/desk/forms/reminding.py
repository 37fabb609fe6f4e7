"""The form of where a person agreed to be reminded."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from befriend.people.models import ContactDetail

from .fields import Day, Line, OneOf

CHANNELS = [
    (ContactDetail.Channel.SMS, _("By text message")),
    (ContactDetail.Channel.EMAIL, _("By e-mail")),
]
# A number with its digits, as telephones take it: of this country, or with that of another in front.
NUMBER = re.compile(r"0\d{9,10}|\+\d{8,15}")
BETWEEN = re.compile(r"[\s().-]")


class DetailForm(forms.Form):
    """How and where somebody is reminded, and when they said so."""

    channel = OneOf(_("How do they want to be reminded?"), CHANNELS)
    address = Line(
        _("Number or e-mail address"),
        _("Their own, which nobody else reads. It is used for reminders of appointments and nothing else."),
        max_length=254,
    )
    agreed_on = Day(_("When did they agree to it?"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_agreed_on(self) -> date:
        """Refuse a day that has not been."""
        agreed: date = self.cleaned_data["agreed_on"]
        if agreed > self.day:
            raise ValidationError(_("Write today or a day that has been."))
        return agreed

    def clean(self) -> dict[str, Any]:
        """Refuse an address to which nothing can be sent; write a number without what stands between."""
        said = super().clean() or {}
        channel, address = said.get("channel"), said.get("address", "")
        if not address or not channel:
            return said
        if channel == ContactDetail.Channel.EMAIL:
            if not is_email(address):
                self.add_error("address", _("This is no e-mail address. Write it like name@example.org."))
            return said
        said["address"] = BETWEEN.sub("", address)
        if not NUMBER.fullmatch(said["address"]):
            self.add_error("address", _("This is no telephone number. Write it like 07700 900123."))
        return said


def is_email(address: str) -> bool:
    """Say whether mail can be addressed to it."""
    try:
        validate_email(address)
        address.encode("ascii")
    except (ValidationError, UnicodeError):
        return False
    return True
