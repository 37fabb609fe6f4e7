"""Who is served first when there is not room for all: the signed order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from befriend.policies import Book, PolicyError, Value
from befriend.rules.values import Risk, Work

TESTS: Mapping[str, Callable[[Work], bool]] = {
    "very_high_or_high_risk": lambda work: work.risk in {Risk.HIGH, Risk.VERY_HIGH},
    "mappa": lambda work: work.mappa > 0,
    "safeguarding": lambda work: work.safeguarding,
    "just_released": lambda work: work.just_released,
    "moved_before": lambda work: work.moved_before,
}
REST = "rest"


class ServingClass(NamedTuple):
    """One class of the order; `first` if it belongs to the first order."""

    code: str
    first: bool


class ServingOrder(NamedTuple):
    """The order in force on a day: its classes, and everybody else after them."""

    classes: tuple[ServingClass, ...]
    since: date
    signed_by: str


def order(book: Book, day: date) -> ServingOrder:
    """Return the signed order in force on `day`; PolicyError for one unsigned or unknown."""
    value = book.on(day, "serving_order.classes")
    classes = tuple(serving_class(row, value) for row in value.value)
    if not value.signed_by:
        raise PolicyError(f"{value.file}: {value.key} of {value.since} is not signed. "
                          "Add `signed_by:` with the office that answers for it.")  # fmt: skip
    return ServingOrder(classes, value.since, value.signed_by)


def serving_class(row: Mapping[str, object], value: Value) -> ServingClass:
    """Return one row of the policy as a class, or raise PolicyError."""
    code, first = row.get("class"), row.get("first", False)
    if code not in TESTS or not isinstance(first, bool):
        raise PolicyError(f"{value.file}: {value.key} of {value.since} has the row {dict(row)}. "
                          f"A row has `class` (one of: {', '.join(TESTS)}) and "
                          "`first` (true or false).")  # fmt: skip
    return ServingClass(str(code), first)


def place_of(order: ServingOrder, work: Work) -> int:
    """Return the place of a person's class in the order: 0 is served first."""
    for place, each in enumerate(order.classes):
        if TESTS[each.code](work):
            return place
    return len(order.classes)


def class_of(order: ServingOrder, work: Work) -> str:
    """Return the code of a person's class, `rest` for everybody else."""
    place = place_of(order, work)
    return order.classes[place].code if place < len(order.classes) else REST


def first_order(order: ServingOrder, work: Work) -> bool:
    """Return whether a plan in which this person waits is not safe."""
    return any(each.first and TESTS[each.code](work) for each in order.classes)


def order_key(order: ServingOrder, work: Work, since: date, ref: str) -> tuple[int, date, str]:
    """Return what to sort the waiting by: class, longest waiting, then reference."""
    return (place_of(order, work), since, ref)
