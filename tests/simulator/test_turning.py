"""A proposal changes nothing before its first day: until then both countries are the same, to the bit."""

from datetime import date
from fractions import Fraction

import pytest

from befriend.simulator import packs, plain, running, turning
from befriend.simulator.country import built, ground
from tests.simulator.small import BOOK, FIGURES

START = date(2026, 4, 6)
# The first Monday on or after 1 October 2026, and that after 1 May.
OCTOBER, MAY = 26, 4


def made(name, *, part=400, weeks=40, seed=3):
    """Return a country under a pack, and the policies and parameters it is tried under."""
    pack = packs.read(name)
    book, figures = packs.laid_over(pack, BOOK, FIGURES)
    on = ground(book, figures, weeks=weeks, part=Fraction(1, part), units=1, base=(BOOK, FIGURES),
                retroactive=pack.proposal.retroactive if pack.proposal else True)  # fmt: skip
    return built(on, seed), book, figures


@pytest.mark.parametrize(
    ("name", "first"),
    [("release-two-fifths", OCTOBER), ("cap-100", MAY), ("reset-off", MAY), ("post-sentence-kept", MAY),
     ("release-18-days-early-no-notice", MAY), ("trainees-2600", MAY)],
)  # fmt: skip
def test_until_its_first_day_a_proposal_changes_nothing(name, first):
    base, tried = (running.run(made(each)[0]) for each in ("base", name))

    assert (base.measures[:first] == tried.measures[:first]).all()
    assert (base.moves[:first] == tried.moves[:first]).all()
    assert (base.measures[first:] != tried.measures[first:]).any()


def test_the_week_is_that_of_the_first_monday_on_which_something_else_is_said():
    book, figures = packs.laid_over(packs.read("release-two-fifths"), BOOK, FIGURES)

    assert turning.first_week((BOOK, FIGURES), (book, figures), START) == OCTOBER
    assert turning.first_week((BOOK, FIGURES), (book, figures), date(2026, 10, 5)) == 0
    assert turning.first_week((BOOK, FIGURES), (BOOK, FIGURES), START) == 0


@pytest.mark.parametrize("name", ["release-two-fifths", "cap-100", "post-sentence-kept"])
def test_plain_python_turns_in_the_same_week(name):
    country, book, figures = made(name, part=4_000, weeks=34)

    measures, moves = plain.run(country, book, figures, base=(BOOK, FIGURES))
    fast = running.run(country)

    assert (fast.measures == measures).all()
    assert (fast.moves == moves).all()
