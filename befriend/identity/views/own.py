"""One's own account: password, second factor, and where one is signed in."""

from __future__ import annotations

from allauth.account.views import PasswordChangeView
from allauth.account.views import ReauthenticateView as PasswordAgainView
from allauth.mfa.base.views import IndexView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ListWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from befriend.identity import pages, queries
from befriend.identity.middleware import has_second_factor
from befriend.identity.permissions import OWN_ACCOUNT, needs


@needs(OWN_ACCOUNT)
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show what one's account is and lead to all that can be changed."""
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(
        request,
        "account/account.jinja",
        {
            "has_password": request.user.has_usable_password(),
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_key": Authenticator.Type.WEBAUTHN in kinds,
            "signed_in_at": UserSession.objects.purge_and_list(request.user),
        },
    )


def owned(view: type[View], **more: object) -> View:
    """Return a page of allauth about one's own account, for whoever is signed in."""
    return needs(OWN_ACCOUNT)(view.as_view(**more))


change_password = owned(PasswordChangeView)
password_again = owned(PasswordAgainView)
code_again = owned(ReauthenticateView)
key_again = owned(ReauthenticateWebAuthnView)
add_app = owned(ActivateTOTPView)
remove_app = owned(DeactivateTOTPView)
keys = owned(ListWebAuthnView)
add_key = owned(AddWebAuthnView)
rename_key = owned(EditWebAuthnView)
remove_key = owned(RemoveWebAuthnView)
recovery_codes = owned(ViewRecoveryCodesView)
recovery_codes_as_file = owned(DownloadRecoveryCodesView)
make_recovery_codes = owned(GenerateRecoveryCodesView)
sessions = owned(ListUserSessionsView)


@needs(OWN_ACCOUNT)
def factors(request: HttpRequest) -> HttpResponse:
    """Show what stands behind the password; say so where one must be set up first."""
    asked = queries.is_real() and not has_second_factor(request)
    return IndexView.as_view(extra_context={"asked": asked})(request)


@needs(OWN_ACCOUNT)
def no_password(request: HttpRequest) -> HttpResponse:
    """Say that an account has no password, and need not have one."""
    return pages.told(
        request,
        200,
        _("This account has no password"),
        _("You sign in another way, and that stays so. Whoever runs Befriend can give it a password."),
    )


@needs(OWN_ACCOUNT)
@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """End one of one's own sign-ins somewhere else."""
    found = get_object_or_404(UserSession, pk=session, user=request.user)
    found.end()
    messages.success(request, _("That sign-in has ended. Whoever used it must sign in again."))
    return redirect("usersessions_list")
