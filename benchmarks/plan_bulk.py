"""A week of the country in bulk: 2,000 people, 20,000 practitioners, 20 lawful choices each.

With the signed order the first class outweighs all others in the gap; so the same rooms are
measured again with everybody in one class, where the gap is about how rooms are filled.
"""

from benchmarks import instances
from benchmarks.planning import measured
from benchmarks.row import Row


def run() -> list[Row]:
    """Measure it."""
    problem = instances.bulk()
    return measured("plan-bulk", problem) + measured("plan-bulk-one-class", instances.in_one_class(problem))
