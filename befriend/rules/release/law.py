"""The figures of the law of release, read from the book."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from befriend.policies import Book, Value
from befriend.rules.recall.ending import running_rows


class Change(StrEnum):
    """A change of the law that redates sentences already running."""

    DEFAULT = "default"
    TWO_FIFTHS = "two_fifths"
    ADDED_EXCLUSIONS = "added_exclusions"
    ONE_THIRD = "one_third"


class Tranche(NamedTuple):
    """Who a tranche is for: lengths up to `longest` (or below it) in days or months; 0 any."""

    number: int
    longest: int
    months: bool  # below so many months, not up to and including so many days
    start: date


class Tranches(NamedTuple):
    """The tranches of one change; `start` is the first day of the change itself."""

    start: date
    rows: tuple[Tranche, ...]


class Curfew(NamedTuple):
    """Figures of eligibility for home detention curfew, from a day on."""

    since: date
    least_custody: int
    half_below: int
    least_wait: int
    longest: int
    least_served: int


class Removal(NamedTuple):
    """Figures of early removal, from a day on: days or months before release at most."""

    since: date
    share: Fraction
    days: int
    months: int


class Transfer(NamedTuple):
    """Months by which the transfers of a detention and training order stand off its middle."""

    from_months: int
    below_months: int  # 0: up to and including `up_to_months`
    up_to_months: int
    by: int


class Law(NamedTuple):
    """Every figure the calculation uses. `_replace` makes the law of another day."""

    shares: dict[Change, dict[str, Fraction]]
    fixed: dict[str, Fraction]
    parole: tuple[tuple[date, dict[str, Fraction]], ...]
    new_style_offences: date
    new_style_sentences: date
    licence_months: int
    to_the_end_months: int
    licence_under_a_year: date
    supervision_months: int
    supervision: bool
    two_fifths: Tranches | None
    added_exclusions: date | None
    one_third: Tranches | None
    recalls_56: Tranches | None
    curfews: tuple[Curfew, ...]  # oldest first; each until the next began
    curfew_ends: date | None
    removals: tuple[Removal, Removal]
    removal_stops_the_clock: date
    detention_counts_remand: date
    detention_longest: int
    plus_months: int
    plus_since: date  # the day of the latest change of what is SDS+
    detention_under: int
    breach_days: int
    transfers: tuple[Transfer, ...]
    large_fine: int
    large_fine_since: date
    civil_fines: frozenset[str]
    harm_orders: frozenset[str]
    harm_orders_since: date
    schedule_2026: bool = True
    holidays: frozenset[date] = frozenset()
    curfew_suspended: bool = False
    used_up_by_hand: bool = True
    first_tranche_by_hand: bool = False
    schedule_by_hand: bool = False


def law(book: Book, day: date) -> Law:
    """Return the law as it is known on `day`; what begins later on is part of it."""
    fifths, third = starts(book, "release.two_fifths_tranches"), starts(book, "release.one_third_tranches")
    default = fractions(values_of(book, "release.share")[0].value)
    return Law(
        shares={
            Change.DEFAULT: default,
            Change.TWO_FIFTHS: fractions(book.on(fifths, "release.share").value),
            Change.ADDED_EXCLUSIONS: default,
            Change.ONE_THIRD: fractions(book.on(third, "release.share").value),
        },
        fixed=fractions(known(book, "release.fixed_share", day)),
        parole=parole_shares(book),
        new_style_offences=starts(book, "release.new_style_offences"),
        new_style_sentences=starts(book, "release.new_style_sentences"),
        licence_months=known(book, "release.old_style_months", day)["licence"],
        to_the_end_months=known(book, "release.old_style_months", day)["to_the_end"],
        licence_under_a_year=starts(book, "release.licence_under_a_year"),
        supervision_months=known(book, "release.supervision_months", day),
        supervision=supervision(book, day),
        two_fifths=tranches(book, "release.two_fifths_tranches", day),
        added_exclusions=changed_by(book, "release.added_exclusions", day),
        one_third=tranches(book, "release.one_third_tranches", day),
        recalls_56=recall_tranches(book, day),
        curfews=curfews(book, day),
        curfew_ends=changed_by(book, "release.curfew_open", day),
        removals=removals(book, day),
        removal_stops_the_clock=starts(book, "release.removal_stops_the_clock"),
        detention_counts_remand=starts(book, "release.detention_counts_remand"),
        detention_longest=known(book, "release.detention_longest_months", day),
        plus_months=known(book, "release.plus_months", day),
        plus_since=starts(book, "release.plus_months"),
        detention_under=known(book, "release.detention_under", day) // 12,
        breach_days=known(book, "release.breach_days", day),
        transfers=tuple(Transfer(**row) for row in known(book, "release.detention_transfers", day)),
        large_fine=known(book, "release.large_fine", day),
        large_fine_since=starts(book, "release.large_fine"),
        civil_fines=frozenset(known(book, "release.civil_fines", day)),
        harm_orders=frozenset(known(book, "release.harm_orders", day)),
        harm_orders_since=starts(book, "release.harm_orders"),
        holidays=bank_holidays(book),
        curfew_suspended=day >= starts(book, "release.curfew_open"),
    )


def known(book: Book, key: str, day: date) -> Any:
    """Return the value of a key on `day`, or its first: what it holds for has a day of its own later on."""
    return book.on(max(day, values_of(book, key)[0].since), key).value


def supervision(book: Book, day: date) -> bool:
    """Return whether supervision follows the licence; before it was law it did not."""
    key = "release.supervision_after_licence"
    return day >= values_of(book, key)[0].since and bool(book.on(day, key).value)


def values_of(book: Book, key: str) -> tuple[Value, ...]:
    """Return the values of a key, oldest first; of a day on which two begin, the one that holds."""
    days = sorted({value.since for value in book.entry(key).values})
    return tuple(book.on(since, key) for since in days)


def held_from(book: Book) -> date:
    """Return the first day from which the law of release is held."""
    return values_of(book, "release.share")[0].since


def starts(book: Book, key: str) -> date:
    """Return the day on which the latest value of a key begins."""
    return values_of(book, key)[-1].since


def bank_holidays(book: Book) -> frozenset[date]:
    """Return every bank holiday of England and Wales that the book holds."""
    years = values_of(book, "bank_holidays.england_and_wales")
    return frozenset(date.fromisoformat(row["day"]) for year in years for row in year.value)


def holiday_years(book: Book) -> frozenset[int]:
    """Return the years of which the book holds the bank holidays."""
    return frozenset(each.since.year for each in values_of(book, "bank_holidays.england_and_wales"))


def fractions(table: dict[str, str]) -> dict[str, Fraction]:
    """Return a table of shares such as `1/2` as numbers."""
    return {name: Fraction(share) for name, share in table.items()}


def parole_shares(book: Book) -> tuple[tuple[date, dict[str, Fraction]], ...]:
    """Return the shares to parole eligibility, with the day of sentence from which each holds."""
    return tuple((each.since, fractions(each.value)) for each in values_of(book, "release.parole_share"))


def changed_by(book: Book, key: str, day: date) -> date | None:
    """Return the same, or None where the change was not made by `day`."""
    latest = values_of(book, key)[-1]
    return latest.since if latest.issued <= day else None


def tranches(book: Book, key: str, day: date) -> Tranches | None:
    """Return the tranches of a change, or None where it was not made by `day`."""
    latest = values_of(book, key)[-1]
    if latest.issued > day:
        return None
    return Tranches(latest.since, tuple(tranche(row) for row in latest.value))


def recall_tranches(book: Book, day: date) -> Tranches | None:
    """Return the tranches of recalls that were running, or None where they were not made by `day`."""
    rows = running_rows(book)
    if rows.since > day:
        return None
    numbered = enumerate(zip((*rows.limits, 0), rows.begins, strict=True), 1)
    return Tranches(rows.since, tuple(
        Tranche(number, longest, months=False, start=date.fromordinal(begins))
        for number, (longest, begins) in numbered))  # fmt: skip


def tranche(row: dict[str, int | str]) -> Tranche:
    """Return one row of tranches."""
    months = "months_below" in row
    longest = int(row["months_below"] if months else row["days"])
    return Tranche(int(row["tranche"]), longest, months, date.fromisoformat(str(row["from"])))


def made_by(book: Book, key: str, day: date) -> tuple[Value, ...]:
    """Return the values of a key that were made by `day`, oldest first; its first where none was."""
    values = values_of(book, key)
    return tuple(value for value in values if value.issued <= day) or values[:1]


def latest_two(book: Book, key: str, day: date) -> tuple[Value, Value]:
    """Return the values of a key before its latest change and after, as made by `day`."""
    made = made_by(book, key, day)
    return made[max(0, len(made) - 2)], made[-1]


def curfews(book: Book, day: date) -> tuple[Curfew, ...]:
    """Return the figures of curfew made by `day`, oldest first."""
    return tuple(Curfew(since=each.since, **each.value) for each in made_by(book, "release.curfew", day))


def removals(book: Book, day: date) -> tuple[Removal, Removal]:
    """Return the figures of early removal before the latest change, and after."""
    before, after = (
        Removal(each.since, Fraction(row["percent"], 100), row["days"], row["months"])
        for each in latest_two(book, "release.removal", day)
        for row in each.value[:1]
    )
    return before, after
