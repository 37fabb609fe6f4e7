"""A contest that nobody decides climbs, to somebody by name at each step, and stays in sight until then."""

from __future__ import annotations

import pytest
from django.utils import timezone

from befriend.allocation.actions import contested
from befriend.allocation.queries import contested as queries
from befriend.people import actions as people
from befriend.people.models import Statement
from befriend.workforce.models import OfficeHolding, Told
from tests.portal.test_pages import mine, staff, told
from tests.portal.test_reaching import DAY, contest

pytestmark = pytest.mark.django_db
__all__ = ["mine", "staff"]


def test_nobody_decides_and_it_climbs_to_region_and_nation_each_by_name_and_once(ali, mine, staff):
    made = contest(ali, mine)
    unit = ali.unit
    crane = unit.works("Crane, Yew", unit.grade.HEAD, unit=unit.nation, holds="nation")
    Told.objects.all().delete()
    late = {days: made.answer_by + days * DAY for days in (1, 6, 7, 20, 21)}

    told_of = {
        days: (contested.climb_contests(day=day), {(one.office.ref, one.code) for one in new_told(day)})
        for days, day in late.items()
    }

    assert told_of == {
        1: (1, {("head-unit", "contest_late")}),
        6: (0, set()),
        7: (1, {("head-region", "contest_climbed")}),
        20: (0, set()),
        21: (1, {("head-nation", "contest_climbed")}),
    }
    names = [queries.owner(made, day).held_by for day in late.values()]
    assert names == [unit.jo, unit.jo, unit.fen, unit.fen, crane]
    assert queries.owner(made, made.answer_by) is None
    for who in (unit.fen, crane):
        assert "it has climbed to you" in told(staff(who).get("/told"))


def new_told(day):
    """Return what was told on a day."""
    return Told.objects.filter(day=day).select_related("office")


def test_what_nobody_looked_at_for_a_month_reaches_everybody_at_once_and_is_not_told_once_decided(ali, mine):
    made = contest(ali, mine)
    ali.unit.works("Crane, Yew", ali.unit.grade.HEAD, unit=ali.unit.nation, holds="nation")
    Told.objects.all().delete()

    assert contested.climb_contests(day=made.answer_by + 40 * DAY) == 1

    assert sorted(one.office.ref for one in Told.objects.all()) == ["head-nation", "head-region", "head-unit"]
    Told.objects.all().delete()
    people.decide(
        contest=made, decision="stands", reasons="It is so.", by=ali.unit.fen.ref, day=timezone.localdate()
    )
    assert contested.climb_contests(day=made.answer_by + 41 * DAY) == 0
    assert not Told.objects.exists()


def test_where_nobody_holds_the_office_of_the_head_the_next_above_owns_it_from_the_first_day(ali, mine):
    made = contest(ali, mine)
    OfficeHolding.objects.filter(office=ali.unit.offices["unit"]).delete()
    Told.objects.all().delete()

    assert contested.climb_contests(day=made.answer_by + DAY) == 1

    assert Told.objects.get().office == ali.unit.offices["region"]
    assert queries.owner(made, made.answer_by + DAY).held_by == ali.unit.fen


def test_the_pages_of_contests_name_whose_a_late_one_is(ali, mine, staff, monkeypatch):
    made = contest(ali, mine)
    fen = staff(ali.unit.fen)
    assert "owned by" not in told(fen.get("/contests"))
    monkeypatch.setattr(timezone, "localdate", lambda *_: made.answer_by + 7 * DAY)

    for page in ("/contests", f"/contests/{made.ref}"):
        assert "head of Heathland (Heron, Fen)" in told(fen.get(page)), page


def test_an_open_contest_stays_on_the_page_of_the_person_when_what_it_is_about_stands_no_longer(
    ali, mine, staff
):
    made = contest(ali, mine)
    Statement.objects.filter(pk=made.statement_id).update(stood_until=timezone.localdate())
    sam, page = staff(ali.unit.sam), f"/people/{ali.person.ref}"

    for address in (page, "/today"):
        assert "contested, no longer stands" in told(sam.get(address)), address
    assert f'href="/contests/{made.ref}"' in told(sam.get(page))

    people.decide(
        contest=made, decision="stands", reasons="It is so.", by=ali.unit.fen.ref, day=timezone.localdate()
    )
    assert "contested, no longer stands" not in told(sam.get(page))
