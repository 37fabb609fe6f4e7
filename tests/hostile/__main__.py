"""`python -m tests.hostile`: attack a service of one's own, and say last what became of it.

HOSTILE=short for a short one, SEED=number for another afternoon.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from drill.service import end_in_order
from tests.hostile import folders, pages, programs, raw
from tests.hostile.place import LEFT_BEHIND, Browser, Findings, Place


class Size(NamedTuple):
    """How long an afternoon is."""

    questions: int  # to each operation of the API, in each mode
    folders: int
    requests: int
    forms: int  # to each page as each role
    seconds: int  # for the pages: the rest ends by itself
    pages: int  # so many pages and roles, or 0 for all


# Every page and every role, some minutes of each part.
LONG = Size(questions=300, folders=300, requests=10_000, forms=5, seconds=2_700, pages=0)
SHORT = Size(questions=10, folders=12, requests=300, forms=3, seconds=30, pages=25)


def main() -> int:
    """Run the afternoon in a folder of its own, and return the exit status."""
    size = SHORT if os.environ.get("HOSTILE") == "short" else LONG
    number = int(os.environ.get("SEED", "1"))
    began, folder = time.monotonic(), Path(tempfile.mkdtemp(prefix="befriend-hostile-"))
    # The server that root starts is another user's, who must get to the home made in here.
    folder.chmod(0o711)
    place, findings = Place(folder), Findings()
    print(f"  seed {number}; what was refused may leave something in these tables alone:")
    for table, why in LEFT_BEHIND.items():
        print(f"    {table}: {why}")
    try:
        place.begin()
        attack(place, findings, size, number)
    except Exception:
        findings.wrong(traceback.format_exc())
    finally:
        place.end()
    return told(findings, time.monotonic() - began, folder)


def attack(place: Place, findings: Findings, size: Size, number: int) -> None:
    """Attack in every way, one after the other, and see that the service lives and has no fault to tell."""
    parts: dict[str, Callable[[], None]] = {
        "raw": partial(raw.attack, place, findings, number=number, times=size.requests),
        "programs": partial(programs.attack, place, findings, number=number, times=size.questions),
        "folders": partial(folders.attack, place, findings, number=number, times=size.folders),
        "pages": partial(pages.attack, place, findings, number=number, size=size),
    }
    for name in os.environ.get("PARTS", " ".join(parts)).split():
        began = time.monotonic()
        parts[name]()
        print(f"  {name}: {time.monotonic() - began:.0f} s", flush=True)
        if Browser(place.service.url).ask("/sign-in").status != 200:
            findings.wrong(f"after {name} the service no longer answers")
    for line in place.faults():
        findings.wrong(f"the service wrote: {line}")


def told(findings: Findings, seconds: float, folder: Path) -> int:
    """Say what became of it, the verdict last."""
    sent = ", ".join(f"{count:,} {part}" for part, count in findings.sent.items())
    if findings.faults:
        print(f"  What the service wrote is in {folder}")
        print(f"HOSTILE: FAILED after {seconds:.0f} s, {sent}: {len(findings.faults)} faults")
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    found = f"no 500, and nothing changed in {findings.compared:,} comparisons"
    print(f"HOSTILE: passed in {seconds:.0f} s: {sent}; {found}; {findings.let_through:,} were in order")
    return 0


if __name__ == "__main__":
    end_in_order()
    sys.exit(main())
