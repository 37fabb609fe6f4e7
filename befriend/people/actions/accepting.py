"""What was typed for a practitioner by somebody else stands from when they accept it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from befriend.people.models import Person, Statement
from befriend.policies import vocabulary

from .refused import refuse
from .stating import end, not_contested, replaced, say


@transaction.atomic
def accept(*, statements: Iterable[Statement], by: str, day: date) -> list[Statement]:
    """Say that what was typed for `by` is so, all of it or nothing; what was accepted before is left out."""
    accepted = []
    for one in waiting(statements, by):
        before = replaced(vocabulary.load().read(one.key), one.person, standing_still(one))
        if before:
            end(before, day)
        one.awaits, one.accepted_by = "", by
        one.replaces, one.known_from = before, max(day, one.known_from)
        one.save(update_fields=["awaits", "accepted_by", "replaces", "known_from"])
        say("accepted a statement", one, by=by, day=day)
        accepted.append(one)
    return accepted


@transaction.atomic
def decline(*, statements: Iterable[Statement], why: str, by: str, day: date) -> list[Statement]:
    """Say that what was typed for `by` is not so; it never stood, and stays in the history."""
    if not why.strip():
        raise refuse("words_needed")
    declined = waiting(statements, by)
    for one in declined:
        end(one, day)
        say("declined a statement", one, by=by, day=day, why=why.strip())
    return declined


def waiting(statements: Iterable[Statement], by: str) -> list[Statement]:
    """Return those of `statements` that wait for somebody, locked; refuse if one waits for somebody else."""
    keys = [one.pk for one in statements]
    # People first, as everywhere, then what is stated about them.
    list(Person.objects.select_for_update(of=("self",)).filter(statements__in=keys).order_by("pk"))
    rows = Statement.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("person")
    found = [one for one in rows.order_by("pk") if one.awaits and one.stood_until is None]
    if any(one.awaits != by for one in found):
        raise refuse("statement_awaits_another")
    return found


def standing_still(one: Statement) -> Statement | None:
    """Return what a statement was typed to replace, if that stands still."""
    before = one.replaces
    if before is None or before.stood_until is not None:
        return None
    not_contested(before)
    return before
