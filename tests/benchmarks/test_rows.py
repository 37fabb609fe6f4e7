"""Every figure stands beside what this machine could do at best, as measured."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest

from befriend import demo
from befriend.imports import actions as imports
from benchmarks import __main__ as benches
from benchmarks import (
    country_load,
    import_country,
    instances,
    plan_bulk,
    plan_unit,
    plan_unit_long,
    planning,
    rules,
)
from benchmarks.row import Row

MONDAY = date(2026, 11, 23)


def few():
    """Return a planning problem that takes a moment: forty people and three practitioners."""
    rng = random.Random(1)
    people = [instances.person(rng, number)[0] for number in range(40)]
    staff = [instances.practitioner(rng, number, "trainee") for number in range(3)]
    pairs = [(i, j, instances.preference(rng)) for i in range(40) for j in range(3)]
    return instances.as_problem(people, staff, pairs)


def check(rows: list[Row]) -> None:
    """Check that every row has a number for each number, and a peer."""
    assert rows
    for row in rows:
        numbers = (row.value, row.peer_value, row.ratio, row.limit)
        assert all(isinstance(number, int | float) and number >= 0 for number in numbers)
        assert row.peer


@pytest.mark.parametrize("bench", [plan_unit, plan_unit_long, plan_bulk])
def test_a_plan_is_beside_its_bound(bench, monkeypatch):
    for name in ("unit", "bulk"):
        monkeypatch.setattr(instances, name, few)
    monkeypatch.setattr(plan_unit_long, "SOLVER_SECONDS", 0.5)

    check(bench.run())


def test_a_solver_that_finds_nothing_is_called_so(monkeypatch):
    monkeypatch.setattr(planning, "plain_solver", lambda one, hint, seconds: hint)

    peers = {row.peer for row in planning.measured("few", few(), solver_seconds=40)}

    assert "plain CP-SAT, 40 s: no better than its hint" in peers


def test_the_rules_are_beside_a_plain_loop_that_answers_the_same():
    check([rules.measured(bench) for bench in rules.benches(200)])


@pytest.mark.parametrize("name", ["rules-tier", "rules-tier-single-axis", "rules-load", "rules-dates"])
def test_no_time_is_told_of_two_answers(name):
    bench = next(each for each in rules.benches(50) if each.name == name)
    wrong = bench._replace(plain=lambda rows: np.asarray(bench.fast(np.array(rows))) + 1)

    with pytest.raises(ValueError, match="two answers"):
        rules.measured(wrong)


@pytest.mark.django_db
def test_an_import_is_beside_a_plain_copy(tmp_path):
    demo.write(tmp_path, seed=1, monday=MONDAY)

    check([import_country.row(tmp_path)])


@pytest.mark.django_db
def test_loads_are_beside_looking_at_the_rows(tmp_path):
    demo.write(tmp_path, seed=1, monday=country_load.MONDAY)
    # The loop, as one writes it at first, knows nothing of cover; nor has the invented country any.
    (tmp_path / "cover.csv").unlink()
    assert imports.load(tmp_path, day=country_load.MONDAY).done

    check(country_load.rows())


def test_what_takes_long_waits_to_be_asked(monkeypatch, tmp_path):
    ran: list[str] = []
    monkeypatch.setattr(benches, "KEPT", tmp_path / "build" / "bench.json")
    monkeypatch.setattr(benches, "measure", lambda name: ran.append(name) or [])

    benches.main("plan-unit")
    benches.main("plan-unit-long")

    assert ran == ["plan-unit", "plan-unit-long"]
