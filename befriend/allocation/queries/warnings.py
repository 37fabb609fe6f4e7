"""Live warnings: what is stated under a key of that kind and stands, and what incidents left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from befriend.people.models import Statement
from befriend.people.queries import statements
from befriend.policies import vocabulary
from befriend.workforce.models import Incident

STATED, LEFT_BY_INCIDENT = "stated", "incident"


class LiveWarning(NamedTuple):
    """One warning as it stands on a day; `kind` and `key` together name its row."""

    kind: str
    key: int
    label: str
    words: str
    since: date
    contested: bool
    stale: bool


def live_warnings(people: Collection[int], day: date) -> dict[int, list[LiveWarning]]:
    """Return what stands as a warning about people (keys) on `day`, the newest first. Two queries."""
    found: dict[int, list[LiveWarning]] = {}
    for person, one in [*stated(people, day), *left_by_incidents(people, day)]:
        found.setdefault(person, []).append(one)
    return {person: sorted(some, key=newest_first) for person, some in found.items()}


def newest_first(one: LiveWarning) -> tuple[int, bool, int]:
    """Return what orders warnings."""
    return (-one.since.toordinal(), one.kind != STATED, -one.key)


def stated(people: Collection[int], day: date) -> list[tuple[int, LiveWarning]]:
    """Return the statements that warn, by person."""
    keys = [key.name for key in vocabulary.load().keys if key.kind == "warning"]
    found = Statement.objects.filter(
        statements.stood_on(day), person_id__in=list(people), key__in=keys, awaits=""
    )
    language = get_language() or "en"
    return [
        (
            one.statement.person_id,
            LiveWarning(
                STATED, one.statement.pk, one.key.label.in_language(language), one.words,
                one.statement.known_from, one.contested, one.stale,
            ),
        )
        for one in (statements.as_stood(row, day) for row in statements.marked(found, day))
    ]  # fmt: skip


def left_by_incidents(people: Collection[int], day: date) -> list[tuple[int, LiveWarning]]:
    """Return what colleagues left to be known after an incident, by person; never what happened."""
    rows = Incident.objects.filter(person_id__in=list(people), day__lte=day).exclude(warning="")
    return [
        (
            one.person_id,
            LiveWarning(
                LEFT_BY_INCIDENT, one.pk, _("Left by a colleague"), one.warning, one.day,
                contested=False, stale=False,
            ),
        )
        for one in rows
    ]  # fmt: skip
