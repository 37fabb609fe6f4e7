"""The rule book: every rule in words, with its dated values, worked scenarios, doubts and changes.

The page served to anyone and the page in docs/rules are made from the same `Chapter`. Scenarios are
tests, and tests are not installed with the package, so `python -m befriend.cli.rule_book` keeps a copy
of them beside this file; a test compares the copy with the scenarios.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from befriend.policies import Book, Entry, Value
from befriend.policies.form import meant
from befriend.rules import named
from befriend.rules.named import AskedError, Rule

COPY = Path(__file__).parent / "scenarios.json"
ASSUMED = "assumed"
INLINE = 60  # a table of a scenario that is shorter stands in one line


class Told(NamedTuple):
    """One thing a rule is told: its name, what it is, and whether it has to be told."""

    name: str
    what: str
    needed: bool


class Scenario(NamedTuple):
    """One worked scenario: what it is about, the day, what is given and what follows, by line."""

    when: str
    day: date
    given: tuple[tuple[str, str], ...]
    then: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """A value as a table: the heads of the columns and the rows; no heads for one value."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Dated(NamedTuple):
    """One value of a policy with its table, and whether it is the one in force."""

    value: Value
    table: Table
    in_force: bool


class Policy(NamedTuple):
    """One policy key: what it is, and its values, the latest first."""

    entry: Entry
    values: tuple[Dated, ...]


class Chapter(NamedTuple):
    """Everything there is to say of one rule."""

    rule: Rule
    words: tuple[str, ...]
    told: tuple[Told, ...]
    policies: tuple[Policy, ...]
    scenarios: tuple[Scenario, ...]
    doubtful: tuple[str, ...]
    changed: tuple[tuple[date, str], ...]


def chapter(name: str, book: Book, day: date) -> Chapter:
    """Return the chapter of a rule, its values those in force on `day` marked; AskedError for no rule."""
    if name not in named.RULES:
        raise AskedError(f"There is no rule {name!r}{meant(name, list(named.RULES))}")
    rule = named.RULES[name]
    policies = tuple(policy(book.entry(key), book, day) for key in rule.policies)
    return Chapter(
        rule,
        paragraphs(inspect.getdoc(rule.answer) or ""),
        told(rule),
        policies,
        tuple(scenario(one) for one in scenarios().get(name, ())),
        doubtful(rule, policies),
        changed(rule, policies),
    )


def paragraphs(docstring: str) -> tuple[str, ...]:
    """Return a docstring as paragraphs of one line each, without its marks of code."""
    return tuple(" ".join(each.split()).replace("`", "") for each in docstring.split("\n\n") if each.strip())


def told(rule: Rule) -> tuple[Told, ...]:
    """Return what a rule is told, what has to be told first."""
    every = [
        Told(name, about.description or "", about.is_required())
        for name, about in rule.given.model_fields.items()
    ]
    return tuple(sorted(every, key=lambda one: not one.needed))


def policy(entry: Entry, book: Book, day: date) -> Policy:
    """Return one policy key with its values, the latest first."""
    begun = entry.values[0].since <= day
    now = book.on(day, entry.key) if begun else None
    values = tuple(Dated(one, table(one.value, entry.by), one is now) for one in reversed(entry.values))
    return Policy(entry, values)


def table(value: Any, by: Sequence[str]) -> Table:
    """Return a value as a table: its last dimension as columns, where every row has the same."""
    if not by:
        return rows(value) if is_rows(value) else Table((), ((leaf(value),),))
    flat = list(flattened(value, len(by)))
    columns = list(dict.fromkeys(path[-1] for path, _ in flat))
    by_row: dict[tuple[str, ...], dict[str, str]] = {}
    for path, one in flat:
        by_row.setdefault(path[:-1], {})[path[-1]] = one
    if len(by) > 1 and all(len(row) == len(columns) for row in by_row.values()):
        wide = tuple((*path, *(row[each] for each in columns)) for path, row in by_row.items())
        return Table((*by[:-1], *columns), wide)
    return Table((*by, "value"), tuple((*path, one) for path, one in flat))


def flattened(value: Any, depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """Return each leaf of a nested value with the names that lead to it."""
    if depth == 0 or not isinstance(value, Mapping):
        yield (), leaf(value)
        return
    for name, inner in value.items():
        for path, one in flattened(inner, depth - 1):
            yield (str(name), *path), one


def is_rows(value: Any) -> bool:
    """Return whether a value is a list of tables."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Mapping)


def rows(value: Sequence[Mapping[str, Any]]) -> Table:
    """Return a list of rows as a table; a cell that a row has not is empty."""
    heads = tuple(dict.fromkeys(name for row in value for name in row))
    return Table(heads, tuple(tuple(leaf(row.get(head, "")) for head in heads) for row in value))


def leaf(value: Any) -> str:
    """Return one value as it is read."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ", ".join(leaf(each) for each in value) or "none"
    if isinstance(value, int):
        return f"{value:,}" if value >= 10_000 else str(value)
    return str(value)


def doubtful(rule: Rule, policies: Sequence[Policy]) -> tuple[str, ...]:
    """Return what is not certain: what the rule says of itself, and which values were assumed."""
    assumed = [
        f"{one.entry.key}, from {each.value.since}, is assumed: {each.value.note}"
        for one in policies
        for each in one.values
        if each.value.status == ASSUMED
    ]
    return (*rule.doubtful, *assumed)


def changed(rule: Rule, policies: Sequence[Policy]) -> tuple[tuple[date, str], ...]:
    """Return what changed when, the latest first: of the rule's form, and of its values."""
    values = [
        (each.value.since, f"{one.entry.key} has another value.")
        for one in policies
        for each in one.values[:-1]
    ]
    return tuple(sorted([*rule.changed, *values], key=lambda one: one[0], reverse=True))


@cache
def scenarios() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return the packaged copy of every scenario, by rule."""
    copy: Mapping[str, Sequence[Mapping[str, Any]]] = json.loads(COPY.read_text("utf-8"))
    return copy


def scenario(said: Mapping[str, Any]) -> Scenario:
    """Return one scenario as it is shown."""
    return Scenario(said["when"], date.fromisoformat(said["day"]), lines(said["given"]), lines(said["then"]))


def lines(said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what is given, or what follows, as names and values; tables within as names with dots."""
    return tuple(line for name, value in said.items() for line in of_one(name, value))


def of_one(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Return one thing given as one line, or as several where it is a long table."""
    if isinstance(value, (dict, list)):
        text = on_a_line(value)
        if len(text) > INLINE:
            inner = value.items() if isinstance(value, dict) else enumerate(value, 1)
            for each, one in inner:
                yield from of_one(f"{name} {each}", one)
            return
        yield name, text
    else:
        yield name, "none" if value is None else leaf(value)


def on_a_line(value: dict[str, Any] | list[Any]) -> str:
    """Return a list or table on one line, so that it can be read back: brackets go where none is within."""
    if not value:
        # A table in which nothing is told is not the same as none.
        return "none" if isinstance(value, list) else "{}"
    text = json.dumps(value, ensure_ascii=False).replace('"', "")
    nested = any(
        isinstance(each, (dict, list)) for each in (value.values() if isinstance(value, dict) else value)
    )
    return text if nested else text[1:-1]


def read_by_rules() -> frozenset[str]:
    """Return every policy key that a rule by name reads."""
    return frozenset(key for rule in named.RULES.values() for key in rule.policies)


def urgent(book: Book, day: date) -> list[tuple[Entry, Dated]]:
    """Return what was signed as urgent and never tried, until it expires; the first to expire first."""
    found = [
        (value.urgent.expires, entry.key, value.since, entry, value)
        for entry in book.every()
        for value in entry.values
        if value.urgent and day < value.urgent.expires
    ]
    return [
        (entry, Dated(value, table(value.value, entry.by), value.since <= day))
        for *_, entry, value in sorted(found, key=lambda one: one[:3])
    ]


def other_values(book: Book, day: date) -> tuple[Policy, ...]:
    """Return the policies that pages and actions keep to, and no rule by name reads."""
    read = read_by_rules()
    return tuple(policy(entry, book, day) for entry in book.every() if entry.key not in read)
