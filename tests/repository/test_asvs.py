"""The list of the security standard: every item once, counted truly, and every test it names is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.repository import tree

PAGE = Path("docs/asvs.md")
STATES = ("Met", "Partly", "Not met", "None here")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+[^|]*?) \| ([^|]*) \| ([^|]*) \|(.*)\|$", re.MULTILINE)
NUMBER = re.compile(r"\d+\.\d+\.\d+")
ALONE = re.compile(r"`(test_\w+)`")
# How many items each section of ASVS 5.0.0 has, and those of them that are of level 3 alone.
SECTIONS = {
    1: (2, 10, 12, 3, 3), 2: (3, 3, 5, 2), 3: (1, 3, 5, 8, 8, 1, 5), 4: (5, 5, 2, 4), 5: (1, 6, 3, 3),
    6: (3, 12, 8, 6, 8, 4, 2, 4), 7: (3, 4, 2, 5, 3, 2), 8: (4, 4, 3, 2), 9: (3, 4),
    10: (2, 3, 5, 16, 5, 2, 3), 11: (4, 5, 5, 4, 2, 2, 2), 12: (5, 2, 5), 13: (4, 6, 4, 7), 14: (2, 8, 3),
    15: (5, 5, 7, 4), 16: (1, 5, 4, 3, 4), 17: (2, 8, 2),
}  # fmt: skip
LEVEL_3 = set(
    NUMBER.findall("""
    1.2.10 1.3.12 1.5.3 2.3.5 2.4.2 3.1.1 3.2.3 3.3.5 3.4.7 3.4.8 3.5.6 3.5.7 3.5.8 3.6.1 3.7.3 3.7.4 3.7.5
    4.1.4 4.1.5 4.2.2 4.2.3 4.2.4 4.2.5 5.2.4 5.2.5 5.2.6 5.3.3 6.3.5 6.3.6 6.3.7 6.3.8 6.4.5 6.4.6 6.5.6
    6.5.7 6.5.8 6.6.4 6.7.1 6.7.2 7.5.3 8.1.3 8.1.4 8.2.4 8.3.2 8.3.3 8.4.2 10.2.3 10.3.5 10.4.12 10.4.13
    10.4.14 10.4.15 10.4.16 11.1.3 11.1.4 11.2.4 11.2.5 11.3.4 11.3.5 11.5.2 11.6.2 11.7.1 11.7.2 12.1.4
    12.1.5 12.3.5 13.1.2 13.1.3 13.1.4 13.2.6 13.3.3 13.3.4 13.4.6 13.4.7 14.2.5 14.2.6 14.2.7 14.2.8
    15.1.4 15.1.5 15.2.4 15.2.5 15.4.1 15.4.2 15.4.3 15.4.4 16.5.4 17.1.2 17.2.5 17.2.6 17.2.7 17.2.8
    """)
)


def items() -> dict[str, str]:
    """Return how each item on the page stands; one named twice fails here."""
    found: dict[str, str] = {}
    for numbers, asked, state, _ in ROW.findall(tree.read(PAGE)):
        for number in spread(numbers):
            assert number not in found, number
            assert state in STATES, number
            assert ("(level 3)" in asked) == (number in LEVEL_3), number
            found[number] = state
    return found


def spread(numbers: str) -> list[str]:
    """Return each number of "1.2.6, 1.2.7" or "10.4.1 to 10.4.11"."""
    said = NUMBER.findall(numbers)
    if " to " not in numbers:
        return said
    (first, last) = (int(one.split(".")[2]) for one in said)
    section = said[0].rpartition(".")[0]
    return [f"{section}.{number}" for number in range(first, last + 1)]


def standard() -> set[str]:
    """Return the number of every item of the standard."""
    return {
        f"{chapter}.{section}.{number}"
        for chapter, sections in SECTIONS.items()
        for section, many in enumerate(sections, start=1)
        for number in range(1, many + 1)
    }


def counted() -> str:
    """Return the counts as the page has them."""
    counts = Counter(
        (int(number.split(".")[0]), state) for number, state in items().items() if number not in LEVEL_3
    )
    lines = ["| Chapter | Met | Partly | Not met | None here |", "|---|---|---|---|---|"]
    for chapter in SECTIONS:
        lines.append(f"| V{chapter} | " + " | ".join(str(counts[chapter, state]) for state in STATES) + " |")
    totals = [sum(counts[chapter, state] for chapter in SECTIONS) for state in STATES]
    return "\n".join([*lines, "| All | " + " | ".join(map(str, totals)) + " |"])


def test_every_item_of_levels_1_and_2_is_there_and_none_that_is_not():
    found, known = set(items()), standard()

    assert known >= LEVEL_3
    assert found - known == set()
    assert known - LEVEL_3 - found == set()


def test_the_counts_are_those_of_the_rows():
    assert counted() in tree.read(PAGE), counted()


def test_a_test_named_beside_another_is_in_the_same_row_s_files():
    for numbers, _, _, shown in ROW.findall(tree.read(PAGE)):
        files = re.findall(r"`(tests/[\w/]+\.py)", shown)
        for name in ALONE.findall(shown):
            assert any(f"def {name}(" in tree.read(Path(file)) for file in files), (numbers, name)


def test_every_secret_is_in_the_list_of_keys():
    secret = re.compile(r"^\| `(BEFRIEND_\w*(?:KEYS?|SECRET|TOKEN))`", re.MULTILINE)
    said = tree.read(Path("docs/protection.md"))

    names = secret.findall(tree.read(Path("docs/running.md")))

    assert names
    assert [name for name in names if f"`{name}`" not in said] == []
