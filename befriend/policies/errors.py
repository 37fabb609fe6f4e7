"""The errors Befriend shows to people: what, why, and how to mend it."""


class BefriendError(Exception):
    """Something a person can understand and mend; its text is shown to them."""


class PolicyError(BefriendError):
    """A policy file, or a question put to it, that makes no sense."""
