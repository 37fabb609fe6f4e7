"""Stating something about a person, and saying that it is still so, or no longer. Nothing is written over."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.audit import actions as audit
from befriend.people import queries
from befriend.people.models import Confirmation, Contest, Person, Source, Statement
from befriend.policies import vocabulary
from befriend.rules import statements as rules

from .refused import refuse


@transaction.atomic
def state(
    *,
    person: Person,
    key: str,
    value: str,
    how_known: str,
    source_kind: str,
    source_words: str = "",
    shown: str | None = None,
    gist: str = "",
    evidence: str = "",
    observed_on: date,
    by: str,
    day: date,
    replaces: Statement | None = None,
    for_: str | None = None,
) -> Statement:
    """State something once: of what only one may stand, it replaces what stood; said twice it stands once.

    `value` is words, the code of a choice, yes or no, a day (2026-11-23) or a whole number, as the key
    asks. `shown` is withheld for family, victims and other third parties unless somebody says otherwise.
    `for_` (a practitioner's reference) keeps it waiting for them: it stands from when they accept it.
    """
    asked = vocabulary.load().key(key)
    value = fitting(asked, value, day)
    if observed_on > day:
        raise refuse("observed_later")
    # Locked, so that of what one alone may stand two people cannot state two.
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    again = Statement.objects.filter(
        person=person, key=key, value=value, observed_on=observed_on, known_from=day, stood_until=None
    ).first()
    if again and (for_ or not again.awaits):
        return again if for_ else stands_for(again, replaces, asked, by=by, day=day)
    before = replaced(asked, person, replaces)
    if before and not for_:
        end(before, day)
    # What was typed for somebody and never stood is theirs once they state the same themselves.
    made = again or Statement(person=person, key=key, value=value, observed_on=observed_on, known_from=day)
    made.how_known, made.evidence, made.recorded_by = how_known, evidence, by
    made.awaits, made.replaces = for_ or "", before
    made.save()
    tell_source(made, source_kind, source_words, shown, gist, by)
    say("typed a statement for somebody" if for_ else "stated", made, by=by, day=day)
    return made


def fitting(asked: vocabulary.Key, value: str, day: date) -> str:
    """Return a value as it is kept, or raise RefusedError where it is no answer to what is asked."""
    value = value.strip()
    if not value:
        raise refuse("words_needed")
    longest = int(queries.in_force().on(day, "statements.longest").value)
    if len(value) > longest:
        raise refuse("statement_too_long", count=len(value), limit=longest)
    if asked.choices and value not in asked.choices.words:
        raise refuse("not_a_choice")
    if asked.type == "day" and not is_day(value):
        raise refuse("not_a_day")
    if asked.type == "number" and not (value.isascii() and value.isdigit()):
        raise refuse("not_a_number")
    return value


def is_day(value: str) -> bool:
    """Return whether a text is a day as it is kept."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def stands_for(
    again: Statement, replaces: Statement | None, asked: vocabulary.Key, *, by: str, day: date
) -> Statement:
    """Return what stands already and is stated again; if that was to replace another, the other is over."""
    if replaces is None or replaces.pk in (again.pk, again.replaces_id):
        return again
    before = replaced(asked, again.person, replaces)
    if before:
        end(before, day)
        say("ended a statement", before, by=by, day=day)
    return again


def replaced(asked: vocabulary.Key, person: Person, named: Statement | None) -> Statement | None:
    """Return what a new statement replaces: what is named, or the only one that may stand."""
    standing = Statement.objects.select_for_update(of=("self",)).filter(
        person=person, key=asked.name, awaits="", stood_until=None
    )
    if named is None:
        before = None if asked.many else standing.order_by("pk").last()
    else:
        before = standing.filter(pk=named.pk).first()
        if before is None:
            raise refuse("statement_is_over")
    if before:
        not_contested(before)
    return before


def not_contested(statement: Statement) -> None:
    """Raise RefusedError while a contest of a statement is open: nothing is lifted before it is decided."""
    if Contest.objects.filter(statement=statement, decided_on=None).exists():
        raise refuse("statement_is_contested")


def tell_source(made: Statement, kind: str, words: str, shown: str | None, gist: str, by: str) -> Source:
    """Keep whom a statement comes from, and how much of that may be told."""
    shown = shown or rules.begins(kind)
    if shown == rules.GIST and not gist.strip():
        raise refuse("gist_needed")
    told = {"kind": kind, "words": words.strip(), "gist": gist.strip(), "shown": shown, "decided_by": by}
    return Source.objects.update_or_create(statement=made, defaults=told)[0]


@transaction.atomic
def still_true(*, statement: Statement, how_known: str, by: str, day: date) -> Confirmation:
    """Say that one statement is still so, and how that is known. Said twice on a day it is said once."""
    if how_known in rules.NOT_KNOWN_ANEW:
        raise refuse("copied_is_not_known")
    statement = locked(statement)
    not_contested(statement)
    made, new = Confirmation.objects.get_or_create(
        statement=statement, day=day, defaults={"how_known": how_known, "by": by}
    )
    if new:
        say("found a statement still true", statement, by=by, day=day)
    return made


@transaction.atomic
def no_longer(*, statement: Statement, why: str, by: str, day: date) -> None:
    """Say that something is no longer so, and why; it stays readable as of the days on which it was."""
    if not why.strip():
        raise refuse("words_needed")
    statement = locked(statement)
    not_contested(statement)
    end(statement, day)
    say("ended a statement", statement, by=by, day=day, why=why.strip())


@transaction.atomic
def share_source(*, statement: Statement, shown: str, gist: str, why: str, by: str, day: date) -> Source:
    """Decide how much of a source may be told, with the reason."""
    if not why.strip():
        raise refuse("words_needed")
    if shown == rules.GIST and not gist.strip():
        raise refuse("gist_needed")
    source = Source.objects.select_for_update(of=("self",)).get(statement=statement)
    source.shown, source.gist, source.decided_by = shown, gist.strip(), by
    source.save(update_fields=["shown", "gist", "decided_by"])
    say("decided about a source", statement, by=by, day=day, why=why.strip())
    return source


def locked(statement: Statement) -> Statement:
    """Return a statement that stands, locked; or raise RefusedError where it is over or awaits somebody."""
    found = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if found.stood_until is not None:
        raise refuse("statement_is_over")
    if found.awaits:
        raise refuse("statement_awaits")
    return found


def end(statement: Statement, day: date) -> None:
    """Let a statement stand no longer from `day`."""
    statement.stood_until = max(day, statement.known_from)
    statement.save(update_fields=["stood_until"])


def say(did: str, statement: Statement, *, by: str, day: date, why: str = "") -> None:
    """Write the line of the audit: that something was stated, and never what."""
    what = f"statement {statement.ref}"
    audit.write(by=by, day=day, did=did, what=what, why=why, people=[statement.person_id])
