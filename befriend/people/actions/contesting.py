"""Saying that a statement is not right, and deciding about that, independently and with reasons."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from befriend.audit import access
from befriend.audit import actions as audit
from befriend.people import queries
from befriend.people.models import Confirmation, Contest, Source, Statement
from befriend.policies import vocabulary
from befriend.rules import statements as rules

from .refused import refuse
from .stating import end, fitting, locked

# The trigger of befriend.people.migrations.0009, which knows who is with whom.
INDEPENDENT = "a_reviewer_works_with_nobody_they_decide_about"


@transaction.atomic
def contest(
    *, statement: Statement, way: str, words: str, said_for_them_by: str = "", by: str, day: date
) -> Contest:
    """Keep that a statement is said not to be right: the receipt. One contest of it is open at a time."""
    if not words.strip():
        raise refuse("words_needed")
    statement = locked(statement)
    if Contest.objects.filter(statement=statement, decided_on=None).exists():
        raise refuse("already_contested")
    made = Contest.objects.create(
        statement=statement, way=way, words=words.strip(), said_for_them_by=said_for_them_by.strip(),
        received_on=day, receipt_by=by, answer_by=rules.answer_by(day, queries.in_force()),
    )  # fmt: skip
    say("received a contest", made, by=by, day=day)
    return made


@transaction.atomic
def decide(
    *, contest: Contest, decision: str, reasons: str, value: str | None = None, by: str, day: date
) -> Contest:
    """Decide whether a statement stands, is corrected (to `value`), or is removed, with reasons.

    The reviewer is neither who recorded it, accepted it or found it true, nor anybody who works with the
    person: of the last the database makes sure. What was corrected or removed stays readable as of the days
    on which it stood.
    """
    contest = (
        Contest.objects.select_for_update(of=("self",)).select_related("statement__person").get(pk=contest.pk)
    )
    if contest.decided_on is not None:
        raise refuse("already_decided")
    if not reasons.strip():
        raise refuse("words_needed")
    had_part(contest.statement, by)
    contest.decision, contest.reasons, contest.reviewer, contest.decided_on = (
        decision, reasons.strip(), by, day,
    )  # fmt: skip
    kept_if_independent(contest)
    if decision != Contest.Decision.STANDS:
        end(contest.statement, day)
    if decision == Contest.Decision.CORRECTED:
        contest.correction = corrected(contest.statement, value or "", by=by, day=day)
        contest.save(update_fields=["correction"])
    say(f"decided a contest: {decision}", contest, by=by, day=day)
    return contest


def had_part(statement: Statement, by: str) -> None:
    """Raise RefusedError if somebody wrote down, accepted or found true a statement or one it goes back to.

    Of what came after it nothing counts: whoever replaced it said something else.
    """
    before: list[Statement] = []
    one: Statement | None = statement
    while one is not None:
        before.append(one)
        one = one.replaces
    if by in {each.recorded_by for each in before}:
        raise refuse("reviewer_recorded_it")
    # Whoever accepts what was typed for them states it as much as whoever typed it.
    if by in {each.accepted_by for each in before}:
        raise refuse("reviewer_accepted_it")
    if Confirmation.objects.filter(statement__in=before, by=by).exists():
        raise refuse("reviewer_confirmed_it")


def kept_if_independent(contest: Contest) -> None:
    """Save a decision, or raise RefusedError if the database says that its reviewer is not independent."""
    try:
        with transaction.atomic():
            contest.save(update_fields=["decision", "reasons", "reviewer", "decided_on"])
    except IntegrityError as refused:
        diagnosis = getattr(refused.__cause__, "diag", None)
        if diagnosis is None or diagnosis.constraint_name != INDEPENDENT:
            raise
        raise refuse("reviewer_is_with_them") from None


def corrected(statement: Statement, value: str, *, by: str, day: date) -> Statement:
    """Make the statement that replaces one found to be wrong: of the same worth, from the same source."""
    asked = vocabulary.load().read(statement.key)
    made = Statement.objects.create(
        person_id=statement.person_id, key=statement.key, value=fitting(asked, value, day),
        how_known=statement.how_known, evidence=statement.evidence, observed_on=day, known_from=day,
        recorded_by=by, replaces=statement,
    )  # fmt: skip
    keep_source(statement, made, by=by, day=day)
    return made


def keep_source(statement: Statement, made: Statement, *, by: str, day: date) -> None:
    """Keep for a correction whom it comes from, and no more of that told than of what it corrects.

    The reviewer may not read a source that is withheld, so the service does. Where nothing of a source was
    written down the correction is the reviewer's word: told as far as what an earlier system brought was,
    and withheld otherwise.
    """
    with access.service(by=by, day=day):
        source = Source.objects.filter(statement=statement).first()
        if source is None:
            shown = Source.Shown.WITHHELD if statement.recorded_by else Source.Shown.SHOWN
            source = Source(kind=Source.Kind.PRACTITIONER, shown=shown, decided_by=by)
        Source.objects.create(
            statement=made, kind=source.kind, words=source.words, gist=source.gist, shown=source.shown,
            decided_by=source.decided_by,
        )  # fmt: skip


def say(did: str, contest: Contest, *, by: str, day: date) -> None:
    """Write the line of the audit: that something is contested or decided, and never what."""
    what = f"contest {contest.ref}"
    audit.write(by=by, day=day, did=did, what=what, people=[contest.statement.person_id])
