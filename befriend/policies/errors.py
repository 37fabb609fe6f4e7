"""What is wrong with policies, as it is shown to people."""

from befriend.errors import BefriendError

__all__ = ["BefriendError", "PolicyError"]


class PolicyError(BefriendError):
    """A policy file, or a question put to it, that makes no sense."""
