"""What must hold within one row, or among the rows of one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from befriend.imports.sheets import Sheet
from befriend.people.actions.stating import is_day
from befriend.policies import vocabulary
from befriend.rules.values import Grade

# Later than any day that a file may hold: still open.
OPEN = "9999-12-31"


class Rule(NamedTuple):
    """What must hold of some columns of a row, and what to say of the first when it does not."""

    columns: tuple[str, ...]
    holds: Callable[..., bool]
    what: str
    mend: str


def _ends_after(until: str | None, start: str | None) -> bool:
    return until is None or start is None or until >= start


def _both_or_neither(one: object, other: object) -> bool:
    return (one is None) == (other is None)


def _one_of_both(one: object, other: object) -> bool:
    return not _both_or_neither(one, other)


ENDS = Rule(("until", "from"), _ends_after, "until is before from", "Until is the day after the last one.")
RULES: dict[str, tuple[Rule, ...]] = {
    "units": (
        Rule(("parent", "ref"), lambda up, own: up != own, "a unit cannot belong to itself",
             "Name the unit above it, or leave it blank at the top."),
    ),
    "practitioners": (
        ENDS,
        Rule(("programme_started", "grade"), lambda day, grade: day or grade != Grade.TRAINEE,
             "a trainee's programme has no beginning",
             "Fill in the day: how many people a trainee may have depends on it."),
        Rule(("qualified_on", "grade"), lambda day, grade: day or grade != Grade.NEWLY_QUALIFIED,
             "a newly qualified officer has no day of qualifying",
             "Fill in the day: how much time they have depends on it."),
    ),
    "absences": (ENDS,),
    "training": (
        ENDS,
        Rule(("from", "completed_on"), lambda start, done: start or done,
             "training is neither booked nor completed", "Fill in from, or completed_on."),
        Rule(("until", "from"), lambda until, start: start or not until,
             "training ends and never begins", "Fill in from too."),
    ),
    "cases": (
        ENDS,
        Rule(("release_notice_on", "release_on"), lambda told, day: day or not told,
             "notice is given of no release", "Fill in release_on too."),
        Rule(("report_kind", "report_due_on"), _both_or_neither,
             "a report needs both its kind and the day it is due", "Fill in both, or neither."),
    ),
    "facts": (
        Rule(("known_from", "observed_on"), _ends_after,
             "known_from is before observed_on", "Nobody knows a thing before it is so."),
    ),
    "relationships": (
        ENDS,
        Rule(("why_changed", "until"), _both_or_neither,
             "until and why_changed go together",
             "Fill in both when it has ended, neither while it lasts."),
    ),
    "reductions": (
        ENDS,
        Rule(("percent", "hours"), _one_of_both,
             "a reduction is either a percentage or hours", "Fill in one of them."),
    ),
    "requests": (
        Rule(("practitioner", "kind"),
             lambda who, kind: kind is None or (who is None) == (kind == "woman_officer"),
             "a request for or not somebody names them, and one for a woman officer names nobody",
             "Fill in the practitioner, or leave it blank."),
        Rule(("answer", "granted"), lambda words, granted: words or granted is None,
             "a request is answered without words", "Write the answer that was given."),
    ),
    "conflicts": (ENDS,),
    "cover": (ENDS,),
}  # fmt: skip

# Of which columns together there may be one period at a time, and how to say that there are two.
ONE_AT_A_TIME: dict[str, tuple[tuple[str, ...], str]] = {
    "absences": (("practitioner",), "this practitioner is absent twice at the same time"),
    "cases": (("person",), "this person has two open cases at the same time"),
    "relationships": (("person",), "this person has two practitioners at the same time"),
    "reductions": (("practitioner", "kind"), "this reduction is given twice at the same time"),
    "conflicts": (("practitioner", "person"), "this conflict is noted twice at the same time"),
    "cover": (("person",), "this person's work is covered by two at the same time"),
}


def check(sheet: Sheet) -> None:
    """Note what is wrong within rows and among the rows of a file."""
    for rule in RULES.get(sheet.table.name, ()):
        columns = [sheet.values[name] for name in rule.columns]
        for position, row in enumerate(zip(*columns, strict=True)):
            if not rule.holds(*row) and position not in sheet.wrong:
                sheet.say(position, rule.columns[0], rule.what, rule.mend)
    check_vocabulary(sheet)
    check_keys(sheet)
    check_periods(sheet)


def check_vocabulary(sheet: Sheet) -> None:
    """Note facts under keys that the vocabulary does not have, and values that are no answer to their key.

    Nobody would be asked the first or find them, and nobody could read the second.
    """
    if sheet.table.name != "facts":
        return
    known = {key.name: key for key in vocabulary.load().keys}
    for position, (name, value) in enumerate(zip(sheet.values["key"], sheet.values["value"], strict=True)):
        if name is None or position in sheet.wrong:
            continue
        key = known.get(str(name))
        if key is None:
            near = get_close_matches(str(name), list(known), 1)
            meant = f"Did you mean {near[0]}? " if near else ""
            mend = f"{meant}Use a key of befriend/policies/vocabulary, or leave the row out."
            sheet.say(position, "key", f"{str(name)!r} is no key of the vocabulary", mend)
        elif value is not None and (mend := how_answered(key, str(value))):
            # What the value is stays unsaid: it is about somebody, and this is shown to whoever imports.
            sheet.say(position, "value", f"this is no answer to {key.name}", mend)


def how_answered(key: vocabulary.Key, value: str) -> str:
    """Return how a key is answered where `value` is no answer to it; blank where it is one."""
    if key.choices:
        return "" if value in key.choices.words else f"Write one of these: {', '.join(key.choices.words)}."
    if key.type == "day" and not is_day(value):
        return "Write a day, as in 2026-11-23."
    if key.type == "number" and not (value.isascii() and value.isdigit()):
        return "Write a whole number in figures."
    return ""


def check_keys(sheet: Sheet) -> None:
    """Note rows that say again what an earlier row said."""
    keys = list(zip(*(sheet.raw[name] for name in sheet.table.key), strict=True))
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[str, ...], int] = {}
    for position, key in enumerate(keys):
        if key in first:
            row = sheet.numbers[first[key]]
            what = f"row {row} has the same {', '.join(sheet.table.key)}"
            sheet.say(position, sheet.table.key[0], what, "Take one of the two out, or correct it.")
        first.setdefault(key, position)


def check_periods(sheet: Sheet) -> None:
    """Note periods that meet where there may be one at a time."""
    if sheet.table.name not in ONE_AT_A_TIME:
        return
    columns, what = ONE_AT_A_TIME[sheet.table.name]
    for earlier, later in _meeting(sheet, columns):
        row = sheet.numbers[earlier]
        mend = f"See row {row}, and end one before the other begins (until is the day after the last)."
        sheet.say(later, columns[0], what, mend)


def _meeting(sheet: Sheet, columns: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the positions of rows alike in `columns` whose periods meet."""
    alike = zip(*(sheet.raw[name] for name in columns), strict=True)
    starts = (str(start or "") for start in sheet.values["from"])
    ends = (str(end or OPEN) for end in sheet.values["until"])
    periods = sorted(
        (who, start, end, position)
        for position, (who, start, end) in enumerate(zip(alike, starts, ends, strict=True))
        if start and start != end and position not in sheet.wrong
    )
    reached: tuple[tuple[str, ...], str, int] | None = None
    for who, start, end, position in periods:
        if reached and reached[0] == who and start < reached[1]:
            yield reached[2], position
        if reached is None or reached[0] != who or end > reached[1]:
            reached = (who, end, position)
