"""How a field can be treated, and the kinds that are treated alike."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Give(StrEnum):
    """What a person who asks for their record gets of a field."""

    GIVEN = "given"
    HELD = "held"  # until a reviewer has looked: somebody else may be in it
    NEVER = "never"


class Wipe(StrEnum):
    """What erasing leaves of a field."""

    KEEP = "keep"
    TEXT = "text"  # a word that says it was erased, where there was any
    REFERENCE = "reference"  # a reference that was nobody's before
    NULL = "null"
    FALSE = "false"
    ZERO = "zero"
    LIST = "list"
    TABLE = "table"


class Field(NamedTuple):
    """How one field is treated; `why` says why it is kept, held or never given."""

    give: Give
    wipe: Wipe
    why: str = ""


class Table(NamedTuple):
    """How one table is treated: its title, the fields that lead towards the person, and the rest."""

    title: str
    via: tuple[str, ...]
    fields: Mapping[str, Field]


def given(wipe: Wipe, why: str = "") -> Field:
    """Return a field that is given as it is."""
    return Field(Give.GIVEN, wipe, why)


def held(wipe: Wipe, why: str = "Written freely: somebody else may be in it.") -> Field:
    """Return a field that a reviewer sees first."""
    return Field(Give.HELD, wipe, why)


def never(wipe: Wipe, why: str) -> Field:
    """Return a field that is not given, with the reason, which the export says."""
    return Field(Give.NEVER, wipe, why)


DAY = given(Wipe.KEEP, "Continuity and counts are reckoned from days; they name nobody.")
KIND = given(Wipe.KEEP, "A kind and not words; counts stand on it.")
NUMBER = given(Wipe.KEEP, "Points and ranks add up in figures that were published.")
STAFF = given(Wipe.KEEP, "Whoever works here acts in a public role; who did what stays answerable.")
POST = given(Wipe.KEEP, "A unit or an office is nobody's private matter.")
LINK = never(Wipe.KEEP, "Only joins rows that are given themselves.")
MARK = given(Wipe.FALSE)
FREE = held(Wipe.TEXT)
# How long a call is overdue, and who was sent for, is about whoever went out.
SAFETY = held(Wipe.KEEP, "How a member of staff is kept safe on a visit.")
PROTECTED = "Who else may not see or supervise is not told: it can give somebody away."
