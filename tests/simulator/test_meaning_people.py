"""What a week means to people: put there by hand, and what must be so of them week by week.

The compiled country and the plain one are held equal elsewhere; what is wrong in both alike is seen here,
where each number is reckoned by hand and luck is certain or never. Held here:

- everybody's time is up in the week that it says, and what follows is what the law says;
- who has no end stays;
- recall by its kind and term, supervision after sentence, early release, handover before release, who comes;
- contact is withdrawn, or online, as told; whoever nobody is there for has none;
- luck is multiplied by load, by a change of practitioner, and soon after release.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from befriend.rules.values import Risk
from befriend.simulator import passing
from befriend.simulator.chance import WHOLE
from befriend.simulator.feedback import ONE
from befriend.simulator.shapes import Unit
from befriend.simulator.states import (
    FOLLOWED,
    IN_PERSON,
    LIFE,
    LONG,
    MIDDLE,
    MOVED,
    NEVER,
    NOT_AT_ALL,
    NOT_YET,
    OFFICER,
    ONLINE,
    PLACES,
    SHORT,
    WAITS,
    State,
)
from tests.simulator.handmade import QUIET
from tests.simulator.quiet import MONDAY, kind, law, quiet, someone, weekly, went
from tests.simulator.small import BOOK

# Time.


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (State.COMMUNITY_ORDER, State.GONE), (State.SUSPENDED_ORDER, State.GONE),
        (State.CUSTODY, State.LICENCE), (State.LICENCE, State.GONE), (State.FIXED_RECALL, State.LICENCE),
        (State.STANDARD_RECALL, State.GONE), (State.POST_SENTENCE, State.GONE),
    ],
)  # fmt: skip
def test_whoever_has_five_weeks_left_is_there_at_the_end_of_four(state, after):
    made = quiet(8)
    law(made)["follows"] = 52
    someone(made, state, until=5)

    unit = made.lived()

    assert went(unit, state, after) == [4]
    assert weekly(unit, state.name.lower()) == [1, 1, 1, 1, 0, 0, 0, 0]
    assert unit.moves.sum() == 1


@pytest.mark.parametrize("state", [State.WITHOUT_END, State.LICENCE, State.STANDARD_RECALL])
def test_time_alone_never_ends_what_has_no_end(state):
    made = quiet(80)
    someone(made, state, until=NEVER, ends=NEVER, term=LIFE)

    unit = made.lived()

    assert unit.moves.sum() == 0
    assert weekly(unit, state.name.lower()) == [1] * 80


@pytest.mark.parametrize(("follows", "marks", "released", "until"), [
    (52, FOLLOWED, -40, 12), (52, 0, -40, None), (0, FOLLOWED, -40, None), (52, FOLLOWED, -60, None),
])  # fmt: skip
def test_supervision_after_a_short_sentence_lasts_a_year_from_release(follows, marks, released, until):
    made = quiet(16)
    law(made)["follows"] = follows
    someone(made, State.LICENCE, until=5, ends=5, released=released, marks=marks, term=SHORT)

    unit = made.lived()

    if until is None:
        assert went(unit, State.LICENCE, State.GONE) == [4]
        assert unit.moves.sum() == 1
        return
    assert went(unit, State.LICENCE, State.POST_SENTENCE) == [4]
    assert went(unit, State.POST_SENTENCE, State.GONE) == [until - 1]
    assert sum(weekly(unit, "post_sentence")) == until - 5


def test_a_scheme_of_early_release_brings_release_forward_by_its_weeks():
    made = quiet(20)
    law(made)["early"], law(made)["early_share"], law(made)["early_part"] = 3, WHOLE, 0
    someone(made, State.CUSTODY, until=15, ends=30)

    unit = made.lived()

    assert went(unit, State.CUSTODY, State.LICENCE) == [15 - 3 - 1]
    assert unit.people[0].ends == 30


# Recall.


def recalled(term: int, *, fixed: bool, ends: int = 120, weeks: int = 16) -> Unit:
    """Let somebody on licence be recalled in the first week, and nothing happen to them after it."""
    made = quiet(weeks, laws=2)
    law(made)["hazards"][0, State.LICENCE] = (WHOLE if fixed else 0), WHOLE
    for name in ("waiting", "moved", "soon", "withdrawn"):
        law(made)[name] = ONE
    someone(made, State.LICENCE, until=ends, ends=ends, term=term)
    return made.lived()


@pytest.mark.parametrize(("term", "name"), [(SHORT, "short"), (MIDDLE, "long"), (LONG, "long")])
def test_a_recall_of_a_fixed_term_lasts_as_many_weeks_as_the_law_says(term, name):
    days = BOOK.on(MONDAY, "recall.fixed_days").value["adult"][name]

    unit = recalled(term, fixed=True)

    assert went(unit, State.LICENCE, State.FIXED_RECALL) == [0]
    assert sum(weekly(unit, "fixed_recall")) == -(-days // 7)
    assert went(unit, State.FIXED_RECALL, State.LICENCE) == [-(-days // 7)]
    assert unit.people[0].until == 120


def test_a_recall_of_a_fixed_term_never_outlasts_the_sentence():
    unit = recalled(MIDDLE, fixed=True, ends=3)

    assert went(unit, State.FIXED_RECALL, State.GONE) == [2]
    assert went(unit, State.FIXED_RECALL, State.LICENCE) == []


def test_a_standard_recall_lasts_to_the_end_of_the_sentence():
    unit = recalled(MIDDLE, fixed=False, ends=12)

    assert went(unit, State.LICENCE, State.STANDARD_RECALL) == [0]
    assert went(unit, State.STANDARD_RECALL, State.GONE) == [11]
    assert weekly(unit, "fixed_recall") == [0] * 16


def test_nobody_without_an_end_is_recalled_for_a_fixed_term():
    unit = recalled(LIFE, fixed=True, ends=NEVER)

    assert went(unit, State.LICENCE, State.STANDARD_RECALL) == [0]
    assert weekly(unit, "standard_recall") == [1] * 16


# Who comes.


def test_everybody_who_comes_is_there_and_a_sentence_without_an_end_has_none():
    made = quiet(6)
    made.arrivals[1], made.arrivals[3] = (4, 3, 0), (0, 0, 5)
    law(made)["bands"][0, :-1] = 0  # every sentence is the last of its bands: life

    unit = made.lived()

    assert unit.moves[1, State.GONE].tolist() == [0, 4, 3, 0, 0, 0, 0, 0, 0]
    assert unit.moves[3, State.GONE].tolist() == [0, 0, 0, 0, 5, 0, 0, 0, 0]
    assert weekly(unit, "without_end") == [0, 0, 0, 5, 5, 5]
    assert unit.tally[0].high == 12
    assert len({*unit.people.who[:12].tolist()}) == 12


def test_somebody_inside_needs_a_practitioner_so_many_weeks_before_release():
    made = quiet(12)
    handover = int(QUIET.number(MONDAY, "custody.handover"))
    assert int(law(made)["handover"][0]) == handover
    made.works(OFFICER, -150)
    someone(made, State.CUSTODY, officer=NOT_YET, until=handover + 7, ends=100)

    unit = made.lived()

    assert weekly(unit, "given") == [0] * 7 + [1] + [0] * 4
    assert unit.people[0].officer == 0


@pytest.mark.parametrize("longer", [-3, 5])
def test_who_comes_to_prison_needs_a_practitioner_no_earlier(longer):
    made = quiet(9)
    inside = int(QUIET.number(MONDAY, "custody.handover")) + longer
    made.arrivals[1] = 0, 0, 2
    law(made)["bands"][0] = WHOLE  # every sentence is the first of its bands
    made.told.rules["band_weeks"][0, :, 0] = inside, 2 * inside

    unit = made.lived()

    # Where there is more time than that, they are seen to need one when the week before is over.
    first = 1 if longer < 0 else 1 + longer - 1
    assert weekly(unit, "custody") == [0] + [2] * 8
    assert weekly(unit, "waiting") == [0] * first + [2] * (9 - first)


# Contact.


def test_contact_is_withdrawn_after_its_part_of_the_time_and_then_weighs_less():
    made = quiet(6)
    one = made.works(OFFICER, -150)
    law(made)["reset"][0, State.LICENCE], law(made)["keeps"][0] = (1, 3), 0
    like = kind(made)
    someone(made, State.LICENCE, officer=one, kind=like, begun=-9, until=27, ends=27, released=-9)

    unit = made.lived()

    # A third of 36 weeks, nine of which are gone: from the fourth week on.
    assert weekly(unit, "contact_withdrawn") == [0, 0, 1, 1, 1, 1]
    assert weekly(unit, "without_contact") == [0, 0, 1, 1, 1, 1]
    seen, not_seen = (int(law(made)["points"][0, like, PLACES[State.LICENCE], way]) for way in
                      (IN_PERSON, NOT_AT_ALL))  # fmt: skip
    assert weekly(unit, "points") == [seen] * 2 + [not_seen] * 4
    assert not_seen < seen


def test_contact_is_kept_where_a_policy_keeps_it_and_from_orders_that_reset_does_not_reach():
    made = quiet(4)
    law(made)["reset"][:], law(made)["activity"] = (1, 3), 0
    law(made)["keeps"][0] = 0
    law(made)["keeps"][0, 3] = 1
    someone(made, State.LICENCE, kind=3, begun=-40, until=30)
    someone(made, State.COMMUNITY_ORDER, kind=4, begun=-40, until=30)
    someone(made, State.CUSTODY, kind=4, begun=-40, until=30)
    assert weekly(made.lived(), "contact_withdrawn") == [0] * 4

    law(made)["activity"] = WHOLE
    assert weekly(made.lived(), "contact_withdrawn") == [1] * 4


def test_reporting_online_is_not_a_practitioner_and_weighs_less_than_being_seen():
    made = quiet(1)
    one, like = made.works(OFFICER, -150), kind(made, Risk.LOW, online=True)
    law(made)["checks"], law(made)["keeps"] = WHOLE, 0
    law(made)["reset"][0, State.LICENCE] = 1, 3
    seen = someone(made, State.COMMUNITY_ORDER, officer=one, kind=like)
    someone(made, State.CUSTODY, officer=one, kind=like)
    points = law(made)["points"][0, like]
    expected = points[PLACES[State.COMMUNITY_ORDER], ONLINE] + points[PLACES[State.CUSTODY], IN_PERSON]

    unit = made.lived()
    assert (weekly(unit, "on_check_in"), weekly(unit, "without_contact")) == ([1], [0])
    assert weekly(unit, "points") == [expected]
    share = float(QUIET.number(MONDAY, "supervision.check_in_points")) / 100
    assert points[0, ONLINE] == pytest.approx(share * points[0, IN_PERSON], abs=1)

    # Nobody answers for them, and contact was withdrawn from the other: neither has any.
    made.people["officer"][seen] = NOT_YET
    someone(made, State.LICENCE, officer=one, kind=like, begun=-40, until=30)
    unit = made.lived()
    assert (weekly(unit, "on_check_in"), weekly(unit, "without_contact")) == ([1], [2])


def test_whoever_is_away_sick_sees_nobody():
    made = quiet(4)
    one = made.works(OFFICER, -150)
    made.officers["back"][one] = 2
    someone(made, State.COMMUNITY_ORDER, officer=one, kind=kind(made, Risk.HIGH))

    unit = made.lived()

    assert weekly(unit, "sick") == [1, 1, 0, 0]
    assert weekly(unit, "without_contact") == [1, 1, 0, 0]
    assert weekly(unit, "high_risk_without_contact") == [1, 1, 0, 0]
    assert [each > 0 for each in weekly(unit, "available_points")] == [False, False, True, True]


# Luck, and what it is multiplied by.


def factor(**values: int) -> int:
    """Return what the chances of somebody are multiplied by in week 10."""
    told = {"state": State.LICENCE, "marks": 0, "officer": 0, "since": 0, "begun": -100} | values
    rules = SimpleNamespace(
        waiting=1_100, withdrawn=900, moved=2 * ONE, moved_weeks=20, soon=3 * ONE, soon_weeks=13
    )
    return passing.factor_of([SimpleNamespace(factor=1_500)], rules, 10, SimpleNamespace(**told))


def test_chances_follow_who_is_there_a_change_of_practitioner_and_the_first_weeks_on_licence():
    assert factor() == 1_500
    assert factor(officer=WAITS) == 1_100
    assert factor(marks=passing.WITHDRAWN) == 900
    assert factor(marks=MOVED, since=-9) == 3_000
    assert factor(marks=MOVED, since=-10) == 1_500
    assert factor(begun=-2) == 4_500
    assert factor(begun=-3) == 1_500
    assert factor(begun=-2, state=State.COMMUNITY_ORDER) == 1_500


@pytest.mark.parametrize(("times", "part"), [(0, 0), (ONE // 2, 1 / 8), (ONE, 1 / 4), (2 * ONE, 1 / 2)])
@pytest.mark.parametrize(("state", "after"), [(State.LICENCE, State.FIXED_RECALL),
                                              (State.COMMUNITY_ORDER, State.CUSTODY)])  # fmt: skip
def test_the_chance_of_recall_and_breach_is_multiplied_by_what_load_does(state, after, times, part):
    made = quiet(1)
    one, people = made.works(OFFICER, -150), 900
    law(made)["hazards"][0, state], law(made)["factor_at"][:], law(made)["soon"] = WHOLE // 4, times, ONE
    for _ in range(people):
        someone(made, state, officer=one)

    unit = made.lived()

    assert len(went(unit, state, after)) == pytest.approx(
        people * part, abs=4 * np.sqrt(people) / 2 * (part > 0)
    )


def test_chances_and_withdrawal_hold_from_the_week_of_their_law():
    made = quiet(6, laws=2)
    one = made.works(OFFICER, -150)
    made.told.rules["law_of"][0, :3] = 0
    law(made)["hazards"][1, State.LICENCE], law(made)["factor_at"][:], law(made)["soon"] = WHOLE, ONE, ONE
    law(made)["reset"][1, State.SUSPENDED_ORDER], law(made)["keeps"] = (1, 3), 0
    someone(made, State.LICENCE, officer=one)
    someone(made, State.SUSPENDED_ORDER, officer=one, begun=-40, until=30)

    unit = made.lived()

    assert went(unit, State.LICENCE, State.FIXED_RECALL) == [3]
    assert weekly(unit, "contact_withdrawn") == [0, 0, 0, 1, 1, 1]
