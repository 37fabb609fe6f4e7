"""What is done with papers."""

from .stating import make_statement

__all__ = ["make_statement"]
