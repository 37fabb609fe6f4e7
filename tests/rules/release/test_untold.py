"""What is left out of a sentence is not known, and never no."""

from datetime import date

import pytest

from befriend import policies
from befriend.rules import named

BOOK = policies.load()
DAY = date(2025, 3, 1)
ONE = {"id": "a", "offence": "2024-01-01", "sentenced": "2025-02-01", "length": {"years": 6}}
NONE = {"plus": False, "plus_today": False, "exclusions": []}


def asked(**sentence):
    return named.ask("release", {"born": "1990-01-01", "sentences": [{**ONE, **sentence}]}, DAY, BOOK)


@pytest.mark.parametrize("unknown", [{}, dict.fromkeys(NONE)])
def test_the_range_holds_every_date_that_telling_it_gives(unknown):
    between = asked(**unknown)["between"]["CRD"]

    for told in (NONE, {**NONE, "exclusions": ["sexual"]}, {**NONE, "plus": True, "plus_today": True}):
        assert between[0] <= asked(**told)["dates"]["CRD"] <= between[1]
    assert between[0] < between[1]


def test_what_is_told_as_none_leaves_nothing_out():
    assert "missing" not in asked(**NONE)


@pytest.mark.parametrize("told", [{"length": {"months": 2}}, {"plus": True, "plus_today": True}])
def test_what_decides_no_date_is_not_missed(told):
    answer = asked(**NONE | told)

    assert "missing" not in answer
    assert "(SDS+)" not in str(asked(exclusions=[], **told).get("missing"))
