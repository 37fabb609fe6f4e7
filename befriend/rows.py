"""Questions in SQL of our own, answered with rows of models; for pages that are opened all day.

Django takes longer to write a query than PostgreSQL to answer it: about a millisecond of processor. Row-level
security stands under these questions as under all others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model
from django.db.models.base import ModelState

Making = Callable[[tuple[Any, ...]], Any]


class Question:
    """SQL with places for columns, `{o}` for all those of the model said as `o`, and with named values.

    `{on[o]}` is the condition that the period of `o` holds the value `day`.
    """

    def __init__(self, sql: str, **models: type[Model]) -> None:
        self.models, self.said = models, sql

    @cached_property
    def sql(self) -> str:
        """The question as the database is asked it."""
        each = {alias: columns(model, alias) for alias, model in self.models.items()}
        return self.said.format(on=Holding(), **each)

    @cached_property
    def making(self) -> list[tuple[int, int, Making]]:
        """Where the columns of each model begin and end in a row, and what makes an instance of them."""
        found, at = [], 0
        for model in self.models.values():
            end = at + len(model._meta.concrete_fields)
            found.append((at, end, made(model)))
            at = end
        return found

    def ask(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows: an instance of each model in the order said, then what else was asked for.

        Ask for the columns of models first. A list among the values is one of keys. None stands for a
        model that an outer join did not find.
        """
        # As text: the driver takes longer over hundreds of keys than the database.
        said = {name: array(one) if isinstance(one, list) else one for name, one in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(self.sql, said)
            rows = cursor.fetchall()
        making = self.making
        end = making[-1][1] if making else 0
        return [(*(make(row[a:b]) for a, b, make in making), *row[end:]) for row in rows]


class Holding:
    """What stands for `{on[o]}`."""

    def __getitem__(self, alias: str) -> str:
        """Return SQL that a row's period holds `day`, as `periods.on`."""
        return (
            f"{alias}.from_date <= %(day)s AND ({alias}.until_date IS NULL OR {alias}.until_date > %(day)s)"
        )


def array(of: Collection[object]) -> str:
    """Return an array as the database reads it."""
    return "{" + ",".join(map(str, of)) + "}"


def columns(model: type[Model], alias: str) -> str:
    """Return the columns of a model, as a table that goes by `alias` has them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def made(model: type[Model]) -> Making:
    """Return what makes an instance of a row, as Django would of one it read itself."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    # Some kinds of field turn what the database gives into what Python has: JSON, for one.
    turned = [
        (at, turn, field.cached_col)
        for at, field in enumerate(fields)
        for turn in field.get_db_converters(connection)
    ]

    was_read: Callable[[Any], None] | None = getattr(model, "was_read", None)

    def make(row: tuple[Any, ...]) -> Any:
        if row[0] is None:
            return None
        values = dict(zip(names, row, strict=True))
        for at, turn, column in turned:
            values[names[at]] = turn(row[at], column, connection)
        one = instance(model, values)
        if was_read:
            was_read(one)
        return one

    return make


def instance(model: type[Model], values: dict[str, Any]) -> Model:
    """Return an instance that was read, without what Django's `__init__` does for one that is new.

    No field of ours listens to it, and it takes most of the time of reading a page's rows.
    """
    one = model.__new__(model)
    one.__dict__ = values
    one._state = ModelState()
    one._state.adding, one._state.db = False, DEFAULT_DB_ALIAS
    return one
