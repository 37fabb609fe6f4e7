"""Nobody is lost: whoever has no officer, or an officer who is away or gone, waits and is owned."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from befriend import periods
from befriend.allocation import queries
from befriend.allocation.models import Relationship, Waiting, WhyChanged
from befriend.audit import access
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.rules.week import planned_from, planned_until
from befriend.sentences.models import Case
from befriend.workforce import queries as workforce
from befriend.workforce.models import Posting, Unit

from .ending import end
from .handover import settle_all
from .waiting import begin_waiting, end_waiting


@access.for_everybody
def reconcile(*, unit: Unit, day: date) -> None:
    """See to it that everybody with an open case in `unit` has an officer or waits, as of `day`.

    Relationships with somebody who has left the service end; covers that have run out and are
    still needed are waited for again. Ten queries when nothing is amiss.
    """
    for relationship in with_somebody_gone(unit, day):
        end(relationship, day=day, why=WhyChanged.LEFT)
    for case, since in without_anybody(unit, day):
        begin_waiting(person=case.person, waiting_for=WaitingFor.OFFICER, day=day, since=since)
    for waiting in no_longer_waiting(unit, day):
        end_waiting(person=waiting.person, waiting_for=WaitingFor(waiting.waiting_for), day=day)
    note_who_needs_cover(unit=unit, day=day)
    settle_all(cases(unit, day).values("person_id"), day=day)


def cases(unit: Unit, day: date) -> QuerySet[Case]:
    """Return the cases of `unit` and below that are open on `day` or open later in its week."""
    end = planned_until(day) + timedelta(days=1)
    return Case.objects.filter(periods.touching(day, end), unit_id__in=workforce.below(unit, day))


def with_somebody_gone(unit: Unit, day: date) -> list[Relationship]:
    """Return the relationships of the unit's people whose practitioner works nowhere on `day`."""
    posted = Posting.objects.filter(periods.on(day), practitioner_id=OuterRef("practitioner_id"))
    standing = Relationship.objects.filter(
        periods.on(day), person_id__in=cases(unit, day).values("person_id")
    )
    return list(standing.exclude(Exists(posted)).select_related("person", "practitioner"))


def without_anybody(unit: Unit, day: date) -> list[tuple[Case, date]]:
    """Return the cases of people whom nobody supervises and who do not wait, and since when."""
    not_over = Q(until_date__isnull=True) | Q(until_date__gt=day)
    of_person = Relationship.objects.filter(person_id=OuterRef("person_id"))
    waiting = Waiting.objects.filter(
        not_over, person_id=OuterRef("person_id"), waiting_for=WaitingFor.OFFICER
    )
    last = of_person.filter(until_date__lte=day).order_by("-until_date").values("until_date")[:1]
    lost = (
        cases(unit, day)
        .exclude(Exists(of_person.filter(not_over)))
        .exclude(Exists(waiting))
        .annotate(parted_on=Subquery(last))
        .select_related("person")
        .order_by("person__ref")
    )
    return [(case, max(case.from_date, case.parted_on or case.from_date)) for case in lost]


def no_longer_waiting(unit: Unit, day: date) -> list[Waiting]:
    """Return the rows of those who wait for an officer and have one, or whose case is over."""
    supervised = Relationship.objects.filter(periods.on(day), person_id=OuterRef("person_id"))
    rows = Waiting.objects.filter(periods.on(day), unit_id__in=workforce.below(unit, day))
    has_one = rows.filter(Exists(supervised), waiting_for=WaitingFor.OFFICER)
    open_case = Case.objects.filter(periods.on(day), person_id=OuterRef("person_id"))
    return [
        *has_one.select_related("person"),
        *rows.exclude(Exists(open_case)).select_related("person"),
    ]


def note_who_needs_cover(*, unit: Unit, day: date) -> None:
    """Open and close waiting for cover, so that it says who needs it on `day`."""
    needed = {one.person_id: one for one in queries.cover_needed(unit, day)}
    standing = queries.waiting(unit, day).filter(waiting_for=WaitingFor.COVER)
    known = set(standing.values_list("person_id", flat=True))
    for person, relationship in needed.items():
        if person not in known:
            since = work_begins(relationship.person, day)
            begin_waiting(person=relationship.person, waiting_for=WaitingFor.COVER, day=day, since=since)
    for waiting in standing.exclude(person_id__in=needed).select_related("person"):
        end_waiting(person=waiting.person, waiting_for=WaitingFor.COVER, day=day)


def work_begins(person: Person, day: date) -> date:
    """Return from when there is work with `person`: `day`, or the first day of a case of the week planned.

    On a Saturday the week planned is the next one, whose cases may not have begun.
    """
    coming = Case.objects.filter(periods.on(planned_from(day)), person=person)
    return max(day, coming.values_list("from_date", flat=True)[0])
