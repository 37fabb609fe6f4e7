"""Who owns a contest whose day of answer has been: the head, then whoever stands above, step by step."""

from __future__ import annotations

from datetime import date

from befriend.people.models import Contest
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office

from .person import unit_of_record


def owners(contest: Contest, day: date) -> list[workforce.Answering]:
    """Return who owns a contest on `day`, by name where anybody holds an office, the highest last.

    None before it is late. The head of the unit of the record, and from the days of the policy on those of
    the region and the nation above too; whoever owned it first goes on owning it. For an office that nobody
    holds answers the next one above.
    """
    late = (day - contest.answer_by).days
    unit = unit_of_record(contest.statement.person, day)
    head = workforce.head_office(unit, day) if unit and late > 0 else None
    if head is None:
        return []
    days = workforce.policies_in_force().on(day, "statements.contest_climbs").value
    reached = [one.pk for one in workforce.above(head.unit, day)[1:] if late >= days.get(one.kind, late + 1)]
    above = Office.objects.filter(unit__in=reached, post=Office.Post.HEAD).select_related("unit")
    by_unit = {one.unit_id: one for one in above} if reached else {}
    return [
        workforce.answering(one, day) for one in (head, *(by_unit[key] for key in reached if key in by_unit))
    ]


def owner(contest: Contest, day: date) -> workforce.Answering | None:
    """Return who answers for a late contest on `day`: the highest of its owners; None before it is late."""
    found = owners(contest, day)
    return found[-1] if found else None
