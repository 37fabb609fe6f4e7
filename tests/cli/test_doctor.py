"""The doctor where the tables are not those of this program: it says so, and does not fall over."""

from __future__ import annotations

import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-m", "befriend.cli"]


def befriend(*words):
    return subprocess.run([*COMMAND, *words], check=False, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("reached", [None, "people", "identity"])
def test_tables_that_are_missing_or_old_are_told(own_home, reached):
    assert befriend("up").returncode == 0
    if reached:
        made = befriend("manage", "migrate", reached, "0001", "--database=owner", "--verbosity=0")
        assert made.returncode == 0, made.stderr

    for done in (befriend("doctor"), befriend("doctor", "--real")):
        assert (done.returncode, done.stderr) == (1, "")
        assert "WRONG  tables: " in done.stdout
        assert "Start `befriend serve`, or run `befriend init`" in done.stdout
        assert "WELL   PostgreSQL: " in done.stdout
        assert "copies: There is no copy." in done.stdout
        for not_looked_at in ("row-level security:", "audit:", "worker:"):
            assert f"  {not_looked_at}" not in done.stdout
