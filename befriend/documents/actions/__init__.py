"""What is done with papers."""

from .answering import CHANGED, STILL_TRUE, Answer, answer
from .correcting import confirm, posted, tell_of_correction
from .making import give, make, opened
from .stating import make_statement

__all__ = [
    "CHANGED", "STILL_TRUE", "Answer", "answer", "confirm", "give", "make", "make_statement", "opened",
    "posted", "tell_of_correction",
]  # fmt: skip
