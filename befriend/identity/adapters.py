"""Where Befriend decides otherwise than django-allauth does by itself."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import jwt
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from . import actions
from .limits import address_of
from .models import User

# In the session: whose second factor the organisation has asked for itself.
FACTOR_ASKED_ELSEWHERE = "organisation_asked_second_factor_of"
# What an organisation writes into a token when it asked for more than a password (RFC 8176).
SEVERAL_FACTORS = "mfa"

# Signatures with a private key that only the organisation has.
SIGNED_BY = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}

# What allauth would write a letter about, as the audit says it.
EVENTS = {
    "account/email/password_changed": "changed the password",
    "account/email/password_reset": "set a password by a link",
    "mfa/email/totp_activated": "set up codes from an app",
    "mfa/email/totp_deactivated": "removed codes from an app",
    "mfa/email/recovery_codes_generated": "made recovery codes",
    "mfa/email/webauthn_added": "added a passkey",
    "mfa/email/webauthn_removed": "removed a passkey",
    "socialaccount/email/account_connected": "was connected with the organisation",
}


class Accounts(DefaultAccountAdapter):
    """Nobody makes an account for themselves, and guesses are counted by axes, name and address together."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: whoever runs Befriend makes accounts."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing here: by name alone, a stranger could lock somebody out."""

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Leave a line in the audit, after the second factor too."""
        actions.note(user=user, did="signed in", day=timezone.localdate())
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def send_notification_mail(self, template_prefix: str, user: User, *_: Any, **__: Any) -> None:
        """Leave a line in the audit instead of a letter."""
        if did := EVENTS.get(template_prefix):
            actions.note(user=user, did=did, day=timezone.localdate())

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address as everything else here reads it."""
        return address_of(request)

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Lead back to where the change began."""
        return reverse("account")


class Factors(DefaultMFAAdapter):
    """Second factors: their secrets are kept encrypted, under the key that signs cookies."""

    def get_totp_issuer(self) -> str:
        """Return what an app shows beside a code."""
        return "Befriend"

    def get_totp_label(self, user: User) -> str:
        """Return whose code it is; never an address, which an app may keep elsewhere."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a kept secret; nothing fits where the key is another."""
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""


def keys() -> MultiFernet:
    """Return what encrypts secrets: the key of today first, those of before after it."""
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (hashlib.sha256(f"befriend second factors {one}".encode()).digest() for one in known)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in made])


class Organisation(DefaultSocialAccountAdapter):
    """Sign-in of an organisation opens accounts that exist, and never makes one."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: SocialLogin) -> bool:
        """Say no: whoever runs Befriend makes accounts."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Note whether the organisation asked for a second factor, and of whom."""
        if sociallogin.is_existing and getattr(sociallogin, "several_factors", False):
            request.session[FACTOR_ASKED_ELSEWHERE] = sociallogin.user.pk

    def get_requests_session(self) -> Any:
        """Ask where the settings and the organisation's own description lead, and not where that sends on."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """Return whose address it is: one that both sides have checked, of an account not yet connected.

        An account that is connected stays with its subject: an address may be given to somebody else.
        """
        said = [one.email.lower() for one in sociallogin.email_addresses if one.verified]
        known = EmailAddress.objects.filter(email__in=said, verified=True, user__socialaccount=None)
        found = known.select_related("user").first()
        return (found.user, found.email) if found else None


class SignedTokens(OpenIDConnectOAuth2Adapter):
    """Reads what an organisation says of somebody; believes only what it signed, and keeps none of it."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return where everything is there. Raises OAuth2Error where that speaks for somebody else."""
        said: dict[str, Any] = super().openid_config
        expected = self.get_provider().app.settings["server_url"]
        if said["issuer"].rstrip("/") != expected.rstrip("/"):
            raise OAuth2Error
        return said

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Return who signs in. Raises OAuth2Error where the two things it says differ."""
        found: SocialLogin = super().complete_login(request, app, token, **kwargs)
        said = found.account.extra_data
        known = {said[part].get("sub") for part in ("id_token", "userinfo") if part in said}
        if "id_token" not in said or len(known) != 1:
            raise OAuth2Error
        found.several_factors = SEVERAL_FACTORS in (said["id_token"].get("amr") or [])
        for address in found.email_addresses:
            # Some say it as a word, and "false" is a word too.
            address.verified = address.verified is True
        # Names and addresses stay with the organisation.
        found.account.extra_data = {}
        return found

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Check the signature too, although the way to the organisation is encrypted."""
        try:
            algorithm = jwt.get_unverified_header(id_token).get("alg")
        except jwt.PyJWTError as damaged:
            raise OAuth2Error from damaged
        if algorithm not in SIGNED_BY:
            raise OAuth2Error
        decoded: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return decoded


def connected(*, user: User, subject: str) -> SocialAccount:
    """Return the account at the organisation by which `user` signs in, kept by its subject."""
    return SocialAccount.objects.update_or_create(
        provider=settings.ORGANISATION, uid=subject, defaults={"user": user}
    )[0]
