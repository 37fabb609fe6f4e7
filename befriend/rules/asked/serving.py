"""Asking who is served first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import serving
from befriend.rules.named import Rule
from befriend.rules.told import CaseTold


class Waiting(CaseTold):
    """Somebody who waits."""

    since: date = Field(description="The day since which they wait.")


class Given(Form):
    """Those who wait, by reference."""

    waiting: Mapping[str, Waiting] = Field(description="Those who wait, each under a reference.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say in which order people who wait are served when there is not room for all.

    The order is dated and signed. Within a class whoever has waited longest comes first. A plan that
    leaves somebody of the first order waiting is not safe.
    """
    order = serving.order(book, day)
    key = {ref: serving.order_key(order, one.work(), one.since, ref) for ref, one in given.waiting.items()}
    first = [ref for ref, one in given.waiting.items() if serving.first_order(order, one.work())]
    return {
        "order": sorted(key, key=key.__getitem__),
        "first_order": sorted(first),
        "steps": {ref: serving.class_of(order, one.work()) for ref, one in given.waiting.items()},
        "since": order.since,
        "signed_by": order.signed_by,
    }


RULE = Rule(
    name="serving",
    title="Who is served first",
    given=Given,
    answer=answer,
    policies=("serving_order.classes",),
)
