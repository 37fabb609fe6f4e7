"""Where runs are lived through: in processes of this machine or on a Dask cluster, to the same numbers."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from befriend.policies.errors import BefriendError
from befriend.simulator.trial import Asked, Pair, Runner, one_by_one, pair

WAIT = "5s"  # for a scheduler to answer
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
        with ProcessPoolExecutor(many, mp_context=began) as pool:
            futures = [pool.submit(pair, asked, number) for number in range(asked.runs)]
            try:
                for number, future in enumerate(as_completed(futures), 1):
                    future.result()
                    done(number)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            return [future.result() for future in futures]

    return run


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
            done_ones: Any = distributed.as_completed(futures, loop=there.loop)  # type: ignore[no-untyped-call]
            for number, _ in enumerate(done_ones, 1):
                done(number)
            found: list[Pair] = there.gather(futures)
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
