"""Who states what about people, confirms it, and decides what is contested."""

from __future__ import annotations

import rules

from befriend.allocation.permissions import enters_for_person, holds_of, is_with, practitioner_of, today
from befriend.identity.models import User
from befriend.people.models import Person
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office

STATE, CONFIRM, REVIEW, REVIEW_ANY = "people.state", "people.confirm", "people.review", "people.review_any"
LEADING = (Office.Post.HEAD, Office.Post.SENIOR)
REVIEWING = (*LEADING, Office.Post.DATA_PROTECTION)


@rules.predicate
def leads(user: User, person: Person | None) -> bool:
    """Hold for the seniors and heads of the unit that has the person's case, and of those above."""
    return holds_of(user, person, *LEADING)


@rules.predicate
def reviews(user: User, person: Person | None) -> bool:
    """Hold for seniors, heads and data protection of the person's unit, whether or not they are independent.

    Whether they wrote it down or work with the person is for the action, which says so in words.
    """
    return holds_of(user, person, *REVIEWING)


@rules.predicate
def reviews_somebody(user: User, _about: object) -> bool:
    """Hold for whoever reviews what is contested anywhere; they find there whom they reach."""
    practitioner = practitioner_of(user)
    if practitioner is None:
        return False
    return any(one.post in REVIEWING for one in workforce.offices_of(practitioner, today()))


rules.add_perm(STATE, enters_for_person | is_with)
rules.add_perm(CONFIRM, leads | is_with)
rules.add_perm(REVIEW, reviews)
rules.add_perm(REVIEW_ANY, reviews_somebody)
