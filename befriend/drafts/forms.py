"""What a form carries so that its words can be kept: a slip, signed when the form was shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core import signing
from django.http import QueryDict

SALT = "befriend.draft"
LONGEST = 20_000  # characters in one draft, all fields together
LONGEST_MARK = 32


class Slip(NamedTuple):
    """Whose form it is, which one and about what, the names of its fields, and the mark of its showing."""

    user: int
    form: str
    about: dict[str, Any]
    names: list[str]
    mark: str

    @property
    def signed(self) -> str:
        """Return the slip as the form carries it; only this server can have made it."""
        return signing.dumps(list(self), salt=SALT)


def read(text: str, user: int | None) -> Slip | None:
    """Return a slip that this server signed for `user`, or None; without a user, whosever it is."""
    try:
        slip = Slip(*signing.loads(text, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return slip if user in (None, slip.user) else None


def names_of(form: forms.Form) -> list[str]:
    """Return the names of the fields whose words are kept: never a password, a file or what is hidden."""
    never = (forms.PasswordInput, forms.FileInput)
    shown = [bound for bound in form if not bound.is_hidden]
    return [bound.html_name for bound in shown if not isinstance(bound.field.widget, never)]


def typed(sent: QueryDict, names: list[str]) -> dict[str, str]:
    """Return what was typed into the fields of a form; the database keeps no NUL."""
    return {name: sent.get(name, "").replace("\0", "") for name in names if name in sent}


def too_long(words: Mapping[str, str]) -> bool:
    """Say whether these are more words than a draft holds."""
    return sum(map(len, words.values())) > LONGEST
