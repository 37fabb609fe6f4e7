"""A paper as it was made, and as each recipient has it: what they may not have is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch
from django.utils import translation

from befriend.documents.models import Delivery, Paper, PaperLine, Recipient
from befriend.documents.papers import register, wording
from befriend.documents.papers.shape import Copy, Part, Shown
from befriend.documents.papers.things import THINGS
from befriend.people import queries as people
from befriend.people.actions import refuse
from befriend.people.models import Person, Source
from befriend.rules.statements import GIST, SHOWN, WITHHELD

from .known import Line, gather

Known = PaperLine.Known


class Reader(NamedTuple):
    """Whoever reads a copy: how much of what others said they may have, and whether they are the person.

    `fields` are the names of the fields that are told to the person; None for everybody else.
    """

    may_have: str
    fields: frozenset[str] | None = None


def reader_of(delivery: Delivery) -> Reader:
    """Return who reads a copy."""
    return reader(delivery.recipient.kind, delivery.may_have, delivery.paper.day)


def reader(kind: str, may_have: str, day: date) -> Reader:
    """Return a reader by the kind of recipient, by what was told to people on `day`."""
    if kind != Recipient.Kind.PERSON:
        return Reader(may_have)
    untold = set(people.in_force().on(day, "portal.record_not_shown").value)
    return Reader(may_have, frozenset({*people.told_keys(day), *(THINGS.keys() - untold)}))


def of_delivery(delivery: Delivery) -> Copy:
    """Return a paper as its recipient has it, in the language it was made in.

    Raises RefusedError for whoever may not read all that its recipient may have: a copy is whole.
    """
    paper = delivery.paper
    lines = paper.lines.select_related("statement__source").order_by("position")
    with translation.override(paper.language):
        made = copy(paper.title, lines, reader_of(delivery))
    if delivery.may_have == WITHHELD and made.withheld:
        raise refuse("paper_not_wholly_read")
    return made


def copy(title: str, lines: Iterable[PaperLine], whose: Reader) -> Copy:
    """Return lines as their reader has them.

    What is withheld is counted and not shown, its label neither. A line that whoever asks may not even
    read is missing from the row of positions, and counts as well.
    """
    parts: list[Part] = []
    positions = withheld = 0
    for line in lines:
        withheld += line.position - positions
        positions = line.position + 1
        words = words_for(line, whose)
        if words is None:
            withheld += 1
            continue
        if not parts or parts[-1].title != line.section:
            parts.append(Part(line.section, []))
        parts[-1].lines.append(shown(line, words))
    return Copy(title, parts, withheld)


def words_for(line: PaperLine, whose: Reader) -> str | None:
    """Return the words of a line for somebody, what may be told of them, or None where they are withheld."""
    if not is_for(line, whose):
        return None
    if line.was_known == Known.MISSING:
        return wording.missing()
    if line.shown == SHOWN or whose.may_have == WITHHELD:
        return line.words
    return line.gist if line.shown == whose.may_have == GIST else None


def is_for(line: PaperLine, whose: Reader) -> bool:
    """Say whether a line may be in somebody's copy at all: in the person's own is no more than on their page.

    Of what is not told there not even that nothing is known: what is missing among it would tell the rest.
    """
    if whose.fields is None:
        return True
    return line.field in whose.fields and (line.statement is None or people.told_of(line.statement))


def shown(line: PaperLine, words: str) -> Shown:
    """Return a line as it is read; of what is told in gist, neither how it is known nor since when."""
    whole = words == line.words and line.was_known != Known.MISSING
    return Shown(
        line.label, words,
        wording.how_known(line.how_known) if whole else "",
        line.observed_on if whole else None,
        line.confirmed_on if whole else None,
        line.contested, line.was_known == Known.STALE,
    )  # fmt: skip


def preview(title: str, lines: Sequence[Line], whose: Reader) -> Copy:
    """Return a paper as it would be for a reader, before it is made.

    Where whoever asks may not read all of it, what is not known is left out: what stood there as not known,
    or was missing among it, would tell what it is that they may not read.
    """
    read = [one for one in lines if one.was_known != Known.MISSING] if is_unread(lines) else lines
    return copy(title, (as_row(number, line) for number, line in enumerate(read)), whose)


def is_unread(lines: Iterable[Line]) -> bool:
    """Say whether a paper would hold something that whoever asks may not read."""
    return any(line.unread for line in lines)


def as_row(position: int, line: Line) -> PaperLine:
    """Return a line as it is kept: a paper's, not kept yet."""
    one = line.standing
    made = PaperLine(
        position=position, section=line.section, field=line.field.name, label=line.label,
        was_known=line.was_known, words=line.words, gist=line.gist,
        shown=line.shown if line.was_known != Known.MISSING else Source.Shown.SHOWN,
    )  # fmt: skip
    if one:
        made.statement, made.contested = one.statement, one.contested
        made.how_known, made.evidence = one.statement.how_known, one.statement.evidence
        made.observed_on, made.confirmed_on = one.statement.observed_on, one.confirmed_on
        if line.was_known == Known.MISSING:
            made.statement = None
    return made


class Difference(NamedTuple):
    """A line that reads otherwise when the paper is made again from the record of its day."""

    label: str
    then: str
    again: str


def again(paper: Paper) -> list[Difference]:
    """Make a paper again from the record as it was known at the end of its day; return what differs.

    Nothing does, unless the record of that very day went on changing after the paper was made, or its
    template is no longer the same. What whoever asks may not read is not compared.
    """
    template = register.load().template(paper.kind)
    with translation.override(paper.language):
        lines = gather(paper.person, template, paper.day, paper.made_at)
        made = [as_row(number, line) for number, line in enumerate(lines) if not line.unread]
    unread = {line.field.name for line in lines if line.unread}
    kept = list(paper.lines.order_by("position"))
    now = {(row.field, row.statement_id): row.words for row in made}
    then = {(row.field, row.statement_id): row.words for row in kept}
    labels = {row.field: row.label for row in (*made, *kept)}
    return [
        Difference(labels[at[0]], then.get(at, ""), now.get(at, ""))
        for at in sorted(then.keys() | now.keys(), key=str)
        if then.get(at) != now.get(at) and (at in now or at[0] not in unread)
    ]


def papers_of(person: Person) -> list[Paper]:
    """Return every paper about somebody with its copies, the latest first."""
    copies = Delivery.objects.select_related("recipient").order_by("pk")
    return list(person.papers.prefetch_related(Prefetch("deliveries", copies)).order_by("-made_at", "-pk"))


def lines_of(paper: Paper) -> list[PaperLine]:
    """Return the lines of a paper in order, as far as whoever asks may read them, each with its statement."""
    return list(paper.lines.select_related("statement").order_by("position"))


def copies_of(paper: Paper) -> list[Delivery]:
    """Return whose copies of a paper there are."""
    return list(paper.deliveries.select_related("recipient__office__unit").order_by("pk"))
