"""Reminders of appointments: when one goes, if at all, and its words in English and draft Welsh.

Somebody else may read it on the person's telephone. So it says that there is an appointment and when, and
never with whom, where, or what for: no post of ours, no court, no kind of work stands in it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class Hours(NamedTuple):
    """When a person is reminded, in minutes: before it, left to them; of the day, from and until quiet."""

    lead: int
    at_least: int
    quiet_from: int
    quiet_until: int


class Wording(NamedTuple):
    """A reminder in one language; days of the week and months from the first."""

    subject: str
    text: str
    ring: str
    ask: str
    days: tuple[str, ...]
    months: tuple[str, ...]


# The Welsh is a draft until a Welsh speaker has read it.
WORDINGS = {
    "en": Wording(
        "Your appointment",
        "Reminder: your appointment is on {day} at {time}. {change}",
        "To change it, ring {number}.",
        "To change it, tell whoever you are meeting.",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        (
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ),
    ),
    "cy": Wording(
        "Eich apwyntiad",
        "Nodyn atgoffa: mae eich apwyntiad {day} am {time}. {change}",
        "I'w newid, ffoniwch {number}.",
        "I'w newid, dywedwch wrth bwy bynnag rydych yn cwrdd.",
        (
            "ddydd Llun", "ddydd Mawrth", "ddydd Mercher", "ddydd Iau", "ddydd Gwener", "ddydd Sadwrn",
            "ddydd Sul",
        ),
        (
            "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
            "Hydref", "Tachwedd", "Rhagfyr",
        ),
    ),
}  # fmt: skip


def due(starts_at: datetime, now: datetime, hours: Hours) -> datetime | None:
    """Return when to remind of an appointment that is known `now`, or None where there is no time for it.

    Moments are of the place where it is, so that a day before is the same time of day. One that was
    booked late is reminded of at once; what falls into the quiet hours goes when they end.
    """
    found = after_quiet(max(starts_at - timedelta(minutes=hours.lead), now), hours)
    return found if in_time(starts_at, found, hours) else None


def in_time(starts_at: datetime, at: datetime, hours: Hours) -> bool:
    """Say whether a reminder that goes at a moment is still of use."""
    return at.timestamp() + hours.at_least * 60 <= starts_at.timestamp()


def after_quiet(at: datetime, hours: Hours) -> datetime:
    """Return a moment, or the end of the quiet hours it falls into."""
    minute = at.hour * 60 + at.minute
    begins, ends = hours.quiet_from, hours.quiet_until
    over_midnight = begins > ends
    quiet = minute >= begins or minute < ends if over_midnight else begins <= minute < ends
    if not quiet:
        return at
    day = at.date() + DAY if over_midnight and minute >= begins else at.date()
    return datetime.combine(day, time(ends // 60, ends % 60), at.tzinfo)


def wording(starts_at: datetime, language: str, number: str) -> tuple[str, str]:
    """Return the subject and the text of a reminder: Welsh for `cy`, English for everything else.

    `number` is where to ring; empty where there is none, and then none is told.
    """
    words = WORDINGS["cy" if language.startswith("cy") else "en"]
    day = f"{words.days[starts_at.weekday()]} {starts_at.day} {words.months[starts_at.month - 1]}"
    change = words.ring.format(number=number) if number else words.ask
    return words.subject, words.text.format(day=day, time=f"{starts_at:%H:%M}", change=change)
