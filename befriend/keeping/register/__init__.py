"""Every field of every table that leads to a person: is it given to them, and what is left of it when erased.

A table or field that stands neither here nor in `ELSEWHERE` fails a test, so whoever adds one decides.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    allocation,
    documents,
    evidence,
    handover,
    keeping,
    outbox,
    people,
    portal,
    sentences,
    supervision,
    workforce,
)
from .kinds import Field, Give, Table, Wipe

__all__ = ["ELSEWHERE", "REGISTER", "Field", "Give", "Table", "Wipe"]

# A table stands after those it leads through.
REGISTER: Mapping[str, Table] = {
    **people.TABLES,
    **sentences.TABLES,
    **allocation.TABLES,
    **workforce.TABLES,
    **supervision.TABLES,
    **documents.TABLES,
    **handover.TABLES,
    **portal.TABLES,
    **evidence.TABLES,
    **outbox.TABLES,
    **keeping.TABLES,
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
    "evidence.Trial.drawings": "Drawings of figures of a made-up country; names nobody.",
    "evidence.Trial.result": "Figures of a made-up country; names nobody.",
    "evidence.Trial.shown": "Sentences and tables of those figures; names nobody.",
    "identity.Remembered.value": "That a code was used up, for minutes; about an account.",
    "mfa.Authenticator.data": "How a member of staff proves who they are.",
    "pghistory.Context.metadata": "Who changed something, and on which page; erasing looks through it.",
    "pghistory.Events.pgh_context": "A view of the histories above.",
    "pghistory.Events.pgh_data": "A view of the histories above.",
    "pghistory.Events.pgh_diff": "A view of the histories above.",
    "procrastinate.ProcrastinateJob.args": "Numbers of rows for a job; erasing looks through it.",
    "socialaccount.SocialAccount.extra_data": "How a member of staff proves who they are.",
    "socialaccount.SocialApp.settings": "Where an organisation signs in.",
    "usersessions.UserSession.data": "Where a member of staff is signed in.",
}
