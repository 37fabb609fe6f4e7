"""The port of the pages: whether it is free, and who has it if not."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from befriend.errors import BefriendError

# Seconds for which pages whose `befriend serve` was killed are given to end: they finish what they are at.
TO_END = 15
# And for which a port may be in use by nobody who is seen: by one who is just ending, or who is not ours.
TO_BE_GONE = 2
LOOK = 0.2


def take(port: int) -> None:
    """See that a port is free, or raise an error a person can act on; gunicorn would try again and again."""
    began = time.monotonic()
    while refused := why_not(port):
        holder = next((top for one in listeners(port) if (top := ours(one))), None)
        if (holder and is_serve(holder)) or time.monotonic() - began > (TO_END if holder else TO_BE_GONE):
            raise BefriendError(told(port, refused, holder))
        time.sleep(LOOK)


def told(port: int, refused: str, holder: psutil.Process | None) -> str:
    """Say that a port cannot be used, and what to do."""
    if holder is None:
        return f"Port {port} cannot be used: {refused}. Set PORT to another number."
    return (
        f"Port {port} cannot be used: a Befriend is there, process {holder.pid}. "
        f"End it (`kill {holder.pid}`), or set PORT to another number."
    )


def why_not(port: int) -> str:
    """Return why nothing can be served at a port, or nothing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return error.strerror or os.strerror(error.errno or 0)
    return ""


def listeners(port: int) -> Iterator[psutil.Process]:
    """Yield processes that listen at a port, one for each socket, as far as this user may see them."""
    for one in psutil.net_connections("tcp"):
        if one.status == psutil.CONN_LISTEN and one.laddr.port == port and one.pid:
            with suppress(psutil.NoSuchProcess):
                yield psutil.Process(one.pid)


def ours(process: psutil.Process) -> psutil.Process | None:
    """Return the first of the Befriend that a process belongs to: `serve`, or pages that it left behind."""
    try:
        above = [process, *process.parents()]
        return next(
            (one for one in reversed(above) if is_serve(one) or "befriend.wsgi" in one.cmdline()), None
        )
    except psutil.Error:
        return None


def is_serve(process: psutil.Process) -> bool:
    """Say whether a process is `befriend serve`."""
    with suppress(psutil.Error):
        words = process.cmdline()
        return "serve" in words and any(Path(word).name in ("befriend", "befriend.cli") for word in words)
    return False
