"""Failures to comply: which count, why the others do not, and what the law leaves to be decided.

The rule proposes and never decides. The opinion that something was a failure without reasonable excuse
is the practitioner's, and what follows from it the practitioner's or the court's.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Coded, Reason, reason


class Order(Coded):
    """What somebody is supervised under, as far as failures are concerned."""

    COMMUNITY_ORDER = 1
    SUSPENDED_SENTENCE_ORDER = 2
    LICENCE = 3


class Failure(NamedTuple):
    """Something somebody is said to have failed to do; None is not known, and never taken as no."""

    day: date
    excused: bool | None  # a reasonable excuse; None while nobody has decided
    had_officer: bool | None
    told_in_writing: bool | None
    moved_by_service: bool | None
    double_booked: bool | None
    contact_withdrawn: bool | None  # by a policy of the service
    check_in: bool = False  # an online check-in


class Warned(NamedTuple):
    """A warning: the day it was given, and of which day the failure was."""

    day: date
    about: date


class Judged(NamedTuple):
    """One failure: counted or not (None: cannot be said yet), what is missing, and why."""

    day: date
    counted: bool | None
    missing: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Proposal(NamedTuple):
    """What the rule proposes: a step, what else may be done, and who decides it."""

    step: str
    instead: tuple[str, ...]
    decides: str
    reason: Reason


class Standing(NamedTuple):
    """Where somebody stands on a day. `at_most` counts what cannot be said yet as failures."""

    counted: int
    at_most: int
    window_months: int
    failures: tuple[Judged, ...]
    proposal: Proposal | None  # None: it hangs on what is missing
    between: tuple[Proposal, ...]
    missing: tuple[str, ...]


def standing(
    order: Order, failures: tuple[Failure, ...], warnings: tuple[Warned, ...], book: Book, day: date
) -> Standing:
    """Return which failures count on `day`, why the others do not, and what is proposed."""
    months = window(order, book, day)
    # The same told twice happened once; a warning given before its failure was about nothing.
    failures = tuple(sorted(dict.fromkeys(failures), key=lambda each: each.day))
    warnings = tuple(each for each in dict.fromkeys(warnings) if each.about <= each.day <= day)
    live = {each for each in warnings if day < months_after(each.day, months)}
    judged = tuple(judge(each, months, book, day) for each in failures)
    certain = tuple(each.day for each in judged if each.counted)
    possible = tuple(each.day for each in judged if each.counted is not False)
    held = [bearing(failures, warnings, book, day, surely=surely) for surely in (True, False)]
    proposals = [
        proposed(order, days, sound, not live <= {*sound}, months)
        for days, sound in zip((certain, possible), held, strict=True)
    ]
    agree = proposals[0].step == proposals[1].step
    lacks = sorted({name for each in failures for name in open_questions(each, book, day)})
    return Standing(
        counted=len(certain),
        at_most=len(possible),
        window_months=months,
        failures=judged,
        proposal=proposals[0] if agree else None,
        between=() if agree else tuple(proposals),
        missing=() if agree else tuple(lacks),
    )


def window(order: Order, book: Book, day: date) -> int:
    """Return over how many months failures count."""
    if order is Order.LICENCE:
        return int(book.on(day, "enforcement.licence_months").value)
    return int(book.on(day, "enforcement.window_months").value[order.code])


def judge(failure: Failure, months: int, book: Book, day: date) -> Judged:
    """Return whether a failure counts on `day`, and every reason why not."""
    excuses, lacks = grounds(failure, book, day)
    over = months_after(failure.day, months)
    if failure.day > day:
        excuses = (*excuses, reason("failure_to_come"))
    if day >= over:
        excuses = (*excuses, reason("failure_is_over", months=months, until=str(over)))
    if excuses:
        return Judged(failure.day, counted=False, missing=(), reasons=excuses)
    if lacks:
        whys = tuple(reason("failure_undecided", unknown=code) for code in lacks)
        return Judged(failure.day, counted=None, missing=lacks, reasons=whys)
    return Judged(
        failure.day, counted=True, missing=(), reasons=(reason("failure_counted", until=str(over)),)
    )


def grounds(failure: Failure, book: Book, day: date) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """Return what stands against counting a failure at any time, and what is not known of that."""
    against = book.on(day, "enforcement.not_counted").value
    excuses = tuple(each for code, each in excuses_of(failure) if code in against)
    return excuses, tuple(code for code in unknown(failure) if code in against)


def open_questions(failure: Failure, book: Book, day: date) -> tuple[str, ...]:
    """Return what is not known of a failure, where it matters: nothing where it is not counted anyway."""
    excuses, lacks = grounds(failure, book, day)
    return () if excuses else lacks


def bearing(
    failures: tuple[Failure, ...], warnings: tuple[Warned, ...], book: Book, day: date, *, surely: bool
) -> tuple[Warned, ...]:
    """Return the warnings that were about a failure that could be counted, however old it is by now."""
    days = set()
    for each in failures:
        excuses, lacks = grounds(each, book, day)
        if not excuses and not (surely and lacks):
            days.add(each.day)
    return tuple(sorted(each for each in warnings if each.about in days))


def excuses_of(failure: Failure) -> Iterator[tuple[str, Reason]]:
    """Yield every ground on which a failure is not counted."""
    if failure.excused:
        yield "excused", reason("failure_excused")
    if failure.had_officer is False:
        yield "no_officer", reason("failure_without_officer")
    if failure.told_in_writing is False:
        yield "not_told_in_writing", reason("failure_not_told")
    if failure.moved_by_service:
        yield "moved_by_service", reason("failure_moved")
    if failure.double_booked:
        yield "double_booked", reason("failure_double_booked")
    if failure.contact_withdrawn:
        yield "contact_withdrawn", reason("failure_contact_withdrawn")
    if failure.check_in:
        yield "check_in", reason("failure_check_in")


def unknown(failure: Failure) -> Iterator[str]:
    """Yield the grounds of which it is not known whether they hold."""
    fields = {
        "excused": failure.excused,
        "no_officer": failure.had_officer,
        "not_told_in_writing": failure.told_in_writing,
        "moved_by_service": failure.moved_by_service,
        "double_booked": failure.double_booked,
        "contact_withdrawn": failure.contact_withdrawn,
    }
    yield from (name for name, holds in fields.items() if holds is None)


def proposed(
    order: Order, counted: tuple[date, ...], warnings: tuple[Warned, ...], idle: bool, months: int
) -> Proposal:
    """Return what is proposed; `idle` where a warning stands that was about nothing that is counted."""
    if not counted:
        if idle:
            return Proposal(
                "look_at_warning_again", ("none",), "practitioner", reason("warning_without_failure")
            )
        return Proposal("none", (), "practitioner", reason("no_failure"))
    if order is Order.LICENCE:
        why = reason("failures_on_licence", failures=len(counted), months=months)
        return Proposal("talk_with_senior", ("none", "warn"), "practitioner", why)
    warned = warned_before(counted, warnings, months)
    if warned is None:
        why = reason("failure_warn_or_refer", months=months)
        return Proposal("warn_or_refer", ("none",), "practitioner", why)
    why = reason("failure_after_warning", since=str(warned.day), until=str(months_after(warned.day, months)))
    return Proposal("refer_to_enforcement_officer", (), "practitioner", why)


def warned_before(counted: tuple[date, ...], warnings: tuple[Warned, ...], months: int) -> Warned | None:
    """Return the newest warning that was in force on the day of a later failure that is counted."""
    for each in reversed(warnings):
        over = months_after(each.day, months)
        if any(each.day < day < over for day in counted if day != each.about):
            return each
    return None


def months_after(day: date, months: int) -> date:
    """Return the first day after so many months that begin with `day`; a short month ends them sooner."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
