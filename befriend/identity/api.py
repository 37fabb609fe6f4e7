"""How a program says who it acts for."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from . import limits, queries
from .models import User

# Of one address, in ten minutes; a program with an old token stops long before.
WRONG, MOST_WRONG, TRIED_SECONDS = "wrong token", 30, 600


class TooManyTokensError(Exception):
    """Too many wrong tokens came from one address."""


class Token(HttpBearer):
    """A token made with `befriend api-token`, in the header `Authorization: Bearer ...`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Let the request act as the token's user, or return None.

        An address from which too many wrong ones came is refused for a while, right or wrong: raises
        TooManyTokensError.
        """
        address = limits.address_of(request)
        if limits.counted(kind=WRONG, who=address, seconds=TRIED_SECONDS) >= MOST_WRONG:
            raise TooManyTokensError
        user = queries.user_of_token(token, timezone.localdate())
        if user is None:
            limits.count(kind=WRONG, who=address, seconds=TRIED_SECONDS)
        if user is not None:
            # The history then says whose change it is.
            request.user = user
            # Asked for already, so the line of this request has its number too.
            request._cached_user = user  # type: ignore[attr-defined]
        return user
