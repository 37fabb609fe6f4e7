"""The invented country: large, faultless, and made in seconds."""

from __future__ import annotations

import re
from datetime import date

import pytest

from befriend import demo
from befriend.demo import country, estate
from befriend.imports import folder as folders
from tests.demo.test_unit import rows

MONDAY = date(2026, 11, 23)


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Return the country with a fiftieth of its people, and as many practitioners as ever."""
    monkeypatch.setattr(country, "PEOPLE", 5000)
    demo.write(tmp_path, seed=3, monday=MONDAY, size="country")
    return tmp_path


def test_it_is_faultless_and_as_large_as_it_should_be(small):
    assert folders.check(small) == []
    assert len(rows(small, "people")) == 5000
    assert len(rows(small, "practitioners")) == 10_700
    assert len([unit for unit in rows(small, "units") if unit["kind"] == "unit"]) == estate.UNITS


def test_two_in_three_practitioners_have_people(tmp_path, monkeypatch):
    monkeypatch.setattr(country, "PEOPLE", 60_000)
    demo.write(tmp_path, seed=3, monday=MONDAY, size="country")

    have = {r["practitioner"] for r in rows(tmp_path, "relationships") if not r["until"]}

    assert len(have) / 10_700 == pytest.approx(0.65, abs=0.03)


def test_its_units_have_invented_names(small):
    called = [unit["name"] for unit in rows(small, "units") if unit["kind"] == "unit"]

    assert len(set(called)) == len(called)
    assert all(re.fullmatch(r"[A-Z][a-z]+", name) for name in called)


def test_the_same_seed_gives_the_same_country(small, tmp_path):
    demo.write(tmp_path / "again", seed=3, monday=MONDAY, size="country")

    for path in (tmp_path / "again").iterdir():
        assert path.read_bytes() == (small / path.name).read_bytes()
