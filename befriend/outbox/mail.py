"""Handing one letter to the mail server, in steps, so that it is known how far it got."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from enum import Enum
from typing import NamedTuple

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from .models import Message

Problem = Message.Problem
ACCEPTED, GO_ON, FOR_GOOD = 250, 354, 500


class End(Enum):
    """How handing over ended."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


class Outcome(NamedTuple):
    """How handing over ended, and what was in the way."""

    end: End
    problem: str = ""


class Letter(NamedTuple):
    """What goes to the mail server."""

    to: str
    message_id: str
    subject: str
    text: str
    language: str


def hand_over(letter: Letter, *, before_text: Callable[[], None]) -> Outcome:
    """Hand `letter` to the mail server and say how that ended; of what went wrong, only the kind.

    `before_text` is called when the server has agreed to everything and waits for the text: until
    then nothing can have been accepted. What it raises ends the attempt there.
    """
    try:
        text = written(letter)
    except (ValueError, UnicodeError):
        return Outcome(End.REFUSED, Problem.UNUSABLE_ADDRESS)
    backend = EmailBackend()
    try:
        outcome = agree(backend, letter.to)
        if outcome is None:
            before_text()
            outcome = give(backend.connection, text)
        if outcome.end != End.UNCERTAIN:
            leave(backend)
        return outcome
    finally:
        # Without a word: in the midst of a text "quit" would be part of it.
        if backend.connection:
            backend.connection.close()


def written(letter: Letter) -> bytes:
    """Return the letter as it goes over the line. Raises ValueError where its address is none."""
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = settings.DEFAULT_FROM_EMAIL
    made["To"] = letter.to
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(timezone.now())
    # Always the same for the same message, so that whoever gets it twice can know it.
    made["Message-ID"] = letter.message_id
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = letter.language
    made.set_content(letter.text)
    letter.to.encode("ascii")
    # A line of one dot ends the text, so a dot that begins a line is doubled.
    return re.sub(rb"(?m)^\.", b"..", made.as_bytes()) + b".\r\n"


def agree(backend: EmailBackend, to: str) -> Outcome | None:
    """Connect, and have the server agree to everything but the text; say why it did not."""
    try:
        backend.open()
        server = backend.connection
        if server.mail(address_of_sender())[0] != ACCEPTED:
            return Outcome(End.LATER, Problem.SENDER_REFUSED)
        code = server.rcpt(to)[0]
        if code not in (250, 251):
            return refused(code)
        code = server.docmd("DATA")[0]
        return None if code == GO_ON else refused(code)
    except smtplib.SMTPAuthenticationError:
        return Outcome(End.LATER, Problem.LOGIN_REFUSED)
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(End.LATER, kind(error))


def give(server: smtplib.SMTP, text: bytes) -> Outcome:
    """Send the text and hear what the server says; without an answer nobody knows."""
    try:
        server.send(text)
        code = server.getreply()[0]
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(End.UNCERTAIN, kind(error))
    return Outcome(End.ACCEPTED) if code == ACCEPTED else refused(code)


def kind(error: Exception) -> str:
    """Return what kind of failure an error is; smtplib calls silence a connection that ended."""
    silence = TimeoutError in (type(error), type(error.__context__))
    return Problem.TIMED_OUT if silence else Problem.UNREACHABLE


def leave(backend: EmailBackend) -> None:
    """Take leave of the server; how that goes no longer matters."""
    with suppress(OSError, smtplib.SMTPException):
        backend.close()


def refused(code: int) -> Outcome:
    """Return what a refusal means: for good, or for now."""
    if code >= FOR_GOOD:
        return Outcome(End.REFUSED, Problem.REFUSED)
    return Outcome(End.LATER, Problem.NOT_NOW)


def address_of_sender() -> str:
    """Return the bare address that mail comes from."""
    return re.sub(r".*<(.*)>", r"\1", settings.DEFAULT_FROM_EMAIL)
