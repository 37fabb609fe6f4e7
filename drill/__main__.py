"""`python -m drill`: print times and counts, and the verdict last (DRILL=short for a short one)."""

import os
import re
import shutil
import sys
import tempfile
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from drill.browsers import Browser, Load
from drill.proving import Findings, prove
from drill.service import Service, end_in_order


class Size(NamedTuple):
    """How long a drill is."""

    writes: int
    browsers: int
    # What is killed, in this order, spread evenly over the writes.
    kills: tuple[str, ...]
    # Whether to wait until the server hands over its log by itself.
    waits: bool


APP, DATABASE = "the app server", "PostgreSQL"
FULL = Size(500, 6, (APP, APP, APP, DATABASE, APP, APP), waits=True)
SHORT = Size(240, 4, (APP, DATABASE, APP), waits=False)


def main() -> int:
    """Run the drill in a folder of its own, and return the exit status."""
    size = SHORT if os.environ.get("DRILL") == "short" else FULL
    began, folder = time.monotonic(), Path(tempfile.mkdtemp(prefix="befriend-drill-"))
    # The server that root starts is another user's, who must get to the homes made in here.
    folder.chmod(0o711)
    service = Service(folder / "home", folder / "service.log")
    findings = Findings()
    try:
        run(service, size, findings)
    except Exception:
        findings.wrong(traceback.format_exc())
    finally:
        service.stop()
        service.command("down")
    seconds = time.monotonic() - began
    if findings.faults:
        print(f"What was written: {folder}")
        print(f"DRILL: FAILED after {seconds:.0f} s: " + "; ".join(findings.faults))
        return 1
    shutil.rmtree(folder)
    print(f"DRILL: passed in {seconds:.0f} s: " + "; ".join(findings.good))
    return 0


def run(service: Service, size: Size, findings: Findings) -> None:
    """Fill a home, write under load while servers are killed, and prove what is there."""
    fill(service)
    say(f"served after {service.start():.1f} s")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        ((value,),) = service.asked(f"SHOW {name}")
        if value != "on":
            findings.wrong(f"{name} is {value}")
    load = Load(service.url, writers(service, size.browsers), size.writes, run="drill")
    started = time.monotonic()
    load.start()
    moment = trouble(service, load, size, findings)
    while not load.is_over():
        time.sleep(0.2)
    taken = time.monotonic() - started
    say(f"{load.acknowledged()} writes acknowledged in {taken:.0f} s by {size.browsers} browsers; "
        f"{sum(one.tries > 1 for one in load.writes)} were sent more than once")  # fmt: skip
    for fault in load.faults:
        findings.wrong(fault)
    prove(service, load, moment, waits=size.waits, findings=findings)


def fill(service: Service) -> None:
    """Make the home, with the invented unit in it."""
    unit = service.home.parent / "unit"
    for words in (("demo-data", str(unit), "--seed", "1"), ("import", str(unit), "--invented")):
        done = service.command(*words)
        if done.returncode:
            raise RuntimeError(f"befriend {words[0]}: {done.stderr}")


def writers(service: Service, wanted: int) -> list[str]:
    """Return the references of invented practitioners who may write, as the page of sign-in lists them."""
    page = Browser(service.url, "").ask("/sign-in")[1]
    found: list[str] = []
    for ref in dict.fromkeys(re.findall(r'name="practitioner"[^>]*value="([^"]+)"', page)):
        try:
            Browser(service.url, ref).form()
            found.append(ref)
        except OSError:
            continue
    if not found:
        raise RuntimeError("nobody may write")
    # Fewer people than browsers: two browsers of one person are as good.
    return [found[number % len(found)] for number in range(wanted)]


def trouble(service: Service, load: Load, size: Size, findings: Findings) -> float:
    """Kill what is to be killed while the load goes on; copy in the midst; return a moment after that."""
    moment = 0.0
    for number, what in enumerate(size.kills, start=1):
        wait_until(load, size.writes * number // (len(size.kills) + 1))
        if load.is_over():
            findings.wrong("the load ended before its time")
            break
        if what == DATABASE:
            service.kill_database()
        killed = time.monotonic()
        service.kill()
        service.start()
        say(f"{what} killed at {load.acknowledged()} writes, answering again after "
            f"{time.monotonic() - killed:.1f} s")  # fmt: skip
        if number == (len(size.kills) + 1) // 2:
            moment = copied(service, load)
    return moment


def copied(service: Service, load: Load) -> float:
    """Take a copy under load, and return a moment a little later with writes before and after it."""
    began = time.monotonic()
    done = service.command("backup")
    if done.returncode:
        raise RuntimeError(f"befriend backup: {done.stderr}")
    say(f"copied under load in {time.monotonic() - began:.1f} s")
    wait_until(load, load.acknowledged() + 5)
    moment = time.time()
    say(f"the moment to go back to: {datetime.fromtimestamp(moment, UTC):%H:%M:%S.%f} UTC")
    return moment


def wait_until(load: Load, acknowledged: int) -> None:
    """Wait until so many writes are acknowledged, or nobody writes any longer."""
    while load.acknowledged() < acknowledged and not load.is_over():
        time.sleep(0.02)


def say(what: str) -> None:
    """Tell how far the drill is."""
    print(f"  {what}", flush=True)


if __name__ == "__main__":
    end_in_order()
    sys.exit(main())
