"""Everything kept about one person: each row that leads to them, as it is and as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Field as ModelField
from django.db.models import Model

from befriend.keeping.register import REGISTER, Field, Give
from befriend.people.models import Person

from .showing import Showing

Keys = dict[str, set[int]]


class Place(NamedTuple):
    """Where words that are held back stand; `digest` tells one wording from another."""

    table: str
    row: int
    field: str
    digest: str


class Value(NamedTuple):
    """One value: of which field, in words, as data, and where it is held back, if it is."""

    field: str
    words: str
    data: Any
    place: Place | None


class Moment(NamedTuple):
    """What a row became at a moment: made, changed or removed."""

    at: datetime
    did: str
    values: list[Value]


class Row(NamedTuple):
    """One row as it is (nothing, when it was removed), and as it was."""

    key: int
    values: list[Value]
    history: list[Moment]


class Section(NamedTuple):
    """One table and its rows about the person."""

    table: str
    title: str
    rows: list[Row]


class Record(NamedTuple):
    """Everything about a person."""

    person: Person
    sections: list[Section]


def model_of(label: str) -> type[Model]:
    """Return the model of a table of the register."""
    return apps.get_model(label)


def event_of(model: type[Model]) -> type[Model] | None:
    """Return the model of the history of a table; None of one that keeps none."""
    found = (
        one.related_model
        for one in model._meta.related_objects
        if getattr(one.related_model, "pgh_tracked_model", None) is model and one.field.name == "pgh_obj"
    )
    return next(found, None)


def keys(person: Person) -> Keys:
    """Return the keys of every row that leads to `person`, those that were removed since included."""
    found: Keys = {}
    for label, table in REGISTER.items():
        model = model_of(label)
        found[label] = {person.pk} if model is Person else set()
        for field in table.via:
            above = {f"{field}_id__in": found[label_of_parent(model, field)]}
            found[label] |= set(model._base_manager.filter(**above).values_list("pk", flat=True))
            if event := event_of(model):
                before = event._base_manager.filter(**above)
                found[label] |= set(before.values_list("pgh_obj_id", flat=True))
    return found


def label_of_parent(model: type[Model], field: str) -> str:
    """Return the table that a field of a table leads to."""
    parent: type[Model] = model._meta.get_field(field).related_model  # type: ignore[assignment]
    return parent._meta.label


def gathered(person: Person) -> Record:
    """Return everything about `person`, section by section."""
    showing, found = Showing(), keys(person)
    sections = [section(label, found[label], showing) for label in REGISTER if found[label]]
    return Record(person, sections)


def section(label: str, of: set[int], showing: Showing) -> Section:
    """Return the rows of one table with their histories."""
    model = model_of(label)
    now = {one.pk: one for one in model._base_manager.filter(pk__in=of)}
    before: dict[int, list[Model]] = {}
    history = event_of(model)
    for event in history._base_manager.filter(pgh_obj_id__in=of).order_by("pgh_id") if history else ():
        before.setdefault(event.pgh_obj_id, []).append(event)
    rows = [
        Row(
            key,
            list(values(label, now.get(key), showing)),
            list(moments(label, before.get(key, []), showing)),
        )
        for key in sorted(of)
    ]
    return Section(label, str(REGISTER[label].title), rows)


def values(label: str, row: Model | None, showing: Showing) -> Iterator[Value]:
    """Yield the values of a row as it is now; none of one that was removed."""
    if row is not None:
        for name, how in shown(label):
            yield value(label, row.pk, name, how, row, showing)


def shown(label: str) -> Iterator[tuple[str, Field]]:
    """Yield the fields of a table that are given, or may be once a reviewer has looked."""
    for name, how in REGISTER[label].fields.items():
        if how.give is not Give.NEVER:
            yield name, how


def moments(label: str, events: Iterable[Any], showing: Showing) -> Iterator[Moment]:
    """Yield what a row became, each time only what was new."""
    last: dict[str, Any] = {}
    for event in events:
        kept = {one.attname for one in event._meta.concrete_fields}
        fields = [(name, how) for name, how in shown(label) if attname(label, name) in kept]
        now = {name: getattr(event, attname(label, name)) for name, _how in fields}
        changed = [
            value(label, event.pgh_obj_id, name, how, event, showing)
            for name, how in fields
            if name not in last or last[name] != now[name]
        ]
        last = now
        yield Moment(event.pgh_created_at, event.pgh_label, changed)


def attname(label: str, name: str) -> str:
    """Return the name under which a field's bare value stands."""
    return str(field_of(label, name).attname)


def field_of(label: str, name: str) -> ModelField[Any, Any]:
    """Return a field of a table."""
    return model_of(label)._meta.get_field(name)  # type: ignore[return-value]


def value(label: str, key: int, name: str, how: Field, row: Model, showing: Showing) -> Value:
    """Return one value of a row, or of a row as it was."""
    bare = getattr(row, attname(label, name))
    words, data = showing.of(field_of(label, name), bare)
    is_held = how.give is Give.HELD and bare not in (None, "", [], {})
    place = Place(label, key, name, sha256(repr(bare).encode()).hexdigest()) if is_held else None
    return Value(name, words, data, place)


def places(record: Record) -> dict[Place, Value]:
    """Return every passage that is held back for a reviewer, each wording once."""
    return {
        one.place: one
        for section in record.sections
        for row in section.rows
        for values in (row.values, *(moment.values for moment in row.history))
        for one in values
        if one.place is not None
    }
