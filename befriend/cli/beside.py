"""What gunicorn reads besides its arguments: its master waits for whoever started it, and ends with them."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
from typing import Any

# Whose child the master is; a process that lost its parent is another's.
PARENT = "BEFRIEND_SERVED_BY"
# From Linux's <sys/prctl.h>: the signal a process is sent when its parent is no more.
PR_SET_PDEATHSIG = 1
# How long a browser may be connected before it asks for anything; longer, and a process waits with it.
SECONDS_UNASKED = 60
# What the master is told at its standard input: that the tables are as they should be.
SERVE = b"serve\n"


def on_starting(_server: object) -> None:
    """Before it takes the port, tie this process to its parent, and wait until that says that it may serve.

    Its workers look by themselves whether the master lives. A thread that looks would have to be
    kept out of every fork.
    """
    parent = int(os.environ[PARENT])
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM) != 0:
        raise OSError(ctypes.get_errno(), "This process cannot be tied to whoever started it.")
    # It may have died before it could be tied to; then there is no word either.
    if sys.stdin.buffer.readline() != SERVE or os.getppid() != parent:
        sys.exit(1)


def when_ready(server: Any) -> None:
    """Let a process be given a connection only when somebody asks something over it.

    Browsers connect ahead of what they may ask, and each process answers one at a time.
    """
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SECONDS_UNASKED)
