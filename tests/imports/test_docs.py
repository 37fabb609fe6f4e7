"""The page and the schemas say what the reader does: all come from one definition."""

from __future__ import annotations

from datetime import date

import pytest
from frictionless import Package

from befriend import demo
from befriend.imports import docs, folder, schemas
from tests.imports.test_bad_input import spoil


def test_the_page_is_up_to_date():
    assert docs.PAGE.read_text(encoding="utf-8") == docs.page(), "python -m befriend.imports.docs"


def test_the_data_package_is_up_to_date():
    assert docs.PACKAGE.read_text(encoding="utf-8") == schemas.written(), "python -m befriend.imports.docs"


def is_valid(where) -> bool:
    """Ask Frictionless about the folder, by the data package that stands in it."""
    return Package(str(where / "datapackage.json")).validate().valid


def test_frictionless_finds_the_example_faultless(folder):
    assert is_valid(folder)


def test_frictionless_finds_an_invented_folder_faultless(tmp_path):
    demo.write(tmp_path, seed=1, monday=date(2026, 11, 23))

    assert folder.is_invented(tmp_path)
    assert is_valid(tmp_path)


def test_the_schemas_of_the_example_may_stand_beside_real_people(folder):
    assert not folders_mark(folder)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("cases.csv", ",A3,", ",A9,"),
        ("practitioners.csv", ",29.6,", ",-5,"),
        ("absences.csv", "2026-11-26", "31/02/2026"),
        ("relationships.csv", "p4,s01,", "p9,s01,"),
        ("people.csv", "p2,", "p1,"),
        ("cases.csv", ",0,no,no,yes,", ",0,no,no,Y,"),
        ("people.csv", "Birch Teal", ""),
        ("people.csv", "chosen_name", "name"),
    ],
)
def test_frictionless_refuses_what_we_refuse(folder, file, before, after):
    spoil(folder / file, before, after)

    assert not is_valid(folder)
    assert folders_problems(folder)


def folders_mark(where):
    """Return whether a folder says that everybody in it is invented."""
    return folder.is_invented(where)


def folders_problems(where):
    """Return what our own reader finds wrong."""
    return folder.check(where)
