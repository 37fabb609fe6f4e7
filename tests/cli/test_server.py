"""Tests of the commands that run the service: they start from nothing and leave nothing running."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from befriend.cli import beside, ports, serving
from befriend.database import programs
from befriend.errors import BefriendError

BEFRIEND = str(Path(sys.executable).parent / "befriend")
SECONDS = 90


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def befriend(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [BEFRIEND, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=SECONDS)


def served(port: int) -> bool:
    """Wait until the service answers, whatever it says."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=SECONDS)
            return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.2)
    return False


def signalled(process: subprocess.Popen[str], how: str) -> None:
    """Stop a service as an init system does, or as Ctrl-C in a terminal does."""
    if how == "SIGTERM":
        process.send_signal(signal.SIGTERM)
    else:
        os.killpg(process.pid, signal.SIGINT)


def answers_beside(idle: int, port: int) -> bool:
    """Return whether a page is answered while so many are connected and ask nothing, as browsers do."""
    with contextlib.ExitStack() as connected:
        for _ in range(idle):
            connected.enter_context(socket.create_connection(("127.0.0.1", port)))
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).status == 200


@pytest.mark.parametrize("how", ["SIGTERM", "Ctrl-C"])
def test_the_service_answers_and_leaves_nothing_running(made_home, port, how):
    process = subprocess.Popen(
        [BEFRIEND, "serve", f"--port={port}", "--workers=1"],
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert served(port)
        assert answers_beside(20, port)
    finally:
        signalled(process, how)
        said = process.communicate(timeout=SECONDS)[1]

    assert "Traceback" not in said
    assert not programs.is_running(made_home / "postgres")
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", port)) != 0


def test_a_port_in_use_is_told_in_words(own_home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = befriend("serve", f"--port={taken.getsockname()[1]}")

    assert done.returncode == 1
    assert "Set PORT to another number" in done.stderr
    assert "Traceback" not in done.stderr


def until(holds, seconds: float) -> bool:
    """Wait until something holds, and say whether it did."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(holds())


def pages_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    children = psutil.Process(process.pid).children(recursive=True)
    return [one for one in children if "befriend.wsgi" in one.cmdline()]


def test_what_is_killed_leaves_nothing_that_listens_and_can_be_started_again_at_once(made_home, port):
    command = [BEFRIEND, "serve", f"--port={port}", "--workers=2"]
    first = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert served(port)
    pages = pages_of(first)
    refused = befriend("serve", f"--port={port}")
    first.kill()
    first.wait()

    second = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        gone, left = psutil.wait_procs(pages, timeout=10)
        answers = served(port)
        others = pages_of(second)
    finally:
        second.terminate()
        said = second.communicate(timeout=SECONDS)[1] + first.communicate(timeout=SECONDS)[1]

    assert refused.returncode == 1
    assert f"a Befriend is there, process {first.pid}. End it (`kill {first.pid}`)" in refused.stderr
    assert (len(gone), left, answers, len(others), second.returncode) == (3, [], True, 3, 0), said
    assert "Traceback" not in said
    assert until(lambda: not programs.is_running(made_home / "postgres"), 40)


def test_a_master_that_has_lost_whoever_started_it_takes_no_port(port):
    command = serving._gunicorn(port, 1)
    done = subprocess.run(
        command, env=os.environ | {beside.PARENT: "1"}, check=False, capture_output=True, timeout=SECONDS
    )

    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
    assert ports.why_not(port) == ""


def test_pages_that_are_never_told_to_serve_take_no_port(port):
    done = subprocess.run(
        serving._gunicorn(port, 1),
        env=os.environ | {beside.PARENT: str(os.getpid())},
        input=b"",
        check=False,
        capture_output=True,
        timeout=SECONDS,
    )

    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
    assert ports.why_not(port) == ""


def test_one_left_over_that_does_not_end_is_named(own_home, port, monkeypatch):
    # What an earlier release left: its pages are tied to nobody.
    alone = [sys.executable, "-c", f"import socket,time; s=socket.socket(); s.bind(('127.0.0.1', {port})); "
             "s.listen(); time.sleep(60)", "befriend.wsgi"]  # fmt: skip
    left = subprocess.Popen(alone)
    monkeypatch.setattr(ports, "TO_END", 0.5)
    try:
        assert until(lambda: ports.why_not(port), 10)
        with pytest.raises(BefriendError, match=f"a Befriend is there, process {left.pid}"):
            ports.take(port)
    finally:
        left.kill()
        left.wait()


def test_up_and_down(own_home):
    assert befriend("up").stdout.startswith("postgresql://")
    assert befriend("down").stdout == "Stopped.\n"
    assert befriend("down").stdout == "It was not running.\n"


def test_a_setting_that_makes_no_sense_is_told_in_words(own_home, monkeypatch):
    monkeypatch.setenv("BEFRIEND_DEBUG", "yes")

    done = befriend("manage", "check")

    assert done.returncode == 1
    assert done.stderr == "befriend: BEFRIEND_DEBUG is 'yes', but must be 1 or 0.\n"


def test_another_database_needs_a_secret_of_its_own(own_home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@127.0.0.1:1/theirs")

    done = befriend("manage", "check")

    assert done.returncode == 1
    assert "BEFRIEND_SECRET_KEY is not set" in done.stderr


def test_the_key_of_the_embedded_default_is_kept_and_private(own_home):
    assert befriend("manage", "version").returncode == 0
    file = own_home / "befriend_secret_key"
    key = file.read_text()
    assert befriend("manage", "version").returncode == 0

    assert file.read_text() == key
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_port_whose_holder_is_just_ending_is_waited_for(monkeypatch):
    looks = iter(["Address already in use"] * 3)
    monkeypatch.setattr(ports, "why_not", lambda _port: next(looks, ""))
    monkeypatch.setattr(ports, "listeners", lambda _port: iter(()))

    ports.take(1)

    assert next(looks, "all looked at") == "all looked at"
