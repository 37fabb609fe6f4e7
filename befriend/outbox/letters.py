"""What a message says: where its words are made, for each code, only at the moment it goes.

Whoever stands above this app and writes messages of a code puts here what makes them into words
(`supervision.apps`). All others say that there is something to read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import translation

from befriend.rules import wording

from .models import Message


class Words(NamedTuple):
    """What is said, and the language it is in."""

    subject: str
    text: str
    language: str


class Answer(NamedTuple):
    """Whether a message still goes: its words; or the moment from which it may; or why it cannot any more.

    An answer with nothing in it withdraws it: what it was about is no longer so.
    """

    words: Words | None = None
    later: datetime | None = None
    problem: str = ""


# By code: what answers for a message at a moment. It is read as the service.
MAKERS: dict[str, Callable[[Message, datetime], Answer]] = {}


def answer(message: Message, now: datetime) -> Answer:
    """Return whether a message goes now, and in which words."""
    if message.detail and not message.detail.is_wanted:
        return Answer()
    make = MAKERS.get(message.code, something_to_read)
    return make(message, now)


def something_to_read(message: Message, _now: datetime) -> Answer:
    """Return the words for whoever works here, for now in the service's own language."""
    language = settings.LANGUAGE_CODE
    # The one thing that is said in the letter itself: it is kept outside, and tells of nobody.
    head = "{seq}:{digest}".format_map(message.values) if message.code == "audit_head" else ""
    with translation.override(language):
        subject, text = wording.letter(settings.BEFRIEND_ADDRESS, translation.gettext, head=head)
    return Answer(Words(subject, text, language))
