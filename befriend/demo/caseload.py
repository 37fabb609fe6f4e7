"""Deals the invented people out to the practitioners of the unit, unevenly, and leaves some waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from befriend.demo.mix import Drawn, draw
from befriend.demo.staff import NEWLY_QUALIFIED, OFFICERS, PSOS, TRAINEES, Worker

Weigh = Callable[[Drawn], int]


@dataclass(frozen=True)
class Waiter:
    """Somebody who waits for an officer: how many days already, and who had them before."""

    work: Drawn
    days: int
    before: str = ""
    released: bool = False


# Nineteen, in the shares of the unit as far as so few can be; four of the first order.
WAITERS = (
    Waiter(Drawn("A3", "licence", "very_high", mappa=2), 0, before="o01", released=True),
    Waiter(Drawn("B3", "licence", "high", mappa=1), 0, released=True),
    Waiter(Drawn("A2", "community", "very_high"), 12),
    Waiter(Drawn("B3", "community", "high", domestic_abuse=True), 9, before="x01"),
    Waiter(Drawn("B2", "licence", "medium"), 0, released=True),
    Waiter(Drawn("B3", "licence", "medium"), 0, before="o04", released=True),
    Waiter(Drawn("C3", "licence", "medium"), 0, before="s04", released=True),
    Waiter(Drawn("C3", "licence", "low", domestic_abuse=True), 0, released=True),
    Waiter(Drawn("B2", "community", "medium"), 16, before="x01"),
    Waiter(Drawn("B3", "custody", "medium"), 23),
    Waiter(Drawn("untiered", "community", "unknown"), 4),
    Waiter(Drawn("untiered", "community", "unknown"), 2),
    Waiter(Drawn("C3", "community", "medium"), 18, before="x02"),
    Waiter(Drawn("C3", "community", "medium", domestic_abuse=True), 11),
    Waiter(Drawn("C2", "custody", "medium"), 31),
    Waiter(Drawn("C3", "custody", "low"), 26),
    Waiter(Drawn("D3", "community", "low"), 20, before="x02"),
    Waiter(Drawn("D3", "community", "low"), 13),
    Waiter(Drawn("D2", "licence", "low"), 6),
)
RELEASED_WITH_AN_OFFICER = 14 - sum(waiter.released for waiter in WAITERS)
UNTIERED_WITH_AN_OFFICER = 10
NOT_SUPERVISED = 8


def deal(count: int, weigh: Weigh, chance: Random) -> dict[str, list[Drawn]]:
    """Return who has whom, by reference of practitioner, for `count` people who do not wait."""
    drawn = draw(count - UNTIERED_WITH_AN_OFFICER - NOT_SUPERVISED, chance)
    light = [one for one in drawn if one.is_light]
    heavy = [one for one in drawn if not one.is_light]
    with_whom: dict[str, list[Drawn]] = {}

    roomy, *others = OFFICERS
    heavies = [heavy.pop() for _ in range(6)]
    many, goal = roomy.people - len(heavies), roomy.points - sum(map(weigh, heavies))
    with_whom[roomy.ref] = heavies + _closest(light, many, goal, weigh, chance)
    _remove(light, with_whom[roomy.ref])
    for worker in (*PSOS, *TRAINEES):
        with_whom[worker.ref] = _take(light, worker, weigh, chance)
    for worker in NEWLY_QUALIFIED:
        with_whom[worker.ref] = _for_newly_qualified(heavy, light, worker, weigh, chance)

    left = heavy + light + _unusual()
    chance.shuffle(left)
    with_whom.update(_share_out(left, others))
    return with_whom


def _take(light: list[Drawn], worker: Worker, weigh: Weigh, chance: Random) -> list[Drawn]:
    """Take a PSO's or a trainee's people from those that they may have."""
    if worker.grade == "trainee":
        # The first module completed is domestic abuse, and it comes after the second month.
        fit = [one for one in light if worker.month > 2 or not one.domestic_abuse]
    else:
        fit = list(light)
    if worker.points:
        taken = _closest(fit, worker.people, worker.points, weigh, chance)
    else:
        taken = fit[: worker.people]
    _remove(light, taken)
    return taken


def _for_newly_qualified(
    heavy: list[Drawn], light: list[Drawn], worker: Worker, weigh: Weigh, chance: Random
) -> list[Drawn]:
    """Take ten people of level B and fill up with C and D; never level A."""
    of_b = [one for one in heavy if one.tier[0] == "B"][:10]
    _remove(heavy, of_b)
    many = worker.people - len(of_b)
    goal = worker.points - sum(map(weigh, of_b))
    taken = _closest(light, many, goal, weigh, chance)
    _remove(light, taken)
    return of_b + taken


def _closest(pool: list[Drawn], many: int, goal: int, weigh: Weigh, chance: Random) -> list[Drawn]:
    """Choose `many` of the pool that weigh about `goal` points, by swaps that come closer."""
    chosen = pool[:many]
    spare = pool[many:]
    off = sum(map(weigh, chosen)) - goal
    for _ in range(4000):
        if off == 0 or not spare:
            break
        mine, theirs = chance.randrange(len(chosen)), chance.randrange(len(spare))
        change = weigh(spare[theirs]) - weigh(chosen[mine])
        if abs(off + change) < abs(off):
            chosen[mine], spare[theirs] = spare[theirs], chosen[mine]
            off += change
    return chosen


def _remove(pool: list[Drawn], taken: Sequence[Drawn]) -> None:
    """Take these very people out of the pool: others may be equal to them."""
    gone = {id(one) for one in taken}
    pool[:] = [one for one in pool if id(one) not in gone]


def _unusual() -> list[Drawn]:
    """Return the people without a tier, and those who are not actively supervised."""
    untiered = [Drawn("untiered", "community", "unknown")] * UNTIERED_WITH_AN_OFFICER
    reset = [Drawn(tier, "licence", "medium") for tier in ("C3S", "C2S", "D3S", "D2S")]
    return [*untiered, *(reset * (NOT_SUPERVISED // len(reset)))]


def _share_out(left: list[Drawn], workers: Sequence[Worker]) -> dict[str, list[Drawn]]:
    """Share everybody left among the officers in proportion to how many they have."""
    away = [worker for worker in workers if worker.away]
    here = [worker for worker in workers if not worker.away]
    shared = {}
    for worker in away:
        shared[worker.ref], left = left[: worker.people], left[worker.people :]
    weight = sum(worker.people for worker in here)
    ends, so_far = [0], 0
    for worker in here:
        so_far += worker.people
        ends.append(len(left) * so_far // weight)
    for worker, first, end in zip(here, ends, ends[1:], strict=False):
        shared[worker.ref] = left[first:end]
    return shared
