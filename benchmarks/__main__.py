"""Run the benchmarks (all, or those whose name begins with the argument), and keep what they say."""

import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

import benchmarks
from benchmarks.row import Row
from drill.service import end_in_order

KEPT = Path("build/bench.json")
NO_BENCH = {"__main__", "row"}


def main(beginning: str = "") -> None:
    """Run what begins so, print a table, and write it to build/bench.json."""
    chosen = [name for name in found() if name == beginning or (name.startswith(beginning) and in_all(name))]
    if not chosen:
        sys.exit(f"No bench begins with '{beginning}'. There are: {', '.join(found()) or 'none yet'}.")
    rows = [row for name in chosen for row in measure(name)]
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps([row._asdict() for row in rows], indent=2) + "\n")
    show(rows)


def found() -> list[str]:
    """Return the names of the benches: their modules', with hyphens, whether file or folder."""
    modules = {each.name for each in pkgutil.iter_modules(benchmarks.__path__)}
    return sorted(name.replace("_", "-") for name in modules - NO_BENCH if has_run(name))


def in_all(name: str) -> bool:
    """Say whether a bench runs with others; one that takes long may wait to be asked for by its name."""
    return not getattr(
        importlib.import_module(f"benchmarks.{name.replace('-', '_')}"), "ONLY_WHEN_ASKED", False
    )


def has_run(module: str) -> bool:
    """Say whether a module of this folder is a bench, and not a part of one."""
    return hasattr(importlib.import_module(f"benchmarks.{module}"), "run")


def measure(name: str) -> list[Row]:
    """Run one bench, saying so on standard error."""
    print(f"bench {name} ...", file=sys.stderr, flush=True)
    run: Callable[[], list[Row]] = importlib.import_module(f"benchmarks.{name.replace('-', '_')}").run
    return run()


def show(rows: Iterable[Row]) -> None:
    """Print the rows as a table."""
    table = Table(*("name", "value", "unit", "peer", "peer's value", "ratio", "limit"))
    for row in rows:
        table.add_row(*(words(value) for value in row))
    Console(width=140).print(table)


def words(value: str | float) -> str:
    """Return a cell: three figures of a number."""
    return value if isinstance(value, str) else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


if __name__ == "__main__":
    end_in_order()
    main(*sys.argv[1:2])
