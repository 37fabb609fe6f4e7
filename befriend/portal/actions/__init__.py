"""What a person does on their own page, and what a practitioner does about it."""

from .asking import climb, forget, not_right, reply, seen, want_to_see, write
from .joining import invite, join, user_of_invented, withdraw
from .refused import RefusedError
from .reminding import choose_reminders

__all__ = [
    "RefusedError", "choose_reminders", "climb", "forget", "invite", "join", "not_right", "reply", "seen",
    "user_of_invented", "want_to_see", "withdraw", "write",
]  # fmt: skip
