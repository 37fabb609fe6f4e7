"""A plan in a moment, to look at until the best one is proven."""

from befriend.planner import greedy, large, market
from befriend.planner.canonical import Found, canonical, value_of
from befriend.planner.problem import in_words, refuse_broken
from befriend.planner.repair import repair
from befriend.planner.values import Answer, Problem

# Changes tried: about half a second of them.
STEPS = 1_500_000
ROUNDS = 1


def preview(problem: Problem) -> Answer:
    """Make a lawful plan quickly: greedy, a little search, repair; with the bound of one market day.

    It keeps every limit, and classes as `repair` does, but not the signed order person by
    person: it is for looking at, and nothing may be accepted from it. Its gap is what is known
    at once; the plan that replaces it is better, and its bound higher.
    """
    one = canonical(problem)
    where = repair(one, large.heated(one, greedy.best_fit(one), STEPS, large.HOT))
    value, relaxed = value_of(one, where), market.relax(one, ROUNDS)
    answer = in_words(
        one, Found(where, value, relaxed.bound, value == relaxed.bound, relaxed.proof), "preview"
    )
    refuse_broken(problem, answer)
    return answer
