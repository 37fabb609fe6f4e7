"""A home in which every table is made: made once in a run, and copied for each test that begins with one."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

from befriend.database import programs

# Where a run keeps what its workers share.
SHARED = "TESTS_SHARED"
# What is lost with the power may be lost, here too.
FAST = "\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


def copy_made(home: Path) -> None:
    """Put the files of a server that has every table into an empty home."""
    # With whom they belong to: they are not root's.
    subprocess.run(["cp", "-a", str(_made() / "postgres"), str(home)], check=True)


def _made() -> Path:
    """Return the home that was made in this run, by whoever first asked for it."""
    made = Path(os.environ[SHARED]) / "every-table"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(making := made.with_suffix(".new"))
            making.rename(made)
    return made


def _make(home: Path) -> None:
    """Make a home with every table, whose server does not run."""
    others = ("DATABASE_URL", "BEFRIEND_OWNER_URL", "BEFRIEND_DIRECT_URL")
    own = {key: value for key, value in os.environ.items() if key not in others}
    home.mkdir(mode=0o711)
    programs.initialise(home / "postgres")
    # Before its tables are made: some thousand changes, each of which would wait for the disk.
    with (home / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write(FAST)
    subprocess.run(
        [sys.executable, "-m", "befriend.cli", "manage", "migrate", "--database=owner", "--verbosity=0"],
        env={**own, "BEFRIEND_HOME": str(home)},
        check=True,
    )
