"""Proposals about tiers: one that is the base changes nothing, and the mended bands only what they mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.policies.form import Changed, DatedValue, Proposal, Reference
from befriend.rules.asked.tier import RULES
from befriend.rules.tier import axis, points, protect_and_change, single_axis
from tests.rules.tier.told import BOOK, axis_facts, facts, percent, score

FILE = Path(policies.__file__).parent / "proposals" / "tier_rsr_gaps.yaml"
MENDED = BOOK.with_proposal(policies.read_proposal(FILE))
FROM, BEFORE = date(2027, 1, 4), date(2027, 1, 3)


def thawed(value):
    """Return a value as it stands in a file."""
    if hasattr(value, "items"):
        return {name: thawed(inner) for name, inner in value.items()}
    return [thawed(each) for each in value] if isinstance(value, tuple) else value


def as_it_is():
    """Return a proposal that says of every figure of both rules what the base says."""
    said = {
        key: Changed(
            values={
                FROM: DatedValue(
                    value=thawed(BOOK.on(FROM, key).value), issued=FROM, status="derived",
                    reference=Reference(title="the base"),
                )
            }
        )
        for rule in RULES
        for key in rule.policies
    }  # fmt: skip
    return Proposal(what="Nothing.", changes=said, applies_to="all", retroactive=False, exclusions=())


SAME = BOOK.with_proposal(as_it_is())


@given(one=facts, other=axis_facts)
def test_a_proposal_equal_to_the_base_changes_nothing(one, other):
    base, same = (protect_and_change.figures(book, FROM) for book in (BOOK, SAME))
    assert points.tier(base, one) == points.tier(same, one)
    base, same = (single_axis.figures(book, FROM) for book in (BOOK, SAME))
    assert axis.tier(base, other) == axis.tier(same, other)


def rsr_points(book, text, day=FROM):
    return points.rsr_points(protect_and_change.figures(book, day), percent(text))


def test_the_mended_bands_have_no_gaps():
    for text, published, mended in (("6.995", 0, 10), ("99.99", 0, 20), ("100", 0, 20), ("2.99", 0, 0)):
        assert (rsr_points(BOOK, text), rsr_points(MENDED, text)) == (published, mended)
        assert rsr_points(MENDED, text, BEFORE) == published


@given(rsr=st.one_of(score, st.integers(0, percent("110"))))
def test_the_mended_bands_change_nobody_else(rsr):
    gap = percent("6.99") < rsr < percent("7") or percent("99.98") < rsr <= percent("100")
    base, mended = (points.rsr_points(protect_and_change.figures(book, FROM), rsr) for book in (BOOK, MENDED))

    assert gap or base == mended
    assert mended >= base
