"""When a person is reminded, and that no wording gives away of what."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend.rules import reminding
from befriend.rules.reminding import Hours

LONDON = ZoneInfo("Europe/London")
HOURS = Hours(lead=1440, at_least=60, quiet_from=1200, quiet_until=480)
# What somebody who reads over a shoulder must not learn, in English and in Welsh.
GIVES_AWAY = re.compile(
    r"probation|prawf|offend|trosedd|court|llys|licen[cs]e|trwydded|prison|carchar|sentence|dedfryd|"
    r"officer|swyddog|practitioner|ymarferydd|supervis|goruchwyl|justice|cyfiawnder|hmpps|breach|order|"
    r"risk|risg|case|achos|office|swyddfa|visit|ymweliad|police|heddlu|befriend",
    re.IGNORECASE,
)


def at(words: str) -> datetime:
    """Return a moment in London: '2026-11-24 10:30'."""
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("starts_at", "now", "due"),
    [
        ("2026-11-24 10:30", "2026-11-20 09:00", "2026-11-23 10:30"),
        # Quiet hours move it to their end.
        ("2026-11-24 07:30", "2026-11-20 09:00", "2026-11-23 08:00"),
        ("2026-11-24 20:15", "2026-11-20 09:00", "2026-11-24 08:00"),
        # Booked late: at once, or when the quiet hours end, or not at all.
        ("2026-11-24 10:30", "2026-11-24 09:00", "2026-11-24 09:00"),
        ("2026-11-24 10:30", "2026-11-23 22:00", "2026-11-24 08:00"),
        ("2026-11-24 08:30", "2026-11-23 22:00", None),
        ("2026-11-24 10:30", "2026-11-24 09:31", None),
        # The same time of day, though that night has an hour more or less.
        ("2026-10-25 10:30", "2026-10-20 09:00", "2026-10-24 10:30"),
        ("2026-03-29 10:30", "2026-03-20 09:00", "2026-03-28 10:30"),
    ],
)
def test_a_day_before_outside_the_quiet_hours_or_not_at_all(starts_at, now, due):
    assert reminding.due(at(starts_at), at(now), HOURS) == (at(due) if due else None)


moments = st.datetimes(
    datetime(2025, 1, 1),
    datetime(2027, 1, 1),
    timezones=st.just(LONDON),
)
minutes = st.integers(0, 1439)


@given(moments, st.integers(0, 200), minutes, minutes, minutes)
def test_it_is_never_sent_in_the_quiet_hours_nor_too_late(now, ahead, lead, begins, ends):
    hours = Hours(lead, 60, begins, ends)
    starts_at = now + timedelta(hours=ahead)

    due = reminding.due(starts_at, now, hours)

    if due is None:
        return
    minute = due.hour * 60 + due.minute
    quiet = (minute >= begins or minute < ends) if begins > ends else begins <= minute < ends
    assert not quiet
    assert due >= now
    assert starts_at.timestamp() - due.timestamp() >= 3600


@pytest.mark.parametrize("language", ["en", "cy", "pl"])
@pytest.mark.parametrize("number", ["", "01632 960000"])
def test_no_wording_gives_away_what_it_is_about(language, number):
    starts = [at("2026-01-01 09:05") + timedelta(days=days) for days in range(365)]

    for one in starts:
        subject, text = reminding.wording(one, language, number)
        assert not GIVES_AWAY.search(subject + text)
        # One text message holds so many; Welsh letters with a roof would halve that.
        assert len(text) <= 160
        assert "09:05" in text
        assert str(one.day) in text
        assert number in text
        assert "{" not in text


def test_the_check_finds_what_it_looks_for():
    assert GIVES_AWAY.search("your probation appointment")
    assert GIVES_AWAY.search("eich apwyntiad yn y Llys")


def test_it_reads_like_this():
    when = at("2026-11-24 10:30")

    assert reminding.wording(when, "en", "01632 960000") == (
        "Your appointment",
        "Reminder: your appointment is on Tuesday 24 November at 10:30. To change it, ring 01632 960000.",
    )
    assert reminding.wording(when, "cy", "")[1] == (
        "Nodyn atgoffa: mae eich apwyntiad ddydd Mawrth 24 Tachwedd am 10:30. "
        "I'w newid, dywedwch wrth bwy bynnag rydych yn cwrdd."
    )
