"""The supervision plan: in the person's words, one at a time, ended and never deleted, as of any day."""

import ast
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from befriend.audit.models import Line
from befriend.rules.values import Place
from befriend.sentences.models import Case, CaseState
from befriend.supervision import actions, queries
from befriend.supervision.models import Agreement, Goal, Step, SupervisionPlan
from befriend.workforce.actions.refused import RefusedError
from tests.floor.ivy import as_app
from tests.larkfield import MONDAY
from tests.repository import tree

pytestmark = pytest.mark.django_db

NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
def by(staffed):
    """Return what every action is told: that Sam does it, on Monday."""
    return {"by": staffed.sam.ref, "day": MONDAY}


@pytest.fixture
def flat(ivy, by):
    """Return Ivy's first goal."""
    return actions.add_goal(person=ivy, area="housing", words="A door I can lock.", **by)


def step(goal, by, **fields):
    """Return a step of Ivy's own towards a goal, unless it is said otherwise."""
    return actions.add_step(goal=goal, **{"what": "See the flat", "whose": "person"} | fields, **by)


def test_the_first_goal_begins_the_plan_and_the_second_is_of_the_same(ivy, flat, by):
    work = actions.add_goal(person=ivy, area="work", words="Drive a van again.", **by)

    assert work.plan == flat.plan
    assert SupervisionPlan.objects.get().from_date == MONDAY


def test_a_person_has_one_plan_at_a_time(ivy, flat):
    with (
        pytest.raises(IntegrityError, match="one_supervision_plan_stands_for_a_person"),
        transaction.atomic(),
    ):
        SupervisionPlan.objects.create(person=ivy, from_date=NEXT, made_by="x")


def test_needs_stand_first_in_the_order_of_the_policy(ivy, by):
    for area in reversed(queries.areas(MONDAY)):
        actions.add_goal(person=ivy, area=area, words=f"About {area}.", **by)

    found = [one.goal.area for one in queries.plan_of(ivy, MONDAY).goals]

    assert found[:5] == ["housing", "addiction", "health", "work", "money"]
    assert set(found) == set(Goal.Area.values)


def test_a_plan_is_seen_as_it_was_on_any_day(ivy, flat, by):
    later = {**by, "day": NEXT}
    seen = step(flat, by, by_date=MONDAY + timedelta(days=3))
    actions.finish_step(step=seen, **later)
    step(flat, later, what="Move in")
    actions.agree(plan=flat.plan, agreed=True, **later)

    before, after = queries.plan_of(ivy, NEXT - timedelta(days=1)), queries.plan_of(ivy, NEXT)

    assert [(one.state, one.late) for one in before.goals[0].steps] == [("open", True)]
    assert [one.state for one in after.goals[0].steps] == ["open", "done"]
    assert before.agreement is None
    assert after.agreement.agreed
    assert queries.plan_of(ivy, MONDAY - timedelta(days=1)) is None


def test_what_came_after_the_person_was_asked_is_said_to_be_new(ivy, flat, by):
    actions.agree(plan=flat.plan, agreed=True, **by)
    assert not queries.plan_of(ivy, NEXT).added_since

    step(flat, {**by, "day": NEXT})

    assert queries.plan_of(ivy, NEXT).added_since


def test_whoever_does_not_agree_says_why_and_both_answers_stand(ivy, flat, by):
    with pytest.raises(RefusedError):
        actions.agree(plan=flat.plan, agreed=False, **by)
    actions.agree(plan=flat.plan, agreed=False, why="Too much at once.", **by)
    actions.agree(plan=flat.plan, agreed=True, **{**by, "day": NEXT})

    assert Agreement.objects.count() == 2
    assert queries.plan_of(ivy, MONDAY).agreement.why == "Too much at once."
    assert queries.plan_of(ivy, NEXT).agreement.agreed


def test_a_step_done_twice_keeps_its_first_day(flat, by):
    done = actions.finish_step(step=step(flat, by), **by)

    assert actions.finish_step(step=done, **{**by, "day": NEXT}).done_on == MONDAY


def test_no_time_is_the_services_and_an_office_owns_it(flat, by, staffed):
    office = staffed.offices["unit"]
    mine, theirs = step(flat, by, whose="practitioner"), step(flat, by)

    actions.leave_step(step=mine, why="no_time", owner=office, **by)
    actions.leave_step(step=theirs, why="not_wanted", words="Found her own.", owner=office, **by)

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.is_the_services, mine.owner) == (True, office)
    assert (theirs.is_the_services, theirs.owner) == (False, None)
    with pytest.raises(RefusedError):
        actions.finish_step(step=mine, **by)


@pytest.mark.parametrize(
    "fields",
    [
        {"whose": "other"},
        {"whose": "person", "whose_words": "The council"},
        {"by_date": MONDAY - timedelta(days=1)},
        {"what": " "},
    ],
)
def test_a_step_that_makes_no_sense_is_refused(flat, by, fields):
    with pytest.raises(RefusedError):
        step(flat, by, **fields)

    assert not Step.objects.exists()


def test_a_goal_ends_and_takes_no_more_steps(ivy, flat, by):
    open_step = step(flat, by)
    actions.end_goal(goal=flat, how="changed", **by)

    with pytest.raises(RefusedError):
        step(flat, by)
    with pytest.raises(RefusedError):
        actions.end_goal(goal=flat, how="reached", **by)
    plan = queries.plan_of(ivy, MONDAY)
    assert plan.goals == []
    assert [one.step for one in plan.ended[0].steps] == [open_step]
    assert queries.next_steps(ivy, MONDAY) == []


def test_the_next_steps_are_those_due_soon_late_or_without_a_day(ivy, flat, by):
    far, soon, some_day = (
        step(flat, by, what=words, by_date=on)
        for words, on in (("Far", MONDAY + timedelta(days=90)), ("Soon", NEXT), ("Some day", None))
    )

    assert [one.step for one in queries.next_steps(ivy, MONDAY)] == [soon, some_day]
    assert far in [one.step for one in queries.plan_of(ivy, MONDAY).next_steps]


def test_the_same_plan_goes_on_in_custody_and_after_release(ivy, flat, by):
    case = Case.objects.get(person=ivy)
    for week, place in enumerate((Place.CUSTODY, Place.LICENCE), start=1):
        day = MONDAY + timedelta(weeks=week)
        standing = CaseState.objects.get(case=case, until_date=None)
        CaseState.objects.filter(pk=standing.pk).update(until_date=day)
        CaseState.objects.create(
            case=case, tier=standing.tier, place=place, risk=standing.risk, from_date=day
        )
        actions.add_step(goal=flat, what=f"In {place.code}", whose="practitioner", **{**by, "day": day})

        plan = queries.plan_of(ivy, day)
        assert plan.plan == flat.plan
        assert len(plan.goals[0].steps) == week
    assert SupervisionPlan.objects.count() == 1


def test_the_database_lets_nobody_rewrite_or_remove_what_was_said(flat, by, staffed):
    agreed = actions.agree(plan=flat.plan, agreed=True, **by)
    one = step(flat, by)

    with as_app(staffed.sam):
        for row, change in (
            (one, {"what": "x"}), (one, {"whose": "practitioner"}), (flat, {"words": "x"}),
            (flat.plan, {"person_id": 1}), (agreed, {"agreed": False}),
        ):  # fmt: skip
            mine = type(row).objects.filter(pk=row.pk)
            with pytest.raises(ProgrammingError), transaction.atomic():
                mine.update(**change)
            with pytest.raises(ProgrammingError), transaction.atomic():
                mine._raw_delete("default")
        actions.finish_step(step=one, **by)
        actions.end_goal(goal=flat, how="reached", **by)
        actions.end_plan(plan=flat.plan, **by)


def test_a_plan_ends_once_and_a_new_one_may_begin(ivy, flat, by):
    actions.end_plan(plan=flat.plan, **by)

    with pytest.raises(RefusedError):
        actions.end_plan(plan=flat.plan, **by)
    with pytest.raises(RefusedError):
        actions.agree(plan=flat.plan, agreed=True, **by)
    again = actions.add_goal(person=ivy, area="health", words="Teeth.", **{**by, "day": NEXT})
    assert again.plan != flat.plan


def test_each_change_is_a_line_about_the_person_without_a_word_of_it(ivy, flat, by):
    step(flat, by)

    lines = Line.objects.filter(did__in=["kept a goal", "kept a step"])
    assert [one.people for one in lines] == [[ivy.pk], [ivy.pk]]
    assert "door" not in "".join(one.what for one in lines)


# Needs never raise a risk: whoever else may read a plan is decided here, and is never what enforces.
OF_PLANS = {"SupervisionPlan", "Agreement", "Goal", "Step", "plan_of", "next_steps", "plans"}
MAY_READ_PLANS = {"supervision", "allocation", "desk", "portal", "documents", "demo"}


def names_from_supervision(path) -> set[str]:
    """Return what a file takes from the plans: models by import, questions by name."""
    nodes = list(ast.walk(ast.parse(tree.read(path))))
    imported = [
        one for one in nodes if isinstance(one, ast.ImportFrom) and "supervision" in (one.module or "")
    ]
    asked = {one.attr for one in nodes if isinstance(one, ast.Attribute)} & {"plan_of", "next_steps"}
    return asked | ({name.name for one in imported for name in one.names} & OF_PLANS)


def test_nothing_that_decides_about_enforcement_reads_a_plan():
    reading = {path.parts[1] for path in tree.texts(".py", below="befriend") if names_from_supervision(path)}

    assert "supervision" in reading
    assert reading <= MAY_READ_PLANS
