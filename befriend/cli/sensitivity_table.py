"""Which assumptions matter most: docs/simulating-sensitivity.md, from some minutes of runs.

`python -m befriend.cli.sensitivity_table` prints how far it is and writes the page anew.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from befriend.simulator import measured, screening
from befriend.simulator.screening import Asked, Effect

PAGE = Path(__file__).parents[2] / "docs" / "simulating-sensitivity.md"
WRITTEN_BY = "python -m befriend.cli.sensitivity_table"
MEASURES = ("recalls", "recall_stock", "licence_stock", "prison_population", "people_waiting", "load_percent",
            "contact_hours", "days_without_planned_contact", "leavers")  # fmt: skip
SHOWN = 8

HEAD = """# Which assumptions matter most

*Last read through: {day}*

Every parameter that has a prior was moved along it, one after another, from {starts} starts, and all weeks
lived through again with the same luck: the screening of Morris (1991), by SALib. **mu*** is by how much the
mean over {months} months changes, on average, over the whole prior; **sigma** how much that differs with what
else is assumed: large beside mu*, it says that the assumption works together with others. Below, the {shown}
that matter most to each measure.

- Country `{name}`, {part} of it in {units} units, seed {seed}: figures are of so small a country.
- `{written_by}` runs it anew; that takes some minutes. It is a picture of the day it was run on.
"""


def page(found: Mapping[str, Mapping[str, Effect]], asked: Asked, day: date) -> str:
    """Return the page."""
    told = {**asked._asdict(), "day": day, "shown": SHOWN, "written_by": WRITTEN_BY}
    return "\n".join([HEAD.format(**told), *(section(name, each) for name, each in found.items())])


def section(name: str, found: Mapping[str, Effect]) -> str:
    """Return what matters most to one measure, as a table."""
    measure = measured.EVERY[name]
    first = sorted(found, key=lambda key: (-found[key].mu_star, key))[:SHOWN]
    rows = [f"| `{key}` | {found[key].mu_star:.4g} | {found[key].sigma:.4g} |" for key in first]
    head = (
        f"## {measure.what}\n\n{measure.unit.capitalize()}.\n\n| assumption | mu* | sigma |\n|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def progress(done: int, every: int) -> None:
    """Say how far it is."""
    print(f"\r{done} of {every} runs", end="" if done < every else "\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    asked_for = Asked()
    screens = screening.screened(asked_for, MEASURES, progress)
    written = page(screens, asked_for, date.today())
    PAGE.write_text(written, encoding="utf-8")
    print(written)
