"""Papers made about somebody, and to whom they went."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, FREE, KIND, LINK, NUMBER, POST, STAFF, Table, Wipe, given, held

TABLES: Mapping[str, Table] = {
    "documents.Paper": Table(
        _("Papers made about you"),
        ("person",),
        {
            "ref": LINK,
            "kind": KIND,
            "edition": NUMBER,
            "title": KIND,
            "template_digest": KIND,
            "language": KIND,
            "day": DAY,
            "made_at": DAY,
            "made_by": STAFF,
            "agreed": KIND,
            "agreed_words": FREE,
        },
    ),
    "documents.PaperLine": Table(
        _("What stood in those papers"),
        ("paper", "statement"),
        {
            "position": NUMBER,
            "section": KIND,
            "field": KIND,
            "label": KIND,
            "was_known": KIND,
            "words": held(Wipe.TEXT, "Words of somebody else may stand in it, who may be put at risk."),
            "gist": given(Wipe.TEXT),
            "shown": KIND,
            "how_known": KIND,
            "evidence": KIND,
            "observed_on": DAY,
            "confirmed_on": DAY,
            "contested": KIND,
        },
    ),
    "documents.Delivery": Table(
        _("Who was given those papers"),
        ("paper",),
        {
            "recipient": POST,
            "may_have": KIND,
            "means": KIND,
            "given_on": DAY,
            "given_by": STAFF,
        },
    ),
    "documents.Telling": Table(
        _("Who was told that something was corrected"),
        ("contest", "delivery"),
        {
            "means": KIND,
            "queued_on": DAY,
            "queued_by": STAFF,
            "sent_on": DAY,
            "sent_by": STAFF,
            "confirmed_on": DAY,
            "confirmed_by": STAFF,
        },
    ),
    "documents.Unanswered": Table(
        _("What you were asked and did not answer"),
        ("person",),
        {"key": given(Wipe.REFERENCE), "asked_on": DAY, "asked_by": STAFF},
    ),
}
