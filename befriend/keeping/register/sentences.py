"""Orders, sentences and reports."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, KIND, MARK, NUMBER, POST, Table, Wipe, given

TABLES: Mapping[str, Table] = {
    "sentences.Case": Table(
        _("Your orders and sentences"),
        ("person",),
        {
            "ref": given(Wipe.REFERENCE),
            "unit": POST,
            "order_type": KIND,
            "from_date": DAY,
            "until_date": DAY,
            "release_on": given(Wipe.NULL),
            "release_notice_on": given(Wipe.NULL),
        },
    ),
    "sentences.CaseState": Table(
        _("How the work with you was graded"),
        ("case",),
        {
            "tier": NUMBER,
            "place": KIND,
            "risk": given(Wipe.ZERO),
            "mappa": given(Wipe.ZERO),
            "safeguarding": MARK,
            "sexual_offence": MARK,
            "domestic_abuse": MARK,
            "from_date": DAY,
            "until_date": DAY,
        },
    ),
    "sentences.Report": Table(
        _("Reports about you"), ("case",), {"kind": KIND, "due_on": DAY, "done_on": DAY}
    ),
}
