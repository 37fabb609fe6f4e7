"""Which recall is lawful for a person on a day: each kind with why, and no recall always beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.recall import law, since
from befriend.rules.recall.law import EITHER, FIXED, STANDARD, Fact, Law
from befriend.rules.values import Reason, reason

LENGTHS = (14, 28, 56)


class Person(NamedTuple):
    """What the law of recall asks; None is not known, and never taken as no."""

    months: int | None  # whole months of the sentence; consecutive ones together
    under_18: bool | None
    young_offender: bool | None  # within section 255A, from 31 March 2026
    facts: Mapping[Fact, bool | None]


class Offer(NamedTuple):
    """One kind of recall, or none: whether it is lawful, why, and what must be written down first."""

    recall: str
    allowed: bool
    days: int | None
    reason: Reason
    needs: tuple[str, ...]


class Answer(NamedTuple):
    """What is lawful on the day; `required` where only one kind of recall is."""

    lawful: tuple[str, ...]
    required: str | None
    offers: tuple[Offer, ...]
    steps: tuple[tuple[str, int | str], ...]
    reasons: tuple[Reason, ...]


class Between(NamedTuple):
    """No answer: what is not known, and what would be lawful, according to what it turns out to be."""

    missing: tuple[str, ...]
    between: tuple[tuple[str, ...], ...]


class Case(NamedTuple):
    """One way in which what is not known may turn out."""

    young: bool
    months: int
    facts: int


class Outcome(NamedTuple):
    """What the law says of a case: which choice, and how long the fixed term would be."""

    choice: int
    days: int

    @property
    def lawful(self) -> tuple[str, ...]:
        """Return the kinds by name; no recall is always one of them."""
        fixed = () if self.choice == STANDARD else (f"fixed_{self.days}",)
        standard = () if self.choice == FIXED else ("standard",)
        return (*fixed, *standard, "none")


def lawful(person: Person, book: Book, day: date) -> Answer | Between:
    """Return which recall is lawful for a person recalled on `day`, or what is missing and the range.

    What is not known is tried out: where it changes nothing there is an answer all the same.
    """
    laws = {young: law.law(book, day, young=young) for young in (False, True)}
    found = {case: outcome(laws[case.young], case) for case in cases(person, laws, book, day)}
    answers = {each.lawful for each in found.values()}
    if len(answers) > 1:
        return Between(tuple(sorted(missing(found, person, book, day))), tuple(sorted(answers)))
    case, says = next(iter(found.items()))
    return told(case, says, laws[case.young], book, day)


def possible(person: Person, book: Book, day: date) -> tuple[tuple[str, ...], ...]:
    """Return every set of kinds that may be lawful on `day`, according to what is not known."""
    found = lawful(person, book, day)
    return found.between if isinstance(found, Between) else (found.lawful,)


def outcome(of: Law, case: Case) -> Outcome:
    """Return what the law says of one case; without a fixed term its length is 0."""
    which = law.choice(of, case.months, case.facts)
    return Outcome(which, 0 if which == STANDARD else law.term(of, case.months))


def cases(person: Person, laws: Mapping[bool, Law], book: Book, day: date) -> Iterator[Case]:
    """Yield every way it may turn out that the law can tell apart.

    One unknown fact at a time is enough: facts only ever stand against a term, each by itself.
    """
    known = young(person, book, day)
    facts = person.facts
    true = law.together(each.code for each, holds in facts.items() if holds)
    open_ = [0, *(each for each, holds in facts.items() if holds is None)]
    edges = {edge for each in laws.values() for edge in (each.short_months, each.automatic_below) if edge}
    months = sorted({edge - 1 for edge in edges} | edges) if person.months is None else [person.months]
    youths = (True, False) if known is None else (known,)
    yield from (Case(youth, length, true | each) for youth, length, each in product(youths, months, open_))


def young(person: Person, book: Book, day: date) -> bool | None:
    """Return whether somebody counts as young in the law of `day`; None where it is not known."""
    means = book.on(day, "recall.young_are").value
    return person.under_18 if means == "under_18" else person.young_offender


def missing(found: Mapping[Case, Outcome], person: Person, book: Book, day: date) -> set[str]:
    """Return those of the unknown inputs on which the answer hangs."""
    names: set[str] = set()
    for one, other in product(found, found):
        if found[one].lawful != found[other].lawful:
            names |= apart(one, other, person, book, day)
    return names


def apart(one: Case, other: Case, person: Person, book: Book, day: date) -> set[str]:
    """Return in which single input two cases differ; nothing where it is more than one."""
    facts = [each.code for each in person.facts if (one.facts ^ other.facts) & each]
    names = {*facts}
    if one.young != other.young:
        names.add(str(book.on(day, "recall.young_are").value))
    if one.months != other.months:
        names.add("months")
    return names if len(names) == 1 else set()


def told(case: Case, says: Outcome, of: Law, book: Book, day: date) -> Answer:
    """Return an answer with every kind, its reason, and the steps to it."""
    why = tuple(grounds(case, says, of, book, day))
    kinds = [offer(f"fixed_{days}", case, says, of, book, day) for days in LENGTHS]
    offers = (*kinds, offer("standard", case, says, of, book, day), no_recall(book, day))
    recalls = [kind for kind in says.lawful if kind != "none"]
    steps = (
        ("sentence", "young" if case.young else "adult"),
        ("months", case.months),
        ("fixed_term_days", law.term(of, case.months)),
        ("never_fixed", int(bool(case.facts & of.never))),
        ("follows", int(says.choice == FIXED)),
    )
    required = recalls[0] if len(recalls) == 1 else None
    return Answer(says.lawful, required, offers, steps, why)


def grounds(case: Case, says: Outcome, of: Law, book: Book, day: date) -> Iterator[Reason]:
    """Yield why the law says what it says: the first is what binds. Each cites the law that made it so."""
    who = "young" if case.young else "adult"
    if says.choice == FIXED:
        value = since.follows(book, day, who, lambda then: outcome(then, case))
        yield reason("recall_follows", days=says.days, since=str(value.since), law=value.reference.title)
    for fact in among(book.on(day, "recall.never_fixed").value[who], case.facts):
        never = since.listed(book, day, "recall.never_fixed", who, fact)
        yield reason("recall_never_fixed", fact=fact, since=str(never.since), law=never.reference.title)
    if case.facts & of.never or says.choice == FIXED:
        return
    for fact in among(book.on(day, "recall.not_automatic").value[who], case.facts):
        bars = since.listed(book, day, "recall.not_automatic", who, fact)
        yield reason("recall_not_by_itself", fact=fact, since=str(bars.since), law=bars.reference.title)
    if of.automatic == law.BY_LENGTH and case.months >= of.automatic_below:
        below = since.too_long(book, day, who)
        yield reason("recall_too_long", months=of.automatic_below, since=str(below.since))
    if says.choice == EITHER:
        yield reason("recall_by_judgement", days=says.days)


def among(codes: tuple[str, ...], facts: int) -> list[str]:
    """Return those of `codes` that hold."""
    return [code for code in codes if facts & Fact.from_code(code)]


def offer(kind: str, case: Case, says: Outcome, of: Law, book: Book, day: date) -> Offer:
    """Return one kind of recall with why it is lawful, or why it is not."""
    allowed = kind in says.lawful
    needs = book.on(day, "recall.needs").value["standard" if kind == "standard" else "fixed"]
    days = None if kind == "standard" else int(kind.removeprefix("fixed_"))
    first = next(grounds(case, says, of, book, day), reason("recall_by_judgement", days=says.days))
    if kind != "standard" and says.choice != STANDARD and days != says.days:
        first = reason("recall_other_term", days=says.days)
    return Offer(kind, allowed, days, first, tuple(needs) if allowed else ())


def no_recall(book: Book, day: date) -> Offer:
    """Return that nobody need be recalled, and what is written down then: never more than for a recall."""
    needs = tuple(book.on(day, "recall.needs").value["none"])
    return Offer("none", allowed=True, days=None, reason=reason("recall_none"), needs=needs)
