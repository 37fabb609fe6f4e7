"""Locust in a process of its own, and the work of every process meanwhile."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from befriend import database
from benchmarks.pages import figures
from benchmarks.pages.figures import Figures
from drill.service import Service

EVERY = 5
SIGN_INS_A_SECOND, SETTLED = 8, 15
LOCUST_STARTS, LINGERS = 5, 10
TIMES_ALONE = 10
LOAD = Path(__file__).parent / "load.py"


def together(service: Service, users: list[dict[str, Any]], seconds: int, every: float = EVERY) -> Figures:
    """Let all users ask by their timetables for so long, and return what was measured."""
    begins = time.time() + LOCUST_STARTS + len(users) / SIGN_INS_A_SECOND + 2
    starts = begins + SETTLED
    plan = {
        **{"host": service.url, "users": users, "every": every},
        **{"begins": begins, "from": starts, "ends": starts + seconds},
    }
    with tempfile.TemporaryDirectory(prefix="befriend-bench-") as folder:
        process, taken = started(Path(folder), plan)
        time.sleep(max(0, starts - time.time()))
        before = work(service, process.pid)
        time.sleep(max(0, starts + seconds - time.time()))
        spent = {name: value - before[name] for name, value in work(service, process.pid).items()}
        process.wait(120)
        if not taken.exists():
            sys.exit((Path(folder) / "said").read_text()[-2000:])
        asked = json.loads(taken.read_text())
    queries = figures.queries(service.said, starts, starts + seconds)
    return figures.of(asked, seconds, queries, {name: value / seconds for name, value in spent.items()})


def started(folder: Path, plan: dict[str, Any]) -> tuple[subprocess.Popen[bytes], Path]:
    """Start locust with a plan; return its process and the file it will leave."""
    taken, written = folder / "taken.json", folder / "plan.json"
    written.write_text(json.dumps(plan | {"into": str(taken)}))
    lasts = int(plan["ends"] - time.time()) + LINGERS
    count = len(plan["users"])
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "locust", "-f", str(LOAD), "--headless", "--only-summary"),
                *("-u", str(count), "-r", str(SIGN_INS_A_SECOND), "-t", f"{lasts}s"),
            ],
            env={**os.environ, "BEFRIEND_BENCH_PLAN": str(written), "NO_PROXY": "*"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )  # fmt: skip
    return process, taken


def alone(service: Service, users: list[dict[str, Any]]) -> dict[str, float]:
    """Return the median milliseconds of each kind when one user asks and nobody else."""
    officer, senior = users[0], next(each for each in users if each["role"] == "senior")
    took: dict[str, list[float]] = {}
    for one in (officer, senior):
        seconds = EVERY + TIMES_ALONE
        # One user whose requests are so close that all kinds are met, and far enough to be alone.
        found = together_quietly(service, one, seconds)
        for each in found:
            took.setdefault(each["kind"], []).append(each["ms"])
    return {kind: sorted(each)[len(each) // 2] for kind, each in took.items()}


def together_quietly(service: Service, one: dict[str, Any], seconds: int) -> list[dict[str, Any]]:
    """Let one user ask four times a second, and return every request."""
    begins = time.time() + LOCUST_STARTS
    plan = {
        **{"host": service.url, "users": [one], "every": 0.25},
        **{"begins": begins, "from": begins + 2, "ends": begins + 2 + seconds},
    }
    with tempfile.TemporaryDirectory(prefix="befriend-bench-") as folder:
        process, taken = started(Path(folder), plan)
        process.wait(seconds + 120)
        asked: list[dict[str, Any]] = json.loads(taken.read_text())
    return asked


def work(service: Service, locust: int) -> dict[str, float]:
    """Return the seconds of processor that each part of the whole has used."""
    pages = psutil.Process(service.process.pid if service.process else None)
    worker = [each for each in pages.children(recursive=True) if "worker" in command(each)]
    beside = {each.pid for one in worker for each in (one, *one.children(recursive=True))}
    postmaster = int((database.data(service.home) / "postmaster.pid").read_text().split()[0])
    times = psutil.cpu_times()
    return {
        "pages": sum(
            seconds(each)
            for each in (pages, *pages.children(recursive=True))
            if each.pid not in beside and each.name() != "postgres"
        ),
        "worker": sum(seconds(psutil.Process(pid)) for pid in beside),
        "postgres": tree(psutil.Process(postmaster)),
        "locust": tree(psutil.Process(locust)),
        "the machine": times.user + times.system + times.nice + times.irq + times.softirq + times.steal,
    }


def command(process: psutil.Process) -> list[str]:
    """Return the words a process was started with."""
    with contextlib.suppress(psutil.Error):
        return list(process.cmdline())
    return []


def tree(top: psutil.Process) -> float:
    """Return the seconds of a process and all it started, those that ended too."""
    ended = top.cpu_times()
    living = sum(seconds(each) for each in (top, *top.children(recursive=True)))
    return living + ended.children_user + ended.children_system


def seconds(process: psutil.Process) -> float:
    """Return the seconds of one process."""
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)
