"""Papers of a person's own page: the sheet with all of it, and the invitation."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone, translation

from befriend.documents.papers.pdf import download, pdf
from befriend.identity import queries as identity
from befriend.people.models import Person
from befriend.portal import queries
from befriend.portal.models import Invitation


def sheet_pdf(person: Person, at: datetime) -> HttpResponse:
    """Return what a person reads on their pages as a paper, with a form to say that something is not right.

    Read as the person, whoever prints it.
    """
    day = timezone.localdate(at)
    shown = {
        "person": person,
        "day": day,
        "front": queries.front(person, at),
        "areas": queries.written(person, day),
        "receipts": queries.receipts(person),
        "invented": identity.is_invented(),
    }
    return download(pdf("portal/sheet.jinja", shown), filename="my-page")


def invitation_pdf(invitation: Invitation, code: str, *, address: str) -> HttpResponse:
    """Return the sheet with the code of an invitation; nothing on it says what service it is of."""
    shown = {
        "invitation": invitation,
        "code": code,
        "address": address,
        "invented": identity.is_invented(),
    }
    return download(pdf("portal/invitation.jinja", shown), filename="your-page")


def in_their_language(person: Person) -> AbstractContextManager[object]:
    """Return the context in which a paper is in the language of whom it is for, whoever prints it."""
    return translation.override("cy" if person.language.startswith("cy") else settings.LANGUAGE_CODE)
