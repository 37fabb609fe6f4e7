"""The person, and what is stated about them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, FREE, KIND, LINK, STAFF, Table, Wipe, given, held

TABLES: Mapping[str, Table] = {
    "people.Person": Table(
        _("Who you are"),
        (),
        {
            "ref": given(Wipe.REFERENCE),
            "chosen_name": given(Wipe.TEXT),
            "language": given(Wipe.TEXT),
            "patch": given(Wipe.TEXT),
        },
    ),
    "people.Statement": Table(
        _("What is stated about you"),
        ("person", "replaces"),
        {
            "ref": LINK,
            "key": given(Wipe.REFERENCE),
            "value": FREE,
            "how_known": KIND,
            "evidence": KIND,
            "observed_on": DAY,
            "known_from": DAY,
            "recorded_at": DAY,
            "recorded_by": STAFF,
            "awaits": STAFF,
            "accepted_by": STAFF,
            "stood_until": DAY,
        },
    ),
    "people.Source": Table(
        _("Whom that was known from"),
        ("statement",),
        {
            "kind": held(Wipe.KEEP, "The kind alone can give away who said it."),
            "words": held(Wipe.TEXT, "Somebody else's words, who may be put at risk by them."),
            "gist": given(Wipe.TEXT),
            "shown": KIND,
            "decided_by": STAFF,
        },
    ),
    "people.ContactDetail": Table(
        _("Where you are reminded of appointments"),
        ("person",),
        {
            "channel": KIND,
            "address": given(Wipe.TEXT),
            "agreed_on": DAY,
            "opted_out_on": DAY,
            "ended_on": DAY,
            "kept_by": STAFF,
        },
    ),
    "people.Confirmation": Table(
        _("When that was found still true"),
        ("statement",),
        {"day": DAY, "how_known": KIND, "by": STAFF},
    ),
    "people.Contest": Table(
        _("What you said is not right"),
        ("statement", "correction"),
        {
            "ref": LINK,
            "way": KIND,
            "words": given(Wipe.TEXT),
            "said_for_them_by": given(Wipe.TEXT),
            "received_on": DAY,
            "receipt_by": STAFF,
            "answer_by": DAY,
            "reviewer": STAFF,
            "decision": KIND,
            "reasons": given(Wipe.TEXT),
            "decided_on": DAY,
        },
    ),
}
