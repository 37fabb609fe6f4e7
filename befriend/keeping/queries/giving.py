"""What somebody who asked for their record is given: as data, from which page and paper are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from befriend.audit import queries as audit
from befriend.audit.models import Line
from befriend.audit.queries.trail import NAMED_ROLES
from befriend.keeping.models import AccessRequest, Passage
from befriend.keeping.register import REGISTER, Give
from befriend.people.models import Person

from . import naming, showing
from .gathering import Place, Row, Section, Value, gathered, places

# Roles that may be named to the person, and what no human being did.
SAID_ROLES = (*NAMED_ROLES, "command", "service", "data_protection", "")

Decisions = Mapping[Place, Passage]
Data = dict[str, Any]


def undecided(request: AccessRequest) -> dict[Place, Value]:
    """Return the passages of the record as it is now that no reviewer has decided on."""
    done = decisions(request)
    found = places(gathered(request.person))
    return {place: one for place, one in found.items() if place not in done or done[place].released is None}


class Reviewed(NamedTuple):
    """One passage as its reviewer sees it: where it stands, its words, and the decision so far."""

    passage: Passage
    title: str
    name: str
    words: str


def reviewed(request: AccessRequest) -> list[Reviewed]:
    """Return the passages of a request with their words, those without a decision first."""
    now = places(gathered(request.person))
    found = [
        Reviewed(passage, str(REGISTER[place.table].title), str(naming.FIELDS[place.field]), now[place].words)
        for place, passage in decisions(request).items()
        if place in now
    ]
    return sorted(found, key=lambda one: (one.passage.released is not None, one.passage.pk))


def decisions(request: AccessRequest) -> dict[Place, Passage]:
    """Return the passages of a request by where they stand."""
    return {Place(one.table, one.row, one.field, one.digest): one for one in request.passages.all()}


def as_content(request: AccessRequest, day: date) -> Data:
    """Return everything about a person; what is withheld is marked, with its ground."""
    record, done = gathered(request.person), decisions(request)
    withheld = [done[place] for place in places(record) if not done[place].released]
    grounds = Counter(one.ground for one in withheld)
    return {
        "made_on": day.isoformat(),
        "asked_on": request.asked_on.isoformat(),
        "reference": request.person.ref,
        "name": request.person.chosen_name,
        "sections": [section(one, done) for one in record.sections],
        "looks": looks(request.person),
        "done": acts(request.person),
        "held_back": {
            "passages": len(withheld),
            "grounds": [
                {"ground": code, "words": str(naming.GROUNDS[code]), "passages": count}
                for code, count in sorted(grounds.items())
            ],
        },
        "not_given": not_given(),
    }


def section(found: Section, done: Decisions) -> Data:
    """Return one table as data."""
    return {"table": found.table, "title": found.title, "rows": [row(one, done) for one in found.rows]}


def row(found: Row, done: Decisions) -> Data:
    """Return one row as data, with what it was before; a single moment repeats the row and is left out."""
    same = len(found.history) == 1 and bool(found.values)
    return {
        "values": [value(one, done) for one in found.values],
        "recorded_at": found.history[0].at.isoformat() if found.history else None,
        "history": [
            {
                "at": moment.at.isoformat(),
                "words": showing.plain(moment.at),
                "did": str(naming.MOMENTS.get(moment.did, moment.did)),
                "values": [value(one, done) for one in moment.values],
            }
            for moment in ([] if same else found.history)
        ],
    }


def value(found: Value, done: Decisions) -> Data:
    """Return one value as data; withheld, only that it is and on what ground."""
    name = {"field": found.field, "name": str(naming.FIELDS[found.field])}
    if found.place is None or done[found.place].released:
        return {**name, "words": found.words, "data": found.data}
    ground = naming.GROUNDS[done[found.place].ground]
    return {**name, "words": _("Held back. %(ground)s.") % {"ground": ground}, "withheld": str(ground)}


def looks(person: Person) -> list[Data]:
    """Return in which months what kind of role saw or did something, and for what; never who."""
    return [
        {
            "month": one.month.isoformat()[:7],
            "month_words": date_format(one.month, "F Y"),
            "role": one.role,
            "who": who(one.role),
            "purpose": str(naming.PURPOSES[one.purpose]),
        }
        for one in audit.people_see(person.pk)
    ]


def acts(person: Person) -> list[Data]:
    """Return what was done about `person`, by kind of role, with the reasons that were kept.

    Only by roles that may be named to them: another would say something about somebody else.
    """
    about = Q(people__contains=[person.pk]) | Q(what=person.ref)
    found = Line.objects.filter(about, kind=Line.Kind.DID, role__in=SAID_ROLES).order_by("pk")
    return [
        {
            "day": str(one.day),
            "day_words": showing.plain(one.day),
            "did": showing.called(one.did),
            "who": who(one.role),
            "because": [showing.plain(why) for why in one.because],
        }
        for one in found
    ]


def who(role: str) -> str:
    """Return a kind of role in words."""
    return str(naming.ROLES.get(role, naming.ROLES[""]))


def not_given() -> list[Data]:
    """Return which fields are never given, and why: of every table, whether the person is in it or not."""
    found = {
        (str(table.title), how.why)
        for table in REGISTER.values()
        for how in table.fields.values()
        if how.give is Give.NEVER
    }
    return [{"of": title, "why": why} for title, why in sorted(found)]
