"""Signing in: with a password, with a passkey, with an organisation's own sign-in; and signing out."""

from __future__ import annotations

from allauth.account.views import (
    AccountInactiveView,
    LoginView,
    LogoutView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from befriend.identity import pages, queries
from befriend.identity.adapters import SignedTokens
from befriend.identity.permissions import public


@public
def login(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a password; on an invented database, point to its own list too."""
    more = {
        "may_choose": queries.is_invented(),
        "organisation": settings.ORGANISATION_NAME,
        "ended": request.GET.get("ended", ""),
        "idle_minutes": settings.IDLE_SECONDS // 60,
    }
    return LoginView.as_view(extra_context=more)(request)


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


@public
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a passkey, after the password and before anything else."""
    return AuthenticateView.as_view()(request)


@public
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone, which asks for a finger, a face or a number itself."""
    return LoginWebAuthnView.as_view()(request)


@public
@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say how to get a new password: no letter is sent from here."""
    return pages.told(
        request,
        200,
        _("A new password"),
        _("Whoever runs Befriend gives you a link with which you set a new password. It works once."),
        _("They do the same if your phone or your keys are lost."),
    )


@public
def new_password(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """Set a password with a link that works once."""
    return PasswordResetFromKeyView.as_view()(request, uidb36=uidb36, key=key)


@public
def new_password_set(request: HttpRequest) -> HttpResponse:
    """Say that the password is set."""
    return PasswordResetFromKeyDoneView.as_view()(request)


@public
@require_POST
def organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to their organisation to sign in there."""
    # Somebody signed in would otherwise connect a second way in by themselves.
    if not settings.ORGANISATION_NAME or "process" in {*request.GET, *request.POST}:
        raise Http404
    return OAuth2LoginView.adapter_view(adapter(request, provider_id))(request)


@public
@require_safe
def from_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Receive somebody back from their organisation."""
    if not settings.ORGANISATION_NAME:
        raise Http404
    return OAuth2CallbackView.adapter_view(adapter(request, provider_id))(request)


def adapter(request: HttpRequest, provider_id: str) -> SignedTokens:
    """Return what speaks with the organisation; there is one."""
    if provider_id != settings.ORGANISATION:
        raise Http404
    return SignedTokens(request, provider_id)


@public
@require_safe
def not_signed_in(request: HttpRequest) -> HttpResponse:
    """Say that signing in at the organisation came to nothing."""
    return pages.told(
        request,
        200,
        _("You are not signed in"),
        _("Signing in at your organisation was ended or did not work. Nothing was changed."),
        _("Try again, or sign in with your password."),
    )
