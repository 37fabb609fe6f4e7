"""Why a figure is what it is: the steps of a person's points and of a practitioner's row in the week."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from befriend.allocation import actions, queries
from befriend.allocation.models import Cover
from befriend.desk.queries import weighing
from befriend.people.models import Person
from befriend.rules.values import Grade, Place, Risk, Tier
from befriend.sentences.models import CaseState, Report
from befriend.workforce.models import Reduction
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def read(client, address):
    """Return a page as one line of text, without its marks."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def ivy(staffed):
    """Return Ivy, of tier B2 and in custody until Thursday, with a report due; she is with Sam."""
    ivy = staffed.person("Ivy Reed", Tier.B2, Place.CUSTODY, release_on=MONDAY + timedelta(3))
    staffed.with_(ivy, staffed.sam)
    Report.objects.create(case=ivy.cases.get(), kind=Report.Kind.PAROLE, due_on=MONDAY + timedelta(9))
    Report.objects.create(case=ivy.cases.get(), kind=Report.Kind.ORAL, due_on=MONDAY, done_on=MONDAY)
    return ivy


# A person's points


def test_the_points_of_a_person_come_with_their_own_steps(staffed, ivy, sign_in):
    page = read(sign_in(staffed.sam), f"/people/{ivy.ref}/points")

    steps = weighing.person_steps(ivy, MONDAY)
    assert "Tier B2, on licence 132" in page
    assert f"Parole report, due on 2 December 2026 + {steps.reports[0].points}" in page
    assert "Oral report" not in page
    assert f"Points {132 + steps.reports[0].points:,}" in page
    assert "In custody until 26 November 2026" in page
    assert "Workload Measurement Tool" in page


def test_the_steps_add_up_to_what_the_list_of_people_says(staffed, ivy, sign_in):
    steps = weighing.person_steps(ivy, MONDAY)

    assert steps.work.points == steps.case_points + sum(one.points for one in steps.reports)
    page = read(sign_in(staffed.sam), "/my-people")
    assert f"{steps.work.points} why? Ivy Reed is so many points" in page


def test_somebody_of_whom_no_state_is_known_is_weighed_as_assumed(staffed, ivy, sign_in):
    CaseState.objects.all().delete()

    steps = weighing.person_steps(ivy, MONDAY)

    assert steps.work.points == steps.case_points
    page = read(sign_in(staffed.sam), f"/people/{ivy.ref}/points")
    assert "No tier is known, in the community" in page
    assert "what is counted here is assumed" in page


def test_who_waits_sees_which_class_decides_and_which_limit_binds(staffed, sign_in):
    birch = staffed.person("Birch Teal", risk=Risk.MEDIUM, safeguarding=True)
    staffed.waits(birch, days=9)

    page = read(sign_in(staffed.jo), f"/people/{birch.ref}/points")

    assert "Waiting for an officer since 14 November 2026" in page
    assert "Very high or high risk of serious harm: no" in page
    assert "Active safeguarding: yes" in page
    assert "Just released" not in page
    assert "signed by" in page


def test_whoever_is_of_no_class_comes_with_everybody_else(staffed, sign_in):
    assert "Everybody else, longest waiting first: yes" in read(
        sign_in(staffed.jo), f"/people/{staffed.ali.ref}/points"
    )


def test_nothing_is_said_of_an_order_to_those_who_do_not_wait(staffed, ivy, sign_in):
    assert "signed by" not in read(sign_in(staffed.sam), f"/people/{ivy.ref}/points")


def test_whoever_may_not_see_the_person_is_not_told_that_there_is_one(staffed, ivy, sign_in):
    assert sign_in(staffed.robin).get(f"/people/{ivy.ref}/points").status_code == 404
    assert sign_in(staffed.robin).get("/people/nobody/points").status_code == 404


# A practitioner's load


def load_of(practitioner):
    """Return the address of the steps of a practitioner's load."""
    return f"/units/unit/practitioners/{practitioner.ref}/load"


def test_the_load_of_a_practitioner_comes_step_by_step(staffed, ivy, sign_in):
    staffed.fill(staffed.sam, 3)
    Reduction.objects.create(
        practitioner=staffed.sam, kind="dyslexia_support", percent=10, from_date=LONG_AGO
    )

    page = read(sign_in(staffed.noor), load_of(staffed.sam))

    assert "Tier C2, in the community: 3 × 63 189" in page
    assert "Tier B2, on licence: 1 × 132 132" in page
    assert "Parole report: 1 ×" in page
    assert "Reductions −" in page
    assert "yslexia" not in page
    assert "Ivy" not in page


def test_every_row_of_the_week_has_the_same_figures_behind_its_why(staffed, ivy):
    staffed.fill(staffed.robin, 4)
    kit = staffed.works("Crake, Kit", Grade.TRAINEE, programme_started=MONDAY - timedelta(400))
    covered = staffed.person("Fern Elm")
    Cover.objects.create(
        relationship=staffed.with_(covered, kit), practitioner=staffed.robin, from_date=MONDAY,
        until_date=MONDAY + timedelta(20), decided_by="x",
    )  # fmt: skip
    actions.make_plan(unit=staffed.pdu, by=staffed.noor.ref, day=MONDAY)
    week = queries.week(staffed.pdu, MONDAY)
    assert week.allocations

    for row in week.practitioners:
        steps = weighing.load_steps(staffed.pdu, row.practitioner, MONDAY)
        assert steps.shown == row
        summed = sum(one.points for one in [*steps.kinds, *steps.reports])
        assert summed + steps.proposed_points == row.points
        assert sum(one.people for one in steps.kinds) + steps.proposed_people == row.people
        assert sum(one.minutes for one in steps.time) == row.desk.time.minutes


def test_the_week_leads_to_the_steps_of_each_and_names_nobody_to_who_only_counts(staffed, ivy, sign_in):
    as_senior = sign_in(staffed.noor).get("/units/unit/week").content.decode()
    assert f'href="{load_of(staffed.sam)}"' in as_senior
    assert f'href="/people/{staffed.ali.ref}/points"' in as_senior
    assert "Why so many points?" in as_senior

    as_representative = sign_in(staffed.wren).get("/units/unit/week").content.decode()
    assert f'href="{load_of(staffed.sam)}"' in as_representative
    assert "/points" not in as_representative
    assert "Ivy" not in read(sign_in(staffed.wren), load_of(staffed.sam))


def test_who_does_not_work_in_the_unit_has_no_steps_there(staffed, sign_in):
    assert sign_in(staffed.noor).get(load_of(staffed.ash)).status_code == 404
    assert sign_in(staffed.noor).get("/units/unit/practitioners/nobody/load").status_code == 404
    assert sign_in(staffed.sam).get(load_of(staffed.sam)).status_code == 403


def test_the_steps_are_of_the_one_and_ask_no_more_for_more_people(staffed, ivy):
    def asked():
        with CaptureQueriesContext(connection) as found:
            weighing.load_steps(staffed.pdu, staffed.sam, MONDAY)
        return len(found)

    few = asked()
    staffed.fill(staffed.sam, 20)
    staffed.fill(staffed.robin, 20)

    assert asked() <= few
    assert Person.objects.count() > 40


def test_an_unsafe_number_is_said_with_its_reason_on_my_own_page_too(staffed, ivy, sign_in):
    page = read(sign_in(staffed.sam), "/my-workload")

    assert "Of 2,393 points you carry" in page
    assert "× the minutes of a full week ÷ its points, rounded up." in page
