"""Policies that were tried on a made-up country, in plain words: what a person reads before they comment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from befriend.evidence import queries
from befriend.evidence.impact import words
from befriend.evidence.impact.words import Change
from befriend.evidence.models import Comment, Trial
from befriend.people.models import Person

# Trials on one page: who wants older ones asks.
SHOWN = 20
# Measures that can be said in a few plain words. The full statement has the others.
PLAIN = {
    "people_supervised": _("People on probation"),
    "contact_hours": _("Hours a week to meet people"),
    "minutes_a_person": _("Minutes a week for each person"),
    "days_without_planned_contact": _("Days when no one plans to meet someone, each month"),
    "people_waiting": _("People who wait for an officer"),
    "weeks_waited": _("Weeks that they have to wait"),
    "load_percent": _("Work of an officer, out of 100"),
    "share_over_110": _("Officers with far too much work, out of 100"),
    "goodwill_hours": _("Hours a week that officers work for no pay"),
    "officer_changes": _("People who get a new officer, each month"),
    "recalls": _("People sent back to prison, each month"),
    "recall_stock": _("People in prison who were sent back"),
    "licence_stock": _("People on probation after prison"),
    "prison_population": _("People in prison"),
    "leavers": _("Officers who leave their job, each month"),
    "sickness": _("Officers who are ill"),
    "admin_hours": _("Hours of desk work, each month"),
    "cost": _("What it costs in pounds, each month"),
}


class Line(NamedTuple):
    """One thing that a policy changes: what, and from how much to how much."""

    what: str
    before: str
    after: str


class Tried(NamedTuple):
    """A policy that was tried, as its page shows it to a person."""

    trial: Trial
    what: str
    worse: list[Line]
    better: list[Line]
    other: list[Line]
    mine: Comment | None


def policies() -> list[Trial]:
    """Return the policies that were tried, the newest first."""
    found = queries.of_persons().defer("result").annotate(what=KeyTextTransform("what", "result"))
    return list(found[:SHOWN])


def policy(person: Person, number: int) -> Tried | None:
    """Return a policy that was tried, and what the person said of it; None where there is none."""
    found = queries.of_persons().filter(pk=number).first()
    if found is None or found.result is None:
        return None
    changes = words.changes(found.result)
    ways = (plain(words.of(changes, way)) for way in ("worse", "better", "neither"))
    mine = Comment.objects.filter(trial_id=number, person=person, withdrawn_on__isnull=True).first()
    return Tried(found, found.result["what"], *ways, mine)


def plain(changes: Sequence[Change]) -> list[Line]:
    """Return changes that most runs agree on in plain words; those that need others are left out."""
    return [
        Line(str(PLAIN[each.key]), *(mean(each.measure[side]) for side in ("base", "policy")))
        for each in changes
        if each.key in PLAIN
    ]


def mean(months: Sequence[float]) -> str:
    """Return the mean of months as one says it."""
    return words.number(sum(months) / len(months))
