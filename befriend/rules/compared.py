"""What a proposal would change: the same cases asked under two books, and who goes from what to what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from befriend.policies import BefriendError, Book, Proposal
from befriend.rules import hours, named, points
from befriend.rules.reach import Reach, reached
from befriend.rules.values import Place, Tier

MISSING = "Missing"
EXAMPLES = 3
SHOWN = 120  # of what differs, as many characters are told
BESIDE = {"steps", "reasons", "missing"}  # what is no outcome by itself
EVERYBODY = Reach()
OF_WORK = {"workload"}  # rules whose points are points of work a week


class Case(NamedTuple):
    """One case: what it is called, whose unit it is, what the rule is told, and where it is if known.

    `began` is the first day of what is asked about, where the rule is not told it.
    """

    id: str
    unit: str
    given: Mapping[str, Any]
    place: Place | None = None
    began: date | None = None


class Outcome(NamedTuple):
    """What a rule answers about one case, in a word and whole, and the points a week; None: not known.

    `whole` is every field of the answer but how it was found: what differs anywhere is a change.
    """

    words: str
    points: int | None
    whole: Mapping[str, Any] = MappingProxyType({})


class Moved(NamedTuple):
    """One cell of the migration matrix: how many go from what to what, and who for example."""

    before: str
    after: str
    cases: int
    examples: tuple[str, ...]


class Side(NamedTuple):
    """Points and minutes a week on one side; only of cases whose points are known on both."""

    points: int
    minutes: int


class Unit(NamedTuple):
    """One unit before and after; `missing` counts the cases whose points are not known, None: none is."""

    unit: str
    cases: int
    missing: int
    before: Side | None
    after: Side | None


class Compared(NamedTuple):
    """What a proposal changes. `wrong` are cases that could not be asked, with why.

    `kept` is how many it would not reach: they keep what is; `unsure` of how many that is not known.
    """

    rule: str
    day: date
    cases: int
    changed: int
    moved: tuple[Moved, ...]
    units: tuple[Unit, ...]
    wrong: tuple[tuple[str, str], ...]
    kept: int = 0
    unsure: int = 0


def first_day(proposal: Proposal, day: date) -> date:
    """Return the first day, from `day` on, on which everything proposed is in force."""
    return max([day, *(max(changed.values) for changed in proposal.changes.values())])


def compare(
    name: str, cases: Iterable[Case], base: Book, proposed: Book, day: date, reach: Reach = EVERYBODY
) -> Compared:
    """Return what the rule `name` answers under `base` and under `proposed` on `day`, side by side.

    A case that one of them cannot answer counts as `Missing`, never as unchanged; so does one of which it is
    not known whether the proposal reaches it, unless nothing would change. One that makes no sense is
    listed with why, and counts nowhere else. AskedError for a rule that there is not.
    """
    named.rule(name)
    pairs: list[tuple[Case, Outcome, Outcome]] = []
    wrong = []
    sure: Counter[bool | None] = Counter()
    for case in cases:
        try:
            before, after = outcome(name, case, base, day), outcome(name, case, proposed, day)
            holds = reached(reach, case.given, case.began)
            sure[holds] += 1
            after = of_reached(holds, before, after)
            pairs.append((case, *said_apart(before, after)))
        except BefriendError as why:
            wrong.append((case.id, str(why)))
    return Compared(
        name,
        day,
        len(pairs),
        sum(before.words != after.words for _, before, after in pairs),
        tuple(matrix(pairs)),
        tuple(by_unit(pairs, base, proposed, day)),
        tuple(wrong),
        sure[False],
        sure[None],
    )


def of_reached(holds: bool | None, before: Outcome, after: Outcome) -> Outcome:
    """Return what somebody would have: what is, where not reached; Missing, where that is not known."""
    if holds is False:
        return before
    return Outcome(MISSING, None) if holds is None and after != before else after


def outcome(name: str, case: Case, book: Book, day: date) -> Outcome:
    """Return what a rule answers about one case, and the points a week that follow from it."""
    answer = named.ask(name, case.given, day, book)
    if answer.get("missing"):
        return Outcome(MISSING, None)
    said = {field: value for field, value in answer.items() if field not in BESIDE}
    main = next(iter(said.values()), None)
    return Outcome(words(main), points_of(name, answer, case.place, book, day), said)


def said_apart(before: Outcome, after: Outcome) -> tuple[Outcome, Outcome]:
    """Return both outcomes, told by the fields that differ where the first of them does not."""
    fields = [name for name in before.whole if before.whole[name] != after.whole.get(name)]
    if not fields or before.words != after.words or not after.whole:
        return before, after
    first, second = (
        one._replace(words=", ".join(f"{name} {words(one.whole.get(name))}" for name in fields)[:SHOWN])
        for one in (before, after)
    )
    if first.words == second.words:
        second = second._replace(words=f"{second.words} (otherwise)")
    return first, second


def words(value: Any) -> str:
    """Return an outcome in a word."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def points_of(name: str, answer: Mapping[str, Any], place: Place | None, book: Book, day: date) -> int | None:
    """Return the points of work a rule answers itself, or of the tier it answers where the place is known.

    The points of other rules, such as those of an inspection, are no work.
    """
    if name in OF_WORK and isinstance(answer.get("points"), int):
        return int(answer["points"])
    try:
        tier = Tier.from_code(str(answer.get("tier")))
    except ValueError:
        return None
    if place is None:
        return None
    return points.case_points(points.weights(book, day), tier, place)


def matrix(pairs: Sequence[tuple[Case, Outcome, Outcome]]) -> Iterator[Moved]:
    """Return who goes from what to what, the most first; who stays the same is in it too."""
    count = Counter((before.words, after.words) for _, before, after in pairs)
    who: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case, before, after in pairs:
        who[before.words, after.words].append(case.id)
    for (before_words, after_words), cases in sorted(count.items(), key=lambda one: (-one[1], one[0])):
        examples = tuple(who[before_words, after_words][:EXAMPLES])
        yield Moved(before_words, after_words, cases, examples if before_words != after_words else ())


def by_unit(
    pairs: Sequence[tuple[Case, Outcome, Outcome]], base: Book, proposed: Book, day: date
) -> Iterator[Unit]:
    """Return points and hours of each unit before and after, in order of unit."""
    for unit in sorted({case.unit for case, _, _ in pairs}):
        theirs = [(before.points, after.points) for case, before, after in pairs if case.unit == unit]
        known = [(was, then) for was, then in theirs if was is not None and then is not None]
        yield Unit(
            unit,
            len(theirs),
            len(theirs) - len(known),
            side([was for was, _ in known], base, day),
            side([then for _, then in known], proposed, day),
        )


def side(each: Sequence[int], book: Book, day: date) -> Side | None:
    """Return the points of all with the minutes a week they are; None where nothing is known."""
    return Side(sum(each), hours.minutes_of(sum(each), book, day)) if each else None
