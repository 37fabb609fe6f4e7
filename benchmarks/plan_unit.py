"""A whole unit planned from nothing: 2,000 people, 45 practitioners; at most 1% proven gap in 3 s."""

from benchmarks import instances
from benchmarks.planning import measured
from benchmarks.row import Row


def run() -> list[Row]:
    """Measure it."""
    return measured("plan-unit", instances.unit())
