"""What used a statement: every paper, edition and recipient, also through what it was copied from or into."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from befriend.audit import access
from befriend.documents.models import Delivery, Paper, PaperLine, Telling
from befriend.documents.papers.wording import evidenced
from befriend.people import queries as people
from befriend.people.actions import refuse
from befriend.people.models import Contest, Statement
from befriend.people.queries.statements import alike
from befriend.policies import vocabulary
from befriend.rules.statements import SHOWN, WITHHELD

from .showing import reader_of, words_for


class Use(NamedTuple):
    """A paper in which a statement stood: the words there, and whose copies of it there are.

    `words` is empty for whoever may not read them; that it was used, and by whom, they may know.
    """

    paper: Paper
    line: PaperLine
    words: str
    deliveries: list[Delivery]

    @property
    def held_by(self) -> list[Delivery]:
        """Return the copies in which it stood, in words or in gist."""
        return [one for one in self.deliveries if words_for(self.line, reader_of(one)) is not None]


def editions(statement: Statement) -> list[Statement]:
    """Return a statement and all that carried the same on, before it or after it, the oldest first.

    What it replaced counts as long as it was only carried over, or says nearly the same; and so does any
    other text of the person that is nearly the same, under whatever key it was copied to. An earlier
    address is no edition of a wrong later one.
    """
    enough = float(people.in_force().on(statement.known_from, "statements.alike_from").value)
    linked = {one.pk for one in people.chain(statement)}
    # What a reviewer put in the place of something wrong is no edition of it, however alike.
    every = Statement.objects.filter(
        Q(pk=statement.pk) | Q(corrects__isnull=True), person_id=statement.person_id
    ).order_by("known_from", "pk")
    return [one for one in every if one.pk == statement.pk or carries(one, statement, linked, enough)]


def carries(one: Statement, statement: Statement, linked: set[int], enough: float) -> bool:
    """Say whether one statement says what another does: in the same words, or nearly."""
    if one.value == statement.value and (one.pk in linked or one.key == statement.key):
        return True
    key = vocabulary.load().read(one.key)
    return key.type == "words" and alike(one, statement.value, enough) is not None


def used_by(statement: Statement) -> list[Use]:
    """Return every paper in which a statement or an edition of it stood, the latest first.

    All of them, whoever asks: a correction that leaves out what its reviewer may not read would leave
    something wrong where it does most harm. The words are only there for who may read them.
    """
    found = editions(statement)
    readable = set(PaperLine.objects.filter(statement__in=found).values_list("pk", flat=True))
    with access.service(by="befriend", day=statement.known_from):
        rows = PaperLine.objects.filter(statement__in=found).select_related(
            "paper__person", "statement__source"
        )
        lines = list(rows.order_by("-paper__made_at", "-paper", "position"))
        copies: dict[int, list[Delivery]] = {}
        of_these = Delivery.objects.filter(paper__in=[line.paper_id for line in lines])
        for one in of_these.select_related("recipient__office__unit", "paper").order_by("pk"):
            copies.setdefault(one.paper_id, []).append(one)
    return [
        Use(line.paper, line, line.words if line.pk in readable else "", copies.get(line.paper_id, []))
        for line in lines
    ]


def tellings(contest: Contest) -> list[Telling]:
    """Return whom the correction that came of a contest is told to, and how far that is."""
    found = Telling.objects.filter(contest=contest).select_related(
        "delivery__recipient__office__unit", "delivery__paper__person"
    )
    return list(found.order_by("pk"))


def to_be_told(contest: Contest) -> list[Delivery]:
    """Return the copies whose holders are to be told of a correction and are not yet.

    Whoever has a copy that was never given to them has nothing to correct; the person knows already.
    """
    told = set(Telling.objects.filter(contest=contest).values_list("delivery_id", flat=True))
    found = {
        one.pk: one
        for use in used_by(contest.statement)
        for one in use.held_by
        if one.given_on is not None and one.recipient.kind != one.recipient.Kind.PERSON
    }
    return [one for key, one in sorted(found.items()) if key not in told]


class Letter(NamedTuple):
    """What a letter about a correction says: what stood in the copy, and what is right now.

    `right` is empty where nothing stands in its place.
    """

    telling: Telling
    said: list[str]
    right: str


def letter(telling: Telling) -> Letter:
    """Return what is told of a correction to the holder of one copy: never more than the copy held.

    Raises RefusedError for whoever may not read all that the copy said of it: a letter is whole.
    """
    contest, delivery = telling.contest, telling.delivery
    stood = PaperLine.objects.filter(
        paper=delivery.paper, statement__in=editions(contest.statement)
    ).order_by("position")
    said = words_in(stood, delivery)
    # Of all that it said only how much that is: also of those that whoever asks may not read.
    with access.service(by="befriend", day=contest.statement.known_from):
        every = len(words_in(stood.all(), delivery))
    if len(said) < every:
        raise refuse("paper_not_wholly_read")
    return Letter(telling, said, right_for(telling, stood))


def words_in(lines: QuerySet[PaperLine], delivery: Delivery) -> list[str]:
    """Return the words of those lines that stand in a copy."""
    whose = reader_of(delivery)
    words = [words_for(line, whose) for line in lines]
    return [one for one in words if one is not None]


def right_for(telling: Telling, stood: QuerySet[PaperLine]) -> str:
    """Return what is right now for the holder of a copy: in words only where they had the words.

    Whoever had it in gist would learn from the words what they may not have.
    """
    now = telling.contest.correction
    if now is None:
        return ""
    # Of the lines only how far each may be told: also of those that whoever asks may not read.
    with access.service(by="befriend", day=now.known_from):
        told = set(stood.values_list("shown", flat=True))
    if SHOWN in told or (told and telling.delivery.may_have == WITHHELD):
        return evidenced(people.words_of(vocabulary.load().read(now.key), now.value), now.evidence)
    return _("What you were told of this in gist no longer holds.")
