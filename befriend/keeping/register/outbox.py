"""Reminders that were sent to a person, or could not be."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, KIND, NUMBER, POST, Table, Wipe, never

INNER = never(Wipe.KEEP, "How the sending goes, and nothing of them.")
STAFFS_OWN = never(Wipe.KEEP, "Filled only in messages to somebody who works here.")

TABLES: Mapping[str, Table] = {
    "outbox.Message": Table(
        _("Reminders to you"),
        ("detail",),
        {
            "practitioner": STAFFS_OWN,
            "office": STAFFS_OWN,
            "user": STAFFS_OWN,
            "owner": POST,
            "channel": KIND,
            "code": INNER,
            "values": never(Wipe.TABLE, "Which appointment it was; that is given itself."),
            "day": DAY,
            "state": KIND,
            "attempts": NUMBER,
            "forgiven": INNER,
            "written_at": DAY,
            "next_try_at": INNER,
            "started_at": DAY,
            "handed_over_at": DAY,
            "ended_at": DAY,
            "last_problem": KIND,
        },
    ),
}
