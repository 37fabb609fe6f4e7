"""Dates and careers: the made-up country counts whole weeks and months, the live service days.

Each test asks the live service (or the rule that its pages and programs ask by name) and the country the
same, and holds how far apart whole weeks may put them.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from befriend.allocation.queries.standing import desk_of
from befriend.allocation.queries.tier import tier_of
from befriend.allocation.queries.work import works
from befriend.rules import availability, named
from befriend.rules.values import Grade, Place
from befriend.rules.withdrawal import Person as UnderReset
from befriend.rules.withdrawal import Under, Withdrawn, withdrawn
from befriend.simulator import laws, sentences, staffing
from befriend.simulator.kinds import withdrawn_tier
from befriend.simulator.states import GRADES, NEVER, NEWLY_QUALIFIED, PAST, PSO, TRAINEE, WITHDRAWN, State
from tests.larkfield import FULL_WEEK, MONDAY
from tests.simulator.handmade import QUIET
from tests.simulator.small import BOOK
from tests.simulator.twice import WEEK, Twice

DAY = timedelta(days=1)


@pytest.fixture
def twice(larkfield):
    return Twice(larkfield)


def test_everybody_has_the_same_tier(twice):
    people = [twice.person(kind) for kind in range(0, len(twice.made.kinds), 3)]

    for one in people:
        found = tier_of(one.person, MONDAY)
        assert found is not None
        assert found.tier == twice.made.kinds[one.kind].tier
        assert withdrawn_tier(found.tier).level == found.tier.level
        assert not withdrawn_tier(found.tier).supervised


def test_part_time_is_a_part_of_full_time(larkfield):
    """Everybody works full time in the country. So many hours less are so many points less, to a point."""
    full = laws.limit(Grade.OFFICER, 40, BOOK, QUIET, MONDAY)
    for percent in (20, 50, 80):
        made = larkfield.works(f"Stint, {percent}", Grade.OFFICER, minutes=FULL_WEEK * percent // 100)
        standing = desk_of(BOOK, made, MONDAY).standing

        assert abs(standing.available_points - full[0] * percent / 100) <= 1
        assert abs(standing.limit_points - full[1] * percent / 100) <= 2
        assert abs(standing.limit_people - full[2] * percent / 100) <= 1


@pytest.mark.parametrize("grade", [PSO, TRAINEE, NEWLY_QUALIFIED])
def test_careers_bring_the_same_limits_month_by_month(twice, grade):
    """On the day of the month on which it began, a career has as many months on both sides."""
    for month in range(24):
        since = availability.add_months(MONDAY, -month)
        place = len(twice.staff)
        twice.works(f"Godwit, {month}", grade, 1)
        one = twice.staff[place]
        one.programme_started = since if GRADES[grade] is Grade.TRAINEE else None
        one.qualified_on = since if GRADES[grade] is Grade.NEWLY_QUALIFIED else None
        one.save()
        one.postings.update(from_date=since)
        standing = desk_of(BOOK, one, MONDAY).standing

        assert standing[1:4] == tuple(twice.made.law.limits[grade, month, :3])


def test_weeks_make_a_month_too_early_or_too_late_by_one_at_most():
    """A mean month of 4.35 weeks stands for those of the calendar; no career is more than one month off."""
    off = [
        staffing.month_of(-weeks, 0) + 1 - availability.programme_month(monday - weeks * WEEK, monday)
        for monday in (MONDAY, date(2026, 3, 2), date(2028, 2, 28))
        for weeks in range(laws.CAREER_MONTHS * 4)
    ]

    assert {*off} <= {-1, 0, 1}
    assert off.count(0) > 0.8 * len(off)


def test_the_just_released_are_the_same_but_for_the_day_itself(twice):
    """The country releases in weeks: who leaves on a Thursday is on licence from the Monday after.

    The live service plans for them on the Monday before already, and counts to the day at the other end.
    """
    people, days = [], range(-45, 6)
    for day in days:
        one = twice.person(0, Place.CUSTODY)
        case = one.person.cases.get()
        case.release_on = MONDAY + day * DAY
        case.save()
        people.append(one.person.pk)
    live = works(BOOK, MONDAY, people)
    weeks = int(twice.made.law.just_released)

    for person, day in zip(people, days, strict=True):
        begun = -(-day // 7)  # the first Monday on or after
        simulated = begun <= 0 and -begun < weeks
        if day > 0:
            assert (live[person].just_released, live[person].place) == (True, Place.LICENCE)
            assert not simulated
        elif day == -7 * weeks:
            assert (live[person].just_released, simulated) == (True, False)
        else:
            assert live[person].just_released == simulated


UNDER = {
    State.COMMUNITY_ORDER: Under.COMMUNITY_ORDER,
    State.SUSPENDED_ORDER: Under.SUSPENDED_SENTENCE_ORDER,
    State.LICENCE: Under.LICENCE,
}


def test_contact_is_withdrawn_on_the_monday_after_the_day_of_the_rule(twice):
    """Reset: whether somebody keeps their contact is the same, and when it ends the same to the week."""
    asked = [
        (twice.made.person(kind, state, begun=begun), state, kind, begun, until)
        for state in UNDER for kind in range(0, 144, 5) for begun, until in ((-30, 9), (-60, 40), (-10, 41))
    ]  # fmt: skip
    for place, *_, until in asked:
        twice.made.people["until"][place] = until
    people = twice.made.lived().people

    for place, state, kind, begun, until in asked:
        like = twice.made.kinds[kind]
        marks = {"mappa": like.mark == "mappa", "child_protection": like.mark == "safeguarding",
                 "national_security_division": False, "intensive_supervision_court": False}  # fmt: skip
        found = withdrawn(
            UnderReset(UNDER[state], MONDAY + begun * WEEK, MONDAY + until * WEEK - DAY, like.risk, marks,
                       activity=True), BOOK, MONDAY,
        )  # fmt: skip
        assert isinstance(found, Withdrawn)
        if found.since is None:
            assert people.withdraw[place] == NEVER
        else:
            assert people.withdraw[place] == -(-(found.since - MONDAY).days // 7)
            assert bool(people.marks[place] & WITHDRAWN) == (people.withdraw[place] <= 1)


def released_live(sentenced: date, months: int, day: date) -> tuple[date, date]:
    """Return the day of release and the last day of a sentence, by the rule that pages and programs ask."""
    told = {"born": "1990-01-01", "sentences": [
        {"id": "A", "sentenced": str(sentenced), "offence": str(sentenced - 200 * DAY),
         "length": {"months": months}}]}  # fmt: skip
    dates = named.ask("release", told, day, BOOK)["dates"]
    out, end = (next(dates[code] for code in codes if code in dates) for codes in (RELEASES, ENDS))
    return date.fromisoformat(out), date.fromisoformat(end)


RELEASES, ENDS = ("CRD", "ARD"), ("SLED", "SED")


@pytest.mark.parametrize("start", [date(2026, 4, 6), MONDAY])
def test_release_is_on_the_day_of_the_live_service_to_the_week(start):
    # Whoever the scheme reaches: whom it does not serve half, which the country spreads over everybody.
    figures = QUIET.instead("custody.served_before", 0).instead("custody.reached", 100)
    table = sentences.weeks(BOOK, figures, start, 1).astype(int)
    lengths = sentences.months(figures, start)

    for band, months in enumerate(lengths):
        if months == 0:
            assert (table[:, band] == NEVER).all()
            continue
        for week in (-500, -260, -130, -60, -25, -10, -3, 0):
            sentenced = start + week * WEEK
            out, end = released_live(sentenced, months, start)
            inside, whole = table[week + PAST, band]
            # The first Monday on or after the day of release, or after the last day; a week at least.
            assert inside == max(1, -(-(out - sentenced).days // 7))
            assert whole == min(max(inside + 1, -(-((end - sentenced).days + 1) // 7)), NEVER)


@pytest.mark.parametrize("day", [date(2023, 1, 2), date(2024, 9, 16), date(2025, 10, 6), MONDAY])
@pytest.mark.parametrize("months", [8, 40])
def test_a_fixed_recall_ends_on_the_monday_after_its_last_day(day, months):
    short = months < int(BOOK.on(day, "recall.short_sentence_months").value)
    weeks = laws.fixed_weeks(BOOK, day)[1 if short else 0]
    days = BOOK.on(day, "recall.fixed_days").value["adult"]["short" if short else "long"]
    asked = {"kind": f"fixed_{days}", "months": months, "revoked": str(day), "returned": str(day),
             "expires": str(day + 400 * DAY)}  # fmt: skip
    found = named.ask("recall.ends", asked, day, BOOK)

    assert date.fromisoformat(found["ends"]) + DAY == day + int(weeks) * WEEK
