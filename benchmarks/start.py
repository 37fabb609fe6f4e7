"""How long one waits for a command and for the first page: each started anew, on a home that is filled.

Beside each stands what Django alone takes on this machine: its program's own help, a command that asks a
database nothing, and its development server until the first page of a project with nothing in it. The limit
is to start Python and end. The database is started and stopped with each command, as a user's is.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.row import Row, against
from benchmarks.rules import best

TIMES = 5
# Seconds; a start that takes longer has failed.
PATIENCE = 60
BEFRIEND = [sys.executable, "-m", "befriend.cli"]
DJANGO = [sys.executable, "-m", "django"]
HELP, CHECK, PAGE = "django-admin help", "check of an empty project", "runserver of an empty project"
GOALS = {"start-help": 0.3, "start-week": 3.0, "start-page": 3.0}


def run() -> list[Row]:
    """Measure help, the week, and the first page of what `make run` does once its parts are installed."""
    with tempfile.TemporaryDirectory(prefix="befriend-start-", ignore_cleanup_errors=True) as folder:
        # The server that root starts is another user's, who must get there.
        Path(folder).chmod(0o711)
        env = {**os.environ, "BEFRIEND_HOME": str(Path(folder) / "home")}
        env.pop("DATABASE_URL", None)
        # The first start makes and fills the database; it is not timed.
        call([*BEFRIEND, "week"], env)
        call([*DJANGO, "startproject", "empty", folder], env)
        return rows([sys.executable, str(Path(folder) / "manage.py")], env)


def rows(peer: list[str], env: dict[str, str]) -> list[Row]:
    """Return the three figures; `peer` is the program of an empty Django project."""
    bare = called([sys.executable, "-c", "pass"], env)
    shown, theirs = ["serve", "--week", "--port={port}"], ["runserver", "--noreload", "{port}"]
    return [
        row("start-help", called([*BEFRIEND, "--help"], env), HELP, called([*DJANGO, "help"], env), bare),
        row("start-week", called([*BEFRIEND, "week"], env), CHECK, called([*peer, "check"], env), bare),
        row("start-page", served([*BEFRIEND, *shown], env), PAGE, served([*peer, *theirs], env), bare),
    ]


def called(command: list[str], env: dict[str, str]) -> float:
    """Return the seconds of a command, the best of some."""
    return best(lambda: call(command, env), TIMES)


def served(command: list[str], env: dict[str, str]) -> float:
    """Return the seconds until a first page, the best of some."""
    return min(page(command, env) for _ in range(TIMES))


def row(name: str, ours: float, peer: str, theirs: float, bare: float) -> Row:
    """Return one figure beside its peer, and say its goal."""
    print(f"  {name}: {ours:.2f} s; the goal is {GOALS[name]} s", file=sys.stderr)
    return against(name, ours, "s", peer=peer, peer_value=theirs, more_is_better=False, limit=bare)


def call(command: list[str], env: dict[str, str]) -> None:
    """Run a command to its end; 2 says that a plan breaks a cap, and anything else than 0 is an error."""
    done = subprocess.run(command, env=env, check=False, capture_output=True, timeout=PATIENCE * 3)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.decode()[-500:]}")


def page(command: list[str], env: dict[str, str]) -> float:
    """Start what serves pages, return the seconds until the first was answered, and end it."""
    port = free()
    said = [part.format(port=port) for part in command]
    start = time.perf_counter()
    pages = subprocess.Popen(said, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(pages, port)
        return time.perf_counter() - start
    finally:
        pages.terminate()
        pages.wait(PATIENCE)


def wait(pages: subprocess.Popen[bytes], port: int) -> None:
    """Wait until a page was answered in full."""
    deadline = time.monotonic() + PATIENCE
    while pages.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
                answer.read()
                return
        except urllib.error.HTTPError as refused:
            raise RuntimeError(f"The first page was answered with {refused.code}.") from refused
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("No page was answered.")


def free() -> int:
    """Return the number of a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
