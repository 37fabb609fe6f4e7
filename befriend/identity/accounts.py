"""Making accounts, and giving back those whose password, phone or keys are lost."""

from __future__ import annotations

from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset as forget_guesses
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from befriend.audit import actions as audit
from befriend.errors import BefriendError

from . import limits
from .adapters import connected
from .models import User


@transaction.atomic
def make(*, name: str, email: str = "", subject: str = "", by: str, day: date) -> User:
    """Make an account that nobody can sign in to yet.

    An organisation's sign-in opens it by `subject`, or by `email`, which whoever makes the account
    has checked. Raises BefriendError for a name that is taken or cannot be one.
    """
    user = User(username=name, email=email)
    user.set_unusable_password()
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as wrong:
        raise BefriendError(" ".join(wrong.messages)) from None
    user.save()
    if email:
        EmailAddress.objects.create(user=user, email=email.lower(), verified=True, primary=True)
    if subject:
        connected(user=user, subject=subject)
    audit.write(by=by, day=day, did="made an account", what=f"user {user.pk}")
    return user


@transaction.atomic
def give_back(*, user: User, by: str, day: date) -> None:
    """Take away every way into an account but a new link: password, second factors, open sign-ins, locks."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    forget_guesses(username=limits.digest(user.get_username()))
    audit.write(by=by, day=day, did="gave an account back", what=f"user {user.pk}")


@transaction.atomic
def set_password(*, user: User, password: str, by: str, day: date) -> None:
    """Set a password. Raises BefriendError for one that is too short or known to everybody."""
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise BefriendError(" ".join(wrong.messages)) from None
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.write(by=by, day=day, did="set a password", what=f"user {user.pk}")


def link(user: User) -> str:
    """Return the way, without host, to the page where `user` sets a password; good once, for a day."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
