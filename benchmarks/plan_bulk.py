"""Three frozen weeks of the country in bulk: 2,000 people, 20,000 practitioners, 20 lawful choices each.

In 80 places that share nobody (planned person by person); in one long row; and the same row with
everybody in one class, where the first class cannot outweigh how rooms are filled.
"""

from benchmarks import instances
from benchmarks.planning import measured
from benchmarks.row import Row


def run() -> list[Row]:
    """Measure them."""
    row = instances.bulk_in_a_row()
    return [
        *measured("plan-bulk", instances.bulk()),
        *measured("plan-bulk-row", row),
        *measured("plan-bulk-row-one-class", instances.in_one_class(row)),
    ]
