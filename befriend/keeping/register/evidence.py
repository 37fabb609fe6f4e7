"""What a person said of policies that were tried."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, KIND, STAFF, Table, Wipe, given, never

PUBLISHED = "Published without their name, as they agreed; their name is gone with the rest of the record."

TABLES: Mapping[str, Table] = {
    "evidence.Comment": Table(
        _("What you said of policies that were tried"),
        ("person",),
        {
            "trial": never(Wipe.KEEP, "The number of a trial on a made-up country."),
            "voice": KIND,
            "said_by": never(Wipe.KEEP, "Of a practitioner's comment; blank where a person said it."),
            "said_on": DAY,
            "words": given(Wipe.KEEP, PUBLISHED),
            "removed": given(Wipe.KEEP, "How many words were taken out: a number."),
            "removed_by": STAFF,
            "removed_on": DAY,
            "withdrawn_on": DAY,
        },
    ),
}
