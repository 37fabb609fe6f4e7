"""Orders to exceed the cap, overload that nobody was given, and what may stop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from befriend.allocation import actions, queries
from befriend.allocation.models import ExceedOrder, InheritedOverload
from befriend.rules.values import Grade, Place, Tier
from befriend.workforce.models import Told
from tests.larkfield import MONDAY

FORTNIGHT = MONDAY + timedelta(days=14)


def order(larkfield, practitioner, **changed):
    said = {
        "practitioner": practitioner,
        "office": larkfield.offices["unit"],
        "given_by": larkfield.jo,
        "points": 2600,
        "people": 50,
        "because": "Two officers left on Friday.",
        "not_done": "Home visits to people at level D.",
        "from_date": MONDAY,
        "until_date": FORTNIGHT,
        "day": MONDAY,
    }
    return actions.order_to_exceed(**{**said, **changed})


def test_an_order_lets_new_work_pass_the_cap_and_is_told(larkfield, sam, ali):
    larkfield.fill(sam, 37)
    order(larkfield, sam)

    actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY)

    assert Told.objects.filter(practitioner=sam, code="ordered_to_exceed").exists()
    assert Told.objects.filter(office=larkfield.offices["representative"], code="order_given").exists()
    week = queries.week(larkfield.pdu, MONDAY)
    assert {one.order.until_date for one in week.practitioners if one.order} == {FORTNIGHT}


def test_an_order_lapses(larkfield, sam, ali):
    larkfield.fill(sam, 37)
    order(larkfield, sam)

    with pytest.raises(actions.RefusedError, match="over the limit"):
        actions.allocate(person=ali, practitioner=sam, by="jo", day=FORTNIGHT)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"until_date": MONDAY + timedelta(days=15)}, "exceed_days"),
        ({"until_date": MONDAY}, "exceed_no_days"),
        ({"because": "  "}, "words_needed"),
        ({"not_done": ""}, "words_needed"),
    ],
)
def test_an_order_that_the_rules_do_not_allow_is_refused(larkfield, sam, changed, code):
    with pytest.raises(actions.RefusedError) as refused:
        order(larkfield, sam, **changed)

    assert refused.value.reasons[0].code == code
    assert not ExceedOrder.objects.exists()


def test_only_whoever_holds_the_office_may_give_its_orders(larkfield, sam):
    with pytest.raises(actions.RefusedError, match="not held by you"):
        order(larkfield, sam, given_by=larkfield.wren)


def test_a_renewal_comes_from_one_office_higher(larkfield, sam):
    order(larkfield, sam)
    again = {"from_date": FORTNIGHT, "until_date": FORTNIGHT + timedelta(days=14)}

    with pytest.raises(actions.RefusedError) as refused:
        order(larkfield, sam, **again)
    renewed = order(larkfield, sam, office=larkfield.offices["region"], given_by=larkfield.fen, **again)

    assert refused.value.reasons[0].code == "exceed_renewal"
    assert renewed.renews is not None


def test_a_trainees_protection_is_lifted_by_the_region_or_not_at_all(larkfield):
    kit = larkfield.works("Crake, Kit", Grade.TRAINEE, programme_started=date(2026, 4, 1))
    little = {"points": 1000, "people": 18}

    with pytest.raises(actions.RefusedError) as refused:
        order(larkfield, kit, **little)
    given = order(larkfield, kit, office=larkfield.offices["region"], given_by=larkfield.fen, **little)

    assert refused.value.reasons[0].code == "exceed_trainee"
    assert given.practitioner == kit


def test_a_practitioner_may_record_disagreement_once(larkfield, sam):
    given = order(larkfield, sam)

    actions.disagree(order=given, practitioner=sam, words="I cannot do this safely.", day=MONDAY)

    given.refresh_from_db()
    assert given.disagreement == "I cannot do this safely."
    with pytest.raises(actions.RefusedError):
        actions.disagree(order=given, practitioner=sam, words="Again.", day=MONDAY)


def test_load_brought_in_over_the_cap_is_owned_from_day_one(larkfield, sam):
    larkfield.fill(sam, 40)

    actions.note_inherited_overload(unit=larkfield.pdu, day=MONDAY)

    overload = InheritedOverload.objects.get()
    assert (overload.cause, overload.owner) == ("brought_in", larkfield.offices["unit"])
    assert overload.points_over == 40 * 63 - 2393


def test_load_that_rises_through_a_release_is_shown_and_closed_again(larkfield, sam):
    larkfield.fill(sam, 36)
    person = larkfield.person("Rowan Reed", Tier.B3, Place.CUSTODY, release_on=MONDAY + timedelta(days=2))
    relationship = larkfield.with_(person, sam)

    actions.note_overload(unit=larkfield.pdu, day=MONDAY)
    overload = InheritedOverload.objects.get()
    actions.hand_back(relationship=relationship, by="sam", day=MONDAY, why="workload")
    actions.note_overload(unit=larkfield.pdu, day=MONDAY)

    assert overload.cause == InheritedOverload.Cause.RELEASE
    overload.refresh_from_db()
    assert overload.until_date == MONDAY


def test_who_could_move_breaks_no_limit(larkfield, sam):
    larkfield.fill(sam, 40)
    robin = larkfield.works("Dunlin, Robin", Grade.OFFICER)
    larkfield.fill(robin, 37)
    light = larkfield.works("Crake, Kit", Grade.PSO)

    moves = queries.who_could_move(larkfield.pdu, MONDAY)

    assert {(one.from_practitioner, one.to_practitioner) for one in moves} == {(sam, light)}
    assert len(moves) == 3  # 2,520 points less three of 63 are 2,331, under 2,393


def test_what_if_away_says_who_could_cover_and_writes_nothing(larkfield, sam, ali):
    robin = larkfield.works("Dunlin, Robin", Grade.OFFICER)
    larkfield.fill(sam, 36)
    larkfield.fill(robin, 3)

    away = queries.what_if_away(larkfield.pdu, robin, MONDAY, FORTNIGHT, MONDAY)
    short = queries.what_if_away(larkfield.pdu, robin, MONDAY, MONDAY + timedelta(days=3), MONDAY)

    assert away.need.needed
    assert len(away.proposal.allocations) == 1
    assert [one.reason.code for one in away.proposal.waiting] == ["no_cover", "no_cover"]
    assert short.proposal is None
    assert not queries.waiting(larkfield.pdu, MONDAY).filter(waiting_for=2).exists()


def test_a_statement_says_what_was_carried_given_and_ordered(larkfield, sam, ali):
    larkfield.fill(sam, 37)
    given = order(larkfield, sam)
    actions.disagree(order=given, practitioner=sam, words="No.", day=MONDAY)
    actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY + timedelta(days=1))

    made = queries.statement(sam, MONDAY - timedelta(days=7), MONDAY + timedelta(days=7))

    by_day = {one.day: (one.points, one.people) for one in made.days}
    assert by_day[MONDAY] == (37 * 63, 37)
    assert by_day[MONDAY + timedelta(days=1)] == (38 * 63, 38)
    assert [(one.person, one.decided_by, one.points) for one in made.given] == [(ali.ref, "jo", 63)]
    assert [one.disagreement for one in made.orders] == ["No."]
    assert {one.limit_points for one in made.days} == {2393}


def test_a_stop_says_its_harm_and_lapses(larkfield):
    said = {
        "office": larkfield.offices["unit"],
        "signed_by": larkfield.jo,
        "rank": 1,
        "work": "Quarterly case summaries",
        "harm": "Partner agencies know less.",
        "lawful_because": "No statute asks for them.",
        "day": MONDAY,
    }

    actions.sign_stop(**said, until_date=MONDAY + timedelta(days=28))

    with pytest.raises(actions.RefusedError, match="rank 1"):
        actions.sign_stop(**said, until_date=MONDAY + timedelta(days=28))
    with pytest.raises(actions.RefusedError, match="28 days at most"):
        actions.sign_stop(**{**said, "rank": 2}, until_date=MONDAY + timedelta(days=29))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"from_date": MONDAY - timedelta(days=11)}, "exceed_begins"),
        ({"from_date": date(2099, 1, 1), "until_date": date(2099, 1, 9)}, "exceed_begins"),
        ({"points": 0, "people": 0}, "exceed_lifts_nothing"),
        ({"points": 2393, "people": 50}, "exceed_lifts_nothing"),
        ({"points": 100_000}, "exceed_too_much"),
        ({"people": 100_000}, "exceed_too_much"),
    ],
)
def test_an_order_of_another_time_or_of_no_size_is_refused(larkfield, sam, changed, code):
    with pytest.raises(actions.RefusedError) as refused:
        order(larkfield, sam, **changed)

    assert refused.value.reasons[0].code == code


def test_nobody_orders_themselves_or_somebody_who_takes_nobody(larkfield):
    for practitioner in (larkfield.jo, larkfield.wren):
        with pytest.raises(actions.RefusedError):
            order(larkfield, practitioner)
    assert not ExceedOrder.objects.exists()
