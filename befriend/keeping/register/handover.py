"""Handovers, which lead through appointments and incidents and so stand after them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .kinds import DAY, FREE, KIND, STAFF, Table

TABLES: Mapping[str, Table] = {
    "allocation.Handover": Table(
        _("When you were handed over, and how you were told"),
        ("person", "relationship", "cover", "meeting"),
        {
            "kind": KIND,
            "to": STAFF,
            "answers_from": DAY,
            "begun_on": DAY,
            "begun_by": STAFF,
            "told": KIND,
            "told_on": DAY,
            "told_by": STAFF,
            "told_words": FREE,
            "closed_on": DAY,
            "closed": KIND,
        },
    ),
    "allocation.Acknowledgement": Table(
        _("Warnings that whoever took you over took note of"),
        ("statement", "handover", "incident"),
        {"by": STAFF, "on": DAY},
    ),
}
