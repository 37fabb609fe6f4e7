"""What must be true after the drill: in the database itself, in a second one, and as of a moment."""

import time
from datetime import UTC, datetime
from pathlib import Path

from befriend.database import archive, contents
from drill.browsers import Load
from drill.counting import count, out_of_time
from drill.service import Service

# Point in time to within five minutes.
SECONDS_ALLOWED = 300


class Findings:
    """What was found: sentences for the verdict."""

    def __init__(self) -> None:
        self.good: list[str] = []
        self.faults: list[str] = []

    def right(self, what: str) -> None:
        """Keep something that is as it should be."""
        print(f"  {what}", flush=True)
        self.good.append(what)

    def wrong(self, what: str) -> None:
        """Keep something that is not as it should be."""
        print(f"  WRONG: {what}", flush=True)
        self.faults.append(what.strip().splitlines()[-1])

    def verdict(self, *, holds: bool, right: str, wrong: str) -> None:
        """Keep one or the other."""
        self.right(right) if holds else self.wrong(wrong)


def prove(service: Service, load: Load, moment: float, *, waits: bool, findings: Findings) -> None:
    """Count, verify, bring back, compare."""
    held(service, load, findings)
    handed_over(service, load, waits=waits, findings=findings)
    service.stop()
    service.command("up")
    # First the chain, which links what is late; what it writes is handed over when the server stops.
    chain(service, "the chain", findings)
    before = contents.of(service.address())
    service.command("down")
    folder = archive.of(service.home)
    second(service, folder, before, findings)
    as_of(service, folder, load, moment, findings)


def held(service: Service, load: Load, findings: Findings) -> None:
    """Hold what was acknowledged to what is there."""
    there = [word for word in service.words() if word.startswith(f"{load.run}-")]
    acknowledged = [one.word for one in load.writes if one.acknowledged]
    found = count(acknowledged, load.sent, there)
    sums = f"{len(acknowledged)} writes acknowledged, {len(found.lost)} lost, {len(found.doubled)} doubled"
    findings.verdict(
        holds=found.is_good and len(acknowledged) == load.total,
        right=sums,
        wrong=f"{sums}, {len(found.unasked)} that nobody sent, of {load.total}",
    )


def handed_over(service: Service, load: Load, *, waits: bool, findings: Findings) -> None:
    """See that the log of the last write leaves the server's own disk space within the time allowed."""
    wal = archive.of(service.home) / "wal"
    ((piece,),) = service.asked("SELECT pg_walfile_name(pg_current_wal_lsn())")
    if not waits:
        service.asked("SELECT pg_switch_wal()")
    archive.wait_for(wal, piece, seconds=SECONDS_ALLOWED)
    took = time.time() - load.last()
    how = "by itself" if waits else "when told"
    findings.verdict(
        holds=took <= SECONDS_ALLOWED,
        right=f"log handed over {how} {took:.0f} s after the last write",
        wrong=f"the log was handed over only {took:.0f} s after the last write",
    )


def chain(service: Service, what: str, findings: Findings) -> None:
    """Verify the chain of the audit."""
    done = service.command("audit", "verify")
    said = (done.stdout.strip() or done.stderr.strip()).splitlines()
    findings.verdict(
        holds=done.returncode == 0,
        right=f"{what} verifies",
        wrong=f"{what} does not verify: {said[-1] if said else done.returncode}",
    )


def brought_back(service: Service, folder: Path, name: str, *more: str) -> tuple[Service, float]:
    """Bring the copy back into a second home, with its database running."""
    began = time.monotonic()
    other = Service(service.home.parent / name, service.said)
    done = service.command("restore", str(folder), "--into", str(other.home), *more)
    if done.returncode:
        raise RuntimeError(f"befriend restore: {done.stderr}")
    took = time.monotonic() - began
    other.command("up")
    return other, took


def second(service: Service, folder: Path, before: dict[str, contents.Held], findings: Findings) -> None:
    """Bring everything back into a second cluster, and compare it table by table."""
    other, took = brought_back(service, folder, "second")
    try:
        apart = contents.differences(before, contents.of(other.address()))
        rows = sum(each.rows for each in before.values())
        findings.verdict(
            holds=not apart,
            right=f"second cluster in {took:.1f} s: counts and checksums of {len(before)} tables, "
            f"{rows} rows, equal",
            wrong=f"the second cluster differs: {'; '.join(apart[:5])}",
        )
        chain(other, "the second cluster's chain", findings)
    finally:
        other.command("down")


def as_of(service: Service, folder: Path, load: Load, moment: float, findings: Findings) -> None:
    """Go back to a moment, and see that what was before it is there and nothing after it."""
    until = datetime.fromtimestamp(moment, UTC).isoformat()
    other, took = brought_back(service, folder, "moment", "--until", until)
    try:
        held = [word for word in other.words() if word.startswith(f"{load.run}-")]
        missing, early = out_of_time(load.writes, moment, held)
        before = [one for one in load.writes if one.acknowledged and one.acknowledged < moment]
        nearest = moment - max((one.acknowledged for one in before), default=0)
        findings.verdict(
            holds=not missing and not early and bool(before) and nearest <= SECONDS_ALLOWED,
            right=f"point in time in {took:.1f} s: the last write before it ({nearest:.2f} s) is there, "
            f"none of {sum(one.began > moment for one in load.writes)} after it",
            wrong=f"point in time: {len(missing)} missing, {len(early)} too early, nearest {nearest:.0f} s",
        )
        chain(other, "its chain", findings)
    finally:
        other.command("down")
