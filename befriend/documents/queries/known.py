"""What is known for a paper, what is stale, and what is missing: asked of the record before anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import get_language

from befriend.documents.models import PaperLine, Unanswered
from befriend.documents.papers.form import PaperField, Template
from befriend.documents.papers.things import THINGS
from befriend.documents.papers.wording import evidenced
from befriend.people import queries as people
from befriend.people.models import Person
from befriend.people.queries import Standing
from befriend.policies import vocabulary
from befriend.rules.evidence import says_more
from befriend.rules.statements import GIST, SHOWN, WITHHELD

from . import record

Known = PaperLine.Known


class Line(NamedTuple):
    """One line of a paper before it is made: where it stands, what it says, and from where that comes."""

    section: str
    field: PaperField
    label: str
    was_known: str
    words: str = ""
    gist: str = ""
    shown: str = SHOWN
    standing: Standing | None = None

    @property
    def unread(self) -> bool:
        """Say whether something is known here that whoever asks may not read."""
        return self.was_known == Known.MISSING and self.shown == WITHHELD

    @property
    def says_more(self) -> bool:
        """Say whether its words say of something not found by a court that it was."""
        one = self.standing
        return one is not None and says_more(one.statement.value, one.statement.evidence)


class Open(NamedTuple):
    """A question still to be put: its key, and what stands there now when that is stale."""

    key: vocabulary.Key
    standing: Standing | None


class Filling(NamedTuple):
    """A paper as far as it can be made: its lines, and what is still to be asked, stale things first."""

    lines: list[Line]
    open: list[Open]
    asked: dict[str, date]  # put in vain, and when last

    @property
    def fields(self) -> int:
        """Return how many fields the paper has."""
        return len({line.field.name for line in self.lines})

    @property
    def filled(self) -> int:
        """Return how many of them say something."""
        return len({line.field.name for line in self.lines if line.was_known != Known.MISSING})

    @property
    def stale(self) -> list[Line]:
        """Return what was not confirmed for longer than its key allows."""
        return [line for line in self.lines if line.was_known == Known.STALE]

    @property
    def missing(self) -> list[Line]:
        """Return what nothing is known of."""
        return [line for line in self.lines if line.was_known == Known.MISSING and not line.unread]

    @property
    def unread(self) -> int:
        """Return how many lines whoever asks may not read; they cannot make the paper."""
        return sum(line.unread for line in self.lines)


def known(person: Person, template: Template, day: date, moment: datetime) -> Filling:
    """Return what is known for a paper about `person` on `day`, and the questions that are still open.

    A question that was put and stayed without an answer is not put again for the days the policy says.
    """
    lines = gather(person, template, day, moment)
    asked = put_in_vain(person, day)
    return Filling(lines, list(still_open(lines, asked)), asked)


def gather(person: Person, template: Template, day: date, moment: datetime) -> list[Line]:
    """Return every line of a paper, in order, from the record as it was known on `day`."""
    standing = people.standing(person, day, template.keys)
    at = record.At(person, day, moment)
    language = get_language() or "en"
    return [
        line
        for section in template.sections
        for field in section.fields
        for line in lines_of(section.title.in_language(language), field, standing, at, language)
    ]


def lines_of(
    section: str, field: PaperField, standing: Mapping[str, list[Standing]], at: record.At, language: str
) -> Iterator[Line]:
    """Return the lines of one field: one for each thing that stands, or one that says nothing is known."""
    if field.record:
        label = (field.label or THINGS[field.record]).in_language(language)
        words = record.read(field.record, at)
        yield Line(section, field, label, Known.KNOWN if words else Known.MISSING, words)
        return
    label = (field.label or vocabulary.load().key(field.key).label).in_language(language)
    found = standing.get(field.key, [])
    if not found:
        yield Line(section, field, label, Known.MISSING)
    for one in found:
        yield line_of(section, field, label, one)


def line_of(section: str, field: PaperField, label: str, one: Standing) -> Line:
    """Return the line of one thing that stands: withheld from whoever may not even read its source."""
    source = one.source
    if source.shown == WITHHELD and not source.kind:
        return Line(section, field, label, Known.MISSING, shown=WITHHELD)
    return Line(
        section,
        field,
        label,
        Known.STALE if one.stale else Known.KNOWN,
        evidenced(one.words, one.statement.evidence),
        gist=source.told if source.shown == GIST else "",
        shown=source.shown if source.shown in (WITHHELD, GIST) else SHOWN,
        standing=one,
    )


def still_open(lines: list[Line], asked: Mapping[str, date]) -> Iterator[Open]:
    """Return what is to be asked: first whether stale things are still true, then what is missing."""
    words = vocabulary.load()
    for line in lines:
        if line.was_known == Known.STALE and line.standing and not settled(line, asked):
            yield Open(words.key(line.field.key), line.standing)
    for line in lines:
        if is_askable(line) and line.field.key not in asked:
            yield Open(words.key(line.field.key), None)


def is_askable(line: Line) -> bool:
    """Say whether nothing is known of a field that somebody could answer; what is withheld is known."""
    return line.was_known == Known.MISSING and bool(line.field.key) and not line.unread


def settled(line: Line, asked: Mapping[str, date]) -> bool:
    """Say whether asking again is no use now: put in vain, or contested, which only a reviewer settles."""
    return line.field.key in asked or (line.standing is not None and line.standing.contested)


def put_in_vain(person: Person, day: date) -> dict[str, date]:
    """Return the keys that were asked and not answered in the days before `day`, and when last."""
    days = int(people.in_force().on(day, "papers.ask_again_days").value)
    rows = Unanswered.objects.filter(
        person=person, asked_on__gt=day - timedelta(days=days), asked_on__lte=day
    ).order_by("asked_on")
    return dict(rows.values_list("key", "asked_on"))
