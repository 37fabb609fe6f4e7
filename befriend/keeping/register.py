"""Every field of every table that leads to a person: is it given to them, and what is left of it when erased.

A table or field that stands neither here nor in `ELSEWHERE` fails a test, so whoever adds one decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Give(StrEnum):
    """What a person who asks for their record gets of a field."""

    GIVEN = "given"
    HELD = "held"  # until a reviewer has looked: somebody else may be in it
    NEVER = "never"


class Wipe(StrEnum):
    """What erasing leaves of a field."""

    KEEP = "keep"
    TEXT = "text"  # a word that says it was erased, where there was any
    REFERENCE = "reference"  # a reference that was nobody's before
    NULL = "null"
    FALSE = "false"
    ZERO = "zero"
    LIST = "list"
    TABLE = "table"


class Field(NamedTuple):
    """How one field is treated; `why` says why it is kept, held or never given."""

    give: Give
    wipe: Wipe
    why: str = ""


class Table(NamedTuple):
    """How one table is treated: its title, the fields that lead towards the person, and the rest."""

    title: str
    via: tuple[str, ...]
    fields: Mapping[str, Field]


def given(wipe: Wipe, why: str = "") -> Field:
    """Return a field that is given as it is."""
    return Field(Give.GIVEN, wipe, why)


def held(wipe: Wipe, why: str = "Written freely: somebody else may be in it.") -> Field:
    """Return a field that a reviewer sees first."""
    return Field(Give.HELD, wipe, why)


def never(wipe: Wipe, why: str) -> Field:
    """Return a field that is not given, with the reason, which the export says."""
    return Field(Give.NEVER, wipe, why)


DAY = given(Wipe.KEEP, "Continuity and counts are reckoned from days; they name nobody.")
KIND = given(Wipe.KEEP, "A kind and not words; counts stand on it.")
NUMBER = given(Wipe.KEEP, "Points and ranks add up in figures that were published.")
STAFF = given(Wipe.KEEP, "Whoever works here acts in a public role; who did what stays answerable.")
POST = given(Wipe.KEEP, "A unit or an office is nobody's private matter.")
LINK = never(Wipe.KEEP, "Only joins rows that are given themselves.")
MARK = given(Wipe.FALSE)
FREE = held(Wipe.TEXT)
# How long a call is overdue, and who was sent for, is about whoever went out.
SAFETY = held(Wipe.KEEP, "How a member of staff is kept safe on a visit.")
PROTECTED = "Who else may not see or supervise is not told: it can give somebody away."

REGISTER: Mapping[str, Table] = {
    "people.Person": Table(
        _("Who you are"),
        (),
        {
            "ref": given(Wipe.REFERENCE),
            "chosen_name": given(Wipe.TEXT),
            "language": given(Wipe.TEXT),
            "patch": given(Wipe.TEXT),
        },
    ),
    "people.Fact": Table(
        _("What is stated about you"),
        ("person",),
        {"key": given(Wipe.REFERENCE), "value": FREE, "observed_on": DAY, "known_from": DAY},
    ),
    "sentences.Case": Table(
        _("Your orders and sentences"),
        ("person",),
        {
            "ref": given(Wipe.REFERENCE),
            "unit": POST,
            "order_type": KIND,
            "from_date": DAY,
            "until_date": DAY,
            "release_on": given(Wipe.NULL),
            "release_notice_on": given(Wipe.NULL),
        },
    ),
    "sentences.CaseState": Table(
        _("How the work with you was graded"),
        ("case",),
        {
            "tier": NUMBER,
            "place": KIND,
            "risk": given(Wipe.ZERO),
            "mappa": given(Wipe.ZERO),
            "safeguarding": MARK,
            "sexual_offence": MARK,
            "domestic_abuse": MARK,
            "from_date": DAY,
            "until_date": DAY,
        },
    ),
    "sentences.Report": Table(
        _("Reports about you"), ("case",), {"kind": KIND, "due_on": DAY, "done_on": DAY}
    ),
    "allocation.Relationship": Table(
        _("Who has supervised you"),
        ("person",),
        {
            "practitioner": STAFF,
            "from_date": DAY,
            "until_date": DAY,
            "why_changed": KIND,
            "may_resume": KIND,
            "decided_by": STAFF,
        },
    ),
    "allocation.Cover": Table(
        _("Who has covered"),
        ("relationship",),
        {"practitioner": STAFF, "from_date": DAY, "until_date": DAY, "decided_by": STAFF},
    ),
    "allocation.Waiting": Table(
        _("When you waited"),
        ("person",),
        {
            "unit": POST,
            "waiting_for": KIND,
            "from_date": DAY,
            "until_date": DAY,
            "owner": POST,
            "limit_code": KIND,
            "limit_values": held(Wipe.KEEP, "Why nobody had room: figures about members of staff."),
        },
    ),
    "allocation.SupervisorRequest": Table(
        _("What you asked about who supervises you"),
        ("person",),
        {
            "kind": KIND,
            "practitioner": STAFF,
            "made_on": DAY,
            "granted": KIND,
            "answer": given(Wipe.TEXT),
            "answered_on": DAY,
            "answered_by": STAFF,
        },
    ),
    "allocation.PlannedAllocation": Table(
        _("What plans proposed for you"),
        ("person",),
        {
            "plan": given(Wipe.KEEP, "The plan of a week names nobody by itself."),
            "practitioner": STAFF,
            "waiting_for": KIND,
            "points": NUMBER,
            "reasons": given(Wipe.LIST),
            "choices_then": held(Wipe.LIST, "What stood against other members of staff."),
            "state": KIND,
            "refused_because": FREE,
            "decided_by": STAFF,
            "decided_on": DAY,
        },
    ),
    "allocation.PlannedWaiting": Table(
        _("Plans in which you went on waiting"),
        ("person",),
        {
            "plan": given(Wipe.KEEP, "The plan of a week names nobody by itself."),
            "waiting_for": KIND,
            "points": NUMBER,
            "first_order": KIND,
            "rank": NUMBER,
            "reason": held(Wipe.KEEP, "Why nobody had room: figures about members of staff."),
        },
    ),
    "allocation.Objection": Table(
        _("Objections of practitioners to a plan or a release"),
        ("planned", "case"),
        {
            "practitioner": held(Wipe.KEEP, "Somebody's own worry, which may put them at risk."),
            "kind": KIND,
            "words": FREE,
            "day": DAY,
            "answer": FREE,
            "answered_by": STAFF,
            "answered_on": DAY,
        },
    ),
    "workforce.Conflict": Table(
        _("Practitioners who may not supervise you"),
        ("person",),
        {"practitioner": never(Wipe.KEEP, PROTECTED), "from_date": DAY, "until_date": DAY},
    ),
    "workforce.Incident": Table(
        _("Incidents told by staff"),
        ("person",),
        {
            "practitioner": held(Wipe.KEEP, "Somebody who was hurt or threatened."),
            "day": DAY,
            "kind": KIND,
            "where": FREE,
            "words": FREE,
            "warning": FREE,
        },
    ),
    "workforce.Exclusion": Table(
        _("Who may not see your record"),
        ("person",),
        {
            "practitioner": never(Wipe.KEEP, PROTECTED),
            "because": never(Wipe.TEXT, PROTECTED),
            "from_date": never(Wipe.KEEP, PROTECTED),
            "until_date": never(Wipe.KEEP, PROTECTED),
            "decided_by": never(Wipe.KEEP, PROTECTED),
        },
    ),
    "workforce.Restriction": Table(
        _("Times in which few could see your record"),
        ("person",),
        {"because": FREE, "from_date": DAY, "until_date": DAY, "decided_by": STAFF},
    ),
    "workforce.Reader": Table(
        _("Who could see it then"), ("restriction",), {"practitioner": never(Wipe.KEEP, PROTECTED)}
    ),
    "workforce.BrokenGlass": Table(
        _("When a closed record of yours was opened"),
        ("person",),
        {
            "practitioner": never(Wipe.KEEP, "Who looked is told by kind of role, never by name."),
            "because": FREE,
            "from_at": DAY,
            "until_at": DAY,
        },
    ),
    "supervision.Contact": Table(
        _("Your appointments, and what came of them"),
        ("person", "instead_of"),
        {
            "ref": given(Wipe.REFERENCE),
            "practitioner": STAFF,
            "kind": KIND,
            "starts_at": DAY,
            "ends_at": DAY,
            "where": given(Wipe.TEXT),
            "made_by": STAFF,
            "made_at": DAY,
            "outcome": KIND,
            "outcome_by": STAFF,
            "outcome_at": DAY,
            "called_off_by": KIND,
        },
    ),
    "supervision.NoTime": Table(
        _("When there was no time for you"),
        ("contact",),
        {
            "day": DAY,
            "points": held(Wipe.KEEP, "How much a member of staff had to do that day."),
            "available_points": held(Wipe.KEEP, "How much a member of staff could do that day."),
            "percent": held(Wipe.KEEP, "How much a member of staff had to do that day."),
            "office": POST,
        },
    ),
    "supervision.Note": Table(
        _("Notes about you, and what was promised"),
        ("person", "contact", "replaces"),
        {
            "kind": KIND,
            "text": FREE,
            "written_by": STAFF,
            "written_at": DAY,
            "promised_by": KIND,
            "promised_for": DAY,
            "done_on": DAY,
            "done_by": STAFF,
        },
    ),
    "supervision.SafetyCall": Table(
        _("Calls after visits to your home"),
        ("contact",),
        {
            "practitioner": STAFF,
            "where": held(Wipe.TEXT, "How a member of staff is kept safe on a visit."),
            "started_at": SAFETY,
            "due_at": SAFETY,
            "answered_at": SAFETY,
            "answered_by": SAFETY,
        },
    ),
    "supervision.SafetyAlarm": Table(
        _("Who was told when such a call did not come"),
        ("call",),
        {"step": SAFETY, "office": SAFETY, "practitioner": SAFETY, "at": SAFETY},
    ),
    "keeping.Hold": Table(
        _("Reasons not to erase your record"),
        ("person",),
        {
            "kind": KIND,
            "because": FREE,
            "office": POST,
            "decided_by": STAFF,
            "from_date": DAY,
            "until_date": DAY,
            "ended_because": FREE,
        },
    ),
    "keeping.Erasure": Table(
        _("Decisions to erase your record"),
        ("person",),
        {
            "office": POST,
            "approved_by": STAFF,
            "approved_on": DAY,
            "due_on": DAY,
            "because": given(Wipe.KEEP, "The tombstone: under which policy somebody was erased."),
            "withdrawn_on": DAY,
            "erased_on": DAY,
            "counts": given(Wipe.KEEP, "The tombstone: how many rows were blanked in which table."),
        },
    ),
    "keeping.AccessRequest": Table(
        _("When you asked for your record"),
        ("person",),
        {
            "office": POST,
            "asked_on": DAY,
            "begun_by": STAFF,
            "given_on": DAY,
            "given_by": STAFF,
            "content": never(Wipe.TABLE, "A copy of what you were given before."),
        },
    ),
    "keeping.Passage": Table(
        _("What was held back from you then"),
        ("request",),
        {
            "table": KIND,
            "row": LINK,
            "field": KIND,
            "digest": never(Wipe.REFERENCE, "A number by which the same words are found again."),
            "released": KIND,
            "ground": KIND,
            "because": never(Wipe.TEXT, "Why words were held back would tell what they say."),
            "decided_by": STAFF,
            "decided_on": DAY,
        },
    ),
}

# What can name somebody by reference without a key to them: every other column of JSON or of lists.
# Erasing looks through all text and JSON of the database for the reference, these among them.
ELSEWHERE: Mapping[str, str] = {
    "allocation.CapacityNotice.counts": "Counts by reason; names nobody.",
    "allocation.Idempotency.answer": "An answer to a program, kept for a day; erasing looks through it.",
    "allocation.Plan.one_more": "How many more a practitioner of each grade would serve; names nobody.",
    "workforce.Practitioner.languages": "About a member of staff.",
    "workforce.Practitioner.patches": "About a member of staff.",
    "workforce.Told.values": "Numbers of rows and references of staff, told to an office or practitioner.",
    "audit.Change.columns": "Names of columns.",
    "audit.Change.digests": "Digests, salted; nothing can be read from them.",
    "audit.Change.events": "Numbers of rows of histories.",
    "audit.Line.because": "Given: what was done about them, with its reasons; the audit blanks it.",
    "audit.Line.people": "Given: who looked, by kind of role; the audit blanks it.",
    "drafts.Draft.about": "A form half written and not sent is no record yet, and given up within days.",
    "drafts.Draft.words": "A form half written and not sent is no record yet, and given up within days.",
    "identity.Remembered.value": "That a code was used up, for minutes; about an account.",
    "mfa.Authenticator.data": "How a member of staff proves who they are.",
    "outbox.Message.values": "A message says that there is something to read, never about whom.",
    "pghistory.Context.metadata": "Who changed something, and on which page; erasing looks through it.",
    "pghistory.Events.pgh_context": "A view of the histories above.",
    "pghistory.Events.pgh_data": "A view of the histories above.",
    "pghistory.Events.pgh_diff": "A view of the histories above.",
    "procrastinate.ProcrastinateJob.args": "Numbers of rows for a job; erasing looks through it.",
    "socialaccount.SocialAccount.extra_data": "How a member of staff proves who they are.",
    "socialaccount.SocialApp.settings": "Where an organisation signs in.",
    "usersessions.UserSession.data": "Where a member of staff is signed in.",
}
