"""Making a paper about somebody for somebody else, who is told and gets the same."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.audit import actions as audit
from befriend.documents import papers, queries
from befriend.outbox import actions as outbox
from befriend.workforce.models import Practitioner, Told


@transaction.atomic
def make_statement(*, practitioner: Practitioner, first: date, until: date, by: str, day: date) -> bytes:
    """Return the workload statement of `practitioner` over [first, until) as a PDF made by `by`.

    The practitioner is told the same day by whom and of what period, and finds the same statement
    behind what they were told. It never says the reasons of reductions: only they may ask for those.
    """
    paper = queries.statement(practitioner, first, until, reductions=False)
    said = {"first": str(first), "last": str(paper.last), "by": by}
    outbox.write(practitioner, day=day, code="statement_made", values=said)
    Told.objects.create(practitioner=practitioner, day=day, code="statement_made", values=said)
    audit.write(by=by, day=day, did="made a workload statement", what=practitioner.ref)
    return papers.statement_pdf(paper)
