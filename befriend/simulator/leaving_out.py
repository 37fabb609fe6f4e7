"""Whom a proposal leaves out of the made-up country: they live on under what holds without it.

The very function that says so of a real person says it here (`befriend/rules/reach.py`), of each kind of
person, each grade and what somebody is supervised under. A person who is left out has every law of their own
week from the other side. A table by grade, or by order and licence, is put together from both. Where what is
changed has no such sides, or nothing in the country tells who is meant, the proposal is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book, PolicyError
from befriend.rules import reach
from befriend.rules.release import law as release_law
from befriend.rules.release import lengths
from befriend.simulator import draws, laws
from befriend.simulator.draws import Told
from befriend.simulator.kinds import Kind, kinds
from befriend.simulator.laws import RESET, Law, Scalars
from befriend.simulator.packs import Pack
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import GRADES

Array = NDArray[Any]

# What of a law each way to leave somebody out can keep apart; the first are fields of `Law` and `Scalars`.
OF_PEOPLE = frozenset({
    "points", "eligible", "group", "serving", "keeps", "online", "reset", "fixed_weeks", "hazards",
    "ceilings", "handover", "activity", "instead", "early", "early_part", "early_share", "follows", "checks",
    "moved", "moved_weeks", "withdrawn", "soon", "soon_weeks", "release",
})  # fmt: skip
OF_GRADES = frozenset({"limits", "eligible", "group", "leaving"})
OF_ORDERS = frozenset({"reset"})
# What everybody's hours are counted by, whoever carries out the week.
COUNTED_BY = ("capacity.full_week_minutes", "capacity.nominal_points", "contact_time.")


Side = tuple[Book, Parameters]


class LeftOut(NamedTuple):
    """Who is left out, by code, and what holds for them."""

    exclusions: tuple[str, ...]
    book: Book
    figures: Parameters


def facts(kind: Kind) -> dict[str, Any]:
    """Return what the country holds of a kind of person, under the names by which rules are told it."""
    return {
        "risk": kind.risk.code,
        "tier": kind.tier.code,
        "mappa": kind.mark == "mappa",
        "child_protection": kind.mark == "safeguarding",
        "domestic_abuse": kind.mark == "domestic_abuse",
    }


UNDERS = [{"under": name} for name in RESET.values()]
OF_GRADE = [{"grade": grade.code} for grade in GRADES]


def told_by(exclusions: Sequence[str], every: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the exclusions of which each of these says whether it holds."""
    return tuple(code for code in exclusions if all(reach.kept_out(code, one) is not None for one in every))


def out_of(exclusions: Sequence[str], every: Sequence[Mapping[str, Any]]) -> Array:
    """Return of each whether they are left out; what is not told of them leaves nobody out."""
    return np.array([any(reach.kept_out(code, one) for code in exclusions) for one in every], bool)


def told(book: Book, figures: Parameters, start: date, weeks: int, left: LeftOut) -> Told:
    """Return what holds in so many weeks, with a second side for those left out."""
    days = laws.mondays(start, weeks)
    firsts = [week for side in (left, LeftOut((), book, figures)) for week in
              laws.changes(side.book, side.figures, days)]  # fmt: skip
    found = draws.told(book, figures, start, weeks, also=firsts)
    other = draws.told(left.book, left.figures, start, weeks, also=firsts)
    together = tuple(
        merged(one, kept, left.exclusions, kinds(figures, start))
        for one, kept in zip(found.laws, other.laws, strict=True)
    )
    if found.rules.dtype != other.rules.dtype:
        raise PolicyError("It changes what people there are, which nobody can be left out of.")
    rules = np.concatenate([found.rules, other.rules])
    rules["left_out"][0] = out_of(left.exclusions, [facts(kind) for kind in kinds(figures, start)])
    rules["law_of"][1] += len(together)
    return found._replace(
        rules=rules, laws=together, table=np.concatenate([draws.stacked(together), other.table])
    )


def merged(one: Law, kept: Law, exclusions: Sequence[str], people: Sequence[Kind]) -> Law:
    """Return a law in which whoever is left out has their own part of each table."""
    out, grades = (out_of(exclusions, every) for every in ([facts(kind) for kind in people], OF_GRADE))
    orders = [state for state, under in zip(RESET, UNDERS, strict=True) if out_of(exclusions, [under])[0]]
    eligible, reset = one.eligible.copy(), one.reset.copy()
    eligible[:, :, out], eligible[grades] = kept.eligible[:, :, out], kept.eligible[grades]
    reset[orders] = kept.reset[orders]
    return one._replace(
        points=np.where(out[:, None, None], kept.points, one.points),
        serving=np.where(out[:, None, None], kept.serving, one.serving),
        limits=np.where(grades[:, None, None], kept.limits, one.limits),
        leaving=np.where(grades, kept.leaving, one.leaving),
        eligible=eligible,
        group=laws.grouped(eligible),
        reset=reset,
    )


def of(pack: Pack, book: Book, figures: Parameters) -> LeftOut | None:
    """Return whom a pack leaves out, who keep these policies and parameters; None where it is nobody."""
    if pack.proposal is None or not pack.leaves_out:
        return None
    reach.of(pack.proposal)
    return LeftOut(pack.leaves_out, book, figures)


def refuse_untold(name: str, tried: Side, left: LeftOut, keys: Collection[str], day: date) -> None:
    """Raise PolicyError where the country, from `day` on, cannot tell who is left out, or of what.

    `keys`: what the proposal, or what it is tried against, may have changed.
    """
    ways = {
        OF_PEOPLE: told_by(left.exclusions, [facts(kind) for kind in kinds(left.figures, day)]),
        OF_GRADES: told_by(left.exclusions, OF_GRADE),
        OF_ORDERS: told_by(left.exclusions, UNDERS),
    }
    for code in left.exclusions:
        if not any(code in codes for codes in ways.values()):
            raise PolicyError(f"{name}: exclusions: in the made-up country it is not known of anybody "
                              f"whether {code!r} holds. Ask of real cases (`befriend compare`).")  # fmt: skip
    within = frozenset.intersection(*(fields for fields, codes in ways.items() if codes))
    for key in sorted(keys):
        if not differing(key, tried, (left.book, left.figures), day) <= within:
            raise PolicyError(f"{name}: exclusions: {key} holds for everybody at once in the made-up "
                              f"country; nobody can be left out of it by {', '.join(left.exclusions)}. "
                              "Propose it without exclusions.")  # fmt: skip


def differing(key: str, tried: Side, kept: Side, day: date) -> set[str]:
    """Return what of the laws of a week hangs on which side's value a key has, beside what either else says.

    What no law of a week is made of holds for everybody: it is told by its own name.
    """
    days = {monday(max(since, day)) for side in (tried, kept) for since in begins(key, side)}
    moved = {since for since in days if said(key, tried, since) != said(key, kept, since)}
    pairs = (kept, swapped(key, kept, tried)), (swapped(key, tried, kept), tried)
    found = {name for since in moved for pair in pairs for name in between(*pair, since)}
    return found | {key for _ in moved if not found or key.startswith(COUNTED_BY)}


def begins(key: str, side: Side) -> Iterable[date]:
    """Return the first day of each value of a policy or a parameter."""
    book, figures = side
    return (
        figures.by_key[key].values
        if key in figures.by_key
        else [value.since for value in book.entry(key).values]
    )


def swapped(key: str, side: Side, other: Side) -> Side:
    """Return a side in which one policy or parameter is as on the other."""
    book, figures = side
    if key in figures.by_key:
        return book, Parameters({**figures.by_key, key: other[1].by_key[key]})
    entries = (other[0].entry(key) if each.key == key else each for each in book.every())
    return Book(entries), figures


def monday(day: date) -> date:
    """Return the Monday on which what begins on a day is first looked at."""
    return day + timedelta(days=-day.weekday() % 7)


def said(key: str, side: Side, day: date) -> Any:
    """Return the value of a policy or a parameter."""
    book, figures = side
    return figures.on(day, key).value if key in figures.by_key else book.on(day, key).value


def between(one: Side, other: Side, day: date) -> Iterator[str]:
    """Return what differs between the laws of two sides on a day."""
    before, after = (laws.law(*side, day) for side in (one, other))
    for name in Law._fields:
        if name != "scalars" and not np.array_equal(getattr(before, name), getattr(after, name)):
            yield name
    yield from (name for name in Scalars._fields
                if getattr(before.scalars, name) != getattr(after.scalars, name))  # fmt: skip
    release = [lengths.plain(release_law.law(book, day)) for book, _ in (one, other)]
    if release[0] != release[1]:
        yield "release"
