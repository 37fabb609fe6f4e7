"""Whether and when a reminder goes, in words for whoever books."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.desk.jinja import moment
from befriend.outbox import actions as outbox
from befriend.people.models import ContactDetail, Person
from befriend.supervision.queries import reminders

MINUTES = 60


def can_reach(channel: str) -> bool:
    """Say whether reminders leave by a channel at all."""
    return outbox.can_reach(channel)


def clock(minutes: int) -> str:
    """Return minutes after midnight as a time of day."""
    return f"{minutes // MINUTES:02}:{minutes % MINUTES:02}"


def hours_words(day: date) -> str:
    """Return when reminders go."""
    found = reminders.hours(day)
    before = _("%(hours)s hours before an appointment") % {"hours": found.lead // MINUTES}
    if found.quiet_from == found.quiet_until:
        return before
    return _("%(before)s, and never between %(first)s and %(last)s") % {
        "before": before,
        "first": clock(found.quiet_from),
        "last": clock(found.quiet_until),
    }


def ways_words(wanted: list[ContactDetail]) -> str:
    """Return by what a person is reminded."""
    ways = {ContactDetail.Channel.SMS: _("text message"), ContactDetail.Channel.EMAIL: _("e-mail")}
    return _(" and ").join(str(ways[ContactDetail.Channel(one.channel)]) for one in wanted)


def whether(person: Person, day: date) -> str:
    """Say to whoever books whether the person will be reminded, how and when; or why not. One query."""
    agreed = reminders.details(person)
    wanted = [one for one in agreed if one.is_wanted]
    going = [one for one in wanted if can_reach(one.channel)]
    if going:
        return _("They are reminded by %(ways)s, %(hours)s.") % {
            "ways": ways_words(going),
            "hours": hours_words(day),
        }
    if wanted:
        return _("Tell them: no reminder goes, because no %(ways)s is set up here.") % {
            "ways": ways_words(wanted)
        }
    if agreed:
        return _("Tell them: no reminder goes, because they want none.")
    return _("Tell them: no reminder goes, because nobody has agreed with them where to send it.")


def when(person: Person, starts_at: datetime, now: datetime) -> str:
    """Say when the person is reminded of what was booked just now. One query."""
    if not reminders.wanted(person):
        return _("No reminder goes: tell them.")
    at = reminders.due(starts_at, now)
    if at is None:
        return _("It is too soon for a reminder: tell them.")
    if at <= timezone.localtime(now):
        return _("A reminder goes now.")
    return _("A reminder goes on %(moment)s.") % {"moment": moment(at)}
