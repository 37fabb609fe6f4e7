"""The tier of a person as it stands on the record, and whether it was brought in from another service."""

from __future__ import annotations

from datetime import date

from befriend.people.models import Person
from befriend.rows import Question
from befriend.rules.tier import imported
from befriend.rules.tier.imported import Brought
from befriend.rules.values import Risk, Tier

STATE = Question(
    """
    SELECT s.tier, s.from_date, s.risk FROM sentences_case k
    JOIN sentences_casestate s ON s.case_id = k.id AND {on[s]}
    WHERE k.person_id = %(person)s AND {on[k]}
    """
)


def tier_of(person: Person, day: date) -> Brought | None:
    """Return the tier of `person` on `day`, or None without one.

    Of what a tier is reckoned from the record holds the risk of serious harm, so every tier is imported
    until the scores and the assessment are held too.
    """
    for tier, since, risk in STATE.ask(person=person.pk, day=day):
        held = () if risk == Risk.UNKNOWN else ("risk",)
        return imported.brought(Tier(tier), since, held)
    return None
