"""A new day: overload is seen and notices climb, by the command and by the service itself."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from befriend.allocation import actions
from befriend.allocation.models import CapacityNotice, InheritedOverload, Load
from befriend.cli import asking, days
from tests.larkfield import MONDAY


def test_a_new_day_is_begun_once(larkfield, sam, monkeypatch):
    larkfield.fill(sam, 40)
    monkeypatch.setattr(asking, "day_or_today", lambda _said: MONDAY)
    monkeypatch.setattr("django.db.connection.close", lambda: None)

    assert days.begin_if_new(None) == MONDAY
    assert InheritedOverload.objects.get().practitioner == sam
    kept = Load.objects.get(practitioner=sam, day=MONDAY)
    assert (kept.points, kept.people) == (40 * 63, 40)

    InheritedOverload.objects.all().delete()
    assert days.begin_if_new(MONDAY) == MONDAY
    assert not InheritedOverload.objects.exists()


def test_what_changes_in_a_day_that_was_begun_is_reckoned_again(larkfield, sam, ali, monkeypatch):
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    begun = days.begin_if_new(None)
    before = Load.objects.get(practitioner=sam, day=begun).people
    larkfield.with_(ali, sam)

    days.begin_if_new(begun)

    assert (before, Load.objects.get(practitioner=sam, day=begun).people) == (0, 1)


def test_a_notice_climbs_on_its_day(larkfield, ali):
    plan = actions.make_plan(unit=larkfield.pdu, by="jo", day=MONDAY)
    actions.accept_all(plan=plan, by="jo", day=MONDAY)

    assert days.begin_everywhere(MONDAY + timedelta(days=14)) == 1

    assert CapacityNotice.objects.filter(office=larkfield.offices["region"]).exists()


def test_a_day_that_cannot_be_begun_is_tried_again(larkfield, monkeypatch, caplog):
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    monkeypatch.setattr(days, "begin_everywhere", lambda _day: 1 / 0)

    with caplog.at_level(logging.ERROR):
        assert days.begin_if_new(date(2026, 1, 1)) == date(2026, 1, 1)

    assert "tried again" in caplog.text


def test_the_command_says_where_it_began(befriend, larkfield):
    assert "Begun in 1 delivery unit" in befriend("begin-day").out
