"""Where runs are lived through: in processes of this machine or on a Dask cluster, to the same numbers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from befriend.policies.errors import BefriendError
from befriend.simulator.trial import Asked, Pair, Runner, one_by_one, pair

WAIT = "5s"  # for a scheduler to answer
LOOK = 0.5  # seconds between two looks of a process whether the one it works for is still there
CODE = Path(__file__).parents[1]
DECIDES = ("policies", "rules", "simulator")


class ClusterError(BefriendError):
    """A cluster that cannot be used: it does not answer, or would not count as this machine does."""


def here(workers: int) -> Runner:
    """Return what lives through runs in so many processes of this machine."""

    def run(asked: Asked, done: Callable[[int], None]) -> list[Pair]:
        """Give each process one run after another."""
        many = min(workers, asked.runs)
        if many == 1:
            return one_by_one(asked, done)
        # Begun anew and not copied: a copy of a process with threads may hang.
        began = multiprocessing.get_context("spawn")
        others = set(multiprocessing.active_children())
        with ProcessPoolExecutor(many, began, end_with, (os.getpid(),)) as pool:
            try:
                with no_signals():
                    futures = [pool.submit(pair, asked, number) for number in range(asked.runs)]
                for number, future in enumerate(as_completed(futures), 1):
                    future.result()
                    done(number)
            except BaseException:
                # Nobody waits for a run that nobody wants.
                for process in set(multiprocessing.active_children()) - others:
                    process.kill()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            return [future.result() for future in futures]

    return run


@contextmanager
def no_signals() -> Iterator[None]:
    """Let no signal end this process for a moment, nor ever a process that it starts meanwhile.

    Ctrl-C reaches a whole group of processes. Only the one that was started by hand answers, and ends the
    others.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with(parent: int) -> None:
    """Let this process end soon after the one that it works for, however that ended."""

    def look() -> None:
        """Look again and again."""
        while os.getppid() == parent:
            time.sleep(LOOK)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


def cluster(address: str) -> Runner:
    """Return what lives through runs on the Dask cluster at an address; ClusterError if it cannot be used."""

    def run(asked: Asked, done: Callable[[int], None]) -> list[Pair]:
        """Send every run, and wait for all."""
        try:
            import distributed
        except ImportError:
            raise ClusterError(
                "A cluster needs the package distributed: pip install 'befriend[cluster]'."
            ) from None
        try:
            there: Any = distributed.Client(address, timeout=WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as absent:
            raise ClusterError(f"No cluster answers at {address} ({absent}). Check the address, "
                               "or leave --cluster out.") from None  # fmt: skip
        with there:
            refuse_other_code(there)
            futures = [there.submit(pair, asked, number, pure=False) for number in range(asked.runs)]
            try:
                done_ones: Any = distributed.as_completed(futures, loop=there.loop)  # type: ignore[no-untyped-call]
                for number, _ in enumerate(done_ones, 1):
                    done(number)
                found: list[Pair] = there.gather(futures)
            except BaseException:
                there.cancel(futures)
                raise
            return found

    return run


def refuse_other_code(there: Any) -> None:
    """Raise ClusterError unless there are workers, and each has the code and figures of this machine."""
    found = there.run(code)
    if not found:
        raise ClusterError("The cluster has no workers. Start some, or leave --cluster out.")
    others = sorted(worker for worker, digest in found.items() if digest != code())
    if others:
        raise ClusterError(f"{len(others)} of {len(found)} workers have another Befriend, and would count "
                           f"otherwise (the first is {others[0]}). Install this one there.")  # fmt: skip


@lru_cache(maxsize=1)
def code() -> str:
    """Return a digest of everything that decides: code, policies, parameters and packs."""
    told = sha256()
    for path in sorted(path for part in DECIDES for path in (CODE / part).rglob("*")
                       if path.suffix in (".py", ".yaml")):  # fmt: skip
        told.update(path.relative_to(CODE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()
