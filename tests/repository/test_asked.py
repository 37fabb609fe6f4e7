"""docs/asked.md: what was asked for, where it lives, and whether it works; kept true by this test."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.repository import tree

ASKED = Path("docs/asked.md")
EVERY = [f"S{number}" for number in range(1, 128)]
STATES = {"works", "partly", "not yet"}
ROW = re.compile(r"^\|\s*(S\d+)\s*\|([^|]*)\|([^|]*)\|([^|]*)\|\s*$", re.MULTILINE)


def wrong_in(text: str) -> list[str]:
    """Return all that is wrong with the table, in words."""
    rows = [[cell.strip() for cell in row] for row in ROW.findall(text)]
    times = Counter(row[0] for row in rows)
    wrong = [f"{name} occurs {times[name]} times" for name in EVERY if times[name] != 1]
    wrong += [f"{name} was never asked" for name in times if name not in EVERY]
    wrong += [f"{name}: '{state}' is not a state" for name, _, state, _ in rows if state not in STATES]
    for name, where, state, _ in rows:
        wrong += [f"{name}: {fault}" for fault in wrong_place(where, state)]
    return wrong


def wrong_place(where: str, state: str) -> list[str]:
    """Return what is wrong with the places a row names: all that works must be there."""
    if state == "not yet":
        return []
    places = re.findall(r"`([^`]+)`", where)
    return [f"{each} is not there" for each in places if not is_there(each)] or (
        [] if places else ["says where it lives without naming a file"]
    )


def is_there(place: str) -> bool:
    """Say whether a file, a folder, or a test in a file (`tests/x.py::test_y`) exists."""
    path, _, test = place.partition("::")
    file = tree.ROOT / path
    return file.exists() and (not test or f"def {test}(" in file.read_text())


def test_all_that_was_asked_is_answered_and_true():
    assert wrong_in(tree.read(ASKED)) == []


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("| S12 | `Makefile` | works | |", []),
        ("| S12 | `Makefile` | nearly | |", ["S12: 'nearly' is not a state"]),
        ("| S12 | `no/such.py` | works | |", ["S12: no/such.py is not there"]),
        ("| S12 | somewhere | partly | |", ["S12: says where it lives without naming a file"]),
        ("| S12 | later | not yet | |", []),
    ],
)
def test_the_check_itself_sees_what_is_wrong(row, wrong):
    others = "\n".join(f"| {name} | later | not yet | |" for name in EVERY if name != "S12")

    assert wrong_in(f"{others}\n{row}\n") == wrong


def test_the_check_itself_sees_what_is_missing_or_twice():
    text = "\n".join(f"| {name} | later | not yet | |" for name in [*EVERY[1:], "S2", "S128"])

    assert wrong_in(text) == ["S1 occurs 0 times", "S2 occurs 2 times", "S128 was never asked"]
