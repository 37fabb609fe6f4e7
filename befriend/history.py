"""The history of every table: what each row was, kept by triggers, whoever changes it and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.db.models import Model


def kept(**options: Any) -> Callable[[type[Model]], type[Model]]:
    """Keep every row of a model as it is made, changed and deleted; `options` as pghistory.track.

    One trigger a statement and not a row, so that an import of a country costs little more.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        level=pghistory.Statement,
        **options,
    )
