"""What a proposal would do to the live caseload: everybody carried, weighed under two books; nothing is kept.

Counts hold for people whom one may not see, too; examples are only of those whom whoever asks may see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from befriend.audit import looking
from befriend.policies import Book, PolicyError, Proposal
from befriend.policies.book import Noted
from befriend.rows import Question
from befriend.rules import capacity, hours, points, reach
from befriend.rules.compared import EXAMPLES, MISSING, Moved, first_day
from befriend.rules.values import Grade, Place, Tier
from befriend.rules.week import planned_from, planned_until
from befriend.workforce import queries as workforce
from befriend.workforce.models import Posting, Unit

from .load import Carried, carried
from .standing import Desk, desks
from .work import works

# A proposal beyond these is a slip of the keys, and would be reckoned with numbers no column holds.
LATEST, MOST = 2199, 1_000_000
# Among so many people, by reference, examples are looked for.
LOOKED_AT = 500
WEIGHTS, TIERS = "case_points.", "tier"
# Read with the weights, but what they turn on (how old somebody is, groups) is not held with the load.
NOT_HELD = "workload."
# What is of practitioners: of them alone is the grade held by which some are left out.
OF_PRACTITIONERS = "capacity."
Pair = tuple[str, str]


class Side(NamedTuple):
    """One unit under one book: load, hours a week, and how many practitioners carry more than they may."""

    points: int
    minutes: int
    over: int


class OfUnit(NamedTuple):
    """One unit before and after; the practitioners are those who take people."""

    unit: Unit
    practitioners: int
    people: int
    before: Side
    after: Side


class Matrix(NamedTuple):
    """Who goes from what to what; `of` is tier, points (of people) or limit (of practitioners)."""

    of: str
    cells: tuple[Moved, ...]

    @property
    def shown(self) -> list[Moved]:
        """Return the cells of who changes, or is Missing on both sides, which is not to stay the same."""
        return [one for one in self.cells if one.before != one.after or one.before == MISSING]

    @property
    def same(self) -> int:
        """Return for how many nothing changes."""
        return sum(one.cases for one in self.cells) - sum(one.cases for one in self.shown)


class Live(NamedTuple):
    """What a proposal does to the caseload of a unit on a day.

    `missing` are keys, and `exclusions` codes, of which the record cannot say what they do; `untiered` is of
    how many people the tier is not known. `since`: what began before keeps what is, and since when each
    began is not read here, so that all are taken to be reached; None: it is retroactive.
    """

    what: str
    day: date
    units: tuple[OfUnit, ...]
    matrices: tuple[Matrix, ...]
    missing: tuple[str, ...]
    exclusions: tuple[str, ...]
    untiered: int
    since: date | None = None


class Weighed(NamedTuple):
    """The caseload under one book."""

    book: Noted
    work: Carried
    desks: Mapping[int, Desk]


def compare(proposal: Proposal, unit: Unit, day: date, on: date | None = None) -> Live:
    """Return what `proposal` would do in `unit` and below on a day, from what is known on `day`.

    Without `on`, that is the first on which all of it would be in force. Raises PolicyError for a
    proposal that does not fit the policies, leaves out whom nothing tells, or that no rule can work with.
    """
    within_bounds(proposal)
    reach.of(proposal)
    base = workforce.policies_in_force()
    proposed = base.with_proposal(proposal, "The proposal")
    on = on or first_day(proposal, planned_from(day))
    posted = list(workforce.posted(unit, on))
    before = weighed(base, posted, on)
    try:
        after = weighed(proposed, posted, on)
        after = after._replace(desks=dict(left_out(proposal, before, after)))
        return told(proposal, posted, on, before, after)
    except (ArithmeticError, LookupError, ValueError, TypeError) as wrong:
        keys = ", ".join(sorted(proposal.changes))
        raise PolicyError(
            f"The proposal: the rules cannot be worked out under it ({type(wrong).__name__}). "
            f"Check the values of {keys}."
        ) from None


def within_bounds(proposal: Proposal) -> None:
    """Raise PolicyError for a day or a number out of reach."""
    for key, changed in proposal.changes.items():
        for day, dated in changed.values.items():
            if day.year > LATEST:
                raise PolicyError(f"The proposal: {key} {day} is too late; give a day up to {LATEST}.")
            if any(each > MOST for each in numbers(dated.value)):
                raise PolicyError(f"The proposal: {key} {day} is too high; give at most {MOST:,}.")


def numbers(value: Any) -> Iterable[int]:
    """Return the whole numbers in a value, however deep."""
    if isinstance(value, int):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from numbers(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from numbers(each)


def weighed(book: Book, posted: Sequence[Posting], day: date) -> Weighed:
    """Return the caseload of who is posted, under `book`."""
    noted = Noted(book)
    work = carried(noted, day, planned_until(day), {one.practitioner_id for one in posted})
    return Weighed(noted, work, desks(noted, day, posted, work))


def left_out(proposal: Proposal, before: Weighed, after: Weighed) -> Iterable[tuple[int, Desk]]:
    """Return each practitioner under a proposal; whoever it leaves out by grade stays as they are."""
    applied = set(proposal.exclusions) - set(not_applied(proposal))
    grades = {reach.EXCLUSIONS[code][1] for code in applied}
    for key, desk in after.desks.items():
        yield key, before.desks[key] if desk.grade.code in grades else desk


def not_applied(proposal: Proposal) -> tuple[str, ...]:
    """Return the exclusions that cannot be worked out: only grades can, of what is of practitioners alone."""
    if not all(key.startswith(OF_PRACTITIONERS) for key in proposal.changes):
        return proposal.exclusions
    return tuple(code for code in proposal.exclusions if reach.EXCLUSIONS[code][0] != "grade")


def told(proposal: Proposal, posted: Sequence[Posting], day: date, before: Weighed, after: Weighed) -> Live:
    """Put together what differs between the two."""
    changed = set(proposal.changes)
    answered = {key for key in changed & after.book.asked if not key.startswith(NOT_HELD)}
    moving = {key for key in changed if differs(key, day, before.book, after.book)}
    matrices = []
    if any(key.startswith(TIERS) for key in changed):
        matrices.append(tiers(posted, day, before, moves=any(key.startswith(TIERS) for key in moving)))
    if any(key.startswith(WEIGHTS) for key in answered):
        matrices.append(weights(posted, day, before, after))
    if any(not key.startswith(WEIGHTS) for key in answered):
        matrices.append(limits(before, after))
    return Live(
        proposal.what,
        day,
        tuple(by_unit(posted, day, before, after)),
        tuple(matrices),
        # What is proposed as it stands changes nobody, whatever is on the record; a parameter is nobody's.
        tuple(sorted((changed - answered) & moving | set(proposal.parameters))),
        not_applied(proposal),
        int((before.work.tier == Tier.UNTIERED).sum()),
        reach.of(proposal).since if moving else None,
    )


def kinds(work: Carried) -> Counter[tuple[Tier, Place]]:
    """Return how many people there are of each tier in each place."""
    each, count = np.unique(work.tier | (work.place << 8), return_counts=True)
    return Counter({
        (Tier(int(kind) & 0xFF), Place(int(kind) >> 8)): int(people)
        for kind, people in zip(each, count, strict=True)
    })  # fmt: skip


def differs(key: str, day: date, base: Book, proposed: Book) -> bool:
    """Return whether a key has another value on a day under a proposal; where it has none, it may."""
    try:
        return bool(base.on(day, key).value != proposed.on(day, key).value)
    except PolicyError:
        return True


def tiers(posted: Sequence[Posting], day: date, before: Weighed, *, moves: bool) -> Matrix:
    """Return the tiers on the record: they stay where nothing moves, else nobody's can be recomputed.

    A tier on the record was imported, and the facts it follows from are not held: so everybody is
    counted once, as Missing on both sides, and nobody as changed.
    """
    found = {
        kind: (MISSING, MISSING) if moves else (tier_words(kind[0]), tier_words(kind[0]))
        for kind in kinds(before.work)
    }
    return people_matrix("tier", posted, day, before, found)


def tier_words(tier: Tier) -> str:
    """Return a tier by its code; Missing where none is known."""
    return MISSING if tier is Tier.UNTIERED else tier.code


def weights(posted: Sequence[Posting], day: date, before: Weighed, after: Weighed) -> Matrix:
    """Return from how many points to how many each person goes, reports due not counted."""
    now, then = points.weights(before.book, day), points.weights(after.book, day)
    found = {
        kind: (f"{points.case_points(now, *kind):,}", f"{points.case_points(then, *kind):,}")
        for kind in kinds(before.work)
    }
    return people_matrix("points", posted, day, before, found)


def people_matrix(
    of: str,
    posted: Sequence[Posting],
    day: date,
    before: Weighed,
    found: Mapping[tuple[Tier, Place], Pair],
) -> Matrix:
    """Return the matrix of people, by what their tier and place go from and to, with examples."""
    count: Counter[Pair] = Counter()
    for kind, people in kinds(before.work).items():
        count[found[kind]] += people
    examples: dict[Pair, list[str]] = {}
    if any(was != then for was, then in count):
        examples = who_for_example(posted, day, before, found)
    return Matrix(of, cells(count, examples))


def cells(count: Counter[Pair], examples: Mapping[Pair, Sequence[str]]) -> tuple[Moved, ...]:
    """Return the cells of a matrix: who changes first, the most first."""
    order = sorted(count.items(), key=lambda one: (one[0][0] == one[0][1], -one[1], one[0]))
    return tuple(Moved(*pair, many, tuple(examples.get(pair, ()))) for pair, many in order)


VISIBLE = Question(
    """
    SELECT DISTINCT p.id, p.ref FROM allocation_relationship r JOIN people_person p ON p.id = r.person_id
    WHERE r.practitioner_id = ANY(%(practitioners)s) AND {on[r]} ORDER BY p.ref LIMIT %(most)s
    """
)


def who_for_example(
    posted: Sequence[Posting], day: date, before: Weighed, found: Mapping[tuple[Tier, Place], Pair]
) -> dict[Pair, list[str]]:
    """Return references of people who change, of those whom whoever asks may see. Four queries.

    Whoever is shown is noted as looked at.
    """
    keys = [one.practitioner_id for one in posted]
    people = dict(VISIBLE.ask(practitioners=keys, day=day, most=LOOKED_AT))
    examples: dict[Pair, list[str]] = {}
    for person, work in works(before.book, day, people.keys()).items():
        pair = found.get((work.tier, work.place))
        if pair is None or pair[0] == pair[1] or len(examples.setdefault(pair, [])) == EXAMPLES:
            continue
        examples[pair].append(people[person])
        looking.note(person)
    return examples


def takes_people(desk: Desk) -> bool:
    """Return whether a practitioner takes people at all: seniors and heads answer for those who do."""
    return desk.grade not in (Grade.SENIOR, Grade.HEAD)


def limits(before: Weighed, after: Weighed) -> Matrix:
    """Return from what limit to what each practitioner goes; no names: it is about the rule."""
    count = Counter(
        (limit_words(desk), limit_words(after.desks[key]))
        for key, desk in before.desks.items()
        if takes_people(desk)
    )
    return Matrix("limit", cells(count, {}))


def limit_words(desk: Desk) -> str:
    """Return what somebody may carry, orders included: points / people."""
    return f"{capacity.limit(desk.standing):,} / {desk.standing.limit_people}"


def by_unit(posted: Sequence[Posting], day: date, before: Weighed, after: Weighed) -> Iterable[OfUnit]:
    """Return each unit in which somebody is posted who takes people, by name."""
    units = {one.unit_id: one.unit for one in posted}
    for key, unit in sorted(units.items(), key=lambda one: (one[1].name, one[0])):
        now, then = ([one for one in side.desks.values() if one.unit_id == key] for side in (before, after))
        taking = sum(takes_people(one) for one in now)
        people = sum(one.standing.people for one in now)
        if taking or people:
            sides = (summed(each, side.book, day) for each, side in ((now, before), (then, after)))
            yield OfUnit(unit, taking, people, *sides)


def summed(of: Sequence[Desk], book: Book, day: date) -> Side:
    """Return the load of these practitioners, its hours, and how many of them are over their limit."""
    total = sum(one.standing.points for one in of)
    return Side(total, hours.minutes_of(total, book, day), sum(is_over(one) for one in of))


def is_over(desk: Desk) -> bool:
    """Return whether somebody carries more points or people than they may."""
    standing = desk.standing
    return standing.points > capacity.limit(standing) or standing.people > standing.limit_people
