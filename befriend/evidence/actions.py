"""What is done with a trial: asked for, tried by a process beside the service, and spoken about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet

from befriend.audit import access
from befriend.audit import actions as audit
from befriend.people.actions.refused import refuse
from befriend.people.models import Person
from befriend.policies.errors import BefriendError

from .models import Comment, Trial

if TYPE_CHECKING:
    from befriend.simulator.trial import Asked

State = Trial.State
# How often a trial is begun whose process ends under it.
MOST_BEGUN = 3
# Characters of a comment.
LONGEST = 4000
# A trial that is one of these is still to be tried, or is being tried.
UNDER_WAY = (State.QUEUED, State.RUNNING)


class CancelledError(BefriendError):
    """Raised to whoever tries a trial that was cancelled meanwhile: stop."""


@transaction.atomic
def ask(*, asked: Asked, proposal: str = "", by: str, office: str = "", day: date, at: datetime) -> Trial:
    """Put a trial in the queue; `proposal` is the text of one that is no pack.

    Raises PolicyError for what cannot be tried.
    """
    asked.refuse_nonsense()
    made = Trial.objects.create(
        asked_by=by, asked_at=at, policy=asked.policy.name, proposal=proposal, against=asked.against.name,
        country=asked.country, months=asked.months, runs=asked.runs, seed=asked.seed, smaller=asked.smaller,
    )  # fmt: skip
    audit.write(by=by, office=office, day=day, did="asked for a trial", what=str(made))
    return made


@transaction.atomic
def begin() -> Trial | None:
    """Take the oldest trial that waits; None where none does. Only whoever tries them calls this."""
    found = Trial.objects.select_for_update().filter(state=State.QUEUED).order_by("pk").first()
    if found is not None:
        found.state, found.runs_done, found.begun = State.RUNNING, 0, found.begun + 1
        found.save(update_fields=["state", "runs_done", "begun"])
    return found


@transaction.atomic
def pick_up(*, at: datetime) -> int:
    """Put trials back into the queue whose process ended under them; return how many.

    One that ended its process too often has failed.
    """
    left = Trial.objects.filter(state=State.RUNNING)
    left.filter(begun__gte=MOST_BEGUN).update(
        state=State.FAILED, ended_at=at,
        why_failed=f"It was begun {MOST_BEGUN} times, and each time its process ended before it was done: "
        "the machine may have too little memory. Ask for fewer months.",
    )  # fmt: skip
    return left.update(state=State.QUEUED, runs_done=0)


def progress(*, trial: Trial, runs_done: int) -> None:
    """Keep how many runs of a trial are done, or raise CancelledError: then no more are wanted."""
    if not not_cancelled(trial).update(runs_done=runs_done):
        raise CancelledError(f"The {trial} was cancelled after {runs_done} runs.")


def not_cancelled(trial: Trial) -> QuerySet[Trial]:
    """Return a trial as a row to change, unless it was cancelled: what is cancelled stays so."""
    return Trial.objects.filter(pk=trial.pk).exclude(state=State.CANCELLED)


@transaction.atomic
def cancel(*, trial: Trial, by: str, manages: bool, office: str = "", day: date, at: datetime) -> None:
    """Cancel a trial that waits or runs; whoever tries it stops at its next run.

    `manages` says that whoever cancels it may do so whoever asked for it. Raises RefusedError for somebody
    else's trial, and for one that is over.
    """
    found = Trial.objects.select_for_update().defer("result", "shown", "drawings").get(pk=trial.pk)
    if not manages and found.asked_by != by:
        raise refuse("trial_of_another")
    if found.state not in UNDER_WAY:
        raise refuse("trial_over")
    found.state, found.cancelled_by, found.ended_at = State.CANCELLED, by, at
    found.save(update_fields=["state", "cancelled_by", "ended_at"])
    audit.write(by=by, office=office, day=day, did="cancelled a trial", what=str(found))


@transaction.atomic
def finish(
    *,
    trial: Trial,
    statement: Mapping[str, Any],
    shown: Mapping[str, Any],
    drawings: Mapping[str, str],
    by: str,
    day: date,
    at: datetime,
) -> None:
    """Keep what came out of a trial, and what its page shows of that; nothing of one that was cancelled."""
    kept = not_cancelled(trial).update(
        state=State.DONE, runs_done=trial.runs, ended_at=at, result=statement, shown=shown,
        drawings=drawings, name=statement["name"],
    )  # fmt: skip
    if kept:
        audit.write(by=by, day=day, did="tried a policy", what=str(trial))


@transaction.atomic
def fail(*, trial: Trial, why: str, by: str, day: date, at: datetime) -> None:
    """Keep why a trial could not be tried to its end; nothing of one that was cancelled."""
    if not_cancelled(trial).update(state=State.FAILED, ended_at=at, why_failed=why):
        audit.write(by=by, day=day, did="could not try a policy", what=str(trial))


@transaction.atomic
def comment(*, trial: Trial, words: str, by: str, day: date) -> Comment:
    """Keep what a practitioner says of a trial, who agrees that it is published without their name."""
    made = Comment(trial=trial, voice=Comment.Voice.PRACTITIONER, said_by=by, said_on=day)
    return said(made, words, by=by, day=day)


def comment_as_person(*, person: Person, trial: Trial, words: str, day: date) -> Comment:
    """Keep what somebody supervised says of a trial, who agrees that it is published without their name."""
    with access.service(by=person.ref, day=day), transaction.atomic():
        made = Comment(trial=trial, voice=Comment.Voice.SUPERVISED, person=person, said_on=day)
        return said(made, words, by=person.ref, day=day)


def said(made: Comment, words: str, *, by: str, day: date) -> Comment:
    """Keep a comment as it was said, once."""
    refuse_no_words(words)
    # Locked, so that what was sent twice is there once.
    trial = Trial.objects.select_for_update().only("state").get(pk=made.trial_id)
    if trial.state != State.DONE:
        raise refuse("trial_not_done")
    standing = Comment.objects.filter(trial=trial, withdrawn_on__isnull=True)
    if standing.filter(person=made.person, said_by=made.said_by).exists():
        raise refuse("commented_already")
    made.words = words.strip()
    made.save()
    about = [made.person_id] if made.person_id else []
    audit.write(by=by, day=day, did="commented on a trial", what=str(trial), people=about)
    return made


def refuse_no_words(words: str) -> None:
    """Raise RefusedError for no words, and for too many."""
    if not words.strip():
        raise refuse("words_needed")
    if len(words.strip()) > LONGEST:
        raise refuse("statement_too_long", count=len(words.strip()), limit=LONGEST)


def withdraw(*, person: Person, trial: Trial, day: date) -> bool:
    """Take back what a person said of a trial: their words are gone. Said again, it changes nothing."""
    with access.service(by=person.ref, day=day), transaction.atomic():
        standing = Comment.objects.filter(person=person, trial=trial, withdrawn_on__isnull=True)
        found = standing.update(words="", withdrawn_on=day)
        if found:
            audit.write(by=person.ref, day=day, did="withdrew a comment", what=str(trial), people=[person.pk])
        return bool(found)


def remove(*, comment: int, passage: str, by: str, office: str = "", day: date) -> int:
    """Take a passage out of a comment, which would identify somebody; return how many words that was.

    How many were taken out stands in their place, and what they were is nowhere any more. For data
    protection, whomever they reach: a comment is read by everybody.
    """
    with access.service(by=by, day=day), transaction.atomic():
        found = Comment.objects.select_for_update().filter(withdrawn_on__isnull=True).get(pk=comment)
        taken = passage.strip()
        if not taken or taken not in found.words:
            raise refuse("passage_not_there")
        count = len(taken.split()) * found.words.count(taken)
        found.words = found.words.replace(taken, marked(len(taken.split())))
        found.removed, found.removed_by, found.removed_on = found.removed + count, by, day
        found.save(update_fields=["words", "removed", "removed_by", "removed_on"])
        about = [found.person_id] if found.person_id else []
        audit.write(by=by, office=office, day=day, did="removed words that identify somebody",
                    what=f"comment {found.pk}: {count} words", people=about)  # fmt: skip
        return count


def marked(count: int) -> str:
    """Return what stands where words were taken out; in English, as the statement is."""
    return f"[{count} {'word' if count == 1 else 'words'} removed]"
