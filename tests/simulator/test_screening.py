"""Screening of assumptions: exact where the answer is known; each is moved once from every start."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from befriend.cli import sensitivity_table
from befriend.simulator import assumed, measured, parameters, screening
from befriend.simulator.screening import Asked, Effect

KEYS = ("first", "second", "third")


def test_every_assumption_is_moved_once_on_a_path_and_stays_within_its_prior():
    walked = screening.paths(KEYS, 30, 7)

    steps = np.abs(np.diff(walked, axis=1))
    assert (steps.sum(axis=1) == screening.STEP).all()
    assert (steps.sum(axis=2) == screening.STEP).all()
    assert {*walked.flat} == {*range(screening.LEVELS)}
    assert (walked != screening.paths(KEYS, 30, 8)).any()


def test_what_adds_up_has_its_weight_for_an_effect_and_no_sigma():
    walked = screening.paths(KEYS, 12, 1)

    found = screening.effects(walked, walked @ np.array([3.0, -6.0, 0.0]) / 3)

    assert [each.mu_star for each in found] == pytest.approx([3, 6, 0])
    assert [each.sigma for each in found] == pytest.approx([0, 0, 0])


def test_what_works_together_has_a_sigma():
    walked = screening.paths(KEYS, 12, 1)

    found = screening.effects(walked, (walked[..., 0] * walked[..., 1]).astype(float))

    assert min(found[0].sigma, found[1].sigma) > 1
    assert found[2] == Effect(0, 0)


def test_in_the_middle_of_every_prior_the_country_is_the_country_as_it_is():
    little = Asked(part=Fraction(1, 500), units=1, months=6)
    middle = dict.fromkeys(assumed.open_keys(parameters.load()), Fraction(1, 2))

    as_it_is = screening.lived(little, {})

    # A figure is the middle of its prior.
    assert screening.lived(little, middle) == as_it_is
    assert screening.lived(little, middle | {"recall.soon_factor": Fraction(1)}) != as_it_is


def test_the_page_tells_what_matters_most_first(monkeypatch):
    monkeypatch.setattr(screening, "lived", lambda _, at: {"recalls": float(5 * at["recall.soon_factor"])})
    counted = []

    found = screening.screened(Asked(starts=2), ["recalls"], lambda one, every: counted.append((one, every)))

    keys = assumed.open_keys(parameters.load())
    assert {key for key, each in found["recalls"].items() if each.mu_star} == {"recall.soon_factor"}
    assert counted[-1] == (2 * (len(keys) + 1), 2 * (len(keys) + 1))
    page = sensitivity_table.page(found, Asked(), date(2026, 11, 22))
    assert page.index("`recall.soon_factor` | 5 |") < page.index(" | 0 | 0 |")


def test_the_page_there_is_tells_of_every_measure_it_should():
    page = sensitivity_table.PAGE.read_text("utf-8")

    assert [
        name for name in sensitivity_table.MEASURES if f"## {measured.EVERY[name].what}\n" not in page
    ] == []
