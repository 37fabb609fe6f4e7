"""Why somebody waits."""

import pytest

from befriend.rules import waiting, wording
from befriend.rules.values import Decision, Place, Risk, Tier, WaitingFor, Work, reason
from befriend.rules.waiting import Choice

WORK = Work(
    Tier.C2,
    Place.COMMUNITY,
    63,
    Risk.MEDIUM,
    mappa=0,
    safeguarding=False,
    sexual_offence=False,
    domestic_abuse=False,
)
YES = Decision(allowed=True, reasons=(reason("room", after=63, limit=2393),))


def no(*codes):
    return Decision(allowed=False, reasons=tuple(reason(code) for code in codes))


def choice(*codes, before=None, room=0, limit=2393):
    return Choice(before or no(*codes), no(*codes), room, limit)


def code(*choices, waiting_for=WaitingFor.OFFICER, work=WORK):
    answer = waiting.why(work, choices, waiting_for)
    assert wording.words(answer)
    return answer.code, dict(answer.values)


def test_all_full_names_the_nearest_room():
    full = [choice("weighted_cap", room=40), choice("weighted_cap", room=12)]

    assert code(*full) == ("all_full", {"room": 40})


def test_nobody_eligible_names_the_commonest_ground():
    grounds = [choice("training"), choice("high_risk"), choice("high_risk", "conflict")]

    assert code(*grounds) == ("nobody_eligible", {"because": "high_risk"})


def test_a_unit_without_practitioners_says_so():
    assert code() == ("nobody_eligible", {"because": "nobody_here"})


def test_conflicts_with_all_who_are_trained():
    assert code(choice("conflict"), choice("safety"), choice("grade")) == ("conflicts", {"practitioners": 2})


def test_a_request_nobody_meets():
    assert code(choice("request"), choice("request", "weighted_cap"))[0] == "request_cannot_be_met"


def test_work_heavier_than_any_whole_limit():
    assert code(choice("weighted_cap", limit=60)) == ("too_heavy", {"points": 63, "limit": 60})


def test_somebody_earlier_in_the_order_took_the_room():
    assert code(choice("weighted_cap", before=YES), choice("grade"))[0] == "served_later"


def test_all_who_may_are_away():
    assert code(choice("no_available_points"), choice("grade"))[0] == "all_away"


def test_cover_that_nobody_can_take():
    full = choice("weighted_cap", room=5)

    assert code(full, waiting_for=WaitingFor.COVER) == ("no_cover", {"room": 5})


def test_somebody_who_could_be_taken_does_not_wait():
    with pytest.raises(ValueError, match="somebody may take this person"):
        waiting.why(WORK, [Choice(YES, YES, 100, 2393)], WaitingFor.OFFICER)
