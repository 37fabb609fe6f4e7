"""Breaking the glass: opening for an hour a record that is otherwise closed to somebody.

It lifts a restriction and the bounds of units, never an exclusion. A record somebody is excluded from
and one that does not exist are answered alike and leave the same line.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from befriend import periods
from befriend.audit import access
from befriend.audit import actions as audit
from befriend.audit.models import Line
from befriend.people.models import Person
from befriend.workforce import queries
from befriend.workforce.models import BrokenGlass, Exclusion, Practitioner

from .refused import refuse

OPENED, TRIED, STOPPED = "opened a closed record", "tried to open a closed record", "tried too often to open"
HOUR = timedelta(hours=1)
# What a line says it is about: never whom, since whoever tried can read it.
ABOUT = "a closed record"


class Opening(NamedTuple):
    """How an attempt ended: what was opened, else whether it was one too many; and the line it left."""

    glass: BrokenGlass | None
    line: Line
    stopped: bool = False


def break_glass(*, ref: str, practitioner: Practitioner, because: str, at: datetime, day: date) -> Opening:
    """Open the record with exactly this reference, where it can be opened; keep that it was tried.

    Nothing that can be found out is raised: whatever the answer, the attempt stays.
    """
    policy = queries.policies_in_force()
    because = because.strip()
    if len(because) < int(policy.on(day, "records.open_reason").value):
        raise refuse("words_needed")
    with access.service(by=practitioner.ref, day=day):
        # One after the other, so that two at once are counted as two.
        Practitioner.objects.select_for_update(of=("self",)).get(pk=practitioner.pk)
        if attempts(practitioner, at) >= int(policy.on(day, "records.open_attempts").value):
            return Opening(None, noted(STOPPED, "", practitioner, because, day), stopped=True)
        person = found(ref, practitioner, day)
        line = noted(OPENED if person else TRIED, ref, practitioner, because, day, person)
        if person is None:
            return Opening(None, line)
        until = at + timedelta(minutes=int(policy.on(day, "records.open_minutes").value))
        glass = BrokenGlass.objects.create(
            person_id=person, practitioner=practitioner, because=because, from_at=at, until_at=until
        )
        return Opening(glass, line)


def attempts(practitioner: Practitioner, at: datetime) -> int:
    """Return how often somebody tried within the hour before `at`."""
    lines = Line.objects.filter(by=practitioner.ref, did__in=(OPENED, TRIED))
    return lines.filter(day__gte=(at - HOUR).date(), at__gt=at - HOUR).count()


def found(ref: str, practitioner: Practitioner, day: date) -> int | None:
    """Return the key of the person with this reference, unless `practitioner` may see nothing of them.

    The same two questions are asked of the database either way, and no row of a person is read: that
    would be kept as a look.
    """
    person = Person.objects.filter(ref=ref).values_list("pk", flat=True).first()
    excluded = Exclusion.objects.filter(
        periods.on(day), person_id=person or 0, practitioner=practitioner
    ).exists()
    return None if excluded else person


def noted(
    did: str, ref: str, practitioner: Practitioner, because: str, day: date, person: int | None = None
) -> Line:
    """Keep the line of an attempt; of one that fails, in the same words whatever there is."""
    return audit.write(
        by=practitioner.ref,
        day=day,
        did=did,
        what=ABOUT,
        because=[ref] if ref else [],
        people=[person] if person else [],
        why=because,
    )
