"""What a week means to practitioners: put there by hand, and what must be so of them week by week.

As `test_meaning_people.py`, each number is reckoned by hand and luck is certain or never. Held here:

- the cap, a trainee's own cap, the order of those who wait;
- relief, mentoring, load as it is felt, and what it does to leaving and sickness;
- careers: qualifying, sickness, leaving, joining;
- a law holds from its week; what happens follows from the seed; a run that loses somebody is refused.
"""

from __future__ import annotations

import pytest

from befriend.rules.values import Risk
from befriend.simulator import kernel, running
from befriend.simulator.chance import WHOLE
from befriend.simulator.feedback import ONE
from befriend.simulator.shapes import MOST_PEOPLE, MOST_POINTS, POINTS_OF
from befriend.simulator.states import (
    IN_PERSON,
    MEASURE,
    MOVED,
    NOT_YET,
    OFFICER,
    PLACES,
    PSO,
    TRAINEE,
    State,
)
from tests.simulator.quiet import kind, law, quiet, someone, weekly
from tests.simulator.small import small


def test_a_cap_that_is_kept_is_never_passed_and_whoever_it_leaves_waits():
    made = quiet(1)
    made.works(OFFICER, -150)
    weight = int(law(made)["points"][0, kind(made), PLACES[State.LICENCE], IN_PERSON])
    law(made)["limits"][..., MOST_POINTS], law(made)["limits"][..., MOST_PEOPLE] = 5 * weight + 1, 100
    for _ in range(8):
        someone(made, State.LICENCE)

    kept = made.lived()
    assert (weekly(kept, "given"), weekly(kept, "waiting"), weekly(kept, "points")) == (
        [5],
        [3],
        [5 * weight],
    )
    assert weekly(kept, "points_over_the_cap") == weekly(kept, "waiting_points") == [3 * weight]

    law(made)["limits"][..., MOST_PEOPLE] = 2
    assert weekly(made.lived(), "waiting") == [6]
    law(made)["enforced"] = 0
    assert weekly(made.lived(), "waiting") == [0]


def test_a_trainee_is_given_no_more_than_their_own_cap():
    made = quiet(1)
    trainee = made.works(TRAINEE, -40)
    most = law(made)["limits"][0, TRAINEE, 40 * 336 // 1461]
    law(made)["trained_by"], law(made)["eligible"][:] = 1, 1
    for _ in range(100):
        someone(made, State.COMMUNITY_ORDER)

    one = made.lived().officers[trainee]

    assert 0 < one.people < 60
    assert one.points <= most[MOST_POINTS] < law(made)["limits"][0, OFFICER, -1, MOST_POINTS]
    assert one.people <= most[MOST_PEOPLE]


def test_who_waits_is_served_by_class_then_by_how_long_then_by_number():
    made = quiet(1)
    made.works(OFFICER, -150)
    law(made)["limits"][..., MOST_PEOPLE], law(made)["eligible"][:] = 1, 1
    first, second = kind(made, Risk.HIGH), kind(made, Risk.LOW)
    law(made)["serving"][0] = 2
    law(made)["serving"][0, first] = 1
    waiting = ((second, -30), (first, -2), (first, -9), (first, -9), (second, -40))
    served = [someone(made, State.COMMUNITY_ORDER, kind=like, since=since) for like, since in waiting]
    order = []
    for _ in served:
        unit = made.lived()
        place = next(place for place in served if unit.people[place].officer >= 0)
        order.append(place)
        made.people["officer"][place] = NOT_YET

    assert order == [2, 3, 1, 4, 0]


def test_a_relief_team_takes_its_points_off_a_unit_over_the_line_and_off_no_other():
    found = []
    for line in (50, 400):
        made = quiet(3)
        officers = [made.works(OFFICER, -150) for _ in range(4)]
        law(made)["relief"], law(made)["relief_above"] = 1_000, line
        for turn in range(200):
            someone(made, State.COMMUNITY_ORDER, officer=officers[turn % 4])
        found.append(weekly(made.lived(), "available_points"))
    each = int(law(made)["limits"][0, OFFICER, -1, POINTS_OF])

    assert found[0][0] == 4 * each
    assert found[0][1] == pytest.approx(4 * each + 1_000, abs=10)
    assert found[1] == [4 * each] * 3


def test_each_trainee_takes_their_part_of_the_time_of_officers():
    made = quiet(1)
    for grade, many in ((OFFICER, 4), (TRAINEE, 2), (PSO, 1)):
        for _ in range(many):
            made.works(grade, -40)
    law(made)["mentoring"], law(made)["free_time"] = ONE // 5, ONE
    of = law(made)["limits"][0, :, 40 * 336 // 1461, POINTS_OF]

    available = weekly(made.lived(), "available_points")[0]

    # Two fifths of one of four officers.
    assert available == pytest.approx(of[TRAINEE] * 2 + of[PSO] + of[OFFICER] * 4 * 0.9, abs=8)


def test_load_is_felt_over_some_sixteen_weeks():
    made = quiet(17)
    officers = [made.works(OFFICER, -150) for _ in range(2)]
    made.officers["strain"][officers[0]] = 0  # nothing was felt; the other begins with the load they have
    for turn in range(80):
        someone(made, State.COMMUNITY_ORDER, officer=officers[turn % 2], kind=kind(made))

    one, other = made.lived().officers[:2]

    assert one.points == other.points
    # Each week a sixteenth nearer.
    assert one.strain / other.strain == pytest.approx(1 - (15 / 16) ** 17, abs=0.02)


def test_who_feels_a_heavy_load_leaves_and_falls_sick_where_load_says_so():
    for name, table, counted in (("leaving", "leaving_at", "officer_left"), ("sickness", "sick_at", "sick")):
        made = quiet(3)
        officers = [made.works(OFFICER, -150) for _ in range(2)]
        law(made)[name] = WHOLE
        law(made)[table][:] = 0
        law(made)[table][0, 100:] = ONE
        for turn in range(100):
            someone(made, State.COMMUNITY_ORDER, officer=officers[turn % 10 == 0], kind=kind(made, Risk.HIGH))
        unit = made.lived()

        # Felt is the load of the week before, so that nothing happens in the first.
        assert weekly(unit, counted)[:2] == [0, 1]
        gone = [one.here == 0 or one.back > 1 for one in unit.officers[:2]]
        assert gone == [True, False]


def test_a_spell_of_sickness_lasts_the_weeks_that_were_drawn():
    made = quiet(8, laws=2)
    made.works(OFFICER, -150)
    law(made)["sickness"][0], law(made)["sick_at"][:] = WHOLE, ONE
    made.told.rules["spells"][0, :3], made.told.rules["spells"][0, 3:] = 0, WHOLE  # four weeks, always

    unit = made.lived()

    assert weekly(unit, "sick") == [1, 1, 1, 1, 0, 0, 0, 0]


def test_a_trainee_qualifies_and_is_an_officer_a_year_later():
    made = quiet(60)
    one = made.works(TRAINEE, -40)
    made.officers["course"][one] = 3
    law(made)["newly_qualified"] = 52

    unit = made.lived()

    assert weekly(unit, "qualified") == [0, 0, 0, 1] + [0] * 56
    assert weekly(unit, "trainee") == [1] * 3 + [0] * 57
    assert weekly(unit, "newly_qualified") == [0] * 3 + [1] * 52 + [0] * 5
    assert weekly(unit, "officer") == [0] * 55 + [1] * 5


def test_whoever_joins_is_there_and_a_course_lasts_its_weeks():
    made = quiet(12)
    made.joiners[2] = 3, 2
    made.told.rules["course"][0] = 0, 6, 9  # nobody is on the long course

    unit = made.lived()

    assert weekly(unit, "pso_joined") == [0, 0, 3] + [0] * 9
    assert weekly(unit, "pso") == [0, 0] + [3] * 10
    assert weekly(unit, "trainee") == [0, 0] + [2] * 6 + [0] * 4
    assert weekly(unit, "qualified") == [0] * 8 + [2] + [0] * 3


def test_whoever_is_left_waits_and_is_given_to_another_with_a_mark_of_the_change():
    made = quiet(3, laws=2)
    leaver, other = made.works(PSO, -150), made.works(OFFICER, -150)
    law(made)["leaving"][0, PSO], law(made)["leaving_at"][:] = WHOLE, ONE
    place = someone(made, State.COMMUNITY_ORDER, officer=leaver)

    unit = made.lived()

    assert weekly(unit, "pso_left") == [1, 0, 0]
    assert weekly(unit, "changed") == weekly(unit, "given") == [1, 0, 0]
    assert unit.people[place].officer == other
    assert unit.people[place].marks & MOVED
    assert weekly(unit, "newly_qualified_left") == weekly(unit, "officer_left") == [0, 0, 0]


# The country.


def test_a_law_holds_from_its_week_and_not_from_the_next():
    made = quiet(6, laws=2)
    made.works(OFFICER, -150)
    made.told.rules["law_of"][0, :3], law(made)["limits"][0, ..., MOST_PEOPLE] = 0, 0
    someone(made, State.COMMUNITY_ORDER)

    unit = made.lived()

    assert weekly(unit, "waiting") == [1, 1, 1, 0, 0, 0]
    assert weekly(unit, "weeks_waited") == [1, 2, 3, 0, 0, 0]


@pytest.fixture(scope="module")
def country():
    """A small country of some weeks."""
    return small(weeks=6, part=2_000, units=1)


def test_what_happens_to_the_same_people_follows_from_the_seed(country):
    one, other = (running.run(country._replace(seed=seed)) for seed in (1, 2))

    assert (one.measures[0] != other.measures[0]).any()
    assert (one.moves != other.moves).any()


def test_a_run_that_loses_somebody_is_refused(country, monkeypatch):
    lives = kernel.compiled_run

    def loses(unit, *told):
        lives(unit, *told)
        unit.measures[4, MEASURE["licence"]] -= 1

    monkeypatch.setattr(kernel, "compiled_run", loses)

    with pytest.raises(AssertionError, match="In week 4"):
        running.run(country)
