"""Appointments that have to be booked anew: with somebody who works with the person no longer."""

from __future__ import annotations

from datetime import date, datetime

from befriend.people.models import Person
from befriend.rows import Question
from befriend.supervision.models import Contact
from befriend.workforce.models import Practitioner

# With whoever supervised or covered and does no more, and with whoever may not work with them at all.
ANEW = Question(
    """
    SELECT {c}, {p} FROM supervision_contact c JOIN workforce_practitioner p ON p.id = c.practitioner_id
    WHERE c.person_id = %(person)s AND c.outcome = '' AND c.ends_at > %(at)s AND (
        c.practitioner_id IN (
            SELECT b.practitioner FROM befriend_barred(ARRAY[%(person)s]::bigint[], %(day)s) b)
        OR ((EXISTS (SELECT FROM allocation_relationship r
                     WHERE r.person_id = c.person_id AND r.practitioner_id = c.practitioner_id
                       AND r.until_date <= %(day)s)
             OR EXISTS (SELECT FROM allocation_cover v
                        JOIN allocation_relationship r ON r.id = v.relationship_id
                        WHERE r.person_id = c.person_id AND v.practitioner_id = c.practitioner_id
                          AND v.until_date <= %(day)s))
            AND NOT EXISTS (SELECT FROM allocation_relationship r
                            WHERE r.person_id = c.person_id AND r.practitioner_id = c.practitioner_id
                              AND {on[r]})
            AND NOT EXISTS (SELECT FROM allocation_cover v
                            JOIN allocation_relationship r ON r.id = v.relationship_id
                            WHERE r.person_id = c.person_id AND v.practitioner_id = c.practitioner_id
                              AND {on[v]})))
    ORDER BY c.starts_at, c.id
    """,
    c=Contact,
    p=Practitioner,
)


def to_book_anew(person: Person, day: date, at: datetime) -> list[Contact]:
    """Return what is booked from `at` on with somebody who works with `person` no longer. One query."""
    found = []
    for contact, practitioner in ANEW.ask(person=person.pk, day=day, at=at):
        contact.practitioner = practitioner
        found.append(contact)
    return found
