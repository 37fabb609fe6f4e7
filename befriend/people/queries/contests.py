"""Questions about what people say is not right; nothing here changes anything."""

from __future__ import annotations

from django.db.models import QuerySet

from befriend.people.models import Contest, Statement


def open_contests() -> QuerySet[Contest]:
    """Return what is not decided yet of everybody whom the reader reaches, what is due first first."""
    found = Contest.objects.filter(decided_on__isnull=True).select_related("statement__person")
    return found.order_by("answer_by", "pk")


def contests_of(statement: Statement) -> list[Contest]:
    """Return every contest of a statement, the first first."""
    return list(statement.contests.select_related("correction").order_by("received_on", "pk"))
