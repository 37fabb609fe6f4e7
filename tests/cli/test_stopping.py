"""Ctrl-C and SIGTERM end a trial at once, whoever works for it, and nothing of it goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# The command as it is typed, on a country a hundred times smaller, for hours if it is let.
COMMAND = """
from befriend import cli
from befriend.simulator import trial
if __name__ == "__main__":
    told = trial.Asked._field_defaults | {"smaller": 100}
    trial.Asked.__new__.__defaults__ = tuple(told.values())
    cli.main()
"""
LONG = ("try", "cap-110", "--months", "120", "--runs", "10000")
SOON = 2.0  # seconds
TO_BEGIN = 120


def alive(group):
    """Return the processes of a group that have not ended, as the machine lists them."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                state, _, of = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(of) == group and state != "Z":
                found.append(int(folder.name))
    return found


def begun(tmp_path, *more):
    """Return the command once it has lived through some runs, in a group of its own."""
    script = tmp_path / "command.py"
    script.write_text(COMMAND)
    told = tmp_path / "told"
    with told.open("w") as where:
        process = subprocess.Popen(
            [sys.executable, script, *LONG, *more],
            stdout=subprocess.DEVNULL, stderr=where, start_new_session=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
    until = time.monotonic() + TO_BEGIN
    while "Trying" not in told.read_text():
        assert process.poll() is None, told.read_text()
        assert time.monotonic() < until, told.read_text()
        time.sleep(0.05)
    return process, told


@pytest.mark.parametrize(
    ("workers", "number", "everybody", "wait"),
    [
        ("1", signal.SIGINT, True, 3),
        ("2", signal.SIGINT, True, 0.2),  # while its workers begin
        ("2", signal.SIGINT, True, 12),
        ("2", signal.SIGTERM, False, 8),
        ("2", signal.SIGKILL, False, 12),
    ],
)
def test_it_stops_at_once_and_leaves_nobody(tmp_path, workers, number, everybody, wait):
    process, told = begun(tmp_path, "--workers", workers)
    time.sleep(wait)
    try:
        at = time.monotonic()
        (os.killpg if everybody else os.kill)(process.pid, number)
        status = process.wait(SOON)
        while alive(process.pid):
            assert time.monotonic() < at + SOON
            time.sleep(0.05)
        if number == signal.SIGKILL:
            return
        assert status == 128 + number
        assert told.read_text().splitlines()[1:] == ["Stopped; nothing was written."]
    finally:
        if alive(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
