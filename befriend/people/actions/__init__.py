"""What somebody does about what is stated of a person: states, confirms, ends, contests, decides."""

from .accepting import accept, decline
from .contesting import contest, decide
from .refused import RefusedError, refuse
from .stating import no_longer, share_source, state, still_true

__all__ = [
    "RefusedError", "accept", "contest", "decide", "decline", "no_longer", "refuse", "share_source", "state",
    "still_true",
]  # fmt: skip
