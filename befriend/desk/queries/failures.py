"""Which missed appointments on a timeline would count, as far as the record says, and why the others do not.

What the record does not say is never taken as no: it cannot be said yet whether such a one counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation.models import Relationship
from befriend.outbox.models import Message
from befriend.people.models import Person
from befriend.rules.enforcement import Failure, Judged, Order, judge, window
from befriend.rules.values import Tier
from befriend.rules.wording import words
from befriend.sentences.models import CaseState
from befriend.supervision.models import Contact
from befriend.supervision.queries import reminders
from befriend.workforce import queries as workforce

Outcome = Contact.Outcome
# Of what the service moved or had no time for, the timeline says already that it counts against nobody.
LOOKED_AT = (Outcome.MISSED, Outcome.GOOD_REASON)


def said_of(person: Person, contacts: Iterable[Contact], day: date) -> dict[str, str]:
    """Return for each contact to which they did not come whether it counts on `day`, and why, in words.

    By reference of the contact. Three queries, and none where everybody came.
    """
    found = [each for each in contacts if each.outcome in LOOKED_AT]
    if not found:
        return {}
    book = workforce.policies_in_force()
    # A warning counts as long on every order, and failures on a licence as long as that.
    months = window(Order.COMMUNITY_ORDER, book, day)
    known = known_of(person, found)
    return {each.ref: in_words(judge(failure(each, known), months, book, day)) for each in found}


class Known(NamedTuple):
    """What the record says beside the contacts: periods are from a day until, not on, another or none."""

    officers: list[tuple[date, date | None]]
    tiers: list[tuple[int, date, date | None]]
    told: set[str]


def known_of(person: Person, contacts: Iterable[Contact]) -> Known:
    """Return who supervised them when, in which tier, and of which contacts they were told in writing."""
    officers = Relationship.objects.filter(person=person).values_list("from_date", "until_date")
    tiers = CaseState.objects.filter(case__person=person).values_list("tier", "from_date", "until_date")
    return Known(list(officers), list(tiers), told_of(person, contacts))


def told_of(person: Person, contacts: Iterable[Contact]) -> set[str]:
    """Return the references of those of which a reminder in writing was sent for certain."""
    of = Q(values__contact__in=[each.ref for each in contacts])
    sent = reminders.messages(person).filter(of, state=Message.State.SENT)
    return {str(each["contact"]) for each in sent.values_list("values", flat=True)}


def failure(contact: Contact, known: Known) -> Failure:
    """Return a contact as the rule takes it; no reminder says nothing of a letter, so that is not known."""
    on = timezone.localtime(contact.starts_at).date()
    tiers = [Tier(tier) for tier, since, until in known.tiers if within(on, since, until)]
    return Failure(
        on,
        excused=contact.outcome == Outcome.GOOD_REASON,
        had_officer=any(within(on, *period) for period in known.officers),
        told_in_writing=True if contact.ref in known.told else None,
        # Then it would be closed as moved, and not be looked at here.
        moved_by_service=False,
        # Nobody has two appointments at one time here: a constraint of the table holds that.
        double_booked=False,
        contact_withdrawn=not any(tier.supervised for tier in tiers) if tiers else None,
    )


def within(day: date, since: date, until: date | None) -> bool:
    """Return whether a day lies in a half-open period."""
    return since <= day and (until is None or day < until)


def in_words(judged: Judged) -> str:
    """Return whether a failure counts, and why."""
    why = " ".join(words(each, _) for each in judged.reasons)
    if judged.counted:
        return _("Counted: %(why)s") % {"why": why}
    if judged.counted is None:
        return _("Not counted yet: %(why)s") % {"why": why}
    return _("Not counted: %(why)s") % {"why": why}
