"""Erasing: contents are blanked in rows and in their history; digests and a tombstone stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Model, Q

from befriend.allocation.actions.refused import refuse
from befriend.audit import actions as audit
from befriend.audit.models import Line
from befriend.errors import BefriendError
from befriend.keeping import queries
from befriend.keeping.models import Erasure
from befriend.keeping.queries.gathering import event_of, model_of
from befriend.keeping.register import REGISTER, Wipe
from befriend.people.models import Person
from befriend.workforce.models import Office

from .sweeping import Found, sweep

POLICY = "retention.yaml"
ERASED = "[erased]"
# What is written over a column; `{row}` is the key of the row it belongs to.
BLANK = {
    Wipe.TEXT: "CASE WHEN {column} = '' THEN '' ELSE '" + ERASED + "' END",
    Wipe.REFERENCE: "'erased-' || {row}",
    Wipe.NULL: "NULL",
    Wipe.FALSE: "false",
    Wipe.ZERO: "0",
    Wipe.LIST: "'[]'::jsonb",
    Wipe.TABLE: "'{{}}'::jsonb",
}


def erase(*, erasure: Erasure, by: str, office: Office, day: date) -> Erasure:
    """Carry out one approval, within `owning.as_owner`; refused when a hold or a case has come since.

    Steps: the rows, their histories, every other text that has the reference or the name in it, the
    audit's own lines, the tombstone.
    """
    person = Person.objects.select_for_update().get(pk=erasure.person_id)
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.erased_on or erasure.withdrawn_on:
        raise refuse("already_erased")
    if not queries.may_be_erased(person, day):
        raise refuse("not_due")
    ref, name = person.ref, person.chosen_name
    lines = lines_about(person)
    found = queries.keys(person)
    touched: Found = {}
    counts: dict[str, int] = {}
    for label, of in found.items():
        counts[label] = blank(model_of(label), label, of, "id")
        event = event_of(model_of(label))
        if event is None:
            continue
        blank(event, label, of, "pgh_obj_id")
        touched[event._meta.db_table] = set(
            event._base_manager.filter(pgh_obj_id__in=of).values_list("pk", flat=True)
        )
    for table, rows in sweep(refs=[ref], names=own_name(name), blank=ERASED).items():
        touched.setdefault(table, set()).update(rows)
        counts[f"mentions in {table}"] = len(rows)
    touched = {table: rows for table, rows in touched.items() if table.endswith("event")}
    audit.erased(by=by, day=day, office=office.ref, policy=POLICY, rows={**touched, "audit_line": lines})
    erasure.erased_on, erasure.counts = day, {name: count for name, count in counts.items() if count}
    erasure.save(update_fields=["erased_on", "counts"])
    return erasure


def lines_about(person: Person) -> list[int]:
    """Return the audit lines that are about `person` or mention them."""
    mentioned = Q(people__contains=[person.pk]) | Q(what=person.ref) | Q(because__icontains=person.ref)
    mentioned |= Q(why__icontains=person.ref) | Q(why__icontains=person.chosen_name)
    return list(Line.objects.filter(mentioned).exclude(did=audit.ERASED).values_list("pk", flat=True))


def blank(model: type[Model], label: str, of: Iterable[int], key: str) -> int:
    """Write over what the register says of the rows whose `key` is in `of`; return how many there were."""
    quote = connection.ops.quote_name
    columns = {one.name: one.column for one in model._meta.concrete_fields}
    written = [
        f"{quote(columns[name])} = {BLANK[how.wipe].format(column=quote(columns[name]), row=quote(key))}"
        for name, how in REGISTER[label].fields.items()
        if how.wipe is not Wipe.KEEP and name in columns
    ]
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        if written:
            # Names of columns of our own; no words of anybody's are put together here.
            update = f"UPDATE {table} SET {', '.join(written)} WHERE {quote(key)} = ANY(%s)"  # noqa: S608
            cursor.execute(update, [list(of)])
            return int(cursor.rowcount)
    return model._base_manager.filter(**{f"{key}__in": of}).count()


def own_name(name: str) -> list[str]:
    """Return a name to look for in other texts, unless somebody else is called the same.

    Raises BefriendError for one so short that it would be found everywhere.
    """
    if not name:
        raise BefriendError("This person has no name to look for. Look at the record first.")
    return [name] if not Person.objects.filter(chosen_name__iexact=name).exists() else []
