"""A whole region planned from nothing: 20,000 people, 2,000 practitioners; at most 1% proven gap in 60 s."""

from benchmarks import instances
from benchmarks.planning import measured
from benchmarks.row import Row


def run() -> list[Row]:
    """Measure it."""
    return measured("plan-region", instances.region())
