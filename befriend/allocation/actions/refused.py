"""The refusal, as every action here makes it."""

from befriend.workforce.actions.refused import RefusedError, refuse

__all__ = ["RefusedError", "refuse"]
