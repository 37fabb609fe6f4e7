"""Who keeps, erases and gives back: whoever holds a data-protection office, for records of its units."""

from __future__ import annotations

import rules

from befriend.allocation.permissions import practitioner_of, today
from befriend.audit import access
from befriend.identity.models import User
from befriend.people.models import Person
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office

from . import queries

KEEP, KEEP_PERSON = "keeping.keep", "keeping.keep_person"


@rules.predicate
def holds_data_protection(user: User, _about: object) -> bool:
    """Hold for whoever holds a data-protection office today."""
    practitioner = practitioner_of(user)
    return practitioner is not None and any(
        one.post == Office.Post.DATA_PROTECTION for one in workforce.offices_of(practitioner, today())
    )


@rules.predicate
def keeps_record_of(user: User, person: Person | None) -> bool:
    """Hold for data protection of the unit that has, or last had, the person's case.

    A restriction does not bind them in this; somebody excluded from the record stays so.
    """
    practitioner, day = practitioner_of(user), today()
    if practitioner is None or person is None:
        return False
    # Asked of everything there is: a restriction must not make a record look like nobody's.
    with access.service(by="", day=day):
        return queries.office_for(practitioner, person, day) is not None


rules.add_perm(KEEP, holds_data_protection)
rules.add_perm(KEEP_PERSON, keeps_record_of)
