"""The refusal, as every action here makes it."""

from befriend.people.actions.refused import RefusedError, refuse

__all__ = ["RefusedError", "refuse"]
