"""Whatever is wrong with a folder is said in a sentence: where, what, and how to mend it."""

# ruff: noqa: E501  (sentences are written as they are said)
from __future__ import annotations

from pathlib import Path

import pytest

from befriend.imports import folder as folders
from befriend.policies import vocabulary
from befriend.rules.values import Tier

KINDS = vocabulary.load().key("housing.kind_now").choices.words
# File, what stands there, what is written instead, and the sentence that follows.
CELLS = [
    ("cases.csv", ",A3,", ",A9,", "cases.csv, row 2, tier: 'A9' is not a known tier. "
     f"Use one of: {', '.join(tier.code for tier in Tier)}."),
    ("cases.csv", ",A3,", ",a3,", "cases.csv, row 2, tier: 'a3' is not a known tier. Did you mean A3?"),
    ("cases.csv", "custody", "prison", "cases.csv, row 5, place: 'prison' is not a known place. "
     "Use one of: community, licence, custody."),
    ("practitioners.csv", ",pso,", ",pso ,", "practitioners.csv, row 5, grade: 'pso ' begins or ends with a "
     "space. Take the space away."),
    ("practitioners.csv", ",29.6,", ",-5,", "practitioners.csv, row 5, weekly_hours: '-5' is negative. "
     "It may be 0 to 60."),
    ("practitioners.csv", ",29.6,", ",168,", "practitioners.csv, row 5, weekly_hours: '168' is over 60. "
     "It may be 0 to 60."),
    ("practitioners.csv", ",29.6,", ",NaN,", "practitioners.csv, row 5, weekly_hours: 'NaN' is not a number "
     "of hours. Write it like 37 or 29.6."),
    ("practitioners.csv", "officer,larkfield", "officer,", "practitioners.csv, row 4, unit: it is blank. "
     "Fill it in: Where they work."),
    ("practitioners.csv", "officer,larkfield", "officer,larkfeld", "practitioners.csv, row 4, unit: 'larkfeld' "
     "is not in units.csv. Did you mean larkfield? Correct it, or add it there."),
    ("practitioners.csv", ",2026-04-01,,2026-04-01,", ",2026-04-01,,,", "practitioners.csv, row 6, "
     "programme_started: a trainee's programme has no beginning. "
     "Fill in the day: how many people a trainee may have depends on it."),
    ("absences.csv", "s01,2026-11-26,2026-11-28\n", "s01,2026-11-26,\ns01,2026-11-27,2026-11-28\n",
     "absences.csv, row 3, practitioner: this practitioner is absent twice at the same time. "
     "See row 2, and end one before the other begins (until is the day after the last)."),
    ("absences.csv", "2026-11-28", "2026-11-25", "absences.csv, row 2, until: until is before from. "
     "Until is the day after the last one."),
    ("absences.csv", "2026-11-26", "31/02/2026", "absences.csv, row 2, from: '31/02/2026' is not a date as we "
     "read it. There is no such day; write the right one as YYYY-MM-DD, such as 2026-02-28."),
    ("absences.csv", "2026-11-26", "01/02/2026", "absences.csv, row 2, from: '01/02/2026' is not a date as we "
     "read it. If the day stands first, write 2026-02-01."),
    ("absences.csv", "2026-11-26", "2026-02-31", "absences.csv, row 2, from: '2026-02-31' is a day that no "
     "calendar has. Look up the right day."),
    ("absences.csv", "2026-11-26", "0026-11-26", "absences.csv, row 2, from: the year of '0026-11-26' cannot be "
     "right. Check the year."),
    ("duty.csv", ",210\n", ",3.5\n", "duty.csv, row 2, minutes: '3.5' is not a whole number. "
     "Write digits only."),
    ("people.csv", "Alder Finch", "=cmd|' /C calc'!A0", "people.csv, row 2, chosen_name: the name begins with "
     "'=', so a spreadsheet would run it as a formula. Take that character away."),
    ("people.csv", "Alder Finch", "@SUM(1)", "people.csv, row 2, chosen_name: the name begins with '@', so a "
     "spreadsheet would run it as a formula. Take that character away."),
    ("people.csv", "Mill Side\n", "+44\n", "people.csv, row 2, patch: '+44' begins with '+', so a spreadsheet "
     "would run it as a formula. Take that character away."),
    ("people.csv", "Alder Finch", "\t=1", "people.csv, row 2, chosen_name: the name begins with a tab, so a "
     "spreadsheet would run it as a formula. Take that character away."),
    ("people.csv", "Mill Side\n", '"\r=1"\n', "people.csv, row 2, patch: '?=1' begins with the end of a line, so "
     "a spreadsheet would run it as a formula. Take that character away."),
    ("people.csv", "Alder Finch", "Alder\x00Finch", "people.csv, row 2, chosen_name: the name holds a character "
     "that cannot be seen. Type it anew, in one line, without tabs."),
    ("people.csv", "Alder Finch", "Alder" + "r" * 5_000_000, "people.csv, row 2, chosen_name: the name has "
     "5,000,005 characters, and at most 120 may stand here. Shorten it."),
    ("people.csv", "p2,", "p1,", "people.csv, row 3, ref: row 2 has the same ref. "
     "Take one of the two out, or correct it."),
    ("people.csv", ",cy,", ",cy;en,", "people.csv, row 3, language: 'cy;en' is more than one. Write one."),
    ("people.csv", "Birch Teal", "Birch, Teal", "people.csv, row 3: the row has 5 cells, and the header has 4. "
     'Put a text that has a comma in quotation marks: "one, two".'),
    ("people.csv", "Birch Teal", '"Birch Teal', "people.csv, row 3: a quotation mark is opened and not closed, "
     'or stands inside a cell. Close it, and write a quotation mark inside a cell twice: "".'),
    ("people.csv", "chosen_name", "name", "people.csv, row 1: there is no column called 'name'. "
     "Use one of: chosen_name."),
    ("people.csv", "chosen_name", "ref", "people.csv, row 1, ref: the column stands twice. "
     "The first row must be: ref,chosen_name,language,patch"),
    ("people.csv", "p1,", "ü1,", "people.csv, row 2, ref: 'ü1' is not a reference. Use letters without accents, "
     "digits and . _ / -, beginning with a letter or digit."),
    ("relationships.csv", "p4,s01,2025-09-01,,", "p2,s01,2026-07-01,,", "relationships.csv, row 4, person: this "
     "person has two practitioners at the same time. "
     "See row 3, and end one before the other begins (until is the day after the last)."),
    ("relationships.csv", "p4,s01,", "p4,s0l,", "relationships.csv, row 4, practitioner: 's0l' is not in "
     "practitioners.csv. Did you mean s01? Correct it, or add it there."),
    ("relationships.csv", ",workload", ",", "relationships.csv, row 2, why_changed: until and why_changed go "
     "together. Fill in both when it has ended, neither while it lasts."),
    ("cases.csv", "c4,p4,", "c4,p2,", "cases.csv, row 3, person: this person has two open cases at the same "
     "time. See row 5, and end one before the other begins (until is the day after the last)."),
    ("cases.csv", "c4,p4,", "c4,p9,", "cases.csv, row 5, person: 'p9' is not in people.csv. "
     "Correct it, or add it there."),
    ("cases.csv", ",fast,", ",,", "cases.csv, row 3, report_kind: a report needs both its kind and the day it "
     "is due. Fill in both, or neither."),
    ("cases.csv", ",medium,0,", ",medium,4,", "cases.csv, row 3, mappa: '4' is over 3. It may be 0 to 3."),
    ("cases.csv", ",0,no,no,yes,", ",0,no,no,Y,", "cases.csv, row 3, domestic_abuse: 'Y' is neither yes nor no. "
     "Write yes or no in small letters."),
    ("offices.csv", "representative,larkfield", "representative,larkfild", "offices.csv, row 5, unit: "
     "'larkfild' is not in units.csv. Did you mean larkfield? Correct it, or add it there."),
    ("offices.csv", ",head,", ",senior,", "units.csv, row 4, ref: no head's office answers for the people of "
     "this unit. Add an office with the post head to offices.csv; nobody need hold it."),
    ("units.csv", "nation,,", "nation,larkfield,", "units.csv, row 2, parent: this unit is, by a round way, "
     "above itself. Correct one of the parents on the way: the tree must end at a nation."),
    ("facts.csv", "2026-10-06", "2026-10-01", "facts.csv, row 2, known_from: known_from is before observed_on. "
     "Nobody knows a thing before it is so."),
    ("facts.csv", "warnings.visit", "warnings.visits", "facts.csv, row 2, key: 'warnings.visits' is no key of the "
     "vocabulary. Did you mean warnings.visit? Use a key of befriend/policies/vocabulary, or leave the row out."),
    ("facts.csv", "warnings.visit,\"Ring first: two large dogs in the yard.\"", "housing.kind_now,Castle", "facts.csv, "
     f"row 2, value: this is no answer to housing.kind_now. Write one of these: {', '.join(KINDS)}."),
    ("facts.csv", "warnings.visit,\"Ring first: two large dogs in the yard.\"", "housing.since,yesterday", "facts.csv, "
     "row 2, value: this is no answer to housing.since. Write a day, as in 2026-11-23."),
    ("facts.csv", "Ring first: two", "-Ring first: two", "facts.csv, row 2, value: the text begins with '-', so "
     "a spreadsheet would run it as a formula. Take that character away."),
    ("requests.csv", "woman_officer,,", "woman_officer,o01,", "requests.csv, row 2, practitioner: a request for "
     "or not somebody names them, and one for a woman officer names nobody. "
     "Fill in the practitioner, or leave it blank."),
    ("reductions.csv", "until\n", "until\no01,court,10,3,2026-01-01,\n", "reductions.csv, row 2, percent: a "
     "reduction is either a percentage or hours. Fill in one of them."),
    ("cover.csv", "until\n", "until\np4,s01,2026-01-01,\n", "cover.csv, row 2, practitioner: practitioners "
     "cannot cover for themselves. Name who does the work while they are away."),
    ("cover.csv", "until\n", "until\np3,s01,2026-01-01,\n", "cover.csv, row 2, person: this person has no "
     "practitioner on that day. Cover belongs to a relationship: check the person and the first day."),
    ("cover.csv", "until\n", "until\np2,s01,2026-06-01,2026-06-20\n", "cover.csv, row 2, until: the relationship "
     "ends before this cover does. Let cover end with it: 2026-06-15."),
    ("cover.csv", "until\n", "until\np2,s01,2026-06-01,\n", "cover.csv, row 2, until: the relationship "
     "ends before this cover does. Let cover end with it: 2026-06-15."),
    ("relationships.csv", "p2,t01,2026-06-15,,", "p2,t01,2026-06-14,,", "relationships.csv, row 3, person: this "
     "person has two practitioners at the same time. "
     "See row 2, and end one before the other begins (until is the day after the last)."),
    ("conflicts.csv", "until\n", "until\no9,p1,2026-01-01,\n", "conflicts.csv, row 2, practitioner: 'o9' is not "
     "in practitioners.csv. Correct it, or add it there."),
]  # fmt: skip


def spoil(path: Path, before: str, after: str) -> None:
    """Write a file anew with something else in one place (or, of a header's word, in every one)."""
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def said(folder: Path) -> list[str]:
    """Return every problem of a folder as the command prints it."""
    return [str(problem) for problem in folders.check(folder)]


@pytest.mark.parametrize(("file", "before", "after", "sentence"), CELLS)
def test_a_wrong_cell_is_said_in_a_sentence(folder, file, before, after, sentence):
    spoil(folder / file, before, after)

    assert sentence in said(folder)


def test_the_example_is_faultless(folder):
    assert said(folder) == []


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"", "people.csv: the file is empty: it has not even a header. "
         "The first row must be: ref,chosen_name,language,patch"),
        (b"ref,chosen_name,language,patch\np1,Ald\xe9r,,\n", "people.csv, row 2, chosen_name: there are bytes "
         "that are not UTF-8. Save the file again as CSV, encoded in UTF-8."),
        ("ref,chosen_name,language,patch\n".encode("utf-16"), "people.csv, row 1: there are bytes that are not "
         "UTF-8. Save the file again as CSV, encoded in UTF-8."),
        (b"ref;chosen_name;language;patch\n", "people.csv, row 1, ref: the column is missing. "
         "The first row must be: ref,chosen_name,language,patch"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_said_in_a_sentence(folder, written, sentence):
    (folder / "people.csv").write_bytes(written)

    assert sentence in said(folder)


def test_a_missing_file_is_named(folder):
    (folder / "duty.csv").unlink()

    assert said(folder) == [
        "duty.csv: the file is missing from the folder. "
        "Add it, with only its header if there is nothing to say."
    ]


def test_a_file_that_may_be_missing_may_be_missing(folder):
    (folder / "cover.csv").unlink()

    assert said(folder) == []


def test_a_slip_in_the_name_of_a_file_does_not_lose_it(folder):
    (folder / "cover.csv").rename(folder / "covers.csv")

    assert said(folder) == ["'covers.csv': no table has a file of this name. Did you mean cover.csv?"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    assert said(tmp_path / "nowhere") == [
        "'nowhere': there is no such folder. Give the folder that holds the files."
    ]


@pytest.mark.parametrize("change", [lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n"),
                                    lambda b: b.replace(b"\n", b"\n\n"), lambda b: b.rstrip(b"\n")])  # fmt: skip
def test_what_spreadsheets_do_to_files_does_no_harm(folder, change):
    for path in folder.glob("*.csv"):
        path.write_bytes(change(path.read_bytes()))

    assert said(folder) == []


def test_a_name_is_never_said(folder):
    spoil(folder / "people.csv", "Alder Finch", "Alder Finch ")

    assert said(folder) == [
        "people.csv, row 2, chosen_name: the name begins or ends with a space. Take the space away."
    ]


def test_every_wrong_row_is_said_in_order(folder):
    spoil(folder / "cases.csv", "larkfield", "larkfeld")

    assert [problem.row for problem in folders.check(folder)] == [2, 3, 4, 5]


def test_a_practitioner_absent_through_two_others_is_told_of_both(folder):
    rows = "s01,2026-01-01,2026-12-31\ns01,2026-02-01,2026-02-03\ns01,2026-05-01,2026-05-03\n"
    (folder / "absences.csv").write_text(f"practitioner,from,until\n{rows}")

    assert [problem.row for problem in folders.check(folder)] == [3, 4]
