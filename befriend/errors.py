"""The error Befriend shows to people: what, why, and how to mend it."""


class BefriendError(Exception):
    """Something a person can understand and mend; its text is shown to them."""
