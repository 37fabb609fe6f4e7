"""Who may take whom, before any question of room."""

from __future__ import annotations

from datetime import date

from befriend.policies import Book
from befriend.rules.values import Grade, Reason, Risk, Tier, Work, reason

MARKS = ("sexual_offence", "domestic_abuse", "safeguarding", "mappa")


def reasons_against(
    grade: Grade, modules: frozenset[str], work: Work, book: Book, day: date
) -> tuple[Reason, ...]:
    """Return why somebody of `grade` with these completed modules may not take `work`; () if none.

    A grade that takes nobody gets that one reason; tier or risk unknown, that one alone too,
    since nothing else can be known.
    """
    if not levels(grade, book, day):
        return (reason("grade_takes_nobody", grade=grade.code),)
    if work.tier is Tier.UNTIERED or work.risk is Risk.UNKNOWN:
        unknown = against_unknown(grade, work, book, day)
    else:
        unknown = against_grade(grade, work, book, day)
    return (*unknown, *against_training(grade, modules, work, book, day))


def levels(grade: Grade, book: Book, day: date) -> tuple[str, ...]:
    """Return the protect levels a grade may take."""
    allowed: tuple[str, ...] = book.on(day, "eligibility.levels").value[grade.code]
    return allowed


def is_high_risk(work: Work, book: Book, day: date) -> bool:
    """Return whether policy calls this work high risk."""
    high_levels = book.on(day, "eligibility.high_risk_levels").value
    high_risks = book.on(day, "eligibility.high_risk_of_serious_harm").value
    return work.tier.level in high_levels or work.risk.code in high_risks


def against_unknown(grade: Grade, work: Work, book: Book, day: date) -> tuple[Reason, ...]:
    """Return the reason against a grade that may not take what nobody has assessed."""
    if book.on(day, "eligibility.unknown").value[grade.code]:
        return ()
    lacks = "tier" if work.tier is Tier.UNTIERED else "risk"
    return (reason("unknown_risk_or_tier", lacks=lacks, grade=grade.code),)


def against_grade(grade: Grade, work: Work, book: Book, day: date) -> tuple[Reason, ...]:
    """Return the reasons that lie in grade: level first, then high risk."""
    found: list[Reason] = []
    level = work.tier.level or ""
    if level not in levels(grade, book, day):
        code = "newly_qualified" if grade is Grade.NEWLY_QUALIFIED else "grade"
        since = str(book.on(day, "eligibility.levels").since)
        found.append(reason(code, grade=grade.code, level=level, since=since))
    if is_high_risk(work, book, day) and not book.on(day, "eligibility.high_risk").value[grade.code]:
        found.append(reason("high_risk", grade=grade.code, risk=work.risk.code, level=level))
    return tuple(found)


def against_training(
    grade: Grade, modules: frozenset[str], work: Work, book: Book, day: date
) -> tuple[Reason, ...]:
    """Return a reason for each mark whose module is not completed, for the grades it binds."""
    if grade.code not in book.on(day, "eligibility.modules_bind").value:
        return ()
    needed = book.on(day, "eligibility.modules").value
    marks = (work.sexual_offence, work.domestic_abuse, work.safeguarding, work.mappa > 0)
    return tuple(
        reason("training", module=needed[mark], mark=mark)
        for mark, marked in zip(MARKS, marks, strict=True)
        if marked and needed[mark] not in modules
    )
