"""What a folder says against what an earlier one said: every such row is named, and nothing is changed."""

# ruff: noqa: E501  (sentences are written as they are said)
from __future__ import annotations

from datetime import date

import pytest

from befriend.allocation.models import Cover, Relationship
from befriend.imports import actions as imports
from befriend.people import actions as people
from befriend.people.models import Statement
from befriend.sentences.models import Case
from befriend.workforce.models import Posting
from tests.imports.test_bad_input import spoil
from tests.imports.test_load import LATER, MONDAY, counts, load

pytestmark = pytest.mark.django_db
REDUCTIONS = "practitioner,kind,percent,hours,from,until\n"
CONFLICTS = "practitioner,person,from,until\n"
COVER = "person,practitioner,from,until\n"
# File, what stands there first, what stands there the second time, and the sentence that follows.
AGAINST = [
    ("absences.csv", "2026-11-26,2026-11-28", "2026-11-27,2026-11-29", "absences.csv, row 2, practitioner: with "
     "what is already kept, this practitioner is absent twice at the same time. "
     "What is kept is from 2026-11-26 until 2026-11-28: end one before the other begins."),
    ("reductions.csv", f"{REDUCTIONS}o01,court,10,,2026-01-05,\n", f"{REDUCTIONS}o01,court,10,,2026-02-02,\n",
     "reductions.csv, row 2, practitioner: with what is already kept, this reduction is given twice at the same "
     "time. What is kept is from 2026-01-05 and lasts: end one before the other begins."),
    ("conflicts.csv", f"{CONFLICTS}o01,p3,2026-01-05,\n", f"{CONFLICTS}o01,p3,2025-01-06,2026-02-02\n",
     "conflicts.csv, row 2, practitioner: with what is already kept, this conflict is noted twice at the same "
     "time. What is kept is from 2026-01-05 and lasts: end one before the other begins."),
    ("cases.csv", "\nc4,p4,", "\nc5,p4,", "cases.csv, row 5, person: with what is already kept, this person has "
     "two open cases at the same time. "
     "What is kept is from 2025-09-01 and lasts: end one before the other begins."),
    ("relationships.csv", "p4,s01,2025-09-01,,", "p4,o01,2026-10-05,,", "relationships.csv, row 4, person: with "
     "what is already kept, this person has two practitioners at the same time. "
     "What is kept is from 2025-09-01 and lasts: end one before the other begins."),
    ("cover.csv", f"{COVER}p4,o01,2026-11-23,2026-11-28\n", f"{COVER}p4,t01,2026-11-26,2026-11-28\n",
     "cover.csv, row 2, person: with what is already kept, this person's work is covered by two at the same "
     "time. What is kept is from 2026-11-23 until 2026-11-28: end one before the other begins."),
]  # fmt: skip
# The same, where a file gives the present only: the second folder, the third, and the sentence.
PRESENT = [
    ("practitioners.csv", ("29.6,2023-02-06", "22.2,2026-12-01", "22.2,2026-11-02"), "practitioners.csv, row 5, "
     "ref: with what is already kept, this practitioner has two postings at the same time. "
     "What is kept is from 2023-02-06 until 2026-12-01: end one before the other begins."),
    ("units.csv", ("unit,heath,2020-01-01", "unit,birdland,2026-12-01", "unit,birdland,2026-11-02"), "units.csv, "
     "row 4, ref: with what is already kept, this unit has two parents at the same time. "
     "What is kept is from 2020-01-01 until 2026-12-01: end one before the other begins."),
    ("offices.csv", ("head,l01,2022-04-01", "head,l02,2026-12-01", "head,l02,2026-11-02"), "offices.csv, row 4, "
     "ref: with what is already kept, two hold this office at the same time. "
     "What is kept is from 2022-04-01 until 2026-12-01: end one before the other begins."),
]  # fmt: skip


def begin(path, text: str, instead: str) -> None:
    """Write what stands first: a whole file that begins with its header, or what is there already."""
    if text.startswith(path.read_text().splitlines()[0]):
        path.write_text(text)
    else:
        spoil(path, text, instead)


@pytest.mark.parametrize(("file", "first", "second", "sentence"), AGAINST)
def test_a_row_against_what_is_kept_is_named(folder, file, first, second, sentence):
    begin(folder / file, first, first)
    load(folder)
    before = counts()

    begin(folder / file, second if second.startswith(("practitioner,", "person,")) else first, second)
    report = imports.load(folder, day=LATER)

    assert [str(problem) for problem in report.problems] == [sentence]
    assert counts() == before


@pytest.mark.parametrize(("file", "stood", "sentence"), PRESENT)
def test_a_present_that_reaches_into_the_past_is_named(folder, file, stood, sentence):
    load(folder)
    spoil(folder / file, stood[0], stood[1])
    load(folder, LATER)
    spoil(folder / file, stood[1], stood[2])

    report = imports.load(folder, day=LATER)

    assert [str(problem) for problem in report.problems] == [sentence]


def test_every_row_against_what_is_kept_is_named(folder):
    load(folder)
    spoil(folder / "relationships.csv", "p2,t01,2026-06-15,,", "p2,o01,2026-06-29,,")
    spoil(folder / "relationships.csv", "p4,s01,2025-09-01,,", "p4,o01,2026-10-05,,")
    spoil(folder / "absences.csv", "2026-11-26,2026-11-28", "2026-11-27,2026-11-29")

    report = imports.load(folder, day=LATER)

    assert [(problem.file, problem.row) for problem in report.problems] == [
        ("absences.csv", 2),
        ("relationships.csv", 3),
        ("relationships.csv", 4),
    ]


def test_a_case_that_would_begin_after_the_end_that_is_kept_is_named(folder):
    load(folder)
    Case.objects.filter(ref="c3").update(until_date=date(2026, 11, 30))
    spoil(folder / "cases.csv", "2026-11-16", "2026-12-03")

    report = imports.load(folder, day=LATER)

    assert [str(problem) for problem in report.problems] == [
        "cases.csv, row 4, from: with what is already kept, this begins after its end. "
        "It ended on 2026-11-30: correct the day."
    ]


@pytest.mark.parametrize("until", ["", "2026-12-24"])
def test_new_cover_of_a_relationship_that_has_ended_here_is_named(folder, until):
    load(folder)
    Relationship.objects.filter(person__ref="p4").update(until_date=LATER, why_changed="asked")
    (folder / "cover.csv").write_text(f"{COVER}p4,o01,2026-12-01,{until}\n")

    report = imports.load(folder, day=LATER)

    assert [str(problem) for problem in report.problems] == [
        "cover.csv, row 2, until: with what is already kept, the relationship ends before this cover does. "
        "Let cover end when the relationship does, or take it out."
    ]


def test_cover_that_ended_here_with_its_relationship_is_not_begun_again(folder):
    (folder / "cover.csv").write_text(f"{COVER}p4,o01,2026-11-23,2026-12-24\n")
    load(folder)
    Relationship.objects.filter(person__ref="p4").update(until_date=LATER, why_changed="asked")
    Cover.objects.update(until_date=LATER)

    load(folder, LATER)

    assert Cover.objects.get().until_date == LATER


def test_cover_for_somebody_who_is_not_away_stands(folder):
    (folder / "cover.csv").write_text(f"{COVER}p2,s01,2026-10-05,2026-10-12\n")

    load(folder)

    assert Cover.objects.get().practitioner.ref == "s01"


def test_whoever_comes_back_begins_anew(folder):
    spoil(folder / "practitioners.csv", "29.6,2023-02-06,,", "29.6,2023-02-06,2026-11-02,")
    load(folder)
    spoil(folder / "practitioners.csv", "29.6,2023-02-06,2026-11-02,", "29.6,2026-12-01,,")

    load(folder, LATER)

    postings = Posting.objects.filter(practitioner__ref="s01").order_by("from_date")
    assert [(one.from_date, one.until_date) for one in postings] == [
        (date(2023, 2, 6), date(2026, 11, 2)),
        (date(2026, 12, 1), None),
    ]
    assert load(folder, LATER).changed["workforce_posting"] == 0


def test_the_same_folder_on_the_same_day_changes_nothing(folder):
    spoil(folder / "practitioners.csv", "29.6,2023-02-06,,", "29.6,2023-02-06,2026-11-02,")
    load(folder)
    before = counts()

    load(folder, MONDAY)

    assert counts() == before


# Facts, of which some are stated here too

HERE = "housing.kind_now,%s,2026-10-05,2026-10-05"


@pytest.fixture
def fact(folder):
    """Import where p2 lives, and return the statement."""
    spoil(folder / "facts.csv", "p2,warnings.visit", f"p2,{HERE % 'own'}\np2,warnings.visit")
    load(folder)
    return Statement.objects.get(key="housing.kind_now")


def stated_here(fact, value):
    """State the same of the same day here, in its place."""
    return people.state(
        person=fact.person, key=fact.key, value=value, how_known="told", source_kind="person",
        observed_on=fact.observed_on, by="s01", day=fact.known_from,
    )  # fmt: skip


def contested_here(fact):
    """Keep that it is said not to be right."""
    people.contest(statement=fact, way="paper", words="No.", by="s01", day=LATER)


DECIDED = {
    "stated": lambda fact: stated_here(fact, "private"),
    "over": lambda fact: people.no_longer(statement=fact, why="Moved out.", by="s01", day=LATER),
    "still true": lambda fact: people.still_true(statement=fact, how_known="told", by="s01", day=LATER),
    "contested": contested_here,
}


@pytest.mark.parametrize("how", DECIDED)
def test_what_was_decided_here_since_is_never_written_over(folder, fact, how):
    DECIDED[how](fact)
    before = {one.pk: (one.value, one.stood_until) for one in Statement.objects.all()}

    # The same folder again is no news.
    assert imports.load(folder, day=LATER).done
    assert {one.pk: (one.value, one.stood_until) for one in Statement.objects.all()} == before

    spoil(folder / "facts.csv", HERE % "own", HERE % "hostel")
    report = imports.load(folder, day=LATER)

    assert [str(problem) for problem in report.problems] == [
        "facts.csv, row 2, value: with what is already kept, this was decided about here since, and an import does "
        "not change that. Leave the row out. If it is so, state it in Befriend, where what stood before stays readable."
    ]
    assert {one.pk: (one.value, one.stood_until) for one in Statement.objects.all()} == before


def test_what_nobody_decided_about_here_is_put_right_by_an_import(folder, fact):
    spoil(folder / "facts.csv", HERE % "own", HERE % "hostel")

    assert load(folder, LATER).changed["people_fact"] == 1

    fact.refresh_from_db()
    assert fact.value == "hostel"


def test_what_was_stated_here_in_the_same_words_first_is_no_news(folder, fact):
    fact.delete()
    made = stated_here(fact, "own")

    assert load(folder, LATER).new["people_fact"] == 0

    assert Statement.objects.get(key="housing.kind_now") == made
