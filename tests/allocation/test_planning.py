"""The plan of a week: made once, shown, objected to, accepted or refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from befriend.allocation import actions, queries
from befriend.allocation.models import (
    CapacityNotice,
    Cover,
    Objection,
    Plan,
    PlannedAllocation,
    Relationship,
    SupervisorRequest,
)
from befriend.rules.values import Grade, Risk, Tier, WaitingFor
from befriend.workforce.models import Absence, Told
from tests.larkfield import LONG_AGO, MONDAY


def made(larkfield, **options):
    return actions.make_plan(unit=larkfield.pdu, by="jo", day=MONDAY, **options)


def test_a_plan_proposes_and_does_nothing(larkfield, sam, ali):
    plan = made(larkfield)

    proposal = plan.allocations.get()
    assert (proposal.person, proposal.practitioner) == (ali, sam)
    assert proposal.choices_then[0]["practitioner"] == sam.ref
    assert not Relationship.objects.filter(person=ali).exists()
    assert Told.objects.filter(practitioner=sam, code="plan_names_you").exists()


def test_a_plan_made_twice_is_the_same_plan(larkfield, sam, ali):
    assert made(larkfield) == made(larkfield)

    again = made(larkfield, again=True)

    assert Plan.objects.filter(state="replaced").count() == 1
    assert again.allocations.get().person == ali


def test_nobody_is_proposed_over_a_cap(larkfield, sam):
    larkfield.fill(sam, 36)
    for name in ("Rowan Reed", "Hazel Birch", "Maple Moss"):
        larkfield.waits(larkfield.person(name))

    made(larkfield)
    week = queries.week(larkfield.pdu, MONDAY)

    assert not week.over_without_order
    assert len(week.allocations) == 1
    assert [one.code for one in week.waiting] == ["served_later", "served_later"]
    assert {one.owner.held_by for one in week.waiting} == {larkfield.jo}


def test_the_first_order_is_served_first_and_the_gap_is_not_safe(larkfield, sam):
    larkfield.fill(sam, 34)  # room for 251 points: one person of 146 and one of 63
    larkfield.waits(larkfield.person("Rowan Reed"), days=90)
    risky = larkfield.person("Hazel Birch", Tier.B3, risk=Risk.HIGH)
    riskier = larkfield.person("Maple Moss", Tier.B3, risk=Risk.VERY_HIGH)
    larkfield.waits(risky, days=2)
    larkfield.waits(riskier, days=1)

    plan = made(larkfield)

    assert {one.person for one in plan.allocations.all()} >= {risky}
    assert plan.waiting.get(first_order=True).person == riskier
    assert not plan.safe
    assert Told.objects.filter(code="plan_not_safe", office=larkfield.offices["unit"]).exists()


def test_accepting_does_what_was_proposed(larkfield, sam, ali):
    plan = made(larkfield)

    actions.accept_all(plan=plan, by="jo", day=MONDAY)

    assert Relationship.objects.get(person=ali).practitioner == sam
    plan.refresh_from_db()
    assert plan.state == "accepted"
    with pytest.raises(actions.RefusedError):
        actions.accept_all(plan=plan, by="jo", day=MONDAY)


def test_an_unanswered_objection_holds_a_proposal_back(larkfield, sam, ali):
    proposal = made(larkfield).allocations.get()
    objection = actions.object_to_plan(
        planned=proposal, practitioner=sam, kind=Objection.Kind.SAFETY, words="I know them.", day=MONDAY
    )

    with pytest.raises(actions.RefusedError, match="Answer the objection first"):
        actions.accept(planned=proposal, by="jo", day=MONDAY)

    actions.answer_objection(objection=objection, answer="Heard; go ahead.", by="jo", day=MONDAY)
    actions.accept(planned=proposal, by="jo", day=MONDAY)
    assert Relationship.objects.get(person=ali).practitioner == sam


def test_a_refused_proposal_leaves_the_person_waiting(larkfield, sam, ali):
    proposal = made(larkfield).allocations.get()

    actions.refuse_one(planned=proposal, because="Sam starts a course.", by="jo", day=MONDAY)

    week = queries.week(larkfield.pdu, MONDAY)
    assert [one.code for one in week.waiting] == ["refused_by_manager"]
    proposal.refresh_from_db()
    assert proposal.state == PlannedAllocation.State.REFUSED
    assert proposal.refused_because == "Sam starts a course."


def test_a_plan_gone_stale_is_refused_by_the_cap(larkfield, sam, ali):
    plan = made(larkfield)
    larkfield.fill(sam, 37)

    with pytest.raises(actions.RefusedError, match="over the limit"):
        actions.accept_all(plan=plan, by="jo", day=MONDAY)

    assert not Relationship.objects.filter(person=ali).exists()
    plan.refresh_from_db()
    assert plan.state == "made"


def test_cover_is_new_work_and_the_officer_stays(larkfield, sam):
    robin = larkfield.works("Dunlin, Robin", Grade.OFFICER)
    person = larkfield.person("Rowan Reed")
    larkfield.with_(person, robin)
    Absence.objects.create(practitioner=robin, from_date=MONDAY, until_date=MONDAY + timedelta(days=14))

    plan = made(larkfield)
    actions.accept_all(plan=plan, by="jo", day=MONDAY)

    cover = Cover.objects.get()
    assert (cover.practitioner, cover.until_date) == (sam, MONDAY + timedelta(days=14))
    assert Relationship.objects.get(person=person).practitioner == robin
    week = queries.week(larkfield.pdu, MONDAY)
    points = {one.practitioner.name: one.points for one in week.practitioners}
    assert (points["Bunting, Sam"], points["Dunlin, Robin"]) == (63, 0)


def test_somebody_nobody_can_cover_waits_for_cover(larkfield):
    robin = larkfield.works("Dunlin, Robin", Grade.OFFICER)
    kit = larkfield.works("Crake, Kit", Grade.OFFICER)
    larkfield.fill(kit, 50, Tier.D1)
    person = larkfield.person("Rowan Reed")
    larkfield.with_(person, robin)
    Absence.objects.create(practitioner=robin, from_date=LONG_AGO)

    made(larkfield)
    week = queries.week(larkfield.pdu, MONDAY)

    assert [(one.person, one.code) for one in week.waiting] == [(person, "no_cover")]
    assert week.waiting[0].waiting.waiting_for == WaitingFor.COVER
    assert Relationship.objects.get(person=person).practitioner == robin


def test_a_granted_request_binds_the_plan(larkfield, sam, ali):
    kit = larkfield.works("Crake, Kit", Grade.OFFICER, woman_officer=True)
    request = actions.ask(
        person=ali, kind=SupervisorRequest.Kind.WOMAN_OFFICER, practitioner=None, by="jo", day=MONDAY
    )
    actions.answer(request=request, granted=True, words="Yes.", by="jo", day=MONDAY)

    assert made(larkfield).allocations.get().practitioner == kit
    with pytest.raises(actions.RefusedError):
        actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY)


def test_the_officer_before_is_preferred_unless_harm_ended_it(larkfield, sam, ali):
    kit = larkfield.works("Crake, Kit", Grade.OFFICER)
    past = Relationship.objects.create(
        person=ali,
        practitioner=kit,
        from_date=LONG_AGO,
        until_date=MONDAY - timedelta(days=7),
        why_changed="absent",
    )
    larkfield.fill(kit, 5)

    assert made(larkfield).allocations.get().practitioner == kit
    Relationship.objects.filter(pk=past.pk).update(may_resume=False)
    assert made(larkfield, again=True).allocations.get().practitioner == sam


def test_each_owning_office_gets_one_notice_and_it_climbs(larkfield, ali):
    plan = made(larkfield)
    actions.accept_all(plan=plan, by="jo", day=MONDAY)

    notice = CapacityNotice.objects.get()
    assert notice.office == larkfield.offices["unit"]
    assert notice.counts["people"] == 1
    assert ali.ref not in str(notice.counts)
    assert actions.climb(day=MONDAY + timedelta(days=13)) == []
    (region,) = actions.climb(day=MONDAY + timedelta(days=14))
    assert region.office == larkfield.offices["region"]
    (nation,) = actions.climb(day=MONDAY + timedelta(days=28))
    assert nation.office == larkfield.offices["nation"]


def test_an_answered_notice_stays_where_it_is(larkfield, ali):
    plan = made(larkfield)
    actions.accept_all(plan=plan, by="jo", day=MONDAY)

    actions.answer_notice(
        notice=CapacityNotice.objects.get(), gave="nothing", answer="No money.", by="jo", day=MONDAY
    )

    assert actions.climb(day=MONDAY + timedelta(days=40)) == []


def test_a_plan_says_who_could_be_served_with_one_more_practitioner(larkfield, ali):
    plan = made(larkfield)

    served = {one["grade"]: one["served"] for one in plan.one_more}
    assert served["pso"] == 1
    assert plan.waiting.get().reason["code"] == "nobody_eligible"


def test_somebody_released_on_thursday_waits_already_on_monday(larkfield, sam):
    person = larkfield.person("Rowan Reed", release_on=MONDAY + timedelta(days=3))
    larkfield.waits(person, days=-3)

    assert made(larkfield).allocations.get().person == person
    actions.accept_all(plan=Plan.objects.get(), by="jo", day=MONDAY)
    assert not queries.waiting(larkfield.pdu, MONDAY).exists()
