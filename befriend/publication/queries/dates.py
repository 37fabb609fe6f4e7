"""The dates of typed sentences: none where anything is not known, or contradicts itself or the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from befriend.policies import BefriendError, Book
from befriend.rules import named
from befriend.rules.release import coherence
from befriend.rules.release import law as laws
from befriend.rules.release.length import Length
from befriend.workforce import queries as workforce

from . import saying
from .saying import IN_FULL, Said

DAY = timedelta(days=1)
# They hang on more than the page asks (notification, liability to removal), so it gives none of them.
NOT_ASKED_ENOUGH = {"HDCED", "ERSED"}
RELEASES = ("CRD", "ARD")


class Passed(NamedTuple):
    """One sentence as far as the law is asked whether it could be passed so."""

    number: int
    sentenced: date
    length: Length
    plus: bool


class Typed(Protocol):
    """One person's sentences as they were typed."""

    def lacks(self) -> list[tuple[str, str]]:
        """Return what is not known, each with the id of its field."""

    def beyond(self) -> list[str]:
        """Return why no date is worked out for such sentences."""

    def given(self, added_on: date | None = None) -> dict[str, Any]:
        """Return what the rule of release is told, days added as if on one day."""

    def born(self) -> date:
        """Return the day of birth."""

    def passed(self) -> list[Passed]:
        """Return the sentences, in order of number."""

    def days_added(self) -> int:
        """Return how many days were added."""


class KeyDate(NamedTuple):
    """One date: its letters, the day, the steps that made it, in words, and the working day before it."""

    code: str
    day: date
    steps: tuple[Said, ...]
    leaves: date | None = None  # where nothing is open on the day itself


class MyDates(NamedTuple):
    """The dates of one or several sentences, with what is not certain of them; or none, with why not."""

    dates: tuple[KeyDate, ...] = ()
    lacks: tuple[Said, ...] = ()
    beyond: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()


def my_dates(typed: Typed, day: date) -> MyDates:
    """Return the dates of typed sentences as seen on `day`: none where anything is not known."""
    lacks = tuple(Said(words, at=at) for words, at in typed.lacks())
    beyond = tuple(Said(words) for words in typed.beyond())
    if lacks or beyond:
        return MyDates(lacks=lacks, beyond=beyond)
    book = workforce.policies_in_force()
    if unlawful := tuple(Said(words) for words in against_the_law(typed, book, day)):
        return MyDates(beyond=unlawful)
    try:
        answer = released(typed.given(), day, book)
        if typed.days_added() and when_matters(typed, answer, day, book):
            words = _("on which days the added days were given: that changes the dates")
            return MyDates(lacks=(Said(words, at="id_added"),))
    except BefriendError as wrong:
        return MyDates(beyond=(saying.refused(str(wrong)),))
    return shown(answer)


def shown(answer: dict[str, Any]) -> MyDates:
    """Return what the rule of release answers as the page says it."""
    if "missing" in answer:
        return MyDates(lacks=tuple(saying.missing(str(answer["missing"]))))
    notes = saying.reasons(answer.get("reasons", []))
    if not answer.get("dates"):
        return MyDates(beyond=notes)
    left = {code: date.fromisoformat(said) for code, said in answer["leaves"].items()}
    dates = (
        KeyDate(code, date.fromisoformat(said), saying.reasons(answer["steps"].get(code, [])), left.get(code))
        for code, said in answer["dates"].items()
        if code not in NOT_ASKED_ENOUGH
    )
    # A release and an end of one day: the release comes first.
    return MyDates(tuple(sorted(dates, key=lambda one: (one.day, one.code not in RELEASES))), notes=notes)


def against_the_law(typed: Typed, book: Book, day: date) -> Iterator[str]:
    """Find sentences of a time whose law is not held, too short for SDS+, or of somebody too young."""
    known = laws.law(book, day)
    held = laws.held_from(book)
    for one in typed.passed():
        values = {"number": one.number, "day": date_format(held, IN_FULL), "age": known.detention_under}
        if one.sentenced < held:
            yield _("Sentence %(number)s is older than the law held here, which begins on %(day)s.") % values
        if coherence.is_young(typed.born(), one.sentenced, known):
            yield (
                _("Under %(age)s on the day of sentence %(number)s: a youth sentence is not for this page.")
                % values
            )
        if one.plus and (months := coherence.short_of_plus(one.length, one.sentenced, book)):
            yield _("Sentence %(number)s is too short to be SDS+, which begins at %(months)s months.") % {
                **values, "months": months}  # fmt: skip


def released(given: dict[str, Any], day: date, book: Book) -> dict[str, Any]:
    """Return what the rule of release answers."""
    return named.ask("release", given, day, book)


def when_matters(typed: Typed, answer: dict[str, Any], day: date, book: Book) -> bool:
    """Return whether the dates would be others had the days been added on another day.

    Tried are the day of each sentence, the day before it, and the last day before the release without
    them, or today.
    """
    first, *later = sorted({one.sentenced for one in typed.passed()})
    given = typed.given()
    without = [each for each in given["adjustments"] if each["kind"] != "added"]
    bare = released({**given, "adjustments": without}, day, book).get("dates", {})
    releases = [date.fromisoformat(bare[code]) for code in RELEASES if code in bare]
    last = min([day, *(each - DAY for each in releases)])
    tried = {*later, *(each - DAY for each in later), last}
    dates = answer.get("dates", {})
    return any(
        released(typed.given(each), day, book).get("dates", {}) != dates for each in tried if each > first
    )
