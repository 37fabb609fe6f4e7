"""The command `week`: what it prints, what it makes, what it refuses, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from befriend import cli, database
from befriend.allocation.models import ExceedOrder, Plan, Relationship
from befriend.audit.models import Line
from befriend.cli import children
from befriend.database import programs
from befriend.identity.models import Nature
from befriend.rules.values import Risk, Tier
from befriend.workforce.models import Absence, Told, Unit
from tests.larkfield import LONG_AGO, MONDAY

COLD, WARM = 30, 5
AS = ("--as", "head-unit")
AT = ("week", "--unit", "unit", "--day", "2026-11-23", *AS)


def test_the_week_is_printed_in_words(befriend, larkfield, sam, ali):
    larkfield.fill(sam, 36)
    larkfield.waits(larkfield.person("Rowan Reed", risk=Risk.HIGH))

    said = befriend(*AT)

    assert said.status == 0
    assert "Larkfield, week of Monday 23 November 2026" in said.out
    assert "Bunting, Sam" in said.out
    assert "2 wait for an officer or for cover; this plan serves 1; 1 go on waiting." in said.out
    assert "Nobody of the first order waits: the plan is safe." in said.out
    assert "Owner of 1 of these: office head-unit of Larkfield, Lark, Jo." in said.out


def test_a_plan_that_leaves_the_first_order_waiting_is_not_safe(befriend, larkfield, sam, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    larkfield.fill(sam, 37)
    larkfield.waits(larkfield.person("Rowan Reed", risk=Risk.HIGH))

    said = befriend(*AT)

    assert "NOT SAFE" in said.out
    assert "Rowan Reed (first order)" in " ".join(said.out.split())


@pytest.mark.parametrize("columns", [40, 79, 200])
def test_every_terminal_gets_whole_numbers_and_no_colour(befriend, larkfield, sam, monkeypatch, columns):
    larkfield.fill(sam, 36)
    monkeypatch.setenv("COLUMNS", str(columns))

    said = befriend(*AT)

    assert "2,268" in said.out
    assert "2,393" in said.out
    assert "\x1b" not in said.out
    assert max(map(len, said.out.splitlines())) <= max(columns, 60)


def test_json_is_all_there_is_on_standard_output(befriend, larkfield, sam, ali):
    said = befriend(*AT, "--json")

    week = json.loads(said.out)
    assert list(week) == [
        *("day", "week_start", "unit", "work_points", "available_points", "gap_percent"),
        *("serving_order", "safe", "practitioners", "plan", "waiting", "hidden_waits"),
    ]
    assert week["plan"][0]["practitioner"] == sam.ref
    assert {"ref", "points_before", "points", "limit", "percent", "order_to_exceed"} <= set(
        week["practitioners"][0]
    )
    assert "Planning" in said.err


def test_a_second_run_uses_the_plan_there_is(befriend, larkfield, sam, ali):
    first = befriend(*AT, "--json")
    second = befriend(*AT, "--json")

    assert first.out == second.out
    assert Plan.objects.count() == 1
    assert not Relationship.objects.filter(person=ali).exists()


def test_a_plan_that_has_come_to_break_a_cap_ends_with_two(befriend, larkfield, sam, ali):
    befriend(*AT)
    Absence.objects.create(practitioner=sam, from_date=LONG_AGO)

    said = befriend(*AT)

    assert said.status == 2
    assert "over the cap without a live order" in said.err


def test_a_live_order_allows_it(befriend, larkfield, sam, ali):
    larkfield.fill(sam, 36)
    befriend(*AT)
    larkfield.fill(sam, 1, Tier.A0)
    assert befriend(*AT).status == 2

    ExceedOrder.objects.create(
        practitioner=sam,
        office=larkfield.offices["unit"],
        given_by=larkfield.jo,
        points=4000,
        people=50,
        because="Nobody else.",
        not_done="Reports wait.",
        from_date=MONDAY,
        until_date=MONDAY.replace(day=30),
    )
    assert befriend(*AT).status == 0


def test_from_nothing_accounts_for_every_point_and_writes_nothing(befriend, larkfield, sam):
    for i in range(60):
        larkfield.waits(larkfield.person(f"Elm {i}"))

    said = befriend(*AT, "--from-nothing", "--json")

    found = json.loads(said.out)
    assert said.status == 0
    assert found["gap_percent"] == pytest.approx(
        100 * found["waiting_points"] / found["work_points"], abs=0.1
    )
    assert sum(part["points"] for part in found["parts"]) == found["waiting_points"]
    assert all(part["text"] for part in found["parts"])
    assert not Plan.objects.exists()
    assert not Line.objects.filter(kind=Line.Kind.DID).exists()
    assert not Told.objects.exists()
    assert "altogether" in befriend(*AT, "--from-nothing").out


def test_every_part_of_the_gap_has_words():
    from befriend.cli import gap

    codes = {
        "shortage",
        "rounding",
        "other_limits",
        "head_cap",
        "trainee_heads",
        "nobody_lawful",
        "remainder",
    }
    assert set(gap.PARTS) == codes


# What it is filled with


@contextmanager
def nothing_loaded(_pages):
    yield


def test_an_empty_default_is_filled_with_the_invented_unit(befriend, monkeypatch):
    said = befriend("week", "--json")

    assert said.status == 0
    assert json.loads(said.out)["unit"]["name"] == "Larkfield"
    assert Nature.objects.get().kind == "invented"
    assert "The database is empty" in said.err

    # And printed before anybody is let in, where that is asked for.
    monkeypatch.setenv("BEFRIEND_METRICS_FOLDER", "")
    monkeypatch.setattr(children, "loading", nothing_loaded)
    monkeypatch.setattr(children, "run", lambda _pages, said, **_how: print(said) or 0)
    served = befriend("serve", "--week", "--port=18432")

    assert served.status == 0
    assert served.out.index("Larkfield, week of Monday") < served.out.index(
        "Befriend is at http://127.0.0.1:18432"
    )


def test_somebody_elses_database_is_never_filled(befriend, monkeypatch):
    monkeypatch.setattr(database, "is_embedded", lambda: False)

    said = befriend("week")

    assert (said.status, said.out) == (1, "")
    assert "Bring one in with `befriend import FOLDER`" in said.err
    assert not Unit.objects.exists()


def test_a_database_for_real_people_is_never_filled(befriend):
    Nature.objects.create(kind=Nature.Kind.REAL)

    assert befriend("week").status == 1
    assert not Unit.objects.exists()


# Bad input


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31/02/2026", "Write YYYY-MM-DD"),
        ("2026-02-31", "There is no day 2026-02-31"),
        ("0001-01-01", "from 2000 to 2199"),
        ("9999-12-31", "from 2000 to 2199"),
        ("", "Write YYYY-MM-DD"),
        ("２０２６-１１-２３", "Write YYYY-MM-DD"),
    ],
)
def test_a_day_that_there_is_not_is_told_in_words(befriend, larkfield, day, sentence):
    said = befriend("week", "--day", day)

    assert (said.status, said.out) == (1, "")
    assert sentence in said.err


def test_a_unit_that_there_is_not_may_be_meant_otherwise(befriend, larkfield):
    assert "Did you mean unit?" in befriend("week", "--unit", "unti").err
    assert "There is no unit '?x'" in befriend("week", "--unit", "\x1bx").err


def test_an_option_that_there_is_not_ends_with_one(befriend):
    said = befriend("week", "--colour")

    assert said.status == 1
    assert "No such option" in said.err


def test_what_nobody_foresaw_shows_no_values(befriend, monkeypatch, larkfield, ali):
    monkeypatch.setattr(cli.week, "plan", lambda *_: {}[ali.chosen_name])

    said = befriend(*AT)

    assert said.status == 1
    assert "reference" in said.err
    assert "Ali Alder" not in said.err


# From nothing at all


def test_two_runs_from_no_database_at_all(own_home):
    def run() -> tuple[float, str]:
        start = time.monotonic()
        done = subprocess.run(
            [str(Path(sys.executable).parent / "befriend"), "week", "--json", "--day", "2026-11-23"],
            check=True,
            capture_output=True,
            text=True,
        )
        return time.monotonic() - start, done.stdout

    cold, first = run()
    warm, second = run()

    assert json.loads(first) == json.loads(second)
    assert not programs.is_running(own_home / "postgres")
    # The times to reach are COLD and WARM on a machine with nothing else to do; tests run beside others.
    assert cold < 4 * COLD
    assert warm < 4 * WARM


def test_another_week_is_worked_out_and_nothing_of_it_is_kept(befriend, larkfield, sam, ali):
    befriend(*AT)
    plans, told = Plan.objects.count(), Told.objects.count()

    said = befriend("week", "--unit", "unit", "--day", "2027-06-01", *AS)

    assert said.status == 0
    assert "nothing is written" in said.err
    assert "week of Monday 31 May 2027" in said.out
    assert (Plan.objects.count(), Told.objects.count()) == (plans, told)


# As whom


def test_it_acts_as_the_office_named_and_whom_it_saw_is_kept(befriend, larkfield, sam, ali):
    befriend(*AT)

    seen = Line.objects.filter(kind=Line.Kind.LOOKED, page="befriend week").latest("pk")
    assert (seen.by, seen.office, seen.role) == ("befriend week", "head-unit", "head")
    assert ali.pk in seen.people


def test_an_office_that_reaches_nobody_is_told_the_same_numbers_and_no_names(befriend, larkfield, sam, ali):
    whole = json.loads(befriend(*AT, "--json").out)

    week = ("week", "--unit", "unit", "--day", "2026-11-23", "--json")
    counted = json.loads(befriend(*week, "--as", "representative").out)

    assert counted["plan"] == []
    assert "P" not in {one["person"][0] for one in counted["waiting"]}
    for number in ("work_points", "available_points", "gap_percent", "safe"):
        assert counted[number] == whole[number]


def test_where_people_are_real_the_office_must_be_named(befriend, larkfield, sam, ali):
    said = befriend("week", "--unit", "unit", "--day", "2026-11-23")

    assert (said.status, said.out) == (1, "")
    assert "--as OFFICE" in said.err
    assert not Line.objects.filter(kind=Line.Kind.LOOKED).exists()


def test_an_office_that_there_is_not_may_be_meant_otherwise(befriend, larkfield):
    said = befriend("week", "--unit", "unit", "--as", "head-unti")

    assert said.status == 1
    assert "Did you mean head-unit?" in said.err
