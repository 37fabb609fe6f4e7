"""Restrictions, conflicts and incidents."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, FREE, KIND, PROTECTED, STAFF, Table, Wipe, held, never

TABLES: Mapping[str, Table] = {
    "workforce.Conflict": Table(
        _("Practitioners who may not supervise you"),
        ("person",),
        {"practitioner": never(Wipe.KEEP, PROTECTED), "from_date": DAY, "until_date": DAY},
    ),
    "workforce.Incident": Table(
        _("Incidents told by staff"),
        ("person",),
        {
            "practitioner": held(Wipe.KEEP, "Somebody who was hurt or threatened."),
            "day": DAY,
            "kind": KIND,
            "where": FREE,
            "words": FREE,
            "warning": FREE,
        },
    ),
    "workforce.Exclusion": Table(
        _("Who may not see your record"),
        ("person",),
        {
            "practitioner": never(Wipe.KEEP, PROTECTED),
            "because": never(Wipe.TEXT, PROTECTED),
            "from_date": never(Wipe.KEEP, PROTECTED),
            "until_date": never(Wipe.KEEP, PROTECTED),
            "decided_by": never(Wipe.KEEP, PROTECTED),
        },
    ),
    "workforce.Restriction": Table(
        _("Times in which few could see your record"),
        ("person",),
        {"because": FREE, "from_date": DAY, "until_date": DAY, "decided_by": STAFF},
    ),
    "workforce.Reader": Table(
        _("Who could see it then"), ("restriction",), {"practitioner": never(Wipe.KEEP, PROTECTED)}
    ),
    "workforce.BrokenGlass": Table(
        _("When a closed record of yours was opened"),
        ("person",),
        {
            "practitioner": never(Wipe.KEEP, "Who looked is told by kind of role, never by name."),
            "because": FREE,
            "from_at": DAY,
            "until_at": DAY,
        },
    ),
}
