"""A person's way to their own page, and what they wrote there."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, KIND, STAFF, Table, Wipe, given, never

TABLES: Mapping[str, Table] = {
    "portal.Account": Table(
        _("Your way to your own page"),
        ("person",),
        {"user": never(Wipe.KEEP, "An account with a name that says nothing; it is closed."), "made_on": DAY},
    ),
    "portal.Invitation": Table(
        _("Invitations to your own page"),
        ("person",),
        {
            "digest": never(Wipe.REFERENCE, "Of a code that opened a way in once."),
            "made_by": STAFF,
            "made_on": DAY,
            "expires_on": DAY,
            "used_on": DAY,
            "withdrawn_on": DAY,
        },
    ),
    "portal.Message": Table(
        _("What you wrote to your officer, and what you were answered"),
        ("person",),
        {
            "ref": never(Wipe.KEEP, "Only joins rows that are given themselves."),
            "side": KIND,
            "text": given(Wipe.TEXT),
            "written_by": STAFF,
            "written_at": DAY,
            "seen_by": STAFF,
            "seen_on": DAY,
        },
    ),
    "portal.Wish": Table(
        _("That you wanted to see somebody"),
        ("person",),
        {"written_at": DAY, "expires_on": DAY, "seen_by": STAFF, "seen_on": DAY},
    ),
}
