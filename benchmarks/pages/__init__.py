"""Pages under 200 signed-in users with a whole country in the database, each asking once in 5 seconds.

Open loop: each user's next request is due 5 seconds after the last was due, whatever became of that
one, and is sent in a thread of its own; its time runs from the moment it was due to the last byte. So
a queue shows, in the server and in the generator alike. Generator, server and database share this
machine. The peers are the same pages with row-level security off, and with that and all triggers
(history, audit of changes) off: what these cost. The limit is one request at a time of one user.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.pages import country, figures, generator
from benchmarks.pages.figures import ALL_READS, ALL_SAVES, READS, SAVES, Figures
from benchmarks.row import Row, against
from drill.service import Service

# Minutes, and a machine to itself.
ONLY_WHEN_ASKED = True
GOALS = {**dict.fromkeys([*READS, ALL_READS], 200), **dict.fromkeys([*SAVES, ALL_SAVES], 400)}
QUIET = 0.7
SECONDS, SECONDS_OF_A_PEER = 75, 40
AS_IT_IS, NO_POLICIES, NO_TRIGGERS = (
    "as it is",
    "row-level security off",
    "row-level security, history and audit of changes off",
)


def run() -> list[Row]:
    """Bring the country in, serve it on this machine alone, and measure."""
    with tempfile.TemporaryDirectory(prefix="befriend-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # The server that root starts is another user's, who must get to the home made in here.
        folder.chmod(0o711)
        service = Service(folder / "home", folder / "service.log")
        load_before = os.getloadavg()[0]
        try:
            country.bring_in(service)
            return measured(service, load_before)
        finally:
            service.stop()
            service.command("down")


def measured(service: Service, load_before: float) -> list[Row]:
    """Serve a home that holds the country, and return what was measured."""
    service.start()
    users = country.users(service.address())
    say(f"{len(users)} users of {len({each['unit'] for each in users})} units")
    if load_before > QUIET:
        busy = f"the machine was busy before this began (load {load_before:.1f})"
        say(f"WARNING: {busy}: all times are too long")
    alone = generator.alone(service, users)
    found = {AS_IT_IS: generator.together(service, users, SECONDS)}
    figures.show(AS_IT_IS, found[AS_IT_IS], GOALS)
    for name, off in ((NO_POLICIES, country.POLICIES_OFF), (NO_TRIGGERS, country.TRIGGERS_OFF)):
        country.change(service.address(), off)
        found[name] = generator.together(service, users, SECONDS_OF_A_PEER)
        figures.show(name, found[name], {})
    verdict(found[AS_IT_IS])
    return list(rows(found, alone))


def rows(found: dict[str, Figures], alone: dict[str, float]) -> Iterable[Row]:
    """Return the 95th percentile of each kind beside each peer."""
    ours = found[AS_IT_IS].kinds
    for peer in (NO_POLICIES, NO_TRIGGERS):
        for kind in alone:
            yield against(
                f"pages-{kind}",
                ours[kind].p95,
                "ms p95",
                peer=peer,
                peer_value=found[peer].kinds[kind].p95,
                more_is_better=False,
                limit=alone[kind],
            )


def verdict(found: Figures) -> None:
    """Say whether the goals are met: of all reads and all saves together, and of each page by itself."""
    missed = [kind for kind, each in found.kinds.items() if each.p95 >= GOALS[kind]]
    errors = sum(each.errors for kind, each in found.kinds.items() if kind not in (ALL_READS, ALL_SAVES))
    said = "every goal is met" if not missed and not errors else (
        f"NOT met: {', '.join(missed) or 'none too slow'}; {errors} errors")  # fmt: skip
    say(f"goals (reads p95 under 200 ms, saves under 400 ms, no errors; together and page by page): {said}")


def say(what: str) -> None:
    """Tell how far the bench is."""
    print(f"  {time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)
