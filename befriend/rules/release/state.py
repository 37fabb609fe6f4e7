"""Where a calculation stands on a day: who is held on what, and what the law has changed so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from befriend.rules.release import after
from befriend.rules.release.extraction import Result, extract
from befriend.rules.release.law import Change, Law
from befriend.rules.release.sentence import Applied, Days, Running
from befriend.rules.release.values import DateKind, Kind, RecallKind, Situation
from befriend.rules.release.whole import Shape

# Terms in default and orders for the young take no added days.
TERMS = (Kind.FINE_DEFAULT, Kind.DETENTION_TRAINING)


@dataclass
class State:
    """The state of one calculation: changed by each happening, in order of day."""

    told: Situation
    law: Law
    latest: tuple[date, Running | None]  # the next release, and of which sentence
    group: list[Running] = field(default_factory=list)  # being served
    released: list[list[Running]] = field(default_factory=list)
    licensed: list[Running] = field(default_factory=list)
    expired: list[Running] = field(default_factory=list)
    shares: dict[str, Fraction] = field(default_factory=dict)
    served_under: dict[str, Change] = field(default_factory=dict)
    applied: dict[Change, Applied] = field(default_factory=dict)
    recalls_56: bool = False
    recall_tranche: date | None = None
    tranches: dict[str, int] = field(default_factory=dict)
    at_large: list[tuple[date, date]] = field(default_factory=list)
    waiting_added: int = 0  # added days before any sentence is being served
    removal_changed: bool = False
    before: dict[Change, Result] = field(default_factory=dict)

    @property
    def held(self) -> list[Running]:
        """Return the sentences being served and those on licence."""
        return [*self.group, *self.licensed]

    def read_off(self) -> Result:
        """Work out every sentence as it stands, and read the dates off."""
        groups = [group for group in [*self.released, self.group] if group]
        every = [running for group in groups for running in group]
        for running in every:
            cap_added(running)
            after.work_out(running, removal_changed=self.removal_changed)
        if cap_licence(groups):
            for running in every:
                after.work_out(running, removal_changed=self.removal_changed)
        return extract(groups, self.told, self.law)


def cap_added(running: Running) -> None:
    """Leave out added days that would run past the end."""
    if running.release > running.end:
        add([running], Days(unused=(running.release - running.end).days))


def cap_licence(groups: list[list[Running]]) -> bool:
    """Leave out added days that carry a mixed licence past the end of the group; say whether there were."""
    any_left_out = False
    for group in groups:
        end = max(running.end for running in group)
        over = [
            (running.licence_end.day - end).days
            for running in group
            if DateKind.LED in running.kinds and running.licence_end and after.mixed(running)
        ]
        if max(over, default=0) > 0:
            add(group, Days(unused_licence=max(over)))
            any_left_out = True
    return any_left_out


def add(group: list[Running], days: Days) -> None:
    """Put days to the account of each sentence that takes them."""
    for running in group:
        running.days = running.days.plus(taken(running, days))


def taken(running: Running, days: Days) -> Days:
    """Return what of the days a sentence takes: by kind, and remand by whether it is a recall."""
    if all(part.kind in TERMS for part in running.parts):
        days = days._replace(added=0)
    if running.supervision_breach or civil(running):
        days = days._replace(remand=0, bail=0)
    elif running.detention and before_remand_counted(running):
        days = days._replace(remand=0)
    if running.recalled:
        return days._replace(remand=0, bail=0)
    return days._replace(recall_remand=0, recall_bail=0)


def civil(running: Running) -> bool:
    """Return whether it is a term in default of a civil debt: no remand is taken off it."""
    return running.fine and running.parts[0].offence_code in running.law.civil_fines


def is_term(running: Running) -> bool:
    """Return whether it is a term by itself that takes no added days."""
    return running.shape is not Shape.CHAIN and running.parts[0].kind in TERMS


def before_remand_counted(running: Running) -> bool:
    """Return whether every order for the young was made before remand was taken off it."""
    since = running.law.detention_counts_remand
    if running.shape is Shape.SINGLE:
        return running.sentenced < since
    return all(part.sentenced < since for part in running.parts)


def total(days: Days) -> int:
    """Return all days of an account, off and on alike: which account is the fullest."""
    return sum(days)


def is_fixed(running: Running) -> bool:
    """Return whether it is a recall for a fixed term."""
    return running.recall is not None and running.recall is not RecallKind.STANDARD
