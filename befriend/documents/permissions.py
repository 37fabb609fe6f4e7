"""Who makes papers about somebody: whoever works with them, and the seniors and heads of their unit."""

from __future__ import annotations

import rules

from befriend.allocation.permissions import holds_of, is_with
from befriend.identity.models import User
from befriend.people.models import Person
from befriend.workforce.models import Office

MAKE = "documents.make_paper"


@rules.predicate
def answers_for_person(user: User, person: Person | None) -> bool:
    """Hold for the seniors and heads of the unit that has the person's case, and of those above."""
    return holds_of(user, person, Office.Post.HEAD, Office.Post.SENIOR)


rules.add_perm(MAKE, answers_for_person | is_with)
