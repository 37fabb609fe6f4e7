"""What an import makes of a folder: everything in it, once, with its history; or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from befriend.allocation.models import Cover, InheritedOverload, Relationship, Waiting
from befriend.audit.models import Line
from befriend.imports import actions as imports
from befriend.people.models import Person
from befriend.rules.values import Tier
from befriend.sentences.models import Case, CaseState
from befriend.workforce.models import OfficeHolding, Posting, UnitParent
from tests.imports.test_bad_input import spoil

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
LATER = date(2026, 12, 7)


def counts() -> dict[str, int]:
    """Return how many rows every table has, those of the history among them."""
    models = [model for model in apps.get_models() if model.__module__.startswith("befriend.")]
    return {model._meta.label: model._default_manager.count() for model in models}


def load(folder: Path, day: date = MONDAY) -> imports.Report:
    """Import a folder that must be faultless."""
    report = imports.load(folder, day=day)
    assert report.problems == ()
    return report


def test_the_example_is_imported(folder):
    report = load(folder)

    assert report.done
    assert report.new["people_person"] == 4
    assert report.new["sentences_casestate"] == 4
    assert Relationship.objects.get(person__ref="p2", until_date=None).practitioner.name == "Crake, Hazel"
    assert CaseState.objects.get(case__ref="c1").tier == Tier.A3
    assert Posting.objects.get(practitioner__ref="s01").weekly_minutes == 1776
    assert Person.objects.get(ref="p3").language == "en"


def test_whoever_has_no_practitioner_waits_and_the_head_owns_it(folder):
    load(folder)

    waits = {wait.person.ref: wait for wait in Waiting.objects.all()}
    assert {ref: wait.from_date for ref, wait in waits.items()} == {
        "p1": MONDAY,
        "p3": date(2026, 11, 16),
    }
    assert {wait.owner.ref for wait in waits.values()} == {"larkfield-head"}


def test_the_same_folder_twice_changes_nothing(folder):
    load(folder)
    before = counts()

    again = load(folder, LATER)

    assert counts() == before
    assert set(again.new.values()) | set(again.changed.values()) == {0}


def test_every_row_is_in_the_history(folder):
    load(folder)

    for model in (Person, Case, CaseState, Relationship, Posting, UnitParent, Waiting):
        events = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
        assert events.objects.count() == model._default_manager.count() > 0


def test_one_wrong_row_changes_nothing(folder):
    before = counts()
    spoil(folder / "facts.csv", "2026-10-06", "2026-13-06")

    report = imports.load(folder, day=MONDAY)

    assert not report.done
    assert report.problem_count == 1
    assert counts() == before


def test_fifty_are_shown_and_all_are_counted(folder):
    rows = "".join(f"q{number},Alder Smew ,,\n" for number in range(120))
    (folder / "people.csv").write_text(f"ref,chosen_name,language,patch\n{rows}")

    report = imports.load(folder, day=MONDAY)

    assert len(report.problems) == 50
    assert report.problem_count > 120


def test_another_tier_ends_a_state_and_begins_one(folder):
    load(folder)
    spoil(folder / "cases.csv", ",C3,", ",B3,")

    report = load(folder, LATER)

    states = CaseState.objects.filter(case__ref="c2").order_by("from_date")
    assert [(state.tier, state.from_date, state.until_date) for state in states] == [
        (Tier.C3, date(2026, 2, 2), LATER),
        (Tier.B3, LATER, None),
    ]
    assert (report.new["sentences_casestate"], report.changed["sentences_casestate"]) == (1, 1)


def test_another_tier_on_the_first_day_is_a_correction(folder):
    load(folder)
    spoil(folder / "cases.csv", ",A3,", ",A2,")

    load(folder)

    assert CaseState.objects.get(case__ref="c1").tier == Tier.A2


def test_a_case_that_ends_takes_its_state_and_the_waiting_with_it(folder):
    load(folder)
    spoil(folder / "cases.csv", "2026-11-16,,", "2026-11-16,2026-12-01,")

    load(folder, LATER)

    assert CaseState.objects.get(case__ref="c3").until_date == date(2026, 12, 1)
    assert Waiting.objects.get(person__ref="p3").until_date is not None


def test_whoever_is_given_a_practitioner_waits_no_longer(folder):
    load(folder)
    spoil(folder / "relationships.csv", "p4,s01,", "p3,o01,2026-12-01,,\np4,s01,")

    load(folder, LATER)

    assert Waiting.objects.get(person__ref="p3").until_date == date(2026, 12, 1)


def test_a_relationship_that_ends_makes_somebody_wait(folder):
    load(folder)
    spoil(folder / "relationships.csv", "p4,s01,2025-09-01,,", "p4,s01,2025-09-01,2026-12-02,left")

    load(folder, LATER)

    assert Waiting.objects.get(person__ref="p4").from_date == date(2026, 12, 2)


def test_an_import_never_opens_again_what_has_ended_here(folder):
    load(folder)
    Relationship.objects.filter(person__ref="p4").update(until_date=LATER, why_changed="asked")

    load(folder, LATER)

    ended = Relationship.objects.get(person__ref="p4")
    assert (ended.until_date, ended.why_changed) == (LATER, "asked")


def test_another_parent_grade_and_holder_begin_on_their_day(folder):
    load(folder)
    spoil(folder / "practitioners.csv", "29.6,2023-02-06", "22.2,2026-12-01")
    spoil(folder / "offices.csv", "larkfield-head,larkfield,head,l01,2022-04-01",
          "larkfield-head,larkfield,head,,2026-12-01")  # fmt: skip
    spoil(folder / "units.csv", "unit,heath,2020-01-01", "unit,birdland,2026-12-01")

    load(folder, LATER)

    minutes = Posting.objects.filter(practitioner__ref="s01").order_by("from_date")
    assert [(p.weekly_minutes, p.until_date) for p in minutes] == [(1776, date(2026, 12, 1)), (1332, None)]
    assert OfficeHolding.objects.get(office__ref="larkfield-head").until_date == date(2026, 12, 1)
    assert UnitParent.objects.filter(unit__ref="larkfield").count() == 2
    assert load(folder, LATER).changed["workforce_posting"] == 0


def test_load_over_the_cap_is_inherited_and_no_error(folder):
    people = "".join(f"q{n},Alder Smew,,\n" for n in range(60))
    cases = "".join(
        f"d{n},q{n},larkfield,licence,licence,C3,low,0,no,no,no,2026-01-05,,,,,\n" for n in range(60)
    )
    relationships = "".join(f"q{n},o01,2026-01-05,,\n" for n in range(60))
    for file, rows in (("people", people), ("cases", cases), ("relationships", relationships)):
        with (folder / f"{file}.csv").open("a") as table:
            table.write(rows)

    load(folder)

    overload = InheritedOverload.objects.get()
    assert overload.practitioner.ref == "o01"
    assert overload.owner.ref == "larkfield-head"
    # Fifty, less what a day on duty takes of the week: forty-five.
    assert overload.people_over == 15


def test_cover_belongs_to_the_relationship_of_its_day(folder):
    with (folder / "cover.csv").open("a") as table:
        table.write("p2,s01,2026-03-02,2026-03-16\n")

    load(folder)

    assert Cover.objects.get().relationship.practitioner.ref == "o01"


def test_an_import_leaves_one_line_that_names_nobody(folder):
    load(folder)

    line = Line.objects.get()
    assert (line.did, line.day) == ("imported", MONDAY)
    assert "Alder" not in str(line.because)
