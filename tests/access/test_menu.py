"""What each role sees first, and where their menu leads: nowhere that refuses them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from befriend.cli import access_table as table
from befriend.desk import queries as desk

pytestmark = pytest.mark.django_db

FIRST = {
    table.PRACTITIONER: "/today",
    table.SENIOR: "/units/unit/week",
    table.HEAD: "/units/unit/waiting",
    table.REGION: "/units/region/waiting",
    table.NATION: "/units/nation/waiting",
    table.REPRESENTATIVE: "/told",
    table.DATA_PROTECTION: "/keeping",
    table.INSPECTOR: "/units/unit/week",
    table.COURT: "/units/unit/people",
    table.VICTIM_LIAISON: "/told",
    table.ADMIN: "/units/unit/people",
    table.RESEARCHER: "/my-load",
    table.OTHER_HEAD: "/units/elsewhere/waiting",
}


def test_every_role_has_a_first_page():
    assert set(FIRST) == set(table.STAFF)


@pytest.mark.parametrize("role", FIRST)
def test_each_role_sees_first_what_is_theirs_and_no_link_of_their_menu_is_dead(role, everybody, sign_in):
    who = everybody.by_role[role]
    client = sign_in(who)

    assert client.get("/").url == FIRST[role]

    places = desk.places(who.user, timezone.localdate())
    assert {one.name: client.get(one.address).status_code for one in places} == {
        one.name: 200 for one in places
    }


@pytest.mark.parametrize("role", [table.COURT, table.ADMIN, table.INSPECTOR, table.RESEARCHER])
def test_whoever_supervises_nobody_has_no_caseload_in_the_menu_until_they_do(role, everybody, sign_in):
    who = everybody.by_role[role]
    sign_in(who)

    def names():
        return {one.name for one in desk.places(who.user, timezone.localdate())}

    assert "my-people" not in names()
    everybody.elsewhere_with(who)
    assert "my-people" in names()


def test_data_protection_finds_what_is_contested_and_the_forms_in_the_menu(everybody, sign_in):
    who = everybody.by_role[table.DATA_PROTECTION]
    sign_in(who)

    menu = desk.places(who.user, timezone.localdate())

    assert {"/contests", "/forms"} <= {one.address for one in menu}


def test_an_inspector_reads_who_waits_by_name_and_can_decide_nothing(everybody, sign_in):
    client = sign_in(everybody.by_role[table.INSPECTOR])

    pages = [client.get(f"/units/unit/{page}").content.decode() for page in ("week", "waiting")]
    person = client.get(f"/people/{everybody.ali.ref}").content.decode()

    assert all("Ali Alder" in page for page in pages)
    assert not any('method="post"' in page for page in (*pages, person))
    assert "Keep a request" not in person


def test_the_representative_reads_true_numbers_and_no_name(everybody, plan_of_the_week, sign_in):
    page = sign_in(everybody.wren).get("/units/unit/week").content.decode()

    assert "Ali Alder" not in page
    assert "1 person is waiting for an officer or for cover." in page
    assert "This plan serves 1." in page
    assert "1 person is proposed an officer. Who it is, you are not shown" in page


@pytest.mark.parametrize("role", [table.REPRESENTATIVE, table.SENIOR])
def test_a_plan_that_is_not_safe_is_so_for_whoever_reads_it(role, everybody, sign_in):
    from befriend.allocation import actions, queries
    from befriend.audit import access
    from befriend.rules.values import Risk
    from befriend.workforce.permissions import acting_as

    everybody.fill(everybody.sam, 37)
    everybody.fill(everybody.robin, 65)
    everybody.waits(everybody.person("Rowan Reed", risk=Risk.HIGH))
    day = timezone.localdate()
    actions.make_plan(unit=everybody.pdu, by="test", day=day)
    with access.service(by="test", day=day):
        whole = queries.week(everybody.pdu, day)
    who = everybody.by_role[role]

    page = sign_in(who).get("/units/unit/week").content.decode()
    with acting_as(who.user, day):
        seen = queries.week(everybody.pdu, day)

    assert not whole.safe
    assert "NOT SAFE" in page
    for number in ("safe", "first_order", "proposed", "left", "work_points", "waiting_points", "gap_percent"):
        assert getattr(seen, number) == getattr(whole, number), number
    assert [one.points for one in seen.practitioners] == [one.points for one in whole.practitioners]
