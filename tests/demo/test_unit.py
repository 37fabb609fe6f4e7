"""The invented unit: always over its hours by the arithmetic of the shortage, and unmistakably invented."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from befriend import demo
from befriend.demo import calendar, names, weighing
from befriend.demo.folder import Rows
from befriend.demo.mix import Drawn
from befriend.demo.staff import ROSTER
from befriend.imports import folder as folders

MONDAY = date(2026, 11, 23)
# Far apart: the turn of a year, a leap day, and a seed of its own each.
WEEKS = [(1, MONDAY), (2, MONDAY), (7, date(2027, 1, 4)), (8, date(2028, 2, 28))]


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Return the rows of one file."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=WEEKS, ids=str)
def week(request, tmp_path_factory) -> tuple[Path, date]:
    """Return a folder of the invented unit, and its Monday."""
    seed, monday = request.param
    folder = tmp_path_factory.mktemp("demo")
    demo.write(folder, seed=seed, monday=monday)
    return folder, monday


def work(folder: Path, monday: date) -> dict[str, int]:
    """Return the points of everybody with an open case."""
    weigh = weighing.scale(monday)
    return {
        case["person"]: weigh(Drawn(case["tier"], case["place"], case["risk"]))
        + (weighing.report(case["report_kind"], monday) if case["report_kind"] else 0)
        for case in rows(folder, "cases")
        if not case["until"]
    }


def with_whom(folder: Path) -> dict[str, str]:
    """Return the practitioner of everybody who has one."""
    return {r["person"]: r["practitioner"] for r in rows(folder, "relationships") if not r["until"]}


def test_it_is_faultless(week):
    assert folders.check(week[0]) == []


def test_its_work_is_154_percent_of_the_points_available(week):
    folder, monday = week
    plans = calendar.add(Rows(), monday)

    percent = 100 * sum(work(folder, monday).values()) / weighing.available(ROSTER, plans, monday)

    assert percent == pytest.approx(154, abs=0.5)


def test_levels_and_places_are_as_they_should_be(week):
    cases = [c for c in rows(week[0], "cases") if not c["until"] and c["tier"] != "untiered"]
    levels = Counter(case["tier"][0] for case in cases)
    places = Counter(case["place"] for case in cases)

    for level, share in {"A": 3, "B": 30, "C": 40, "D": 27}.items():
        assert 100 * levels[level] / len(cases) == pytest.approx(share, abs=1.5)
    for place, share in {"community": 45, "licence": 25, "custody": 30}.items():
        assert 100 * places[place] / len(cases) == pytest.approx(share, abs=1.5)


def test_forty_five_typical_people_weigh_3300_points(week):
    points = work(*week)

    assert 45 * sum(points.values()) / len(points) == pytest.approx(3300, rel=0.03)


def test_nineteen_wait(week):
    folder, monday = week

    assert len(set(work(folder, monday)) - set(with_whom(folder))) == 19


def test_a_pso_has_sixty_five_people_of_low_and_medium_levels(week):
    folder, _ = week
    tiers = {case["person"]: case["tier"] for case in rows(folder, "cases")}

    levels = [tiers[person][0] for person, who in with_whom(folder).items() if who == "s01"]

    assert len(levels) == 65
    assert set(levels) <= {"C", "D"}


def test_most_have_forty_people_or_more_and_a_few_have_room(week):
    folder, monday = week
    points, plans = work(folder, monday), calendar.add(Rows(), monday)
    people, load = Counter(with_whom(folder).values()), Counter()
    for person, who in with_whom(folder).items():
        load[who] += points[person]

    qualified = [w for w in ROSTER if w.grade in ("pso", "officer") and not w.away]
    room = {
        w.ref: weighing.available([w], plans, monday) * 110 // 100 - load[w.ref]
        for w in qualified
        if people[w.ref] < 50
    }

    assert sum(people[w.ref] >= 40 for w in qualified) > len(qualified) / 2
    assert max(people.values()) <= 80
    assert [ref for ref, points in room.items() if points > 0] == ["o01"]


def test_fourteen_are_released_with_no_notice(week):
    folder, monday = week
    released = [case for case in rows(folder, "cases") if case["release_on"]]

    assert len(released) == 14
    for case in released:
        days = date.fromisoformat(case["release_on"]) - date.fromisoformat(case["release_notice_on"])
        assert case["release_on"] == str(monday)
        assert days.days in (0, 1)


def test_trainees_have_nobody_they_are_not_trained_for(week):
    folder, _ = week
    done = {(t["practitioner"], t["module"]) for t in rows(folder, "training") if t["completed_on"]}
    cases = {case["person"]: case for case in rows(folder, "cases")}

    for person, who in with_whom(folder).items():
        if who.startswith("t"):
            assert cases[person]["tier"][0] in "CD"
            for mark, module in (("domestic_abuse",) * 2, ("safeguarding",) * 2):
                assert cases[person][mark] == "no" or (who, module) in done


def test_somebody_is_on_duty_every_working_day_of_four_weeks(week):
    folder, _ = week

    assert len({duty["day"] for duty in rows(folder, "duty")}) == 20


def test_the_names_are_unmistakable_and_different(week):
    folder, _ = week
    people = [person["chosen_name"] for person in rows(folder, "people")]
    practitioners = [p["name"].split(", ") for p in rows(folder, "practitioners")]

    assert len(set(people)) == len(people)
    for name in people:
        tree, bird = name.split(" ")
        assert tree in names.TREES
        assert bird in names.PEOPLE_BIRDS
    assert {bird for bird, _ in practitioners} <= set(names.PRACTITIONER_BIRDS)
    assert len({tuple(name) for name in practitioners}) == len(practitioners)


def test_the_same_seed_gives_the_same_files_and_another_others(tmp_path):
    for name, seed in (("one", 5), ("again", 5), ("other", 6)):
        demo.write(tmp_path / name, seed=seed, monday=MONDAY)

    one, again, other = ((tmp_path / name / "people.csv").read_bytes() for name in ("one", "again", "other"))
    assert one == again
    assert one != other
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
