"""Every look at a person is a line: whoever is read from the database while a page or command is made.

Loading a `people.Person` notes it by itself. Whatever shows people that it read otherwise (rows of
values, SQL of its own) calls `note` with their keys; a test opens every page to see that none forgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import access, actions
from .models import Line

# Refusals that show again what was asked about; every other answer but success shows nobody.
SHOWN_AGAIN = frozenset({409, 422})
LONGEST_NAME = 60

_seen: ContextVar[set[int] | None] = ContextVar("seen", default=None)


def note(*people: int) -> None:
    """Note that people (their keys) were read, if somebody is looking."""
    seen = _seen.get()
    if seen is not None:
        seen.update(people)


@contextmanager
def watching() -> Iterator[set[int]]:
    """Collect the keys of the people who are read meanwhile."""
    seen: set[int] = set()
    token = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(token)


@contextmanager
def kept(*, page: str, by: str = "", day: date | None = None, why: str = "") -> Iterator[None]:
    """Keep one line of whoever is read meanwhile; for commands, within their access context.

    Say `by` and `day` only where no access context does. After a failure nothing is kept: nothing
    was shown.
    """
    with watching() as seen:
        yield
    keep(seen, page=page, by=by, day=day, why=why)


def keep(people: set[int], *, page: str, by: str = "", day: date | None = None, why: str = "") -> Line | None:
    """Keep one line that whoever acts now saw these people."""
    now = access.current()
    return actions.looked(
        by=now.by if now else by,
        office=now.office if now else "",
        day=now.day if now else day or timezone.localdate(),
        people=people,
        page=page[:LONGEST_NAME],
        why=why,
    )


class Looks:
    """Keep one line of every page, paper and answer to a program that shows people, in its transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with watching() as seen:
            response = self.get_response(request)
        if seen and (200 <= response.status_code < 300 or response.status_code in SHOWN_AGAIN):
            keep(seen, page=name_of(request), by=request.user.get_username())
        return response


def name_of(request: HttpRequest) -> str:
    """Return the name of a page: never its address, which may hold a reference."""
    match = request.resolver_match
    return match.view_name if match else ""
