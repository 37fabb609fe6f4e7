"""The preview, to look at until the plan is proven: within 3% of what can be proven, in a second."""

from befriend.planner import Problem
from befriend.planner.canonical import canonical, value_of
from befriend.planner.greedy import best_fit
from befriend.planner.large import ROUNDS, relax
from befriend.planner.preview import preview
from benchmarks import instances
from benchmarks.planning import EFFORT, peers, percent, timed
from benchmarks.row import Row, against


def run() -> list[Row]:
    """Measure it on a unit and on the three weeks in bulk."""
    row = instances.bulk_in_a_row()
    problems = {
        "unit": instances.unit(),
        "bulk": instances.bulk(),
        "bulk-row": row,
        "bulk-row-one-class": instances.in_one_class(row),
    }
    return [each for name, problem in problems.items() for each in measured(f"preview-{name}", problem)]


def measured(name: str, problem: Problem) -> list[Row]:
    """Measure a preview: its gap to the bound that is proven later, beside that it knows itself."""
    preview(problem)
    answer, seconds = timed(lambda: preview(problem))
    one = canonical(problem)
    greedy, greedy_seconds = timed(lambda: best_fit(one))
    bound = relax(one, greedy, EFFORT * ROUNDS).bound
    gap = percent(answer.value, bound)
    rows = [
        against(f"{name}, time", seconds, "s", peer="greedy", peer_value=greedy_seconds,
                more_is_better=False, limit=greedy_seconds),
        against(f"{name}, gap", gap, "%", peer="the gap it knows itself",
                peer_value=percent(answer.value, answer.bound), more_is_better=False, limit=0.0),
    ]  # fmt: skip
    return rows + [
        against(
            f"{name}, gap",
            gap,
            "%",
            peer=peer,
            peer_value=percent(value_of(one, where), bound),
            more_is_better=False,
            limit=0.0,
        )
        for peer, where in peers(one, greedy, seconds).items()
    ]
