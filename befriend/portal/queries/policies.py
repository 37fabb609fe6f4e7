"""Policies that were tried on a made-up country, in plain words: what a person reads before they comment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from befriend.evidence import queries
from befriend.evidence.impact import words
from befriend.evidence.impact.words import Change
from befriend.evidence.models import Comment, Trial
from befriend.people.models import Person
from befriend.simulator import packs

# Trials on one page: who wants older ones asks.
SHOWN = 20
# From here on nobody says what stands behind the point.
WHOLE = 10
# Measures that can be said in a few plain words. The full statement has the others.
PLAIN = {
    "people_supervised": _("People on probation"),
    "contact_hours": _("Hours a week to meet people"),
    "minutes_a_person": _("Minutes a week for each person"),
    "days_without_planned_contact": _("Days when no one plans to meet someone, each month"),
    "people_waiting": _("People who wait for an officer"),
    "weeks_waited": _("Weeks that people wait for an officer"),
    "load_percent": _("How full the week of an officer is (100 is full)"),
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
# What comes with Befriend to be tried, in plain words.
RULES = {
    "admin-less-25": _("Officers write less. They have more time for people."),
    "cap-100": _(
        "No officer gets more work than they have time for. Some people have to wait for an officer."
    ),
    "cap-110": _("Officers get a bit more work than they have time for, and then no more."),
    "check-ins": _("Some people check in online. They do not have to come in to be seen."),
    "people-700-million": _("More money goes to new officers."),
    "post-sentence-kept": _("After a short time in prison, people stay on probation for longer."),
    "post-sentence-repealed": _("After a short time in prison, people are on probation for less time."),
    "post-sentence-repealed-hours-return": _(
        "After a short time in prison, people are on probation for less time. Officers have as much to do."
    ),
    "presumption-20": _("Of 10 people who would go to prison for a year or less, 2 do not have to go."),
    "presumption-50": _("Of 10 people who would go to prison for a year or less, 5 do not have to go."),
    "presumption-80": _("Of 10 people who would go to prison for a year or less, 8 do not have to go."),
    "protected-ignored": _("New officers who still learn get as much work as the rest."),
    "recall-14-28": _("Some people who are sent back to prison stay there for 2 weeks or 4 weeks."),
    "recall-56": _("Some people who are sent back to prison stay there for 8 weeks."),
    "release-18-days-early-no-notice": _(
        "People come out of prison 18 days early. Their officer hears of it on the same day."
    ),
    "release-thirds": _("Most people come out of prison when a third of their time is over."),
    "release-two-fifths": _("Most people come out of prison when two fifths of their time are over."),
    "relief-teams": _("More officers go to help where there is most work."),
    "reset-off": _("You meet your officer until the end. Now this stops for some people before the end."),
    "serve-by-need": _("Those who need an officer most get one first. Say you just came out of prison."),
    "serve-by-risk": _("Those who may harm someone most get an officer first."),
    "serve-by-waiting": _("Those who have had to wait the longest get an officer first."),
    "tags-700-million": _("More money goes to tags. More people may be sent back to prison."),
    "trainees-2600": _("Twice as many people learn to be an officer each year."),
}


class Listed(NamedTuple):
    """A policy that was tried, as a list shows it to a person."""

    pk: int
    what: str
    plain: str
    ended_at: datetime | None


class Line(NamedTuple):
    """One thing that a policy changes: what, and from how much to how much."""

    what: str
    before: str
    after: str


class Tried(NamedTuple):
    """A policy that was tried, as its page shows it to a person."""

    trial: Trial
    what: str
    plain: str
    worse: list[Line]
    better: list[Line]
    other: list[Line]
    mine: Comment | None


def policies() -> list[Listed]:
    """Return the policies that were tried, the newest first."""
    found = queries.of_persons().defer("result").annotate(what=KeyTextTransform("what", "result"))
    return [Listed(one.pk, one.what, rule(one.policy, one.what), one.ended_at) for one in found[:SHOWN]]


def rule(name: str, what: str) -> str:
    """Return in plain words what a policy is; nothing of one that somebody wrote, whatever its name."""
    known = name in RULES and packs.read(name).what == what
    return str(RULES[name]) if known else ""


def policy(person: Person, number: int) -> Tried | None:
    """Return a policy that was tried, and what the person said of it; None where there is none."""
    found = queries.of_persons().filter(pk=number).first()
    if found is None or found.result is None:
        return None
    changes = words.changes(found.result)
    ways = (plain(words.of(changes, way)) for way in ("worse", "better", "neither"))
    mine = Comment.objects.filter(trial_id=number, person=person, withdrawn_on__isnull=True).first()
    what = found.result["what"]
    return Tried(found, what, rule(found.policy, what), *ways, mine)


def plain(changes: Sequence[Change]) -> list[Line]:
    """Return changes that most runs agree on in plain words.

    Those that need other words are left out, and those too small to be seen in them.
    """
    lines = [
        Line(str(PLAIN[each.key]), *(mean(each.measure[side]) for side in ("base", "policy")))
        for each in changes
        if each.key in PLAIN
    ]
    return [one for one in lines if one.before != one.after]


def mean(months: Sequence[float]) -> str:
    """Return the mean of months as one says it: of ten and more in whole numbers."""
    found = sum(months) / len(months)
    return f"{found:,.0f}" if abs(found) >= WHOLE else words.number(found).removesuffix(".0")
