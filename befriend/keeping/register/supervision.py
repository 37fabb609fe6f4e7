"""Appointments, notes and visits."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, FREE, KIND, POST, SAFETY, STAFF, Table, Wipe, given, held

TABLES: Mapping[str, Table] = {
    "supervision.Contact": Table(
        _("Your appointments, and what came of them"),
        ("person", "instead_of"),
        {
            "ref": given(Wipe.REFERENCE),
            "practitioner": STAFF,
            "kind": KIND,
            "starts_at": DAY,
            "ends_at": DAY,
            "where": given(Wipe.TEXT),
            "made_by": STAFF,
            "made_at": DAY,
            "outcome": KIND,
            "outcome_by": STAFF,
            "outcome_at": DAY,
            "called_off_by": KIND,
        },
    ),
    "supervision.NoTime": Table(
        _("When there was no time for you"),
        ("contact",),
        {
            "day": DAY,
            "points": held(Wipe.KEEP, "How much a member of staff had to do that day."),
            "available_points": held(Wipe.KEEP, "How much a member of staff could do that day."),
            "percent": held(Wipe.KEEP, "How much a member of staff had to do that day."),
            "office": POST,
        },
    ),
    "supervision.Note": Table(
        _("Notes about you, and what was promised"),
        ("person", "contact", "replaces"),
        {
            "kind": KIND,
            "text": FREE,
            "written_by": STAFF,
            "written_at": DAY,
            "promised_by": KIND,
            "promised_for": DAY,
            "done_on": DAY,
            "done_by": STAFF,
        },
    ),
    "supervision.SupervisionPlan": Table(
        _("Your supervision plan"), ("person",), {"from_date": DAY, "until_date": DAY, "made_by": STAFF}
    ),
    "supervision.Agreement": Table(
        _("Whether you agree to your plan"),
        ("plan",),
        {"agreed": KIND, "why": given(Wipe.TEXT), "day": DAY, "kept_by": STAFF},
    ),
    "supervision.Goal": Table(
        _("What you want to reach"),
        ("plan",),
        {
            "area": KIND,
            "words": given(Wipe.TEXT),
            "from_date": DAY,
            "until_date": DAY,
            "made_by": STAFF,
            "ended": KIND,
            "ended_by": STAFF,
        },
    ),
    "supervision.Step": Table(
        _("The steps of your plan, and what became of them"),
        ("goal",),
        {
            "what": FREE,
            "whose": KIND,
            "whose_words": FREE,
            "by_date": DAY,
            "from_date": DAY,
            "made_by": STAFF,
            "done_on": DAY,
            "not_done_on": DAY,
            "why_not": KIND,
            "why_not_words": FREE,
            "settled_by": STAFF,
            "owner": POST,
        },
    ),
    "supervision.SafetyCall": Table(
        _("Calls after visits to your home"),
        ("contact",),
        {
            "practitioner": STAFF,
            "where": held(Wipe.TEXT, "How a member of staff is kept safe on a visit."),
            "started_at": SAFETY,
            "due_at": SAFETY,
            "answered_at": SAFETY,
            "answered_by": SAFETY,
        },
    ),
    "supervision.SafetyAlarm": Table(
        _("Who was told when such a call did not come"),
        ("call",),
        {"step": SAFETY, "office": SAFETY, "practitioner": SAFETY, "at": SAFETY},
    ),
}
