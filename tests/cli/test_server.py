"""Tests of the commands that run the service: they start from nothing and leave nothing running."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from befriend.database import programs

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


@pytest.mark.parametrize("how", ["SIGTERM", "Ctrl-C"])
def test_the_service_answers_and_leaves_nothing_running(own_home, port, how):
    process = subprocess.Popen(
        [BEFRIEND, "serve", f"--port={port}"], start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    try:
        assert served(port)
    finally:
        signalled(process, how)
        said = process.communicate(timeout=SECONDS)[1]

    assert "Traceback" not in said
    assert not programs.is_running(own_home / "postgres")
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
    assert befriend("manage", "check").returncode == 0
    file = own_home / "befriend_secret_key"
    key = file.read_text()
    assert befriend("manage", "check").returncode == 0

    assert file.read_text() == key
    assert file.stat().st_mode & 0o777 == 0o600
