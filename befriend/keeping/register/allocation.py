"""Who is with whom, and what plans proposed."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, FREE, KIND, NUMBER, POST, STAFF, Table, Wipe, given, held

TABLES: Mapping[str, Table] = {
    "allocation.Relationship": Table(
        _("Who has supervised you"),
        ("person",),
        {
            "practitioner": STAFF,
            "from_date": DAY,
            "until_date": DAY,
            "why_changed": KIND,
            "may_resume": KIND,
            "decided_by": STAFF,
        },
    ),
    "allocation.Cover": Table(
        _("Who has covered"),
        ("relationship",),
        {"practitioner": STAFF, "from_date": DAY, "until_date": DAY, "decided_by": STAFF},
    ),
    "allocation.Waiting": Table(
        _("When you waited"),
        ("person",),
        {
            "unit": POST,
            "waiting_for": KIND,
            "from_date": DAY,
            "until_date": DAY,
            "owner": POST,
            "limit_code": KIND,
            "limit_values": held(Wipe.KEEP, "Why nobody had room: figures about members of staff."),
        },
    ),
    "allocation.SupervisorRequest": Table(
        _("What you asked about who supervises you"),
        ("person",),
        {
            "kind": KIND,
            "practitioner": STAFF,
            "made_on": DAY,
            "granted": KIND,
            "answer": given(Wipe.TEXT),
            "answered_on": DAY,
            "answered_by": STAFF,
        },
    ),
    "allocation.PlannedAllocation": Table(
        _("What plans proposed for you"),
        ("person",),
        {
            "plan": given(Wipe.KEEP, "The plan of a week names nobody by itself."),
            "practitioner": STAFF,
            "waiting_for": KIND,
            "points": NUMBER,
            "reasons": given(Wipe.LIST),
            "choices_then": held(Wipe.LIST, "What stood against other members of staff."),
            "state": KIND,
            "refused_because": FREE,
            "decided_by": STAFF,
            "decided_on": DAY,
        },
    ),
    "allocation.PlannedWaiting": Table(
        _("Plans in which you went on waiting"),
        ("person",),
        {
            "plan": given(Wipe.KEEP, "The plan of a week names nobody by itself."),
            "waiting_for": KIND,
            "points": NUMBER,
            "first_order": KIND,
            "rank": NUMBER,
            "reason": held(Wipe.KEEP, "Why nobody had room: figures about members of staff."),
        },
    ),
    "allocation.Objection": Table(
        _("Objections of practitioners to a plan or a release"),
        ("planned", "case"),
        {
            "practitioner": held(Wipe.KEEP, "Somebody's own worry, which may put them at risk."),
            "kind": KIND,
            "words": FREE,
            "day": DAY,
            "answer": FREE,
            "answered_by": STAFF,
            "answered_on": DAY,
        },
    ),
}
