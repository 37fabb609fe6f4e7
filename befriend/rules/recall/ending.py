"""When a recall ends: the last day of its term, or the day the sentence does."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.recall import law
from befriend.rules.recall.law import Fact
from befriend.rules.recall.lawful import Answer, Between, Person, lawful, possible
from befriend.rules.values import Reason, reason

Steps = tuple[tuple[str, int | str], ...]


class Recall(NamedTuple):
    """One recall: None is not known yet."""

    kind: str  # fixed_14, fixed_28, fixed_56 or standard
    revoked: date  # the day of recall
    returned: date | None  # to custody
    expires: date | None  # the sentence's end as it stood on the day of recall
    from_curfew: bool = False
    curfew_until: date | None = None  # when somebody on curfew would have been released without it
    sentence_days: int | None = None

    @property
    def days(self) -> int:
        """Return the days of the term; 0 for a standard recall."""
        return 0 if self.kind == "standard" else int(self.kind.removeprefix("fixed_"))


class Ends(NamedTuple):
    """When a recall ends and how that came; a sentence without an end has neither of its days."""

    ends: date | None
    at_latest: bool  # somebody may decide on an earlier day
    expires: date | None
    referred_on: date | None  # to the Parole Board, if nobody was released before
    steps: Steps
    reasons: tuple[Reason, ...]


class Open(NamedTuple):
    """No day: what is not known, and the days between which it would lie (None: no bound)."""

    missing: tuple[str, ...]
    earliest: date | None
    latest: date | None


class Served(NamedTuple):
    """A recall of which return and end of sentence are known, as ordinals."""

    returned: int
    expires: int  # days at large added
    at_large: int

    def steps(self, days: int) -> Steps:
        """Return the steps that every recall has."""
        return (
            ("returned", str(date.fromordinal(self.returned))),
            ("days", days),
            ("at_large_days", self.at_large),
            ("sentence_expires", str(date.fromordinal(self.expires))),
        )


def ends(recall: Recall, person: Person, book: Book, day: date) -> Ends | Open:
    """Return when a recall ends as the law stands on `day`, or what is missing and the range.

    Raises ValueError for a recall that was not lawful on its day, whatever is not known.
    """
    check_lawful(recall.kind, possible(person, book, recall.revoked), recall.revoked)
    if person.facts.get(Fact.INDETERMINATE):
        return without_end(recall, book)
    lacks = lacking(recall, person, book)
    if lacks or recall.returned is None or recall.expires is None:
        return spread(recall, lacks)
    away = law.at_large(recall.revoked.toordinal(), recall.returned.toordinal())
    served = Served(recall.returned.toordinal(), recall.expires.toordinal() + away, away)
    if recall.days == 0:
        return standard(recall, served, person, book, day)
    return fixed(recall, served, curfew_holds(recall, person, book))


def check_lawful(kind: str, found: tuple[tuple[str, ...], ...], day: date) -> None:
    """Raise ValueError for a kind of recall that is in none of the answers for its day."""
    if not any(kind in each for each in found):
        lawful_then = sorted({each for kinds in found for each in kinds})
        raise ValueError(
            f"on {day} a recall of the kind {kind} was not lawful; it was: {', '.join(lawful_then)}"
        )


def without_end(recall: Recall, book: Book) -> Ends:
    """Return that a recall on a sentence for life or public protection has no automatic end."""
    after = int(book.on(recall.revoked, "recall.referred_after").value)
    referred = recall.returned and date.fromordinal(recall.returned.toordinal() + after - 1)
    why = (reason("recall_no_end"),)
    return Ends(None, at_latest=False, expires=None, referred_on=referred, steps=(), reasons=why)


def lacking(recall: Recall, person: Person, book: Book) -> tuple[str, ...]:
    """Return what is not known and needed."""
    names = [name for name in ("returned", "expires") if getattr(recall, name) is None]
    holds = curfew_holds(recall, person, book)
    if holds is None:
        names.append("young_offender")
    if holds is not False and recall.curfew_until is None:
        names.append("curfew_until")
    return tuple(names)


def curfew_holds(recall: Recall, person: Person, book: Book) -> bool | None:
    """Return whether a curfew holds somebody beyond the term, by the law of the day of recall.

    None where that hangs on whether they count as young, which is not known.
    """
    if not recall.from_curfew or recall.days == 0:
        return False
    by = book.on(recall.revoked, "recall.curfew_extends").value
    if by["young"] == by["adult"]:
        return bool(by["adult"])
    return None if person.young_offender is None else bool(by["young" if person.young_offender else "adult"])


def spread(recall: Recall, lacks: tuple[str, ...]) -> Open:
    """Return between which days the end lies; who is not back in custody has not begun the term."""
    begins = recall.returned or recall.revoked
    if recall.days == 0:
        return Open(lacks, begins, None)
    last = date.fromordinal(begins.toordinal() + recall.days - 1)
    if recall.expires is None:
        return Open(lacks, begins, last if recall.returned and not recall.from_curfew else None)
    if recall.returned is None:
        return Open(lacks, min(last, recall.expires), None)
    away = law.at_large(recall.revoked.toordinal(), recall.returned.toordinal())
    expires = date.fromordinal(recall.expires.toordinal() + away)
    return Open(lacks, min(last, expires), expires)


def fixed(recall: Recall, served: Served, held: bool | None) -> Ends:
    """Return the end of a recall with a term."""
    until = recall.curfew_until.toordinal() if held and recall.curfew_until else 0
    last = law.last_day(served.returned, recall.days, served.expires, until)
    ends_on, expires = date.fromordinal(last), date.fromordinal(served.expires)
    counted = reason("recall_ends", days=recall.days, since=str(recall.returned))
    first: tuple[Reason, ...] = ()
    if last == until:
        first = (reason("recall_ends_with_curfew", until=str(ends_on)),)
    elif last < served.returned + recall.days - 1:
        first = (reason("recall_ends_with_sentence", until=str(expires)),)
    why = (*first, counted, *lost(served))
    return Ends(
        ends_on,
        at_latest=False,
        expires=expires,
        referred_on=None,
        steps=served.steps(recall.days),
        reasons=why,
    )


def standard(recall: Recall, served: Served, person: Person, book: Book, day: date) -> Ends | Open:
    """Return the end of a standard recall, moved to a term where it was running when the law changed."""
    expires = date.fromordinal(served.expires)
    after = int(book.on(recall.revoked, "recall.referred_after").value)
    referred = date.fromordinal(served.returned + after - 1)
    why = reason("recall_ends_at_latest", until=str(expires), days=after, since=str(referred))
    whys = (why, *lost(served))
    unmoved = Ends(
        expires, at_latest=True, expires=expires, referred_on=referred, steps=served.steps(0), reasons=whys
    )
    was_moved = is_moved(recall.revoked, person, book, day)
    rows = running_rows(book)
    earliest = law.last_day(served.returned, rows.days, served.expires, rows.begins[0])
    if was_moved is False or earliest == served.expires:
        return unmoved
    if was_moved is not True or recall.sentence_days is None:
        lacks = was_moved.missing if isinstance(was_moved, Between) else ("sentence_days",)
        return Open(lacks, date.fromordinal(earliest), expires)
    tranche = law.moved_to(rows.limits, rows.begins, recall.sentence_days)
    return moved(served, unmoved, rows.days, tranche)


class Rows(NamedTuple):
    """Tranches of recalls that were running: the longest sentence in days of all but the last, and days."""

    limits: tuple[int, ...]
    begins: tuple[int, ...]  # ordinals
    days: int  # of the term
    since: date


def running_rows(book: Book) -> Rows:
    """Return the tranches of standard recalls that the law of 2026 found running."""
    held = book.on(book.entry("recall.running_moved").values[-1].since, "recall.running_moved")
    limits = tuple(int(row["up_to_days"]) for row in held.value if "up_to_days" in row)
    begins = tuple(date.fromisoformat(row["from"]).toordinal() for row in held.value)
    return Rows(limits, begins, law.law(book, held.since, young=False).long_days, held.since)


def is_moved(revoked: date, person: Person, book: Book, day: date) -> bool | Between:
    """Return whether a standard recall is one that the law of 2026 found running and ends by a term.

    As known on `day`; what is missing where it hangs on that.
    """
    rows = running_rows(book)
    if revoked >= rows.since or day < rows.since:
        return False
    term = f"fixed_{rows.days}"
    now = lawful(person, book, rows.since)
    if isinstance(now, Answer):
        return now.required == term
    return now if any(recalls(each) == [term] for each in now.between) else False


def recalls(kinds: tuple[str, ...]) -> list[str]:
    """Return the kinds of recall among what is lawful."""
    return [kind for kind in kinds if kind != "none"]


def moved(served: Served, unmoved: Ends, days: int, tranche: int) -> Ends:
    """Return the end of a standard recall that ends by a term of `days`, not before its tranche."""
    last = law.last_day(served.returned, days, served.expires, tranche)
    of = str(date.fromordinal(tranche))
    why = (reason("recall_moved", days=days, until=str(date.fromordinal(last)), since=of), *lost(served))
    steps = (*served.steps(days), ("tranche", of))
    return unmoved._replace(
        ends=date.fromordinal(last), at_latest=False, referred_on=None, steps=steps, reasons=why
    )


def lost(served: Served) -> tuple[Reason, ...]:
    """Return that days at large do not count as served, where there were any."""
    return (reason("recall_at_large", days=served.at_large),) if served.at_large else ()
