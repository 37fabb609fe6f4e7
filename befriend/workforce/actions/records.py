"""Deciding who may see a record: exclusions, restrictions and their readers.

Each runs as the service: whoever decides may lose sight of the person by it, and data protection
decides about records that only others read. `unit` is the one that has the person's record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

from django.db.models import Q

from befriend import periods
from befriend.audit import access
from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.workforce import queries
from befriend.workforce.models import (
    Exclusion,
    Office,
    OfficeHolding,
    Practitioner,
    Reader,
    Restriction,
    Unit,
)

from .refused import refuse

DECIDES = (Office.Post.DATA_PROTECTION, Office.Post.HEAD)
# Who decides about a person's supervision: of these at least one must be left who sees them.
SUPERVISES = (Office.Post.HEAD, Office.Post.SENIOR)


def exclude(
    *,
    person: Person,
    practitioner: Practitioner,
    because: str,
    until_date: date | None = None,
    unit: Unit,
    by: str,
    office: Office,
    day: date,
) -> Exclusion:
    """Let `practitioner` see nothing of `person` from `day`, whatever office they hold.

    Who supervises the person loses them by this: call `allocation.actions.exclude`, which sees to that.
    """
    with deciding(person=person, unit=unit, by=by, office=office, day=day, because=because):
        check_not_themselves(practitioner, by)
        check_end(until_date, day)
        if Exclusion.objects.filter(later(day), person=person, practitioner=practitioner).exists():
            raise refuse("excluded_already")
        made = Exclusion.objects.create(
            person=person,
            practitioner=practitioner,
            because=because.strip(),
            from_date=day,
            until_date=until_date,
            decided_by=by,
        )
        check_somebody_decides(person, unit, day)
        audit.write(
            by=by, office=office.ref, day=day, did="excluded from a record", what=person.ref,
            because=[practitioner.ref], people=[person.pk], why=because.strip(),
        )  # fmt: skip
    return made


def end_exclusion(
    *, exclusion: Exclusion, because: str, unit: Unit, by: str, office: Office, day: date
) -> None:
    """End an exclusion on `day`, because it is no longer needed."""
    person = exclusion.person
    with deciding(person=person, unit=unit, by=by, office=office, day=day, because=because):
        check_not_themselves(exclusion.practitioner, by)
        finish(exclusion, day)
        audit.write(
            by=by, office=office.ref, day=day, did="ended an exclusion", what=person.ref,
            because=[exclusion.practitioner.ref], people=[person.pk], why=because.strip(),
        )  # fmt: skip


def restrict(
    *,
    person: Person,
    readers: Collection[Practitioner],
    because: str,
    until_date: date | None = None,
    unit: Unit,
    by: str,
    office: Office,
    day: date,
) -> Restriction:
    """Let only `readers` see the record of `person` from `day`, and whoever supervises or covers them."""
    with deciding(person=person, unit=unit, by=by, office=office, day=day, because=because):
        check_end(until_date, day)
        if not readers:
            raise refuse("no_reader")
        if Restriction.objects.filter(later(day), person=person).exists():
            raise refuse("restricted_already")
        check_not_excluded(person, readers, day)
        made = Restriction.objects.create(
            person=person, because=because.strip(), from_date=day, until_date=until_date, decided_by=by
        )
        Reader.objects.bulk_create(Reader(restriction=made, practitioner=one) for one in readers)
        check_somebody_decides(person, unit, day)
        audit.write(
            by=by, office=office.ref, day=day, did="restricted a record", what=person.ref,
            because=sorted(one.ref for one in readers), people=[person.pk], why=because.strip(),
        )  # fmt: skip
    return made


def add_reader(
    *,
    restriction: Restriction,
    practitioner: Practitioner,
    because: str,
    unit: Unit,
    by: str,
    office: Office,
    day: date,
) -> Reader:
    """Let one more practitioner see a restricted record."""
    person = restriction.person
    with deciding(person=person, unit=unit, by=by, office=office, day=day, because=because):
        check_not_themselves(practitioner, by)
        check_not_excluded(person, [practitioner], day)
        check_stands(restriction, day)
        if restriction.readers.filter(practitioner=practitioner).exists():
            raise refuse("reader_already", practitioner=practitioner.name)
        made = Reader.objects.create(restriction=restriction, practitioner=practitioner)
        audit.write(
            by=by, office=office.ref, day=day, did="added a reader of a record", what=person.ref,
            because=[practitioner.ref], people=[person.pk], why=because.strip(),
        )  # fmt: skip
    return made


def end_restriction(
    *, restriction: Restriction, because: str, unit: Unit, by: str, office: Office, day: date
) -> None:
    """End a restriction on `day`: whoever's units have the person see them again."""
    person = restriction.person
    with deciding(person=person, unit=unit, by=by, office=office, day=day, because=because):
        finish(restriction, day)
        audit.write(
            by=by, office=office.ref, day=day, did="ended a restriction", what=person.ref,
            people=[person.pk], why=because.strip(),
        )  # fmt: skip


@contextmanager
def deciding(
    *, person: Person, unit: Unit, by: str, office: Office, day: date, because: str
) -> Iterator[None]:
    """Run one decision about a record in one transaction, one after the other; refuse who may not make it."""
    with access.service(by=by, day=day):
        check_office(office, unit, by, day)
        if not because.strip():
            raise refuse("words_needed")
        Person.objects.select_for_update().get(pk=person.pk)
        yield


def check_office(office: Office, unit: Unit, by: str, day: date) -> None:
    """Refuse an office that does not decide here, or that `by` does not hold."""
    held_by = queries.answering(office, day).held_by
    reaches = office.post in DECIDES and office.unit in queries.above(unit, day)
    if not reaches or held_by is None or held_by.ref != by:
        raise refuse("decides_no_access")


def check_not_themselves(practitioner: Practitioner, by: str) -> None:
    """Refuse a decision about whoever makes it."""
    if practitioner.ref == by:
        raise refuse("about_yourself")


def check_end(until_date: date | None, day: date) -> None:
    """Refuse what ends before it begins."""
    if until_date is not None and until_date <= day:
        raise refuse("ends_in_the_past")


def check_stands(row: Exclusion | Restriction, day: date) -> None:
    """Refuse to change what has ended."""
    row.refresh_from_db()
    if row.until_date is not None and row.until_date <= day:
        raise refuse("already_ended")


def check_not_excluded(person: Person, readers: Collection[Practitioner], day: date) -> None:
    """Refuse readers who may see nothing of the person, now or from a day to come."""
    found = Exclusion.objects.filter(later(day), person=person, practitioner__in=readers)
    if standing := found.select_related("practitioner").order_by("practitioner__name").first():
        raise refuse("reader_excluded", practitioner=standing.practitioner.name)


def check_somebody_decides(person: Person, unit: Unit, day: date) -> None:
    """Refuse to leave a person whom no head or senior may see."""
    if not deciders(person, unit, day):
        raise refuse("nobody_left_to_decide", unit=unit.name)


def deciders(person: Person, unit: Unit, day: date) -> set[int]:
    """Return the keys of the heads and seniors, of `unit` or above, who may see `person`."""
    found = set(
        OfficeHolding.objects.filter(
            periods.on(day), office__post__in=SUPERVISES, office__unit__in=queries.above(unit, day)
        ).values_list("practitioner_id", flat=True)
    )
    found -= set(
        Exclusion.objects.filter(periods.on(day), person=person).values_list("practitioner_id", flat=True)
    )
    restriction = Restriction.objects.filter(periods.on(day), person=person).first()
    if restriction is not None:
        found &= set(restriction.readers.values_list("practitioner_id", flat=True))
    return found


def finish(row: Exclusion | Restriction, day: date) -> None:
    """End a row today, unless it has ended."""
    check_stands(row, day)
    row.until_date = day
    row.save(update_fields=["until_date"])


def later(day: date) -> Q:
    """Return the condition that a period is not over on `day`."""
    return Q(until_date__isnull=True) | Q(until_date__gt=day)
