"""Long lists, a page of them at a time; where one is stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

EACH = 25


class Part(NamedTuple):
    """One page of a list, and the addresses of the pages before and after it, if any."""

    page: Page
    before: str
    after: str


def part(request: HttpRequest, items: Sequence[Any], name: str) -> Part:
    """Return the page of `items` that the address asks for under `name`; the last if there are fewer."""
    page = Paginator(items, EACH).get_page(request.GET.get(name))
    return Part(
        page,
        before=address(request, name, page.number - 1) if page.has_previous() else "",
        after=address(request, name, page.number + 1) if page.has_next() else "",
    )


def address(request: HttpRequest, name: str, number: int) -> str:
    """Return this address with another page of the list `name`."""
    asked = request.GET.copy()
    asked[name] = str(number)
    return f"?{asked.urlencode()}#{name}"
