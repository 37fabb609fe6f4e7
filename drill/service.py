"""The service under the drill: a home of its own, started, killed without warning, and started again."""

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
import psycopg

from befriend import database

SECONDS = 180
BEFRIEND = [sys.executable, "-m", "befriend.cli"]


def end_in_order() -> None:
    """Let SIGTERM end this program as an error would, so that whatever it started is stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


class Service:
    """`befriend serve` on a port of this machine, with a PostgreSQL that keeps what it says."""

    def __init__(self, home: Path, said: Path) -> None:
        self.home, self.said = home, said
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of everything that works in this home."""
        clean = {key: value for key, value in os.environ.items() if not is_setting(key)}
        return clean | {"BEFRIEND_HOME": str(self.home), "BEFRIEND_MOST_REQUESTS": "0", "NO_PROXY": "*"}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of Befriend in this home."""
        return subprocess.run(
            [*BEFRIEND, *words], env=self.environment, check=False, capture_output=True, text=True
        )

    def start(self, *more: str) -> float:
        """Serve, and return how many seconds it took until a page was answered.

        `more` is said to `befriend serve` beside that.
        """
        began = time.monotonic()
        with self.said.open("ab") as said:
            self.process = subprocess.Popen(
                [*BEFRIEND, "serve", f"--port={self.port}", *more],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - began > SECONDS:
                raise RuntimeError("the service did not start")
            time.sleep(0.1)
        return time.monotonic() - began

    def answers(self) -> bool:
        """Return whether a page that asks the database is answered."""
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                f"{self.url}/sign-in", timeout=10
            ) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """Kill the service and every process it started, without warning; not PostgreSQL."""
        if self.process is None:
            return
        mine = psutil.Process(self.process.pid)
        for each in (mine, *mine.children(recursive=True)):
            if each.is_running() and each.name() != "postgres":
                each.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = None

    def kill_database(self) -> None:
        """Kill PostgreSQL, without warning."""
        pid = int((database.data(self.home) / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """End the service as an init system does."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(60)
            self.process = None
        except subprocess.TimeoutExpired:
            self.kill()

    def address(self) -> str:
        """Return the URL of the owner of this home's database."""
        return database.address(self.home, role=database.roles.OWNER)

    def asked(self, question: str) -> list[tuple]:
        """Ask the database of this home, which runs."""
        with psycopg.connect(self.address(), autocommit=True) as connection:
            return connection.execute(question).fetchall()

    def words(self) -> list[str]:
        """Return the words of every incident there is."""
        return [word for (word,) in self.asked("SELECT words FROM workforce_incident")]


def is_setting(name: str) -> bool:
    """Return whether a name of the environment would change what is drilled."""
    return name.startswith(("BEFRIEND_", "DJANGO_")) or name in ("DATABASE_URL", "PORT")


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
