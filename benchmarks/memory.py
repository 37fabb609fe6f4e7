"""The most memory a process ever had, measured in one that does nothing but one piece of work.

`python -m benchmarks.memory benchmarks.reduced.once ours 40000 52` prints it in bytes, after `main` of that
module with those arguments. A process that grew before would count what it had then.
"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
STATUS = Path("/proc/self/status")


def peak(module: str, *arguments: str) -> int:
    """Return the bytes a process of its own had at most, doing the work of a module."""
    command = [sys.executable, "-m", "benchmarks.memory", module, *arguments]
    return int(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)


def most_so_far() -> int:
    """Return the most memory this process had, in bytes; ValueError where the system does not say."""
    found = re.search(r"^VmHWM:\s+(\d+) kB$", STATUS.read_text(), re.MULTILINE)
    if not found:
        raise ValueError(f"{STATUS} does not say how much memory was used")
    return int(found[1]) * 1024


if __name__ == "__main__":
    importlib.import_module(sys.argv[1]).main(*sys.argv[2:])
    print(most_so_far())
