"""Words that nobody builds a password of here, since whoever guesses begins with them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = ("befriend", "probation", "password", "practitioner", "officer", "licence", "justice")
# A word of this place is no harm within a sentence that is long without it.
ENOUGH_BESIDE = 8


class NotOfThisPlace:
    """Refuse a password that is little more than a word of this work or the user's own name."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError unless enough is left when such words are taken out."""
        left = password.casefold()
        for word in (*WORDS, user.get_username().casefold() if user else ""):
            left = left.replace(word, "") if word else left
        if len(left) < min(ENOUGH_BESIDE, len(password)):
            raise ValidationError(_("It is little more than a word of this work or your own name."))

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("More than a word of this work or your own name.")
