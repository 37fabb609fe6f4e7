"""What is done with messages: written, sent, and decided about when they could not be delivered."""

from .deciding import after_a_restore, note_told, try_again
from .keeping import beat, sweep
from .queueing import QUEUE, SEND
from .reaching import can_reach, plan, withdraw
from .sending import send
from .writing import write, write_all

__all__ = [
    "QUEUE", "SEND", "after_a_restore", "beat", "can_reach", "note_told", "plan", "send", "sweep",
    "try_again", "withdraw", "write", "write_all",
]  # fmt: skip
