"""The refusal: as everywhere a reason as data, and in words."""

from befriend.people.actions.refused import RefusedError, refuse

__all__ = ["RefusedError", "refuse"]
