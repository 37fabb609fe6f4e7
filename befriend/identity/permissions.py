"""Deny by default: a page is shown only where its view says who may see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import rules
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Mark a view that anybody may see, signed in or not."""
    view.permission = "public"  # type: ignore[attr-defined]
    return login_not_required(view)


def readable(ref: str) -> str:
    """Return a reference of an address, or 404 for what the database could not even look for."""
    if "\0" in ref:
        raise Http404
    return ref


def needs(
    permission: str, of: Callable[..., Any] | None = None, *, hidden: bool = False
) -> Callable[[View], View]:
    """Show a view only to users who have `permission`.

    `of` finds what the permission is about from the view's own arguments (a unit, a person).
    What it finds is found before anything else happens, so a stranger learns nothing. Where the
    arguments point to a person, `hidden` answers 404 and not 403: who may not see them does not
    learn that they are there.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            about = of(*args, **kwargs) if of else None
            if not request.user.has_perm(permission, about):
                raise Http404 if hidden else PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.hidden = hidden  # type: ignore[attr-defined]
        return guarded

    return decorate


# Their own account: password, second factor, where they are signed in.
OWN_ACCOUNT = "identity.own_account"
rules.add_perm(OWN_ACCOUNT, rules.is_authenticated & rules.is_active)


class DenyByDefault:
    """Refuse every view of ours that does not say who may see it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, _request: HttpRequest, view: View, _args: Any, _kwargs: Any) -> None:
        """Raise PermissionDenied for a view of ours without `needs` or `public`."""
        ours = getattr(view, "__module__", "").startswith("befriend.")
        if ours and not hasattr(view, "permission"):
            raise PermissionDenied
