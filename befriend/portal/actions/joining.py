"""Inviting a person to their own page, and opening their way in with the invitation."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from befriend.audit import actions as audit
from befriend.errors import BefriendError
from befriend.identity import accounts
from befriend.identity.models import User
from befriend.people.models import Person
from befriend.portal import queries
from befriend.portal.models import Account, Invitation
from befriend.portal.queries.ways_in import ALPHABET, LENGTH, digest

# Plain words that one can say on the telephone; they tell nothing about whoever gets one.
FIRST = ("amber", "blue", "bright", "calm", "clear", "gold", "green", "high", "kind", "long", "new", "north",
         "open", "quick", "quiet", "red", "round", "silver", "south", "warm", "west", "white")  # fmt: skip
SECOND = ("bank", "bridge", "brook", "field", "gate", "hill", "island", "lake", "lane", "leaf",
          "meadow", "mill", "moor", "path", "pond", "river", "road", "stone", "tree", "wood")  # fmt: skip


@transaction.atomic
def invite(*, person: Person, by: str, day: date) -> tuple[Invitation, str]:
    """Make an invitation, and return it with its code, which nobody can read again. Any before is void."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    still_open = Invitation.objects.filter(person=person, used_on__isnull=True, withdrawn_on__isnull=True)
    still_open.update(withdrawn_on=day)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    made = Invitation.objects.create(
        person=person, digest=digest(code), made_by=by, made_on=day,
        expires_on=day + timedelta(days=int(queries.in_force(day, "invitation_days"))),
    )  # fmt: skip
    say("invited to their own page", made, by=by, day=day)
    return made, "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


@transaction.atomic
def withdraw(*, invitation: Invitation, by: str, day: date) -> None:
    """Let an invitation open nothing any more. Of one that was used, nothing changes."""
    found = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if found.used_on is None and found.withdrawn_on is None:
        found.withdrawn_on = day
        found.save(update_fields=["withdrawn_on"])
        say("withdrew an invitation to their own page", found, by=by, day=day)


@transaction.atomic
def join(*, invitation: Invitation, code: str | None, day: date) -> User:
    """Open a way in with an invitation, once: with a sign-in code of the person's own, or for a passkey.

    Whoever had a way in before has only this one afterwards: what was lost opens nothing. Raises
    BefriendError for a code that is too short or known to everybody.
    """
    found = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if found.used_on is not None or found.withdrawn_on is not None or found.expires_on <= day:
        raise BefriendError(_("This invitation was used or is over. Ask your officer for a new one."))
    by = Person.objects.values_list("ref", flat=True).get(pk=found.person_id)
    account = Account.objects.select_related("user").filter(person_id=found.person_id).first()
    if account:
        user = account.user
        accounts.give_back(user=user, by=by, day=day)
    else:
        user = accounts.make(name=new_name(), by=by, day=day)
        Account.objects.create(person_id=found.person_id, user=user, made_on=day)
    if code is not None:
        accounts.set_password(user=user, password=code, by=by, day=day)
    found.used_on = day
    found.save(update_fields=["used_on"])
    say("opened their own page", found, by=by, day=day)
    return user


@transaction.atomic
def user_of_invented(*, person: Person, day: date) -> User:
    """Return the account of an invented person, for looking at their page. Every use leaves an audit line."""
    account = Account.objects.select_related("user").filter(person=person).first()
    user = account.user if account else accounts.make(name=new_name(), by=person.ref, day=day)
    if account is None:
        Account.objects.create(person=person, user=user, made_on=day)
    audit.write(
        by=person.ref, day=day, did="signed in as invented", what=f"user {user.pk}", people=[person.pk]
    )
    return user


def new_name() -> str:
    """Return a sign-in name that nobody has: words and a number, which tell of nobody."""
    while True:
        number = secrets.randbelow(9000) + 1000
        name = f"{secrets.choice(FIRST)}-{secrets.choice(SECOND)}-{number}"
        if not User.objects.filter(username=name).exists():
            return name


def say(did: str, invitation: Invitation, *, by: str, day: date) -> None:
    """Write the line of the audit."""
    audit.write(by=by, day=day, did=did, what=f"invitation {invitation.pk}", people=[invitation.person_id])
