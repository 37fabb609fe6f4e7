"""One run of the reduced model, for whoever measures the memory of it (benchmarks/memory.py)."""

from __future__ import annotations

import importlib

from benchmarks.reduced.model import Size, check


def main(way: str, people: str, weeks: str) -> None:
    """Run the model in one way, and see that it counted right."""
    size = Size(int(people), int(weeks))
    counted, _ = importlib.import_module(f"benchmarks.reduced.{way}").run(size, seed=1)
    check(way, size, counted)
