"""Who may have a policy tried, speak for those who work under it, and take out what identifies somebody."""

from __future__ import annotations

import rules

from befriend.allocation.permissions import is_staff_member, practitioner_of, today
from befriend.identity.models import User
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office

SEE, ASK = "evidence.see_trials", "evidence.ask_trial"
# Not of an address: who may cancel what somebody else asked for.
MANAGE = "evidence.manage_trials"
COMMENT, REMOVE = "evidence.comment", "evidence.remove_words"
ASKING = {Office.Post.HEAD, Office.Post.INSPECTOR, Office.Post.RESEARCHER}
# A representative stays a practitioner among others.
STAYS_ONE = {Office.Post.REPRESENTATIVE}


def posts_of(user: User) -> set[str] | None:
    """Return the posts somebody holds anywhere; None of somebody who does not work here."""
    practitioner = practitioner_of(user)
    if practitioner is None:
        return None
    return {one.post for one in workforce.offices_of(practitioner, today())}


@rules.predicate
def asks(user: User, _about: object) -> bool:
    """Hold for heads, inspectors and researchers, of whatever unit: nobody in a trial is real."""
    return bool((posts_of(user) or set()) & ASKING)


@rules.predicate
def manages(user: User, _about: object) -> bool:
    """Hold for heads: they see to it that trials leave room for one another."""
    return Office.Post.HEAD in (posts_of(user) or set())


@rules.predicate
def works_under_it(user: User, _about: object) -> bool:
    """Hold for practitioners who hold no office that decides, asks or looks after records."""
    posts = posts_of(user)
    return posts is not None and posts <= STAYS_ONE


@rules.predicate
def protects(user: User, _about: object) -> bool:
    """Hold for data protection."""
    return Office.Post.DATA_PROTECTION in (posts_of(user) or set())


rules.add_perm(SEE, is_staff_member)
rules.add_perm(ASK, asks)
rules.add_perm(MANAGE, manages)
rules.add_perm(COMMENT, works_under_it)
rules.add_perm(REMOVE, protects)
