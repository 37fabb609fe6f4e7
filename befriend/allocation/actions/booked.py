"""What stays booked with somebody who parts from a person: told to whoever answers for the person then."""

from __future__ import annotations

from datetime import date

from befriend.allocation.queries import unit_of_record
from befriend.allocation.queries.booked import to_book_anew
from befriend.people.models import Person
from befriend.supervision import queries
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner

from .telling import tell_office, tell_practitioner

CODE = "book_anew"


def tell_who_answers(person: Person, receiver: Practitioner | None, *, day: date) -> None:
    """Tell the receiver, or the head where nobody has been found, that appointments are to be booked anew."""
    if not to_book_anew(person, day, queries.midnight(day)):
        return
    if receiver is not None:
        tell_practitioner(receiver, day=day, code=CODE, person=person.ref)
        return
    unit = unit_of_record(person, day)
    if unit is not None:
        tell_office(workforce.head_office(unit, day), day=day, code=CODE, person=person.ref)
