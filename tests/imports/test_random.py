"""Any bytes at all as a file: a clear report, never an exception, never a change."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from befriend.imports import actions as imports
from befriend.imports import folder as folders
from befriend.imports.docs import PACKAGE
from befriend.imports.problems import SHOWN
from befriend.imports.tables import BY_NAME, TABLES
from befriend.people.models import Person
from befriend.workforce.models import Unit
from tests.imports.test_load import MONDAY

FILES = [table.file for table in TABLES]
# Rows that begin well and hold anything: these reach the checks behind the form.
ROWS = some.lists(some.lists(some.text(max_size=12), min_size=1, max_size=17), max_size=6)


def folder_with(file: str, written: bytes) -> Path:
    """Return a new folder: the example, with one file of these bytes."""
    folder = Path(tempfile.mkdtemp()) / "folder"
    shutil.copytree(PACKAGE.parent, folder)
    (folder / file).write_bytes(written)
    return folder


@settings(deadline=None, max_examples=60)
@given(file=some.sampled_from(FILES), written=some.binary(max_size=400))
def test_any_bytes_are_reported(file, written):
    folder = folder_with(file, written)
    try:
        problems = folders.check(folder)
    finally:
        shutil.rmtree(folder.parent)

    assert problems
    assert all(problem.what and problem.mend for problem in problems)


@settings(deadline=None, max_examples=120)
@given(file=some.sampled_from(FILES), rows=ROWS)
def test_any_rows_are_reported_or_faultless(file, rows):
    header = ",".join(BY_NAME[file.removesuffix(".csv")].header)
    body = "\n".join(",".join(row) for row in rows)
    folder = folder_with(file, f"{header}\n{body}\n".encode("utf-8", "surrogatepass"))
    try:
        problems = folders.check(folder)
    finally:
        shutil.rmtree(folder.parent)

    assert all(str(problem).endswith((".", "e", '"".', "until")) or problem.mend for problem in problems)


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES)
def test_a_spoilt_file_changes_nothing(file):
    folder = folder_with(file, b'\x00"\xff,\r\r\n')

    report = imports.load(folder, day=MONDAY)

    shutil.rmtree(folder.parent)
    assert 1 <= len(report.problems) <= SHOWN
    assert not Person.objects.exists()
    assert not Unit.objects.exists()
