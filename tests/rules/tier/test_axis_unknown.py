"""What is not known of somebody on the single axis is never taken as no."""

import pytest

from befriend.rules import named
from tests.rules.tier.told import BOOK, DAY

KNOWN = {"active": True, "arp": "1", "arp_kind": "dynamic", "csrp": "0.1", "csrp_kind": "dynamic",
         "risk": "low", "mappa": False, "lifer": False, "marks": []}  # fmt: skip


def said(**given):
    return named.ask("tier.single_axis", {**KNOWN, **given}, DAY, BOOK)


def test_all_known_is_a_tier():
    assert said()["tier"] == "G"
    assert "missing" not in said()


@pytest.mark.parametrize("name", ["mappa", "lifer", "marks"])
def test_null_is_not_known_and_the_range_holds_every_answer_there_could_be(name):
    values = {"mappa": [False, True], "lifer": [False], "marks": [[], ["stalking"], ["sexual_offence"]]}[name]

    open_still = said(**{name: None})

    assert open_still["tier"] == "missing"
    assert name in open_still["missing"]
    assert {said(**{name: value})["tier"] for value in values} <= set(open_still["could_be"])


def test_what_could_change_nothing_is_not_asked_for():
    assert said(arp="99", csrp="50", mappa=None, marks=None)["tier"] == "A"


def test_a_score_is_no_more_than_the_whole():
    assert said(arp="100")["tier"]
    with pytest.raises(named.AskedError, match="arp"):
        said(arp="100.1")
