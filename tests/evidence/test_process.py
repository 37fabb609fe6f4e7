"""The process that tries policies: one at a time, there while something waits, gone with its worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import psutil
import pytest
from django.db import connection
from django.utils import timezone

from befriend import roles
from befriend.evidence import actions
from befriend.evidence.models import Trial
from tests.evidence import tried
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 120
COMMAND = [sys.executable, "-m", "befriend.cli"]
LONG = tried.TINY._replace(runs=2000)


def until(holds):
    """Wait until something holds, and say whether it did."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def environment():
    """Return the environment of a process on the test's database, under the app's own role."""
    at = connection.settings_dict
    where = f"/{at['NAME']}?host={quote(at['HOST'], safe='/')}&port={at['PORT'] or 5432}"
    return os.environ | {
        "DATABASE_URL": f"postgresql://{roles.APP}@{where}",
        "BEFRIEND_OWNER_URL": f"postgresql://{at['USER']}@{where}",
        "BEFRIEND_SECRET_KEY": "of no use",
    }


@pytest.fixture
def started(environment):
    """Return what starts a command; it is ended with the test, and all it started."""
    processes = []

    def started(*words):
        processes.append(psutil.Popen([*COMMAND, *words], env=environment, stdout=subprocess.DEVNULL))
        return processes[-1]

    yield started
    for one in processes:
        if one.is_running():
            one.kill()
        one.wait()


def state(trial):
    """Return how far a trial is, as the table says now."""
    return Trial.objects.values_list("state", flat=True).get(pk=trial.pk)


def runs(trial):
    """Return how many of its runs are done."""
    return Trial.objects.values_list("runs_done", flat=True).get(pk=trial.pk)


def beside(worker):
    """Return the processes of trials beside a worker."""
    return [one for one in worker.children() if "trials" in one.cmdline()]


def test_a_worker_has_trials_tried_beside_it_and_both_end_together(started):
    short, after = tried.asked(), tried.asked(LONG)
    worker = started("worker")

    assert until(lambda: state(short) == "done")
    assert until(lambda: runs(after) > 2)
    [process] = beside(worker)
    worker.terminate()

    assert psutil.wait_procs([worker, process], timeout=60)[1] == []
    # Begun and not done: the next process tries it anew.
    assert state(after) == "running"


def test_a_process_ends_with_a_worker_that_was_killed(started):
    long = tried.asked(LONG)
    worker = started("worker")
    assert until(lambda: runs(long) > 0)
    [process] = beside(worker)

    worker.kill()

    assert psutil.wait_procs([process], timeout=30)[1] == []


def test_a_process_leaves_a_trial_that_is_cancelled_and_takes_the_next(started):
    long, after = tried.asked(LONG), tried.asked()
    process = started("trials")
    assert until(lambda: runs(long) > 1)

    actions.cancel(trial=long, by="W1", manages=False, day=MONDAY, at=timezone.now())

    assert process.wait(SECONDS) == 0
    assert (state(long), state(after)) == ("cancelled", "done")


def test_never_two_at_once_and_what_one_left_another_tries(started, environment):
    long = tried.asked(LONG)
    first = started("trials")
    assert until(lambda: runs(long) > 2)

    second = subprocess.run(
        [*COMMAND, "trials"], env=environment, check=False, capture_output=True, timeout=SECONDS
    )
    assert (second.returncode, second.stdout) == (0, b"0 trials done.\n")
    assert first.is_running()

    first.send_signal(signal.SIGKILL)
    first.wait()
    started("trials")
    assert until(lambda: Trial.objects.get(pk=long.pk).begun == 2 and runs(long) > 0)
    assert state(long) == "running"
