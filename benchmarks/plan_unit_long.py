"""The whole unit once more, beside a plain solver that has four times as long: only when asked for."""

from benchmarks import instances
from benchmarks.planning import measured
from benchmarks.row import Row

ONLY_WHEN_ASKED = True
SOLVER_SECONDS = 40.0


def run() -> list[Row]:
    """Measure it."""
    return measured("plan-unit-long", instances.unit(), solver_seconds=SOLVER_SECONDS)
