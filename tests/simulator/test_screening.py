"""Screening of assumptions: exact where the answer is known; each is moved once from every start."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from befriend.cli import sensitivity_table
from befriend.simulator import assumed, measured, parameters, screening
from befriend.simulator.screening import Asked, Effect

KEYS = ("first", "second", "third")


def test_every_assumption_is_moved_once_on_a_path_and_stays_within_its_prior():
    points = screening.walked(KEYS, 30, 7)

    thirds = points.reshape(30, len(KEYS) + 1, len(KEYS)) * 3
    steps = np.abs(np.diff(thirds, axis=1))
    assert steps.sum(axis=1) == pytest.approx(2)
    assert steps.sum(axis=2) == pytest.approx(2)
    assert {*np.round(thirds).flat} == {0, 1, 2, 3}
    assert (points == screening.walked(KEYS, 30, 7)).all()
    assert (points != screening.walked(KEYS, 30, 8)).any()


def test_what_adds_up_has_its_weight_for_an_effect_and_no_sigma():
    points = screening.walked(KEYS, 12, 1)

    found = screening.effects(KEYS, points, points @ np.array([3.0, -6.0, 0.0]), 1)

    assert [found[key].mu_star for key in KEYS] == pytest.approx([3, 6, 0])
    assert [found[key].sigma for key in KEYS] == pytest.approx([0, 0, 0])


def test_what_works_together_has_the_effect_and_the_sigma_of_every_path_by_hand():
    """Of 12 x y a whole prior of x is worth 12 y: whatever y was when x was moved."""
    points = screening.walked(KEYS, 12, 1)

    found = screening.effects(KEYS, points, 12 * points[:, 0] * points[:, 1], 1)

    paths = points.reshape(12, len(KEYS) + 1, len(KEYS))
    at = [next(12 * one[1] for one, other in pairwise(path) if one[0] != other[0]) for path in paths]
    assert found["first"] == pytest.approx(Effect(float(np.mean(at)), float(np.std(at, ddof=1))))
    assert found["first"].sigma > 1
    assert found["third"] == Effect(0, 0)


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


def test_nothing_that_is_served_or_tried_needs_the_package_of_the_screening():
    told = "import befriend.simulator.trial, befriend.cli.trying, sys; print('SALib' in sys.modules)"

    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert found.stdout == "False\n"
