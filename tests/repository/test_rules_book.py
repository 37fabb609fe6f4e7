"""Of every rule there is a page and a scenario, and every policy is read by somebody and says where from."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from datetime import date

import pytest

from befriend import policies
from befriend.cli import rule_book
from befriend.policies import Book, Value
from befriend.rules import named
from tests.repository import tree

BOOK = policies.load()


class Listening(Book):
    """A book that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(BOOK.every())
        self.asked: set[str] = set()

    def on(self, day: date, key: str) -> Value:
        self.asked.add(key)
        return super().on(day, key)


def test_the_rule_book_on_paper_is_up_to_date():
    on_paper = {path.name: path.read_text("utf-8") for path in rule_book.FOLDER.glob("*.md")}

    assert on_paper == rule_book.pages(), rule_book.WRITTEN_BY
    assert rule_book.book.COPY.read_text("utf-8") == rule_book.copied(), rule_book.WRITTEN_BY


@pytest.mark.parametrize("name", named.RULES)
def test_every_rule_has_a_page_and_a_scenario(name):
    assert (rule_book.FOLDER / f"{name}.md").is_file()
    assert rule_book.scenarios()[name]


@pytest.mark.parametrize("name", named.RULES)
def test_a_rule_reads_the_policies_it_names_and_no_other(name):
    """Its scenarios between them read all: a policy that no scenario reaches is not shown to be used."""
    book = Listening()

    for one in rule_book.scenarios()[name]:
        with suppress(named.AskedError) if "refused" in one["then"] else nullcontext():
            named.ask(name, one["given"], date.fromisoformat(one["day"]), book)

    assert book.asked == set(named.RULES[name].policies)


def test_every_policy_is_read_by_a_rule_or_by_what_is_done():
    written = "\n".join(tree.read(path) for path in tree.texts(".py", below="befriend"))
    read = rule_book.book.read_by_rules()

    unread = [
        entry.key for entry in BOOK.every() if entry.key not in read and not is_read(entry.key, written)
    ]
    assert unread == []


def is_read(key: str, written: str) -> bool:
    """Return whether the code names a key whole, or its file in a pattern and its name by itself."""
    file, name = key.split(".")
    return f'"{key}"' in written or (f'f"{file}.{{' in written and f'"{name}"' in written)


def test_every_value_says_where_it_comes_from():
    unsourced = [
        f"{one.key} {one.since}"
        for entry in BOOK.every()
        for one in entry.values
        if not (one.reference.address.startswith("https://") or one.note.strip())
    ]

    assert unsourced == []
