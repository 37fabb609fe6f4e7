"""The refusal: what the rules do not allow, as data and in words."""

from __future__ import annotations

from django.utils.translation import gettext

from befriend.errors import BefriendError
from befriend.rules import wording
from befriend.rules.values import Reason, reason


class RefusedError(BefriendError):
    """Something was asked that a rule does not allow; nothing was changed."""

    def __init__(self, *reasons: Reason) -> None:
        """Take the reasons, the binding one first."""
        self.reasons = reasons
        super().__init__(" ".join(wording.words(why, gettext) for why in reasons))


def refuse(code: str, **values: int | str) -> RefusedError:
    """Make a refusal for one reason."""
    return RefusedError(reason(code, **values))
