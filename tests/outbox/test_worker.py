"""Real workers, killed in the middle: nothing is lost, nothing is there twice, nothing stays running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.parse import quote

import psutil
import pytest
from django.db import connection

from befriend import roles
from befriend.outbox import actions, queries
from befriend.outbox.models import Message
from tests.larkfield import MONDAY

State = Message.State
SECONDS = 120
COMMAND = [sys.executable, "-m", "befriend.cli"]
SERVE = [*COMMAND, "serve", "--workers=1"]


def until(holds, seconds=SECONDS):
    """Wait until something holds, and say whether it did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def environment(mails):
    """Return the environment of a worker on the test's database, under the app's own role."""
    at = connection.settings_dict
    where = f"/{at['NAME']}?host={quote(at['HOST'], safe='/')}&port={at['PORT'] or 5432}"
    yield os.environ | {
        "DATABASE_URL": f"postgresql://{roles.APP}@{where}",
        "BEFRIEND_OWNER_URL": f"postgresql://{at['USER']}@{where}",
        "BEFRIEND_SECRET_KEY": "of no use",
        "BEFRIEND_SMTP_URL": f"smtp://127.0.0.1:{mails.port}",
        "BEFRIEND_MAIL_FROM": "Befriend <befriend@example.org>",
        "BEFRIEND_ADDRESS": "https://befriend.example.org",
    }
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def write(staffed, many):
    """Write so many messages to Sam, and return them."""
    for number in range(many):
        actions.write(staffed.sam, day=MONDAY, code="plan_names_you", values={"plan": number})
    return Message.objects.filter(code="plan_names_you", practitioner=staffed.sam)


@pytest.mark.django_db(transaction=True)
def test_two_hundred_messages_and_five_dead_workers(mails, staffed, reached, environment, capsys):
    reached(staffed.sam)
    mails.thinks = 0.05
    messages = write(staffed, 200)
    dead, said = 0, b""

    def on_their_way():
        return messages.filter(state__in=[*Message.OPEN, State.SENDING]).exists()

    while on_their_way():
        worker = subprocess.Popen([*COMMAND, "worker"], env=environment, stderr=subprocess.PIPE)
        if dead < 5:
            seen = len(mails.taken)
            assert until(lambda seen=seen: len(mails.taken) >= seen + 20)
            worker.kill()
            dead += 1
        else:
            assert until(lambda: not on_their_way())
            worker.terminate()
        said += worker.communicate(timeout=60)[1]

    counted = mails.counted()
    ends = {one.pk: one.state for one in messages}
    uncertain = [key for key, state in ends.items() if state == State.UNCERTAIN]
    with capsys.disabled():
        print(
            f"\n200 messages, {dead} workers killed: {len(counted)} arrived, "
            f"{sum(counted.values()) - len(counted)} doubled, {len(uncertain)} shown as uncertain "
            f"(of which {sum(counted[f'<{key}@example.org>'] for key in uncertain)} had arrived)"
        )
    assert dead == 5
    assert len(ends) == 200
    assert max(counted.values()) == 1
    assert set(ends.values()) <= {State.SENT, State.UNCERTAIN}
    # Four at once, five times: no more can have been in the window when nobody knows.
    assert len(uncertain) <= 20
    for key, state in ends.items():
        assert state == State.UNCERTAIN or counted[f"<{key}@example.org>"] == 1
    assert b"@" not in said
    assert b"Traceback" not in said


@pytest.mark.django_db(transaction=True)
def test_once_empties_the_queue_and_ends(mails, staffed, reached, environment):
    reached(staffed.sam)
    messages = write(staffed, 5)

    done = subprocess.run(
        [*COMMAND, "worker", "--once"], env=environment, check=False, capture_output=True, timeout=SECONDS
    )

    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert {one.state for one in messages} == {State.SENT}
    assert len(mails.counted()) == 5
    # It is gone: nobody is told that a worker lives.
    assert queries.worker_seen() is None


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def named(process, word):
    """Return the living children of a process whose command holds a word."""
    found = []
    for one in process.children():
        with suppress(psutil.NoSuchProcess):  # A zombie has no command any more.
            found += [one] if word in one.cmdline() else []
    return found


@pytest.mark.django_db(transaction=True)
def test_a_dead_worker_is_started_again_and_all_ends_together(environment, port):
    serve = psutil.Popen([*SERVE, f"--port={port}"], env=environment, stderr=subprocess.DEVNULL)
    try:
        assert until(lambda: named(serve, "worker"))
        first = named(serve, "worker")[0]
        first.kill()
        assert until(lambda: named(serve, "worker") and named(serve, "worker")[0] != first)
        everybody = serve.children(recursive=True)
        named(serve, "gunicorn")[0].send_signal(signal.SIGTERM)

        serve.wait(SECONDS)

        assert psutil.wait_procs(everybody, timeout=10)[1] == []
    finally:
        if serve.poll() is None:
            serve.terminate()
            serve.wait(SECONDS)


@pytest.mark.django_db(transaction=True)
def test_a_worker_ends_with_whoever_started_it(environment, port):
    serve = psutil.Popen([*SERVE, f"--port={port}"], env=environment, stderr=subprocess.DEVNULL)
    try:
        assert until(lambda: named(serve, "worker"))
        worker, pages = named(serve, "worker")[0], named(serve, "gunicorn")[0]
        assert until(lambda: len(worker.threads()) > 3)
    finally:
        serve.kill()
        serve.wait()
        pages.terminate()

    assert psutil.wait_procs([worker], timeout=40)[1] == []
