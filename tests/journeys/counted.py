"""What a day's work takes, counted in a browser, as one table; beside what is public of other systems.

A journey measures, prints the table and compares it with docs/counts.md. With BEFRIEND_COUNTS=write in the
environment it writes that page anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parents[2] / "docs" / "counts.md"
WRITES = os.environ.get("BEFRIEND_COUNTS") == "write"
UNKNOWN = "Nothing public counts it."
HEAD = """# What a day's work takes

*Last read through: 2026-11-22*

Counted by a real browser that goes through the invented unit as anybody finds it after `make run`: a record
that is filled. `tests/journeys/test_counts.py` measures it, fails where a goal is missed or this page says
anything else, and prints the table; with `BEFRIEND_COUNTS=write` in the environment it writes this page anew.

An answer is what is typed or chosen; what is chosen already, and left as it is, is none. A page that asks has
a form to send. A click is one on a link or button, from the page on which the day begins.

"""
COLUMNS = "| what | here | goal | elsewhere |\n|---|---|---|---|\n"
FOOT = """
## Where the figures of others come from

What the public estate's own services take is read from their published code: one file a page, helpers and
pages that only some are shown among them. So each figure is the most it can be, and not what one takes.

- CAS1, CAS2 and CAS3 (applications for accommodation): the TypeScript files under
  `server/form-pages/apply` of their public repositories, without tests and index files.
- Manage people on probation: the templates under its `server/views/pages/appointments` between an appointment
  and its outcome: the appointment, its outcome, whether they complied, a note, the next one.
- The referral on paper is what one practitioner told of: ten pages that took two days.

Nothing that is public counts what reading a handover takes elsewhere; a figure would be invented.
"""


class Count(NamedTuple):
    """One thing that was counted: what, how many, at most how many there may be, and what others take."""

    what: str
    here: int
    goal: int
    elsewhere: str = UNKNOWN

    @property
    def row(self) -> str:
        """Return it as a row of the table."""
        return f"| {self.what} | {self.here} | at most {self.goal} | {self.elsewhere} |\n"


def page(counts: list[Count]) -> str:
    """Return the page."""
    return HEAD + table(counts) + FOOT


def table(counts: list[Count]) -> str:
    """Return the table alone."""
    return COLUMNS + "".join(one.row for one in counts)


def kept(counts: list[Count]) -> str:
    """Return the page as it is kept; written anew first, if that is asked for."""
    if WRITES:
        PAGE.write_text(page(counts), encoding="utf-8")
    return PAGE.read_text(encoding="utf-8")
