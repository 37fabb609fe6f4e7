"""The processes of `befriend serve`: the pages and the worker, started together and ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from befriend.cli import beside

# Seconds between two looks at whether both live.
LOOK = 0.2
# Seconds before a worker that ended is started again: longer each time, up to the last of them.
PAUSES = (1, 2, 5, 15, 30)
# A worker that lived so long was well: the next pause is the first again.
WELL = 60
# Seconds the worker may take to finish what it is at. Killed after that, it loses nothing.
TO_FINISH = 25


class Worker:
    """The worker beside the pages, started again whenever it ends."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.began = self.due = time.monotonic()
        self.ends = 0

    def look(self) -> None:
        """Start the worker, or start it again after a pause if it has ended."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            self.ends = 0 if now - self.began > WELL else self.ends
            self.due = now + PAUSES[min(self.ends, len(PAUSES) - 1)]
            self.ends += 1
            print("The worker ended; it will be started again.", file=sys.stderr, flush=True)
            self.process = None
        if self.process is None and now >= self.due:
            self.began = now
            # In a group of its own: Ctrl-C is handed on once, and not sent by the terminal too.
            self.process = subprocess.Popen(
                [sys.executable, "-m", "befriend.cli", "worker", f"--beside={os.getpid()}"],
                start_new_session=True,
            )

    def end(self) -> None:
        """Have the worker finish what it is at, and wait until it is gone."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(TO_FINISH)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def loading(pages: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the command `pages`, which loads the program and then waits for a word to serve; end it after.

    In a group of its own, as the worker: told of Ctrl-C by the terminal too, its processes would drop what
    they are answering; told by SIGTERM, they answer it and end.
    """
    # Killed outright, this process could tell nobody to end: the pages end with it by themselves.
    child = subprocess.Popen(
        pages,
        env=os.environ | {beside.PARENT: str(os.getpid())},
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield child
    finally:
        child.terminate()
        child.wait()


def run(child: subprocess.Popen[bytes], *, worker: bool, said: str) -> int:
    """Let the pages be served until they end or are told to by SIGTERM or Ctrl-C; return their exit status.

    With `worker`, a worker lives beside them as long as they do.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        child.terminate()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    # They may have ended before; the loop below sees it.
    with suppress(BrokenPipeError):
        os.write(child.stdin.fileno(), beside.SERVE)
    print(said, flush=True)
    work = Worker()
    try:
        while child.poll() is None:
            if worker:
                work.look()
            time.sleep(LOOK)
    finally:
        work.end()
    return child.returncode
