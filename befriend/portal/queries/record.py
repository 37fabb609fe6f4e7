"""What is written about the person, as far as they may read it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from befriend.people import queries as people
from befriend.people.models import Person, Statement
from befriend.policies import vocabulary


class Written(NamedTuple):
    """One thing that is written, with its heading in the language of the page and its source as told."""

    stands: people.Standing
    label: str
    told: str  # who said it, in words; blank where only the kind, or nothing, is told

    @property
    def short(self) -> str:
        """Return by what it is named on paper: the same on every sheet, and easy to copy by hand."""
        return people.short_of(self.stands.statement)


class Receipt(NamedTuple):
    """What the person said is not right, and what became of that.

    `label` and `says` are blank where they may not read what it is about; then its `kind` is told alone.
    """

    pk: int
    kind: str
    label: str
    says: str
    words: str
    received_on: date
    answer_by: date
    decided_on: date | None
    decision: str
    reasons: str


class Area(NamedTuple):
    """What is written of one area."""

    name: str
    label: str
    items: list[Written]


def written(person: Person, day: date) -> list[Area]:
    """Return what stands on `day`, area by area; read as the person, so only what they may read."""
    found = people.standing(person, day)
    gists = told_in_gist()
    areas = {area.name: Area(area.name, area.label.in_language(tongue()), []) for area in book().areas}
    for key in book().keys:
        for one in found.get(key.name, ()):
            areas[key.area].items.append(as_written(one, gists))
    return [area for area in areas.values() if area.items]


def find(person: Person, ref: UUID, day: date) -> Written | None:
    """Return one thing that is written and stands, if the person may read it."""
    one = people.stated(person, str(ref), day)
    if one is None or one.statement.stood_until is not None:
        return None
    return as_written(one, told_in_gist())


def as_written(one: people.Standing, gists: dict[int, str]) -> Written:
    """Return what stands, as the page shows it."""
    return Written(one, one.key.label.in_language(tongue()), gists.get(one.statement.pk, one.source.told))


def told_in_gist() -> dict[int, str]:
    """Return what is told of sources of which only the gist is, by statement. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stated, gist FROM befriend_my_gists()")
        return dict(cursor.fetchall())


def receipts(person: Person) -> list[Receipt]:
    """Return what the person said is not right, the newest first, whatever has become of it. Two queries.

    What it is about is told as far as they may read it; of anything else only its kind.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM befriend_my_contests() ORDER BY received_on DESC, contest DESC")
        rows = cursor.fetchall()
    stated = {one.pk: one for one in Statement.objects.filter(pk__in=[row[1] for row in rows], person=person)}
    return [receipt(row, stated.get(row[1])) for row in rows]


def receipt(row: tuple[Any, ...], stated: Statement | None) -> Receipt:
    """Return a receipt of a contest, as the database tells it; `stated` is None where it may not be read."""
    key = book().read(row[2])
    told = stated is not None
    return Receipt(
        row[0],
        key.kind,
        key.label.in_language(tongue()) if told else "",
        people.words_of(key, stated.value) if stated is not None else "",
        *row[3:],
    )


def book() -> vocabulary.Vocabulary:
    """Return the vocabulary."""
    return vocabulary.load()


def tongue() -> str:
    """Return the language of the page: its code."""
    return get_language() or "en"
