"""With whom the person is, and was, and what kind of reason a change had."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from django.db import connection

from befriend.allocation.queries.changes import Change, Told

# Kinds of rows of befriend_my_practitioners(), and a supervision that simply came to its end.
OFFICER, COVER, ENDED = "officer", "cover", "ended"
MINE = "SELECT practitioner, name, how, from_date, until_date, told FROM befriend_my_practitioners()"


class Officer(NamedTuple):
    """Somebody with whom the person is or was; `told` is the kind of reason for which that ended."""

    practitioner: int
    name: str
    how: str
    from_date: date | None
    until_date: date | None
    told: str

    def on(self, day: date) -> bool:
        """Return whether it is so on `day`."""
        begun = self.from_date is not None and self.from_date <= day
        return begun and (self.until_date is None or self.until_date > day)


class OfficerPage(NamedTuple):
    """Who is the person's officer, who does the work meanwhile, who comes, and each change, newest first."""

    now: Officer | None
    cover: Officer | None
    coming: Officer | None
    changes: list[Change]
    # The officer is away, and nobody who is there covers for them.
    away: bool = False


def practitioners() -> list[Officer]:
    """Return with whom whoever looks at their own page is or was, or has an appointment. One query."""
    with connection.cursor() as cursor:
        cursor.execute(MINE)
        return [Officer(*row) for row in cursor.fetchall()]


def with_whom(rows: list[Officer], day: date) -> str:
    """Return the name of whom an appointment on `day` is with; blank where they are with the person no more.

    `rows` are of that practitioner. Whoever was never their officer and never covered is named too.
    """
    held = [one for one in rows if one.how in (OFFICER, COVER)]
    told = [one for one in held if one.on(day)] if held else rows
    return told[0].name if told else ""


def officer_page(day: date, found: list[Officer] | None = None) -> OfficerPage:
    """Return what the person reads about their officer on `day`."""
    mine = practitioners() if found is None else found
    held = sorted((one for one in mine if one.how == OFFICER), key=lambda one: one.from_date or date.min)
    absent = absentees()
    now = next((one for one in held if one.on(day)), None)
    covers = [one for one in mine if one.how == COVER and one.on(day) and one.practitioner not in absent]
    return OfficerPage(
        now=now,
        cover=next(iter(covers), None),
        coming=next((one for one in held if one.from_date and one.from_date > day), None),
        changes=changes([one for one in held if one.from_date and one.from_date <= day], day),
        away=now is not None and now.practitioner in absent and not covers,
    )


def absentees() -> set[int]:
    """Return the keys of those with the person who are away today: that they are, and not why. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT practitioner FROM befriend_my_absent()")
        return {key for (key,) in cursor.fetchall()}


def changes(held: list[Officer], day: date) -> list[Change]:
    """Return the changes up to `day`, the newest first: what `allocation.queries.changes` tells of them.

    That one reads why a relationship ended, which this reader may not; a test holds the two together.
    """
    found = [
        Change(after.from_date, before.name, after.name, kind(before))
        for before, after in pairwise(held)
        if before.practitioner != after.practitioner and after.from_date
    ]
    last = held[-1] if held else None
    if last and last.until_date and last.until_date <= day and last.told != ENDED:
        found.append(Change(last.until_date, last.name, "", kind(last)))
    return found[::-1]


def kind(ended: Officer) -> Told:
    """Return the kind of reason that is told."""
    return Told.WORKLOAD if ended.told == ENDED else Told(ended.told)
