"""The book of policies: every dated value, and the one in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from befriend.policies.errors import PolicyError
from befriend.policies.form import (
    Changed,
    DatedValue,
    Key,
    Proposal,
    Reference,
    Urgent,
    check_shape,
    frozen,
    meant,
)


class Value(NamedTuple):
    """One value of a key, with its day, its source and where it is written."""

    value: Any
    since: date
    issued: date
    status: str
    reference: Reference
    note: str
    unit: str
    what: str
    file: str
    key: str
    signed_by: str = ""
    tested_by: str = ""
    urgent: Urgent | None = None


class Entry(NamedTuple):
    """One key as a reader wants it: what it is, and all its values, oldest first."""

    key: str
    file: str
    what: str
    unit: str
    by: tuple[str, ...]
    values: tuple[Value, ...]


class Book:
    """Policies by key (`capacity.weighted_cap`). Immutable; laying over makes another book."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the entries; keys are unique."""
        self._entries: Mapping[str, Entry] = {entry.key: entry for entry in entries}
        # Asked once a pair of person and practitioner by the planner, so remembered.
        self._answers: dict[tuple[date, str], Value] = {}

    def every(self) -> tuple[Entry, ...]:
        """Return every key with all its values, in order of key: the rule book's material."""
        return tuple(self._entries[key] for key in sorted(self._entries))

    def entry(self, key: str) -> Entry:
        """Return the entry of `key`, or raise PolicyError with the nearest known key."""
        if key not in self._entries:
            known = sorted(self._entries)
            raise PolicyError(f"There is no policy {key!r}{meant(key, known)}")
        return self._entries[key]

    def on(self, day: date, key: str) -> Value:
        """Return the value of `key` in force on `day`, or raise PolicyError."""
        answer = self._answers.get((day, key))
        if answer is None:
            answer = self._answers[day, key] = self._in_force(day, key)
        return answer

    def _in_force(self, day: date, key: str) -> Value:
        entry = self.entry(key)
        live = [value for value in entry.values if value.since <= day and in_time(value, day)]
        if not live:
            first = entry.values[0].since
            raise PolicyError(
                f"{key} starts on {first}, so it says nothing about {day}. "
                f"Add an earlier value to policies/{entry.file}, or use a later day."
            )
        # The values are in order of day, and on one day the one laid over comes last.
        return live[-1]

    def laid_over(self, changes: Mapping[str, Changed], file: str) -> Book:
        """Return a book in which `changes` (by key) stand over these values."""
        entries = dict(self._entries)
        for key, changed in changes.items():
            entries[key] = over(self.known(key, file), changed, file)
        return Book(entries.values())

    def with_proposal(self, proposal: Proposal, file: str = "proposal") -> Book:
        """Return the book as it would be under `proposal`; nothing on disk changes."""
        return self.laid_over(proposal.changes, file)

    def known(self, key: str, file: str) -> Entry:
        """Return the entry of `key`, or raise PolicyError with the file that names it."""
        try:
            return self.entry(key)
        except PolicyError as unknown:
            raise PolicyError(f"{file}: {unknown}") from None


class Noted(Book):
    """A book that notes which of its keys are asked for."""

    def __init__(self, book: Book) -> None:
        """Take the policies."""
        super().__init__(book.every())
        self.asked: set[str] = set()

    def on(self, day: date, key: str) -> Value:
        """Return the value in force on a day, and note it."""
        self.asked.add(key)
        return super().on(day, key)

    def entry(self, key: str) -> Entry:
        """Return all values of a key, and note it."""
        self.asked.add(key)
        return super().entry(key)


def in_time(value: Value, day: date) -> bool:
    """Return False once an urgent value has expired: the base holds again from that day."""
    return value.urgent is None or day < value.urgent.expires


def entry_of(key: str, form: Key, file: str) -> Entry:
    """Return the entry that a checked key of a file makes."""
    blank = Entry(key, file, form.what, form.unit, form.by, ())
    return blank._replace(
        values=tuple(value_of(blank, day, dated, file) for day, dated in form.values.items())
    )


def value_of(entry: Entry, day: date, dated: DatedValue, file: str) -> Value:
    """Return one dated value with the entry's description."""
    return Value(
        value=frozen(dated.value),
        since=day,
        issued=dated.issued,
        status=dated.status,
        reference=dated.reference,
        note=dated.note,
        unit=entry.unit,
        what=entry.what,
        file=file,
        key=entry.key,
        signed_by=dated.signed_by,
        tested_by=dated.tested_by,
        urgent=dated.urgent,
    )


def over(entry: Entry, changed: Changed, file: str) -> Entry:
    """Return `entry` with changed values laid over it, each checked against its shape."""
    for day, dated in changed.values.items():
        try:
            check_shape(dated.value, entry.unit, entry.by, f"{entry.key} {day}")
            check_names(entry.values[-1].value, dated.value, f"{entry.key} {day}")
        except ValueError as wrong:
            raise PolicyError(f"{file}: {wrong}") from None
    added = [value_of(entry, day, dated, file) for day, dated in changed.values.items()]
    # Of one day what is laid over replaces what stood, unless it expires: then the base holds again.
    # A stable sort: on the same day what is laid over stays behind, and so wins.
    replaced = {value.since for value in added if value.urgent is None}
    stays = [value for value in entry.values if value.since not in replaced]
    values = sorted([*stays, *added], key=lambda value: value.since)
    return entry._replace(values=tuple(values))


def check_names(base: Any, new: Any, where: str) -> None:
    """Raise ValueError unless tables have the names (not the numbers) the base has."""
    if not isinstance(base, Mapping):
        return
    names = [name for name in base if isinstance(name, str)]
    for name, inner in new.items():
        if isinstance(name, str) and name not in names:
            raise ValueError(f"{where}: {name!r} is not known{meant(name, names)}")
        if isinstance(name, str):
            check_names(base[name], inner, f"{where}, {name}")
    lacking = [name for name in names if name not in new]
    if lacking:
        raise ValueError(f"{where} lacks {', '.join(lacking)}; a value is given whole")
