"""Signing in with a password, and signing out."""

from __future__ import annotations

from allauth.account.views import AccountInactiveView, LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from . import queries
from .permissions import public


@public
def login(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a password; on an invented database, point to its own list too."""
    return LoginView.as_view(extra_context={"may_choose": queries.is_invented()})(request)


@public
def logout(request: HttpRequest) -> HttpResponse:
    """Ask whether to sign out, and do so."""
    return LogoutView.as_view()(request)


@public
def inactive(request: HttpRequest) -> HttpResponse:
    """Say that an account is closed."""
    return AccountInactiveView.as_view()(request)


@public
def sign_up(_request: HttpRequest) -> HttpResponse:
    """Send on whoever looks for an account of their own: whoever runs Befriend makes accounts."""
    return redirect("account_login")
