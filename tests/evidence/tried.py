"""Trials for tests: one that was asked for, and one whose statement is made up."""

from __future__ import annotations

from django.utils import timezone

from befriend.evidence import actions, showing
from befriend.evidence.impact import data
from befriend.evidence.models import Trial
from befriend.simulator import packs
from befriend.simulator.trial import Asked
from tests.evidence import impact
from tests.larkfield import MONDAY

# A four-hundredth of the country for a month: enough to run, and to tell of nothing.
TINY = Asked(packs.read("cap-100"), packs.read("base"), months=1, runs=2, smaller=400)
OWN = """\
what: A cap of 90 percent.
applies_to: everybody
retroactive: false
exclusions: []
changes:
  capacity.weighted_cap:
    values:
      2026-05-04:
        value: 90
        issued: 2026-05-04
        status: assumed
        reference: {title: An invented proposal}
        note: To be tried.
"""
_made: list[tuple] = []


def asked(of: Asked = TINY, *, by: str = "W1", proposal: str = "") -> Trial:
    """Return a trial that waits."""
    return actions.ask(asked=of, proposal=proposal, by=by, day=MONDAY, at=timezone.now())


def done(of: Asked = impact.ASKED) -> Trial:
    """Return a trial that is done, with a statement for which no country was lived through."""
    if not _made:
        statement = data.of(impact.found())
        _made.append((statement, *showing.of(statement)))
    made = asked(of)
    statement, shown, drawings = _made[0]
    actions.finish(
        trial=made, statement=statement, shown=shown, drawings=drawings, by="W1", day=MONDAY,
        at=timezone.now(),
    )  # fmt: skip
    made.refresh_from_db()
    return made
