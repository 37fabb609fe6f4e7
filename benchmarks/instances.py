"""Made-up planning problems, frozen by their seeds and held to their digests by a test.

A whole unit, three weeks of a country in bulk, and a whole region.
"""

import random
from hashlib import blake2b

import numpy as np

from befriend.planner import Candidate, Item, Problem

SEED = 20261121
# Points of levels A to D in the community, on licence and in custody (the published default set).
POINTS = {
    "A": ((206, 158, 146, 110), (219, 175, 163), (75, 60, 59)),
    "B": ((146, 115, 102, 72), (161, 132, 119), (59, 48, 47)),
    "C": ((79, 63, 50, 35), (77, 65, 52), (30, 24, 23)),
    "D": ((51, 41, 29, 29), (51, 43, 31), (17, 14, 13)),
}
LEVELS, LEVEL_SHARES = "ABCD", (3, 30, 40, 27)
PLACE_SHARES = (45, 25, 30)
# Serving classes: high risk, MAPPA, safeguarding, just released, moved before, the rest.
CLASS_SHARES = {"A": (90, 3, 3, 2, 1, 1), "B": (22, 14, 12, 6, 4, 42), "C": (0, 3, 10, 5, 4, 78)}
CLASS_SHARES["D"] = CLASS_SHARES["C"]
FIRST_ORDER = 3
FULL_TIME_LIMIT, FULL_TIME_PEOPLE = 2176 * 110 // 100, 50


def person(rng: random.Random, number: int) -> tuple[Item, str]:
    """Make somebody who waits, and their level."""
    level = rng.choices(LEVELS, LEVEL_SHARES)[0]
    place = rng.choices(range(3), PLACE_SHARES)[0]
    points = rng.choice(POINTS[level][place])
    order = rng.choices(range(6), CLASS_SHARES[level])[0]
    return Item(f"p{number:05}", points, order, order < FIRST_ORDER, -rng.randint(0, 400)), level


def unit() -> Problem:
    """A whole unit from nothing: 2,000 people and 45 practitioners, each lawful for most."""
    rng = random.Random(SEED)
    people = [person(rng, number) for number in range(2000)]
    grades = ["officer"] * 25 + ["new"] * 3 + ["trainee"] * 4 + ["pso"] * 13
    staff = [practitioner(rng, number, grade) for number, grade in enumerate(grades)]
    pairs = [
        (i, j, preference(rng))
        for i, (item, level) in enumerate(people)
        for j, grade in enumerate(grades)
        if may_take(grade, level, item.order == 0) and rng.random() > 0.01
    ]
    return as_problem([item for item, _ in people], staff, pairs)


def practitioner(rng: random.Random, number: int, grade: str) -> Candidate:
    """Make a practitioner with the room of their whole week."""
    percent = rng.choice((100, 100, 100, 80, 60))
    if grade == "trainee":
        return Candidate(f"c{number:05}", FULL_TIME_LIMIT * 60 // 100, rng.choice((8, 16, 24)))
    percent = percent * 80 // 100 if grade == "new" else percent
    return Candidate(f"c{number:05}", FULL_TIME_LIMIT * percent // 100, FULL_TIME_PEOPLE * percent // 100)


def may_take(grade: str, level: str, high_risk: bool) -> bool:
    """Say whether a grade may take a level: a short copy of the assumed eligibility."""
    if grade in {"pso", "trainee"}:
        return level in "CD" and not high_risk
    return grade == "officer" or level != "A"


def preference(rng: random.Random) -> int:
    """Make the cost of a pair: mostly patch and balance, rarely the officer before."""
    return 0 if rng.random() < 0.03 else rng.randint(10, 50)


def bulk() -> Problem:
    """A week of the country: 2,000 people and 20,000 practitioners, 20 lawful choices each.

    People wait in 80 places; the choices of each are among the 33 practitioners nearest,
    whose rooms are what is left of a full caseload: mostly none or one person's work.
    """
    rng = random.Random(SEED + 1)
    people, staff = crowd(rng)
    pairs = []
    for i in range(len(people)):
        nearest = 250 * rng.randrange(80)
        pairs += [(i, nearest + j, preference(rng)) for j in rng.sample(range(33), 20)]
    return as_problem(people, staff, pairs)


def bulk_in_a_row() -> Problem:
    """The same in one long row of 2,640 practitioners, in which no place stands apart from the next.

    The choices of each are among the 33 nearest to where they live, so that a place given here
    may push somebody a little further there, and so on to the end of the row.
    """
    rng = random.Random(SEED + 2)
    people, staff = crowd(rng)
    pairs = []
    for i in range(len(people)):
        nearest = rng.randrange(80 * 33 - 32)
        pairs += [(i, nearest + j, preference(rng)) for j in rng.sample(range(33), 20)]
    return as_problem(people, staff, pairs)


def crowd(rng: random.Random) -> tuple[list[Item], list[Candidate]]:
    """Make 2,000 people who wait, and 20,000 practitioners with little room."""
    people = [person(rng, number)[0] for number in range(2000)]
    return people, [Candidate(f"c{j:05}", small_room(rng), rng.randint(1, 5)) for j in range(20000)]


def region() -> Problem:
    """A whole region from nothing: 20,000 people, 2,000 practitioners, room for 71% of the work.

    50 units of 40 practitioners. Everybody may go to their own unit or the next one, as grades
    allow, so that no unit stands apart.
    """
    rng = random.Random(SEED + 3)
    people = [person(rng, number) for number in range(20000)]
    grades = rng.choices(("officer", "new", "trainee", "pso"), (25, 3, 4, 13), k=2000)
    shares = [rng.choice((100, 100, 100, 80, 60)) for _ in grades]
    room = sum(item.points for item, _ in people) * 71 // 100
    staff = [Candidate(f"c{j:05}", room * share // sum(shares), 50) for j, share in enumerate(shares)]
    pairs = []
    for i, (item, level) in enumerate(people):
        first = 40 * rng.randrange(50)
        near = [j % 2000 for j in range(first, first + 80)]
        may = [j for j in near if may_take(grades[j], level, item.order == 0) and rng.random() > 0.01]
        pairs += [(i, j, preference(rng)) for j in may]
    return as_problem([item for item, _ in people], staff, pairs)


def small_room(rng: random.Random) -> int:
    """Make what is left of a full caseload: a quarter have room for more than the lightest."""
    return rng.randint(40, 230) if rng.random() < 0.25 else rng.randint(0, 40)


def as_problem(people: list[Item], staff: list[Candidate], pairs: list[tuple[int, int, int]]) -> Problem:
    """Put lists into the planner's arrays."""
    table = np.array(pairs, dtype=np.int64)
    return Problem(tuple(people), tuple(staff), table[:, 0], table[:, 1], table[:, 2])


def in_one_class(problem: Problem) -> Problem:
    """Put everybody in one class of the signed order."""
    return problem._replace(items=tuple(item._replace(order=0) for item in problem.items))


def digest(problem: Problem) -> str:
    """Give a short digest of everything a problem says."""
    found = blake2b(digest_size=8)
    found.update(repr((problem.items, problem.candidates)).encode())
    for pairs in (problem.pair_item, problem.pair_candidate, problem.pair_cost):
        found.update(pairs.astype("<i8").tobytes())
    return found.hexdigest()
