"""A policy tried on the whole country, run after run: both countries of a run share luck and assumptions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from befriend import policies
from befriend.policies import Book, PolicyError, Proposal
from befriend.simulator import (
    assumed,
    countries,
    leaving_out,
    live,
    measured,
    packs,
    parameters,
    running,
    sense,
)
from befriend.simulator import country as starting
from befriend.simulator.caseload import Live
from befriend.simulator.leaving_out import LeftOut
from befriend.simulator.limits import MOST_MONTHS, MOST_RUNS, MOST_SEED
from befriend.simulator.packs import Pack
from befriend.simulator.parameters import Parameters

BANDS = (50, 80, 95)
# Below this many runs nothing is said of which assumptions matter: a rank correlation would be luck.
ENOUGH_RUNS = 40
# What is told of each unit, where units are real.
BY_UNIT = (
    "people_waiting", "load_percent", "share_over_110", "minutes_a_person", "days_without_planned_contact",
    "leavers", "officer_changes",
)  # fmt: skip


class Asked(NamedTuple):
    """What is tried, against what, where, how long and how often."""

    policy: Pack
    against: Pack
    country: str = "march-2026"
    months: int = 36
    runs: int = 200
    seed: int = 1
    hold: bool = False  # assumptions held as they stand, so that bands are of luck alone
    smaller: int = 1  # a country so many times smaller, which tells of nothing but the program
    live: Live | None = None  # a caseload on record, instead of a made-up start

    def refuse_nonsense(self) -> None:
        """Raise PolicyError for what cannot be tried, before anything is."""
        if self.country not in countries.every():
            raise PolicyError(
                f"There is no country {self.country!r}; there is: {', '.join(countries.every())}."
            )
        for name, said, most in (("months", self.months, MOST_MONTHS), ("runs", self.runs, MOST_RUNS)):
            if not 1 <= said <= most:
                raise PolicyError(f"{said} {name} cannot be tried. Give from 1 to {most:,}.")
        if not 0 <= self.seed <= MOST_SEED:
            raise PolicyError(f"{self.seed} is no seed. Give a whole number from 0 to {MOST_SEED:,}.")
        base = self.book, self.figures(parameters.load())
        for each in (self.policy, self.against):
            packs.laid_over(each, *base)
        _, figures = countries.start_of(self.country, base[1])
        now, keys = (base[0], figures), {*self.policy.changed, *self.against.changed}
        for each in (self.policy, self.against):
            left = self.left_out(each, *now)
            if left:
                tried = packs.laid_over(self.in_time(each), *now)
                leaving_out.refuse_untold(each.name, tried, left, keys, self.start)
            self.refuse_senseless(each, *now)

    def refuse_senseless(self, pack: Pack, book: Book, figures: Parameters) -> None:
        """Raise PolicyError for values of a pack that the country cannot live by, or never asks for."""

        def lay(proposal: Proposal) -> tuple[Book, Parameters]:
            return packs.laid_over(pack._replace(proposal=proposal), book, figures)

        proposal = self.in_time(pack).proposal
        if proposal is None:
            return
        sense.refuse(pack.name, proposal, book, lay(proposal), self.start)
        if pack.name not in packs.names():  # Those that come with Befriend are reckoned with by its tests.
            sense.refuse_unreckonable(pack.name, proposal, lay, self.start, self.weeks)

    def in_time(self, pack: Pack) -> Pack:
        """Return a pack as it begins in the country."""
        return packs.in_time(pack, self.start)

    def left_out(self, pack: Pack, book: Book, figures: Parameters) -> LeftOut | None:
        """Return whom a pack leaves out: they keep what it is tried against, as the other country does."""
        kept = Pack(packs.BASE, None) if pack == self.against else self.in_time(self.against)
        if pack.leaves_out and kept.leaves_out:
            raise PolicyError(f"{pack.name} and {kept.name} both leave people out, and who is left out of "
                              "either is not worked out. Try each against base.")  # fmt: skip
        return leaving_out.of(pack, *packs.laid_over(kept, book, figures))

    @property
    def start(self) -> date:
        """Return the first day of the country."""
        if self.live is not None:
            return self.live.start
        return countries.every()[self.country].starts

    @property
    def book(self) -> Book:
        """Return the policies in force where it is tried."""
        return policies.load() if self.live is None else live.book_of(self.live)

    def figures(self, figures: Parameters) -> Parameters:
        """Return parameters as they are where it is tried."""
        return figures if self.live is None else live.figures_of(figures)

    @property
    def weeks(self) -> int:
        """Return how many weeks the months have."""
        return sum(weeks for _, weeks in measured.months(self.start, self.months))


Monthly = dict[str, list[float]]
# Of each unit, the mean over months of each measure that is told by unit.
Units = Sequence[dict[str, float]]


class Pair(NamedTuple):
    """One run: measures by month of the country as it is, and under the policy."""

    base: Monthly
    policy: Monthly
    units: tuple[Units, Units] = ((), ())  # the same by unit, where units are real


class Spread(NamedTuple):
    """A mean, and between which values so many of a hundred runs lie."""

    mean: float
    low50: float
    high50: float
    low80: float
    high80: float
    low95: float
    high95: float


class Measured(NamedTuple):
    """One measure: means over runs by month, and the difference, policy less base."""

    base: list[float]
    policy: list[float]
    no_change: float  # the first month of the base, which nothing had changed yet
    difference: Spread  # of the mean over months
    by_month: list[Spread]
    agreeing: float  # the part of runs in which the difference goes the way of its mean
    matters: list[tuple[str, float]]  # assumptions, and their rank correlation with the difference


class OfUnit(NamedTuple):
    """One measure of one unit: means over months and runs, and the difference, policy less base."""

    base: float
    policy: float
    difference: Spread


class Trial(NamedTuple):
    """What came out; by unit only where units are real, in their order."""

    asked: Asked
    months: tuple[date, ...]
    measures: dict[str, Measured]
    units: tuple[dict[str, OfUnit], ...] = ()


def seed_of(seed: int, run: int) -> int:
    """Return the seed of one run: two ensembles of other seeds share none."""
    return int.from_bytes(blake2b(f"{seed}/{run}".encode(), digest_size=6).digest(), "big")


def pair(asked: Asked, run: int) -> Pair:
    """Live through one run twice, with the same luck and the same assumptions."""
    seed = seed_of(asked.seed, run)
    figures = parameters.load() if asked.hold else assumed.drawn(parameters.load(), seed)
    base, of_base = lived(asked, asked.against, figures, seed)
    if asked.policy == asked.against:
        return Pair(base, base, (of_base, of_base))
    policy, of_policy = lived(asked, asked.policy, figures, seed)
    return Pair(base, policy, (of_base, of_policy))


def lived(asked: Asked, pack: Pack, figures: Parameters, seed: int) -> tuple[Monthly, Units]:
    """Return what a country counted that came to be as it is, and lived under a pack from then on."""
    if asked.live is not None:
        return lived_live(asked, asked.live, pack, figures, seed)
    base = policies.load(), figures
    book, told = packs.laid_over(asked.in_time(pack), *base)
    on = starting.ground(
        book, told, weeks=asked.weeks, name=asked.country,
        part=Fraction(1, asked.smaller), units=None if asked.smaller == 1 else 2,
        base=base if pack.proposal else None,
        retroactive=pack.proposal.retroactive if pack.proposal else True,
        left=asked.left_out(pack, *base),
    )  # fmt: skip
    result = running.run(starting.built(on, seed))
    return measured.monthly(measured.Lived(result, book, on.figures, on.part), asked.months), ()


def lived_live(
    asked: Asked, start: Live, pack: Pack, figures: Parameters, seed: int
) -> tuple[Monthly, Units]:
    """Return what the units of a record counted, together and each, under a pack from its day on."""
    base = asked.book, asked.figures(figures)
    book, told = packs.laid_over(asked.in_time(pack), *base)
    on = live.ground(
        start, book, told, weeks=asked.weeks, base=base if pack.proposal else None,
        retroactive=pack.proposal.retroactive if pack.proposal else True,
        left=asked.left_out(pack, *base),
    )  # fmt: skip
    made = live.built(on, start, seed)
    units = running.each(made)
    every = [running.summed(made, units), *running.by_unit(made, units)]
    whole, *each = [
        measured.monthly(measured.Lived(result, book, on.figures, on.part), asked.months) for result in every
    ]
    return whole, tuple({name: mean(one[name]) for name in BY_UNIT} for one in each)


Runner = Callable[[Asked, Callable[[int], None]], Sequence[Pair]]


def tried(asked: Asked, runner: Runner, done: Callable[[int], None] = lambda _: None) -> Trial:
    """Return what came out of every run, lived through wherever `runner` does; `done` is told how many are.

    Raises PolicyError for what makes no sense. The numbers follow from what was asked, and from nothing else.
    """
    asked.refuse_nonsense()
    pairs = runner(asked, done)
    months = tuple(first for first, _ in measured.months(asked.start, asked.months))
    places = parts(asked)
    measures = {name: summed(name, pairs, places) for name in pairs[0].base}
    units = range(len(pairs[0].units[0]))
    return Trial(asked, months, measures, tuple(of_unit(unit, pairs) for unit in units))


def of_unit(unit: int, pairs: Sequence[Pair]) -> dict[str, OfUnit]:
    """Return the measures of one unit over all runs."""
    found = {}
    for name in BY_UNIT:
        base = [each.units[0][unit][name] for each in pairs]
        policy = [each.units[1][unit][name] for each in pairs]
        differences = [other - one for one, other in zip(base, policy, strict=True)]
        found[name] = OfUnit(mean(base), mean(policy), spread(differences))
    return found


def one_by_one(asked: Asked, done: Callable[[int], None]) -> list[Pair]:
    """Live through every run in this process."""
    found = []
    for run in range(asked.runs):
        found.append(pair(asked, run))
        done(run + 1)
    return found


def summed(name: str, pairs: Sequence[Pair], places: Mapping[str, Sequence[float]]) -> Measured:
    """Return one measure over all runs."""
    base, policy = [each.base[name] for each in pairs], [each.policy[name] for each in pairs]
    differences = [
        [with_it - without for without, with_it in zip(one, other, strict=True)]
        for one, other in zip(base, policy, strict=True)
    ]
    over_months = [mean(each) for each in differences]
    return Measured(
        base=[mean(month) for month in zip(*base, strict=True)],
        policy=[mean(month) for month in zip(*policy, strict=True)],
        no_change=mean([run[0] for run in base]),
        difference=spread(over_months),
        by_month=[spread(month) for month in zip(*differences, strict=True)],
        agreeing=agreeing(over_months),
        matters=matters(over_months, places),
    )


def agreeing(differences: Sequence[float]) -> float:
    """Return the part of differences that go the way of their mean; none where that is nothing."""
    whole = mean(differences)
    return mean([float(each * whole > 0) for each in differences])


def mean(values: Sequence[float]) -> float:
    """Return the mean, the same in whatever order."""
    return math.fsum(values) / len(values)


def spread(values: Sequence[float]) -> Spread:
    """Return the mean and the bands."""
    ends = [end for band in BANDS for end in ((100 - band) / 2, (100 + band) / 2)]
    return Spread(mean(values), *(float(each) for each in np.percentile(values, ends)))


def parts(asked: Asked) -> dict[str, list[float]]:
    """Return where in its prior each assumption stood, run by run; of none if they were held."""
    keys = () if asked.hold else assumed.open_keys(parameters.load())
    seeds = [seed_of(asked.seed, run) for run in range(asked.runs)]
    return {key: [float(assumed.part(seed, key)) for seed in seeds] for key in keys}


def matters(differences: Sequence[float], places: Mapping[str, Sequence[float]]) -> list[tuple[str, float]]:
    """Return the assumptions by how closely the difference follows them, closest first.

    The rank correlation over the runs, of those that luck alone would give less than once in a thousand: some
    forty assumptions are looked at for each measure.
    """
    many = len(differences)
    if many < ENOUGH_RUNS or len(set(differences)) == 1:
        return []
    ranked = ranks(differences)
    found = [(key, float(np.corrcoef(ranked, ranks(place))[0, 1])) for key, place in places.items()]
    line = 3.29 / math.sqrt(many - 1)
    telling = [(key, round(each, 3)) for key, each in found if abs(each) > line]
    return sorted(telling, key=lambda each: (-abs(each[1]), each[0]))


def ranks(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the rank of each value; equals in their order."""
    return np.argsort(np.argsort(values, kind="stable"), kind="stable")
