"""A tier that was brought in says so until every fact it is reckoned from is held."""

from __future__ import annotations

from datetime import date

import pytest

from befriend.rules import wording
from befriend.rules.tier import imported
from befriend.rules.values import Tier

SINCE = date(2026, 11, 23)


def test_a_tier_brought_in_says_so_and_what_is_not_known():
    found = imported.brought(Tier.C2, SINCE, {"risk", "rsr"})

    assert found.imported
    assert found.lacking == ("assessment", "ogrs")
    assert [wording.words(each) for each in found.reasons] == [
        "It was brought in from another service, has stood since 23 November 2026, and is not reckoned here.",
        "The assessment, or the day it was completed, is not known.",
        "The score of reoffending (OGRS) is not known.",
    ]


def test_once_every_fact_is_held_it_is_no_longer_called_so():
    found = imported.brought(Tier.C2, SINCE, imported.FACTS)

    assert not found.imported
    assert found.reasons == ()


def test_who_has_no_tier_has_none_brought_in():
    assert imported.brought(Tier.UNTIERED, SINCE, ()) is None


def test_a_fact_that_is_none_of_a_tier_is_refused():
    with pytest.raises(ValueError, match="shoe_size is no fact of a tier"):
        imported.brought(Tier.C2, SINCE, {"shoe_size"})
