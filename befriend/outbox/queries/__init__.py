"""Questions about messages and the worker; nothing here changes anything."""

from .delivery import (
    Sending,
    Undelivered,
    address,
    grouped,
    is_set_up,
    like,
    sending,
    shown_to,
    undelivered,
    undelivered_to,
    waiting,
    worker_seen,
)

__all__ = [
    "Sending", "Undelivered", "address", "grouped", "is_set_up", "like", "sending", "shown_to", "undelivered",
    "undelivered_to", "waiting", "worker_seen",
]  # fmt: skip
