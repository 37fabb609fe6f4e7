"""The history of every table: what each row was, kept by triggers, whoever changes it and how.

Every statement that adds to it is noted in the audit, with a digest of each row (`audit.Change`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
import pgtrigger
from django.db.migrations import RunSQL
from django.db.models import Model

# What every table of history has: it notes in the audit each statement that adds to the table. The
# function is one for all, made by the migrations of befriend.audit.
NOTED = "noted"


class Noted(pgtrigger.Trigger):
    """Runs the one function of the audit, in place of a function of its own."""

    name = NOTED
    when = pgtrigger.After
    operation = pgtrigger.Insert
    level = pgtrigger.Statement
    referencing = pgtrigger.Referencing(new="new_values")
    func = "RETURN NULL;"

    def render_execute(self, model: Model) -> str:  # noqa: ARG002  (pgtrigger calls it)
        """Return what the trigger runs."""
        return "befriend_note_change()"


def adopted(*tables: str) -> RunSQL:
    """Note what tables of history held before they had the trigger: for migrations, after it is added."""
    return RunSQL([("SELECT befriend_adopt(%s::regclass)", [table]) for table in tables], RunSQL.noop)


def kept(*, event_table: str = "", **options: Any) -> Callable[[type[Model]], type[Model]]:
    """Keep every row of a model as it is made, changed and deleted; `options` as pghistory.track.

    `event_table` names the table of the history, where it is not to follow from the model's name.

    One trigger a statement and not a row, so that an import of a country costs little more.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        level=pghistory.Statement,
        meta={"triggers": [Noted()]} | ({"db_table": event_table} if event_table else {}),
        **options,
    )
