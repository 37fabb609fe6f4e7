"""The files that are shipped."""

from datetime import date

import pytest

from befriend import policies
from befriend.rules.exceed import KINDS
from befriend.rules.values import Grade, Place, Report, Tier

BOOK = policies.load()
DAY = date(2026, 11, 23)
CODES = {
    "tier": [tier.code for tier in Tier],
    "location": [place.code for place in Place],
    "grade": [grade.code for grade in Grade],
    "report": [report.code for report in Report],
    "unit_kind": list(KINDS),
}
TABLES = [entry for entry in BOOK.every() if entry.by and entry.by[0] in CODES]


def names(table, by):
    """Yield (dimension, name) for every name in a nested table."""
    for name, inner in table.items() if by else ():
        yield by[0], name
        yield from names(inner, by[1:])


@pytest.mark.parametrize("entry", TABLES, ids=lambda entry: entry.key)
def test_a_table_names_only_what_the_rules_know(entry):
    for value in entry.values:
        assert all(name in CODES[dimension] for dimension, name in names(value.value, entry.by))


@pytest.mark.parametrize("entry", BOOK.every(), ids=lambda entry: entry.key)
def test_every_key_answers_today(entry):
    assert BOOK.on(DAY, entry.key).key == entry.key


def test_the_published_table_is_whole():
    table = BOOK.on(DAY, "case_points.published_default").value

    assert list(table) == CODES["tier"]
    assert all(set(row) == set(CODES["location"]) for row in table.values())


def test_what_is_assumed_says_so_and_why():
    assumed = [value for entry in BOOK.every() for value in entry.values if value.status == "assumed"]

    assert assumed
    assert all(value.note for value in assumed)
    assert BOOK.on(DAY, "capacity.trainee_heads") in assumed
