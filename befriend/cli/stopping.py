"""Stopping a long command: Ctrl-C and SIGTERM end it at once, with what it started; it says what is left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import typer

from befriend.cli import asking

SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Seconds for Python to notice a signal. It does between two steps of its own, and a compiler takes long ones.
TO_NOTICE = 0.5


class Stopped(BaseException):
    """Raised where a command is when it is told to stop; no command takes it for an error."""

    def __init__(self, number: int) -> None:
        """Take the number of the signal."""
        super().__init__(number)
        self.number = number


@contextmanager
def stoppable(word: str) -> Iterator[None]:
    """Let a signal end what is done within: then `word` is said, and the status is 128 and its number.

    A process that this one started by `multiprocessing` ends with it. Off the main thread it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    read, write = os.pipe()
    os.set_blocking(write, False)
    noticed = threading.Event()

    def stop(number: int, _: FrameType | None) -> NoReturn:
        """Stop the command; what is told twice changes nothing."""
        noticed.set()
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    wakes = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    threading.Thread(target=at_the_latest, args=(read, noticed, word), daemon=True).start()
    try:
        yield
    except Stopped as stopped:
        end_children()
        asking.say(word)
        raise typer.Exit(128 + stopped.number) from None
    finally:
        signal.set_wakeup_fd(wakes)
        os.close(write)
        for number, handler in before.items():
            signal.signal(number, handler)


def at_the_latest(read: int, noticed: threading.Event, word: str) -> None:
    """End the process by force if it was told to stop and is in the middle of something that cannot be."""
    with os.fdopen(read, "rb", buffering=0) as told:
        while said := told.read(1):
            if said[0] in SIGNALS and not noticed.wait(TO_NOTICE):
                end_children()
                asking.say(word)
                os._exit(128 + said[0])


def end_children() -> None:
    """End every process that this one started to work for it."""
    for child in multiprocessing.active_children():
        child.kill()
