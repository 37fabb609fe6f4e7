"""What a paper asks is answered once: each answer becomes a statement, and what nobody knew is kept too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from befriend.audit import access
from befriend.audit import actions as audit
from befriend.documents.models import Unanswered
from befriend.documents.queries import Open
from befriend.people import actions as people
from befriend.people.models import Person, Source, Statement

STILL_TRUE, CHANGED = "still_true", "changed"
# Whose word it is, by how something is known.
SOURCES = {
    Statement.Known.TOLD: Source.Kind.PERSON,
    Statement.Known.SEEN: Source.Kind.PRACTITIONER,
    Statement.Known.DOCUMENT: Source.Kind.AGENCY,
    Statement.Known.AGENCY: Source.Kind.AGENCY,
}


class Answer(NamedTuple):
    """What was answered to one question: `still` for a stale thing, `value` for what is new or changed."""

    open: Open
    still: str = ""
    value: str = ""


@transaction.atomic
def answer(*, person: Person, answers: Sequence[Answer], how_known: str, by: str, day: date) -> int:
    """Keep the answers to a page of questions; return how many there were. All or nothing.

    A thing found still true is confirmed, one at a time; a new value is stated, and replaces what stood.
    What was left open is kept as asked in vain.
    """
    return sum(one_answer(person, one, how_known, by, day) for one in answers)


def one_answer(person: Person, one: Answer, how_known: str, by: str, day: date) -> int:
    """Keep one answer; return 1 where there was one."""
    standing = one.open.standing
    if one.still == STILL_TRUE and standing:
        people.still_true(statement=standing.statement, how_known=how_known, by=by, day=day)
        return 1
    if one.value:
        people.state(
            person=person, key=one.open.key.name, value=one.value, how_known=how_known,
            observed_on=day, by=by, day=day, replaces=standing.statement if standing else None,
            **source_of(standing.statement if standing else None, how_known, by, day),
        )  # fmt: skip
        return 1
    Unanswered.objects.get_or_create(
        person=person, key=one.open.key.name, asked_on=day, defaults={"asked_by": by}
    )
    audit.write(by=by, day=day, did="asked in vain", what="a question of a paper", people=[person.pk])
    return 0


def source_of(changed: Statement | None, how_known: str, by: str, day: date) -> dict[str, Any]:
    """Return from whom an answer comes, what it is worth, and how far it is told, as `state` takes them.

    What another said, what is not told to everybody, and an allegation or a charge stay what they were
    although their words change: an answer on a page of questions makes no plain fact of them.
    """
    plain = {"source_kind": SOURCES[Statement.Known(how_known)]}
    if changed is None:
        return plain
    with access.service(by=by, day=day):
        source = Source.objects.filter(statement=changed).first()
    if source is None:
        return plain | {"evidence": changed.evidence}
    if source.shown == Source.Shown.SHOWN and source.kind not in Source.PROTECTED and not changed.evidence:
        return plain
    # The gist of what it was is none of what it is now: nothing is told until somebody decides again.
    shown = Source.Shown.SHOWN if source.shown == Source.Shown.SHOWN else Source.Shown.WITHHELD
    return {"source_kind": source.kind, "shown": shown, "evidence": changed.evidence}
