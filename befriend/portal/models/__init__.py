"""A person's own way in, what they write to their officer, and that they want to see somebody."""

from .asking import Message, Wish
from .ways_in import Account, Invitation

__all__ = ["Account", "Invitation", "Message", "Wish"]
