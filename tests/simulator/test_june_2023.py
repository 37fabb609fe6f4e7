"""The arithmetic of the documents: a shortage, a cap, and recruiting (T2 and T3 of the close reading)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from befriend.policies import proposal_of
from befriend.simulator import running
from befriend.simulator.country import country, ground
from tests.simulator.small import BOOK, FIGURES

PART, UNITS = Fraction(1, 10), 11
RESET_OFF = """
what: No contact is ever withdrawn.
applies_to: everybody
retroactive: true
exclusions: []
changes:
  reset_and_impact.reset_begins:
    values:
      2024-07-01:
        value:
          licence: {served: 1, of: 1}
          community_order: {served: 1, of: 1}
          suspended_sentence_order: {served: 1, of: 1}
          supervision_after_sentence: {served: 1, of: 1}
        issued: 2026-01-01
        status: assumed
        reference: {title: A test}
        note: Tried only.
"""


def lived(figures, weeks=1, **told):
    """Return what came of a tenth of the country."""
    made = country(BOOK, figures, seed=2, weeks=weeks, name="june-2023", part=PART, units=UNITS, **told)
    return running.run(made)


def load(result, week=0):
    """Return the load of a week, as a part of what is available."""
    return result.measure("points")[week] / result.measure("available_points")[week]


def capped():
    """Return the parameters with the cap kept."""
    return FIGURES.instead("start.cap_enforced", value=True)


def test_the_shortage_alone_gives_154_percent():
    result = lived(FIGURES)

    # 6,780 posts by 4,390.
    assert load(result) == pytest.approx(1.54, abs=0.01)


def test_under_the_cap_the_work_that_cannot_be_done_waits_limit_by_limit():
    result = lived(capped())
    waiting, carried = (int(result.measure(name)[0]) for name in ("waiting_points", "points"))
    nobody_may, over_cap, over_heads = (
        int(result.measure(f"points_{name}")[0]) for name in ("nobody_may", "over_the_cap", "over_heads")
    )

    # 4,390 times 1.10 of 6,780.
    assert waiting / (waiting + carried) == pytest.approx(0.288, abs=0.01)
    assert nobody_may + over_cap + over_heads == waiting
    assert over_cap > 0.9 * waiting
    # Who is released in the week weighs more at its end than when they were given.
    assert result.measure("over_the_line")[0] < 0.1 * result.measure("officer")[0]


def test_recruiting_2600_does_not_close_the_gap():
    # All in July 2023; the longest course takes 21 months.
    recruited = FIGURES.with_changes(
        {"staff.trainees_a_year": {date(2023, 7, 3): figure(2_600 * 365 / 28), date(2023, 7, 31): figure(0)}},
        "a test",
    )
    weeks, scale = 96, ground(BOOK, FIGURES, weeks=1, name="june-2023", part=PART).share

    without, with_them = lived(FIGURES, weeks), lived(recruited, weeks, base=(BOOK, FIGURES))

    joined = with_them.measure("trainee_joined").sum()
    assert joined == pytest.approx(2_600 * float(PART * scale), rel=0.15)
    assert with_them.measure("qualified").sum() > 0.7 * joined
    assert load(with_them, -1) < load(without, -1)
    # 15 of a hundred posts are still empty, where 35 were; T3 has 25, with more who leave.
    qualified = sum(int(with_them.measure(name)[-1]) for name in ("newly_qualified", "officer"))
    assert qualified < 0.9 * 6_780 * float(PART * scale)


def figure(value):
    """Return a dated value of a parameter."""
    return {"value": value, "issued": date(2026, 1, 1), "status": "assumed", "prior": {"shape": "fixed"},
            "reference": {"title": "A test"}, "note": "Tried only."}  # fmt: skip


def test_reset_lowers_contact_and_not_the_number_supervised():
    never = BOOK.with_proposal(proposal_of(RESET_OFF, "a test"))
    part = {"seed": 2, "weeks": 104, "name": "june-2023", "part": PART, "units": UNITS}

    with_reset = running.run(country(BOOK, FIGURES, **part))
    without = running.run(country(never, FIGURES, base=(BOOK, FIGURES), **part))

    assert with_reset.measure("contact_withdrawn")[-1] > 0
    assert without.measure("contact_withdrawn").sum() == 0
    assert with_reset.measure("without_contact")[-1] > without.measure("without_contact")[-1]
    # Nobody comes, goes or is recalled otherwise.
    assert (with_reset.moves == without.moves).all()
