"""Questions about trials of policies; nothing here changes anything."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from befriend import policies
from befriend.policies import statements
from befriend.simulator import packs
from befriend.simulator.packs import Pack

from .models import Comment, Trial

if TYPE_CHECKING:
    from befriend.simulator.trial import Asked

State = Trial.State
# What is long, and read only where it is shown.
LONG = ("proposal", "result", "shown", "drawings")
# What a person's own page reads: the database shows it no more.
OF_PERSONS = ("id", "state", "policy", "ended_at", "result")
# PostgreSQL keeps a lock of one number as two halves.
HELD = """
SELECT EXISTS (
    SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid::bigint = %s AND objid::bigint = %s
)
"""


class Said(NamedTuple):
    """A comment as everybody reads it: as whom, the words, when, and how many words were taken out."""

    pk: int
    voice: str
    words: str
    day: date
    removed: int
    removed_on: date | None


def trials() -> QuerySet[Trial]:
    """Return every trial without its statement, the newest first."""
    return Trial.objects.defer(*LONG).order_by("-pk")


def one(number: int) -> Trial | None:
    """Return the trial of a number with what its page shows, or None; its statement is read when asked."""
    return Trial.objects.defer("result", "drawings").filter(pk=number).first()


def drawing(number: int, measure: str) -> str:
    """Return the drawing of a measure of a trial as SVG, or nothing where there is none."""
    found = Trial.objects.filter(pk=number, drawings__has_key=measure).values_list("drawings", flat=True)
    return str(found[0][measure]) if found else ""


def waits() -> bool:
    """Say whether a trial waits to be tried, or was left behind by a process that died."""
    return Trial.objects.filter(state__in=[State.QUEUED, State.RUNNING]).exists()


def is_held(lock: int) -> bool:
    """Say whether a process holds a lock of this database: the one that tries trials, while it lives."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [lock >> 32, lock & 0xFFFF_FFFF])
        return bool(cursor.fetchone()[0])


def place(trial: Trial) -> int:
    """Return how many trials come before one that is queued."""
    return Trial.objects.filter(state__in=[State.QUEUED, State.RUNNING], pk__lt=trial.pk).count()


def of_persons() -> QuerySet[Trial]:
    """Return the trials that are done, as a person's own page may read them, the newest first."""
    return Trial.objects.filter(state=State.DONE).only(*OF_PERSONS).order_by("-pk")


def comments(trial: Trial) -> list[Said]:
    """Return what was said of a trial and is not withdrawn, the first said first; never by whom."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM befriend_comments(%s)", [trial.pk])
        return [Said(*row) for row in cursor.fetchall()]


def has_said(trial: Trial, practitioner: str) -> bool:
    """Say whether a practitioner (their reference) has commented on a trial."""
    return Comment.objects.filter(trial=trial, said_by=practitioner).exists()


def lacking(said: list[Said]) -> list[str]:
    """Return whose comment is still missing: until none is, the statement is incomplete."""
    return statements.unheard([{"by": one.voice, "words": one.words, "consented": True} for one in said])


def too_little(trial: Trial) -> list[str]:
    """Return in what a trial was too small for its statement to put anything in force."""
    from befriend.evidence.impact import data

    head = {**data.head(asked_of(trial)), "comments": []}
    return list(statements.too_little(statements.Tried.model_validate(head), policies.load()))


def statement(trial: Trial) -> dict[str, Any]:
    """Return the statement of a trial that is done, with what was said of it."""
    from befriend.evidence.impact import data

    def add(found: dict[str, Any], one: Said) -> dict[str, Any]:
        return data.with_comment(found, by=one.voice, words=one.words, day=one.day)

    return reduce(add, comments(trial), trial.result)


def asked_of(trial: Trial) -> Asked:
    """Return what a trial asks; PolicyError where what it names is no longer there."""
    from befriend.simulator.trial import Asked

    return Asked(
        pack_of(trial.policy, trial.proposal), pack_of(trial.against), trial.country, trial.months,
        trial.runs, trial.seed, smaller=trial.smaller,
    )  # fmt: skip


def pack_of(name: str, text: str = "") -> Pack:
    """Return the pack of a name, or the proposal of a text under that name; never a file of this machine."""
    if text:
        return Pack(name, policies.proposal_of(text, name))
    if name not in (packs.BASE, *packs.names()):
        raise policies.PolicyError(f"There is no policy pack {name!r} any more. Ask for another trial.")
    return packs.read(name)
