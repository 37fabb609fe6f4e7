"""What every request meets on its way: limits, the end of a sign-in, the second factor, and headers."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import limits, pages, queries
from .adapters import FACTOR_ASKED_ELSEWHERE

Answering = Callable[[HttpRequest], HttpResponse]

MINUTE = 60
CHANGES_NOTHING = ("GET", "HEAD", "OPTIONS")
# What pages and programs ask with; all else, TRACE among it, is refused.
ASKED_WITH = ("GET", "HEAD", "POST")
BEGAN, SEEN = "signed_in_at", "last_seen_at"
# Where somebody who must still set up a second factor may go.
ON_THE_WAY = {
    *("account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"),
}


class Headers:
    """Say to browsers what a page may do, and that a page of somebody signed in is kept nowhere."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        answer.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if request.path.startswith(("/api/", "/accounts/")) or (user and user.is_authenticated):
            answer["Cache-Control"] = "no-store"
        return answer


class Manners:
    """Refuse what neither a page nor a program sends: another method, or the API in the open."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ASKED_WITH:
            return HttpResponseNotAllowed(ASKED_WITH)
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            # Sent on to https, nobody would notice that its token had gone in the open.
            return pages.in_the_open()
        return self.get_response(request)


class Flood:
    """Refuse more than a generous number of requests a minute that change something or come by the API.

    Counted for each user, or for each address while nobody is signed in.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = settings.MOST_REQUESTS
        is_read = request.method in CHANGES_NOTHING and not request.path.startswith("/api/")
        if most and not is_read:
            user = request.user
            who = f"user {user.pk}" if user.is_authenticated else limits.address_of(request)
            if limits.count(kind="request", who=who, seconds=MINUTE) > most:
                return pages.too_many(request, MINUTE)
        return self.get_response(request)


class Sessions:
    """End a sign-in that is too old or, where people are real, was left alone too long."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if BEGAN not in request.session:
                # Here and not at sign-in, so that no way in is forgotten in the list.
                request.session[BEGAN] = request.session[SEEN] = now
                UserSession.objects.create_from_request(request)
            elif why := ended(request, now):
                logout(request)
                if request.method not in CHANGES_NOTHING:
                    # Whoever sent a form is asked to sign in, and the form is given back.
                    return self.get_response(request)
                asked = {REDIRECT_FIELD_NAME: request.get_full_path(), "ended": why}
                return redirect(f"{reverse('account_login')}?{urlencode(asked)}")
            elif now - request.session[SEEN] >= MINUTE:
                request.session[SEEN] = now
        return self.get_response(request)


def ended(request: HttpRequest, now: int) -> str:
    """Return why a sign-in has ended: `age`, `idle`, or nothing."""
    if now - request.session[BEGAN] > settings.SESSION_COOKIE_AGE:
        return "age"
    if now - request.session[SEEN] > settings.IDLE_SECONDS and queries.is_real():
        return "idle"
    return ""


class SecondFactor:
    """Where people are real, send whoever has no second factor to set one up, and nowhere else."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Answer instead of the view, unless it is on the way to a second factor."""
        if not request.user.is_authenticated or request.resolver_match.view_name in ON_THE_WAY:
            return None
        if not queries.is_real() or has_second_factor(request):
            return None
        # Whoever is here to see their own page alone reaches nobody else: a code or a passkey is enough.
        if request.user.has_perm("portal.own"):
            return None
        if request.method in CHANGES_NOTHING:
            return redirect("mfa_index")
        return pages.told(
            request,
            403,
            _("Set up a second factor first"),
            _("This database holds real people, so a password alone is not enough. Nothing was changed."),
            _("Go to Your account, Second factor. Then send this again."),
        )


def has_second_factor(request: HttpRequest) -> bool:
    """Say whether more than a password stands behind this sign-in, here or at the organisation."""
    if request.session.get(FACTOR_ASKED_ELSEWHERE) == request.user.pk:
        return True
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=request.user.pk, type__in=kinds).exists()
