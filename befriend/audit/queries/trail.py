"""Who did and saw what: for data protection, for whoever is in it, and for the person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from befriend.audit.models import READ_A_TRAIL, Change, Line

# Roles that are named to the person. Any other would say something about somebody else: that there is
# a victim, that an inspector looked into it.
NAMED_ROLES = frozenset({"practitioner", "senior", "head", "region", "nation"})
OTHER_ROLE = "other"
# Purposes by the page or command, for the person; whatever is not here is the service's work.
SUPERVISING = frozenset(
    {"person", "ask", "my-people", "my-proposals", "object-to-plan", "object-to-release", "documents:slip"}
)
SUPERVISION, WORK = "supervision", "work"


class Step(NamedTuple):
    """One line of a trail, and what its transaction changed."""

    line: Line
    changes: list[Change]


class Seen(NamedTuple):
    """That a kind of role saw or did something, in a month, for a purpose: never who."""

    month: date
    role: str
    purpose: str


def of_person(person: int, *, before: int | None = None, most: int = 100) -> list[Line]:
    """Return the last lines that concern a person (by key), newest first; `before` is a line's number."""
    found = Line.objects.filter(people__contains=[person])
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:most])


def of_line(number: int) -> Step | None:
    """Return a line, with what its transaction changed; None where there is no such line."""
    line = Line.objects.filter(pk=number).first()
    if line is None:
        return None
    changes = Change.objects.filter(xact=line.xact).defer("digests", "events").order_by("pk")
    return Step(line, list(changes[:100]))


def who_appear(lines: Iterable[Line]) -> list[str]:
    """Return who did or saw what stands in lines, each once."""
    return sorted({line.by for line in lines if line.by})


def who_read(who: str) -> QuerySet[Line]:
    """Return the readings of trails in which `who` appears, newest first."""
    return Line.objects.filter(did=READ_A_TRAIL, because__contains=[who]).order_by("-pk")


def people_see(person: int) -> list[Seen]:
    """Return what a person may see of who saw and did what about them, newest month first.

    Kinds of role and months, never a name or a day: those would show who somebody's victim, or
    anybody else beside them, is.
    """
    lines = Line.objects.filter(people__contains=[person]).annotate(month=TruncMonth("day"))
    found = lines.values_list("month", "role", "page").distinct()
    return sorted({seen(*each) for each in found}, key=lambda one: (-one.month.toordinal(), one))


def seen(month: date, role: str, page: str) -> Seen:
    """Return one row in the words a person is given."""
    named = role in NAMED_ROLES
    return Seen(month, role if named else OTHER_ROLE, SUPERVISION if named and page in SUPERVISING else WORK)
