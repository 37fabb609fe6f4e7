"""What is kept, erased and given."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, FREE, KIND, LINK, POST, STAFF, Table, Wipe, given, never

TABLES: Mapping[str, Table] = {
    "keeping.Hold": Table(
        _("Reasons not to erase your record"),
        ("person",),
        {
            "kind": KIND,
            "because": FREE,
            "office": POST,
            "decided_by": STAFF,
            "from_date": DAY,
            "until_date": DAY,
            "ended_because": FREE,
        },
    ),
    "keeping.Erasure": Table(
        _("Decisions to erase your record"),
        ("person",),
        {
            "office": POST,
            "approved_by": STAFF,
            "approved_on": DAY,
            "due_on": DAY,
            "because": given(Wipe.KEEP, "The tombstone: under which policy somebody was erased."),
            "withdrawn_on": DAY,
            "erased_on": DAY,
            "counts": given(Wipe.KEEP, "The tombstone: how many rows were blanked in which table."),
        },
    ),
    "keeping.AccessRequest": Table(
        _("When you asked for your record"),
        ("person",),
        {
            "office": POST,
            "asked_on": DAY,
            "begun_by": STAFF,
            "given_on": DAY,
            "given_by": STAFF,
            "content": never(Wipe.TABLE, "A copy of what you were given before."),
        },
    ),
    "keeping.Passage": Table(
        _("What was held back from you then"),
        ("request",),
        {
            "table": KIND,
            "row": LINK,
            "field": KIND,
            "digest": never(Wipe.REFERENCE, "A number by which the same words are found again."),
            "released": KIND,
            "ground": KIND,
            "because": never(Wipe.TEXT, "Why words were held back would tell what they say."),
            "decided_by": STAFF,
            "decided_on": DAY,
        },
    ),
}
