"""The stop-list: work that may lawfully stop for a while, signed by an office."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from befriend.allocation.models import StopListEntry
from befriend.audit import actions as audit
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Practitioner

from .ordering import check_office
from .refused import refuse


@transaction.atomic
def sign_stop(
    *,
    office: Office,
    signed_by: Practitioner,
    rank: int,
    work: str,
    harm: str,
    lawful_because: str,
    until_date: date,
    day: date,
) -> StopListEntry:
    """Sign that `work` may stop until `until_date`, and say what harm that does."""
    if not (work.strip() and harm.strip() and lawful_because.strip()):
        raise refuse("words_needed")
    check_office(office, signed_by, day)
    most = int(workforce.policies_in_force().on(day, "stop_list.most_days").value)
    if not day < until_date <= day + timedelta(days=most):
        raise refuse("stop_days", most=most)
    if StopListEntry.objects.filter(office=office, rank=rank, until_date__gt=day).exists():
        raise refuse("rank_taken", rank=rank)
    entry = StopListEntry.objects.create(
        office=office,
        rank=rank,
        work=work.strip(),
        harm=harm.strip(),
        lawful_because=lawful_because.strip(),
        signed_by=signed_by,
        from_date=day,
        until_date=until_date,
    )
    audit.write(by=signed_by.ref, office=office.ref, day=day, did="signed a stop", what=f"stop {entry.pk}")
    return entry
