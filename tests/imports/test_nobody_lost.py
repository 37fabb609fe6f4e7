"""Whatever is imported, whoever has an open case has somebody who works, or waits and is owned."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import Exists, OuterRef, Q

from befriend import demo, periods
from befriend.allocation import actions
from befriend.allocation.models import Relationship, Waiting
from befriend.rules.values import WaitingFor
from befriend.sentences.models import Case
from befriend.workforce.models import Posting, Unit
from tests.imports.test_bad_input import spoil
from tests.imports.test_load import MONDAY, counts, load

pytestmark = pytest.mark.django_db
THURSDAY = MONDAY + timedelta(days=3)
TUESDAY_WEEK = MONDAY + timedelta(days=8)


def lost(day: date) -> list[str]:
    """Return the people with an open case, nobody who works on `day`, and no wait that is owned."""
    person = Q(person_id=OuterRef("person_id"))
    posted = Posting.objects.filter(periods.on(day), practitioner_id=OuterRef("practitioner_id"))
    supervised = Relationship.objects.filter(periods.on(day), person).filter(Exists(posted))
    waits = Waiting.objects.filter(periods.on(day), person, waiting_for=WaitingFor.OFFICER)
    open_cases = Case.objects.filter(periods.on(day)).exclude(Exists(supervised)).exclude(Exists(waits))
    return sorted(open_cases.values_list("person__ref", flat=True))


def lost_in_three_weeks() -> dict[date, list[str]]:
    """Return who is lost on the day of the import, and on each of the next days once it has begun."""
    found = {MONDAY: lost(MONDAY)}
    for day in (MONDAY + timedelta(days=n) for n in range(1, 22)):
        for unit in Unit.objects.filter(kind=Unit.Kind.UNIT):
            actions.begin_day(unit=unit, day=day)
        found[day] = lost(day)
    return {day: people for day, people in found.items() if people}


@pytest.fixture
def changing(folder) -> Path:
    """Return the example with a leaver, relationships that end, and a case that begins on Thursday."""
    spoil(folder / "practitioners.csv", "29.6,2023-02-06,,", "29.6,2023-02-06,2026-11-02,")
    spoil(
        folder / "relationships.csv",
        "p2,t01,2026-06-15,,",
        f"p2,t01,2026-06-15,{MONDAY - timedelta(1)},moved",
    )
    with (folder / "people.csv").open("a") as people:
        people.write("p5,Elm Pintail,,\np6,Yew Scoter,,\n")
    case = "unit,community_order,community,C3,medium,0,no,no,no"
    with (folder / "cases.csv").open("a") as cases:
        cases.write(f"c5,p5,larkfield,{case.removeprefix('unit,')},2026-02-02,,,,,\n")
        cases.write(f"c6,p6,larkfield,{case.removeprefix('unit,')},{THURSDAY},,,,,\n")
    with (folder / "relationships.csv").open("a") as relationships:
        relationships.write(f"p5,o01,2026-02-02,{TUESDAY_WEEK},moved\n")
    return folder


def test_nobody_is_lost_while_much_changes(changing):
    load(changing)

    assert lost_in_three_weeks() == {}
    waits = Waiting.objects.filter(waiting_for=WaitingFor.OFFICER).order_by("person__ref")
    assert dict(waits.values_list("person__ref", "from_date")) == {
        "p1": MONDAY,
        "p2": MONDAY - timedelta(days=1),
        "p3": date(2026, 11, 16),
        "p4": MONDAY,
        "p5": TUESDAY_WEEK,
        "p6": THURSDAY,
    }


def test_whose_officer_has_left_waits_from_the_import(changing):
    load(changing)

    parted = Relationship.objects.get(person__ref="p4")
    assert (parted.until_date, parted.why_changed) == (MONDAY, "left")
    assert Waiting.objects.get(person__ref="p4").owner.ref == "larkfield-head"


def test_the_same_changes_twice_change_nothing(changing):
    load(changing)
    before = counts()

    load(changing)

    assert counts() == before


def test_nobody_of_the_invented_unit_is_lost(tmp_path):
    demo.write(tmp_path, seed=1, monday=MONDAY)
    load(tmp_path)

    assert lost_in_three_weeks() == {}


def test_all_the_people_of_an_officer_who_has_left_wait(tmp_path):
    demo.write(tmp_path, seed=1, monday=MONDAY)
    load(tmp_path)
    people = set(
        Relationship.objects.filter(periods.on(MONDAY), practitioner__ref="o02").values_list(
            "person_id", flat=True
        )
    )
    table = tmp_path / "practitioners.csv"
    lines = table.read_text().splitlines()
    table.write_text("\n".join(left(line) if line.startswith("o02,") else line for line in lines) + "\n")

    load(tmp_path)

    assert len(people) > 10
    waits = Waiting.objects.filter(periods.on(MONDAY), waiting_for=WaitingFor.OFFICER, person__in=people)
    assert waits.count() == len(people)
    assert lost_in_three_weeks() == {}


def left(line: str) -> str:
    """Return the row of a practitioner with an end in the past."""
    *before, until, started, qualified, languages, patches, woman = line.rsplit(",", 6)
    assert until == ""
    return ",".join([*before, "2026-11-16", started, qualified, languages, patches, woman])
