"""What a referral of a home asks, known of one invented person already, but for a few things.

So that it can be seen how little is asked of a filled record. Nobody in it is real.
"""

from __future__ import annotations

from datetime import date, timedelta

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.audit import access
from befriend.documents.papers import register
from befriend.people import actions, queries
from befriend.policies import vocabulary

# Days before today on which it was told: fresh enough that nothing of it is stale.
TOLD = 5
# What is still to be asked.
OPEN = ("housing.smokes", "housing.pets", "housing.belongings", "needs.feel_safe", "work.bank")
# A choice that stands for somebody whom this text tells of; where none is named, the first of the list.
CHOSEN = {
    "housing.kind_now": "friends", "adjustments.reading": "", "identity.public_funds": "yes",
    "identity.care_leaver": "no", "identity.armed_forces": "no", "health.disability": "no",
}  # fmt: skip
WORDS = {
    "identity.legal_name": "As the chosen name.", "identity.former_names": "None.",
    "identity.pronouns": "They, them.", "identity.gender": "As they say themselves.",
    "identity.ethnicity": "Prefers not to say.", "identity.nationality": "British.",
    "identity.national_insurance": "ZZ 99 99 99 Z, invented.",
    "identity.papers_held": "A birth certificate, at their nan's.",
    "identity.phone": "020 7946 0000, an invented number.", "identity.email": "nobody@example.org",
    "identity.post_to": "Care of their nan.", "identity.how_to_contact": "By text, after ten.",
    "identity.consent": "To the housing provider, for this referral.",
    "family.emergency": "Their sister in Thistleford.",
    "adjustments.how_to_explain": "One thing at a time, and written down.",
    "housing.where_now": "On a friend's sofa in Larkfield.", "housing.with_whom": "The friend and a cat.",
    "housing.why_leaving": "The friend's own tenancy does not allow it.",
    "housing.on_release": "Nothing: not in custody.", "housing.before": "Two rooms above the mill.",
    "housing.tenancies_before": "One, for four years.", "housing.why_ended": "The house was sold.",
    "housing.rent_arrears": "None.", "housing.reference": "The landlord of the mill would write one.",
    "housing.applied": "To the council in the spring, no answer.",
    "housing.local_connection": "Grew up here; works here.", "housing.kind_wanted": "A place of their own.",
    "housing.areas_wanted": "Larkfield or Thistleford.", "housing.areas_to_avoid": "The old estate.",
    "housing.adapted": "Nothing.", "family.partner": "None.", "family.child": "None.",
    "family.cares_for": "Nobody.", "work.income": "Wages, every Friday.", "work.benefit": "None.",
    "work.debt": "A catalogue, nearly paid.", "work.taken_off": "Nothing.",
    "housing.help_to_keep": "Somebody to read the letters with.",
    "housing.skills": "Cooks, cleans, keeps a list of bills.", "health.mobility": "Walks everywhere.",
    "family.support_worker": "Nobody.", "strengths.belongs_to": "The allotment on Sundays.",
    "risks.to_residents": "None known.", "risks.arson": "None known.", "risks.from_others": "None known.",
    "risks.lowers": "Work, and the allotment.", "warnings.no_place_with": "Nobody known.",
    "warnings.visit": "Nothing known.",
}  # fmt: skip


def add(day: date) -> None:
    """State what a referral asks about the first person of the first officer who has one."""
    with access.service(by="befriend", day=day):
        held = Relationship.objects.filter(periods.on(day), practitioner__ref="o01")
        one = held.select_related("person", "practitioner").order_by("person__ref").first()
        if one is None:
            return
        since = day - timedelta(days=TOLD)
        standing = queries.standing(one.person, day)
        for key in register.load()["housing_referral"].keys:
            found = standing.get(key, [])
            if key in OPEN or any(not each.stale for each in found):
                continue
            actions.state(
                person=one.person, key=key, value=value(key, day), how_known="told", source_kind="person",
                observed_on=since, by=one.practitioner.ref, day=day,
                replaces=found[0].statement if found else None,
            )  # fmt: skip


def value(name: str, day: date) -> str:
    """Return what is stated under a key."""
    key = vocabulary.load().key(name)
    if key.choices:
        chosen = CHOSEN.get(name, "")
        return chosen if chosen in key.choices.words else next(iter(key.choices.words))
    if key.type == "day":
        return (
            day.replace(year=1990) if name == "identity.date_of_birth" else day + timedelta(30)
        ).isoformat()
    return WORDS.get(name, "Nothing more is invented.")
