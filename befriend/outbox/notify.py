"""Handing one text message to GOV.UK Notify, in steps, so that it is known how far it got."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from notifications_python_client.errors import HTTPError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient
from requests.exceptions import ConnectionError as ConnectionFailedError
from requests.exceptions import ConnectTimeout
from urllib3.exceptions import NewConnectionError

from .mail import End, Letter, Outcome
from .models import Message

Problem = Message.Problem
# The one place of the template that is set up at Notify: all the words are ours.
PLACE = "text"
# What its answers mean. Of 500 and 503 its documentation says that nothing was taken.
ANSWERS = {
    400: Outcome(End.REFUSED, Problem.REFUSED),
    401: Outcome(End.LATER, Problem.LOGIN_REFUSED),
    403: Outcome(End.LATER, Problem.LOGIN_REFUSED),
    429: Outcome(End.LATER, Problem.NOT_NOW),
    500: Outcome(End.LATER, Problem.NOT_NOW),
    503: Outcome(End.LATER, Problem.NOT_NOW),
}
UNKNOWN = Outcome(End.UNCERTAIN, Problem.UNREACHABLE)
SECONDS = 20


def is_set_up() -> bool:
    """Say whether text messages leave Befriend at all."""
    return bool(settings.BEFRIEND_NOTIFY.key)


def hand_over(letter: Letter, *, before_text: Callable[[], None]) -> Outcome:
    """Hand a text to Notify and say how that ended; of what went wrong, only the kind.

    `before_text` is called before anything is sent. What it raises ends the attempt there.
    """
    key, template, address = settings.BEFRIEND_NOTIFY
    client = NotificationsAPIClient(key, base_url=address, timeout=SECONDS)
    before_text()
    try:
        client.send_sms_notification(
            letter.to, template, personalisation={PLACE: letter.text}, reference=letter.message_id
        )
    except HTTPError as error:
        return ended(error)
    except InvalidResponse:
        return UNKNOWN
    finally:
        client.request_session.close()
    return Outcome(End.ACCEPTED)


def ended(error: HTTPError) -> Outcome:
    """Return what an answer means that is none, or is no yes."""
    if error.response is not None:
        return ANSWERS.get(error.status_code, UNKNOWN)
    cause = error.__cause__
    if isinstance(cause, ConnectTimeout):
        return Outcome(End.LATER, Problem.TIMED_OUT)
    inner = cause.args[0] if isinstance(cause, ConnectionFailedError) and cause.args else None
    if isinstance(getattr(inner, "reason", None), NewConnectionError):
        return Outcome(End.LATER, Problem.UNREACHABLE)
    return UNKNOWN
