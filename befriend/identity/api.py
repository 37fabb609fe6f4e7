"""How a program says who it acts for."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from . import queries
from .models import User


class Token(HttpBearer):
    """A token made with `befriend api-token`, in the header `Authorization: Bearer ...`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Let the request act as the token's user, or return None."""
        user = queries.user_of_token(token, timezone.localdate())
        if user is not None:
            # The history then says whose change it is.
            request.user = user
        return user
