"""The commands `import` and `demo-data`: all or nothing, and what is wrong in sentences."""

from __future__ import annotations

import pytest

from befriend.identity.models import Nature
from befriend.people.models import Person
from befriend.workforce.models import Unit


@pytest.fixture
def folder(befriend, tmp_path):
    assert befriend("demo-data", tmp_path / "unit", "--seed", 7, "--monday", "2026-11-23").status == 0
    return tmp_path / "unit"


@pytest.mark.django_db(transaction=True)
def test_a_folder_is_imported_and_twice_changes_nothing(befriend, folder):
    first = befriend("import", folder, "--day", "2026-11-23", "--invented")
    second = befriend("import", folder, "--day", "2026-11-23", "--invented")

    assert (first.status, first.out.splitlines()[-1]) == (0, "Imported.")
    assert "people_person: " in first.out
    assert (second.status, second.out, second.err) == (0, "Nothing is new.\n", f"Reading {folder} ...\n")
    assert Nature.objects.get().kind == "invented"


def test_what_is_wrong_is_shown_with_its_place_and_nothing_is_changed(befriend, folder):
    people = folder / "people.csv"
    people.write_text(people.read_text() + "\n" + "".join(f"?{i},,,\n" for i in range(60)))

    said = befriend("import", folder)

    assert said.status == 1
    lines = said.out.splitlines()
    assert len(lines) == 50
    assert all(line.startswith("people.csv, row ") for line in lines)
    assert "things are wrong; the first 50 are above. Nothing was changed." in said.err
    assert not Unit.objects.exists()


def test_a_folder_that_is_not_there(befriend, tmp_path):
    said = befriend("import", tmp_path / "nowhere")

    assert said.status == 1
    assert "there is no such folder" in said.out


def test_invented_people_are_not_mixed_with_real_ones(befriend, folder):
    Nature.objects.create(kind=Nature.Kind.REAL)

    said = befriend("import", folder, "--invented")

    assert said.status == 1
    assert "made for real people, and that is for good" in said.err
    assert not Person.objects.exists()


def test_an_invented_folder_is_refused_by_a_database_for_real_people(befriend, folder):
    Nature.objects.create(kind=Nature.Kind.REAL)

    said = befriend("import", folder)

    assert said.status == 1
    assert said.out == (
        "datapackage.json, invented: everybody in this folder is invented, and this database was made for "
        "real people. Import it into another database: set BEFRIEND_HOME to another folder, "
        "or DATABASE_URL.\n"
    )
    assert "Nothing was changed." in said.err
    assert not Unit.objects.exists()


def test_an_invented_folder_goes_into_an_invented_database(befriend, folder):
    Nature.objects.create(kind=Nature.Kind.INVENTED)

    assert befriend("import", folder, "--day", "2026-11-23").out.endswith("Imported.\n")


def test_an_invented_folder_makes_a_database_of_no_kind_an_invented_one(befriend, folder):
    befriend("import", folder, "--day", "2026-11-23")

    assert Nature.objects.get().kind == Nature.Kind.INVENTED


UNMARKED = ["{}", "[]", '{"invented": false}', '{"invented": "true"}', "{", "\x00", "[" * 100_000, "", None]


@pytest.mark.parametrize("package", UNMARKED, ids=range(len(UNMARKED)))
def test_a_folder_without_the_mark_is_taken_as_it_is(befriend, folder, package):
    Nature.objects.create(kind=Nature.Kind.REAL)
    (folder / "datapackage.json").unlink()
    if package is not None:
        (folder / "datapackage.json").write_text(package)

    assert befriend("import", folder, "--day", "2026-11-23").out.endswith("Imported.\n")


def test_the_same_seed_gives_the_same_files(befriend, folder, tmp_path):
    befriend("demo-data", tmp_path / "again", "--seed", 7, "--monday", "2026-11-25")

    for file in sorted(folder.iterdir()):
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()


def test_nothing_is_written_over(befriend, folder):
    said = befriend("demo-data", folder, "--seed", 8)

    assert said.status == 1
    assert "Name a new folder" in said.err


@pytest.mark.parametrize("wrong", [("--size", "village"), ("--monday", "31/02/2026"), ("--seed", "x")])
def test_what_makes_no_sense_ends_with_one(befriend, tmp_path, wrong):
    arguments = {"--seed": "1", **dict([wrong])}

    said = befriend("demo-data", tmp_path / "new", *(part for pair in arguments.items() for part in pair))

    assert said.status == 1
    assert not (tmp_path / "new").exists()
