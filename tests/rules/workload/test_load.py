"""What somebody carries: steps that add up, and properties of the whole model."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import compiled, points
from befriend.rules.values import Place, Report, Tier
from befriend.rules.workload import load
from befriend.rules.workload.load import SIZES, Contact, Due, Load, Person, Range

BOOK = policies.load()
DAY = date(2026, 11, 23)
ACTIVITIES = tuple(BOOK.on(DAY, "workload.contacts_for_colleagues").value)

days = st.dates(DAY - timedelta(days=20), DAY + timedelta(days=60))
contacts = st.lists(
    st.builds(Contact, st.sampled_from(ACTIVITIES), st.sampled_from(SIZES), days), max_size=3
).map(tuple)
perhaps = st.lists(
    st.builds(Contact, st.sampled_from(ACTIVITIES), st.sampled_from((*SIZES, None)), days), max_size=3
).map(tuple)
reports = st.lists(st.builds(Due, st.sampled_from(Report), days, st.booleans()), max_size=2).map(tuple)


def people(of_colleagues):
    return st.lists(
        st.builds(
            Person, st.sampled_from(Tier), st.sampled_from(Place), st.booleans(), reports, of_colleagues
        ),
        max_size=6,
    )


def carried(*given):
    return load.load(*given, BOOK, DAY)


@given(people=people(contacts), done=contacts, sessions=st.integers(0, 9))
def test_the_steps_add_up_and_nobody_becomes_less_than_nothing(people, done, sessions):
    answer = carried(people, done, sessions)

    assert answer.points == sum(step.points for step in answer.steps) >= 0
    assert answer.people == len(people)
    assert all(step.number > 0 for step in answer.steps)
    assert sum(kind.number for kind in answer.kinds) == len(people)
    assert sum(kind.points for kind in answer.kinds) == sum(
        step.points for step in answer.steps if step.code in {"people", "young"}
    )


@given(people=people(contacts), one=st.sampled_from(Tier), place=st.sampled_from(Place))
def test_one_person_more_is_always_more(people, one, place):
    assert carried([*people, Person(one, place)], [], 0).points > carried(people, [], 0).points


@given(people=people(perhaps), done=perhaps)
def test_what_is_not_known_lies_between_the_ends_that_are_told(people, done):
    answer = carried(people, done, 0)
    if isinstance(answer, Load):
        return
    for size in SIZES:
        sized = carried(
            [load.with_size(one, size) for one in people], [load.sized_as(c, size) for c in done], 0
        )

        assert answer.least <= sized.points <= answer.most


@settings(deadline=None)  # the first call compiles
@given(people=people(st.just(())))
def test_the_whole_model_and_the_compiled_loop_weigh_people_and_reports_alike(people):
    weights = points.weights(BOOK, DAY)
    due = [
        sum(points.report_points(weights, each.kind) for each in one.reports if load.is_due(each, BOOK, DAY))
        for one in people
    ]
    fast, _ = compiled.load_by_practitioner(
        [0] * len(people),
        [one.tier for one in people],
        [one.place for one in people],
        due,
        weights,
        1,
        [one.young_adult for one in people],
    )

    assert carried(people, [], 0).points == fast[0]


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_a_larger_contact_is_more_work(activity):
    weights = [load.contact_points(Contact(activity, size, DAY), BOOK, DAY) for size in SIZES]

    assert weights == sorted(set(weights))


def test_a_contact_for_a_colleague_adds_what_is_taken_off_with_them():
    visit = Contact("home_or_prison_visit", "high", DAY)
    doer = carried([], [visit], 0)
    owner = carried([Person(Tier.A3, Place.COMMUNITY, by_colleagues=(visit,))], [], 0)

    assert doer.points == 18
    assert owner.points == 206 - 18


def test_an_activity_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="'tea' is not one of: sentence_plan_work"):
        carried([], [Contact("tea", "low", DAY)], 0)


def test_what_is_missing_says_how_many():
    answer = carried([], [Contact("assessments", None, DAY)] * 2, 0)

    assert isinstance(answer, Range)
    assert (answer.least, answer.most) == (18, 36)
    assert answer.missing.what.startswith("the size of 2 contacts")
