"""What the record says without anybody being asked: each thing as it was known at a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.people.models import Contest, Person
from befriend.policies import vocabulary
from befriend.rules.values import Place, Risk
from befriend.sentences.models import Case, CaseState
from befriend.supervision.models import Contact

YEAR = timedelta(days=365)


class At(NamedTuple):
    """Whom, and when: `day` is what was true, `moment` what was known."""

    person: Person
    day: date
    moment: datetime


def read(name: str, at: At) -> str:
    """Return one thing of the record in words, or nothing where it is not known."""
    return READ[name](at)


def written(value: date | None) -> str:
    """Return a day as read in text, or nothing."""
    return date_format(value, "j F Y") if value else ""


def as_was(row: Person | Case, field: str, moment: datetime) -> object:
    """Return a column as its history has it at a moment; as it is now where the history is not that old."""
    found = row.events.filter(pgh_created_at__lte=moment).order_by("-pgh_id").values_list(field, flat=True)
    first = found.first()
    return getattr(row, field) if first is None else first


def chosen_name(at: At) -> str:
    """Return the name they had chosen."""
    return str(as_was(at.person, "chosen_name", at.moment))


def language(at: At) -> str:
    """Return the language they had chosen, as it is called."""
    code = str(as_was(at.person, "language", at.moment))
    return gettext(dict(settings.LANGUAGES).get(code, code))


def relationship(at: At) -> Relationship | None:
    """Return who supervised them."""
    held = Relationship.objects.filter(periods.on(at.day), person=at.person)
    return held.select_related("practitioner").first()


def practitioner(at: At) -> str:
    """Return the name of who supervised them."""
    held = relationship(at)
    return held.practitioner.name if held else ""


def practitioner_since(at: At) -> str:
    """Return since when."""
    held = relationship(at)
    return written(held.from_date) if held else ""


def practitioners_before(at: At) -> str:
    """Return how many supervised them in the five years before."""
    first = at.day - 5 * YEAR
    held = Relationship.objects.filter(person=at.person, until_date__gt=first, until_date__lte=at.day)
    return str(held.values("practitioner").distinct().count())


def case(at: At) -> Case | None:
    """Return their case of that day."""
    return Case.objects.filter(periods.on(at.day), person=at.person).select_related("unit").first()


def unit(at: At) -> str:
    """Return the unit that had their case."""
    found = case(at)
    return found.unit.name if found else ""


def order_type(at: At) -> str:
    """Return the kind of order or sentence."""
    found = case(at)
    if found is None:
        return ""
    return {
        Case.OrderType.COMMUNITY_ORDER: gettext("Community order"),
        Case.OrderType.SUSPENDED_SENTENCE: gettext("Suspended sentence order"),
        Case.OrderType.CUSTODIAL: gettext("Custodial sentence"),
        Case.OrderType.LICENCE: gettext("Licence"),
        Case.OrderType.POST_SENTENCE: gettext("Post-sentence supervision"),
    }[Case.OrderType(found.order_type)]


def from_date(at: At) -> str:
    """Return the day on which it began."""
    found = case(at)
    return written(found.from_date) if found else ""


def release_on(at: At) -> str:
    """Return the day on which release was expected."""
    found = case(at)
    expected = as_was(found, "release_on", at.moment) if found else None
    return written(expected) if isinstance(expected, date) else ""


def state(at: At) -> CaseState | None:
    """Return how the case stood."""
    return CaseState.objects.filter(periods.on(at.day), case__person=at.person).order_by("-from_date").first()


def place(at: At) -> str:
    """Return where the sentence was served."""
    found = state(at)
    if found is None:
        return ""
    return {
        Place.COMMUNITY: gettext("In the community"),
        Place.LICENCE: gettext("On licence"),
        Place.CUSTODY: gettext("In custody"),
    }[Place(found.place)]


def risk(at: At) -> str:
    """Return the assessed risk of serious harm; unknown is said, and is not low."""
    found = state(at)
    if found is None:
        return ""
    return {
        Risk.LOW: gettext("Low"),
        Risk.MEDIUM: gettext("Medium"),
        Risk.HIGH: gettext("High"),
        Risk.VERY_HIGH: gettext("Very high"),
    }.get(Risk(found.risk), gettext("Not assessed, which is not low"))


def mappa(at: At) -> str:
    """Return the level of multi-agency arrangements."""
    found = state(at)
    if found is None:
        return ""
    return str(found.mappa) if found.mappa else gettext("None")


def appointments(at: At, ended: Q) -> str:
    """Return how many of a year's appointments ended so, as was known at the moment."""
    found = Contact.objects.filter(
        ended, person=at.person, outcome_at__lte=at.moment, starts_at__lte=at.moment,
        starts_at__gt=at.moment - YEAR,
    ).count()  # fmt: skip
    return ngettext("%(num)s appointment", "%(num)s appointments", found) % {"num": found}


def contested(at: At) -> str:
    """Return what was contested and not decided."""
    rows = Contest.objects.filter(statement__person=at.person, received_on__lte=at.day)
    open_then = [one for one in rows.select_related("statement") if not was_decided(one, at.day)]
    return listed([(one.statement.key, one.received_on) for one in open_then]) or gettext("Nothing")


def decided(at: At) -> str:
    """Return what was corrected or removed after they contested it."""
    rows = Contest.objects.filter(statement__person=at.person, decided_on__lte=at.day)
    upheld = rows.exclude(decision=Contest.Decision.STANDS).select_related("statement")
    return listed([(one.statement.key, one.decided_on or at.day) for one in upheld]) or gettext("Nothing")


def was_decided(contest: Contest, day: date) -> bool:
    """Say whether a contest was decided by a day."""
    return contest.decided_on is not None and contest.decided_on <= day


def listed(rows: list[tuple[str, date]]) -> str:
    """Return what each is about, and since when: never the words themselves."""
    words = vocabulary.load()
    labels = [(words.read(key).label.in_language(get_language() or "en"), on) for key, on in sorted(rows)]
    return "; ".join(f"{label} ({written(on)})" for label, on in labels)


KEPT = Q(outcome__in=Contact.HAPPENED)
MISSED = Q(outcome=Contact.Outcome.MISSED)
# Whatever the service did not do counts against nobody else.
CALLED_OFF = Q(called_off_by=Contact.Side.SERVICE) | Q(outcome=Contact.Outcome.NO_TIME)
READ: Mapping[str, Callable[[At], str]] = {
    "person.chosen_name": chosen_name,
    "person.ref": lambda at: at.person.ref,
    "person.language": language,
    "practitioner.name": practitioner,
    "practitioner.since": practitioner_since,
    "practitioner.before": practitioners_before,
    "case.unit": unit,
    "case.order_type": order_type,
    "case.from_date": from_date,
    "case.release_on": release_on,
    "case.place": place,
    "case.risk": risk,
    "case.mappa": mappa,
    "contacts.kept": lambda at: appointments(at, KEPT),
    "contacts.missed": lambda at: appointments(at, MISSED),
    "contacts.called_off": lambda at: appointments(at, CALLED_OFF),
    "contests.open": contested,
    "contests.decided": decided,
}
