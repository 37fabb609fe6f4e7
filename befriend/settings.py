"""Settings of the web service: one file, all from the environment (docs/running.md lists them)."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from befriend import database, log
from befriend.environment import (
    connection,
    flag,
    former_keys,
    kept_secret,
    mail_server,
    notify,
    number,
    organisation,
    origin,
)

DEBUG = flag("BEFRIEND_DEBUG")
SECRET_KEY = kept_secret("BEFRIEND_SECRET_KEY")
# Read with, and never written with again.
SECRET_KEY_FALLBACKS = former_keys()
ALLOWED_HOSTS = os.environ.get("BEFRIEND_HOSTS", "127.0.0.1 localhost [::1]").split()
# Only plain http on this machine goes without secure cookies.
SECURE = not set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}
# An operator's own dated values, laid over befriend/policies.
BEFRIEND_POLICIES = os.environ.get("BEFRIEND_POLICIES")

BEFRIEND_APPS = ["audit", "identity", "people", "workforce", "outbox", "sentences", "supervision"]
BEFRIEND_APPS += ["allocation", "documents", "evidence", "keeping", "publication", "portal", "desk", "drafts"]
INSTALLED_APPS = [
    *("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"),
    *("django.contrib.messages", "django.contrib.postgres", "django.contrib.staticfiles"),
    *("allauth", "allauth.account", "allauth.mfa", "allauth.usersessions", "allauth.socialaccount"),
    *("allauth.socialaccount.providers.openid_connect", "axes", "pghistory", "pgtrigger"),
    # Jobs: before befriend.outbox, whose tasks it reads.
    "procrastinate.contrib.django",
    "rules.apps.AutodiscoverRulesConfig",
    *(f"befriend.{app}" for app in BEFRIEND_APPS),
]
MIDDLEWARE = [
    # Answers those who watch over the service, and measures what everybody else asks.
    "befriend.watch.requests.Watched",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "befriend.identity.middleware.Headers",
    "befriend.identity.middleware.Manners",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "befriend.portal.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "befriend.identity.middleware.Sessions",
    "befriend.identity.middleware.Flood",
    # A page is for people who signed in, unless its view says otherwise.
    "befriend.drafts.views.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # One transaction, within the reach of whoever asks.
    "befriend.workforce.permissions.Reaching",
    # Within it, so that nothing is shown that is not kept.
    "befriend.audit.looking.Looks",
    "befriend.identity.middleware.SecondFactor",
    "befriend.identity.permissions.DenyByDefault",
    # Innermost, so that what it writes and what its page says are one transaction.
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "befriend.urls"
WSGI_APPLICATION = "befriend.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "befriend.desk.views.frame.context",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "befriend.desk.jinja.environment", "context_processors": _CONTEXT},
    },
    # For packages that bring pages of their own.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

# A view is all or nothing; its error page is not part of it.
DATABASES = {"default": {**connection(database.url()), "ATOMIC_REQUESTS": True}}
# Whoever owns the tables makes and changes them; everybody else signs in as a role that owns nothing.
if database.owner_url() != database.url():
    DATABASES["owner"] = connection(database.owner_url())
# A server that follows the database: reports and figures are read there (befriend.audit.replica).
if database.replica_url():
    DATABASES["replica"] = connection(database.replica_url())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
    # First, so that whoever is locked out is not even asked for a password.
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "befriend.identity.passwords.NotOfThisPlace"},
]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "befriend.identity.adapters.Accounts"
# Passwords are counted by axes, floods by befriend.identity.middleware; what is left here are codes.
ACCOUNT_RATE_LIMITS = {
    **dict.fromkeys(("login", "reauthenticate", "change_password", "reset_password_from_key"), None),
    "login_failed": "5/5m/key",
}
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

MFA_ADAPTER = "befriend.identity.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A code is good for its own half minute, as long as it is remembered that it was used.
MFA_TOTP_TOLERANCE = 0
# Browsers allow passkeys over plain http on this machine alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
# What every process must remember: that a code was used, how many were tried.
CACHES = {"default": {"BACKEND": "befriend.identity.cache.Shared"}}

# An organisation's own sign-in (OpenID Connect). It opens accounts that exist, and makes none.
ORGANISATION, ORGANISATION_NAME, _ORGANISATION_APP = organisation()
SOCIALACCOUNT_ADAPTER = "befriend.identity.adapters.Organisation"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": _ORGANISATION_APP, "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False

AXES_FAILURE_LIMIT = number("BEFRIEND_WRONG_PASSWORDS", 5)
AXES_COOLOFF_TIME = timedelta(minutes=number("BEFRIEND_LOCKED_MINUTES", 15))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = AXES_VERBOSE = AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "befriend.identity.limits.address_of"
AXES_LOCKOUT_CALLABLE = "befriend.identity.pages.locked_out"
# Neither its tables nor its log lines hold a name.
AXES_USERNAME_CALLABLE = "befriend.identity.pages.name_kept"
AXES_CLIENT_STR_CALLABLE = "befriend.identity.pages.said_of_a_guess"
AXES_SENSITIVE_PARAMETERS = ["username", "login", "next", "code", "csrfmiddlewaretoken", "ip_address"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Messages name people, and a cookie can be read on the way.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "befriend.desk.views.frame.form_expired"

# Mail says that there is something to read, and where: the rest stays inside.
MAIL_SERVER = mail_server()
BEFRIEND_MAILS = bool(MAIL_SERVER.host)
BEFRIEND_ADDRESS = os.environ.get("BEFRIEND_ADDRESS", "")
DEFAULT_FROM_EMAIL = os.environ.get("BEFRIEND_MAIL_FROM", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if BEFRIEND_MAILS else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER
EMAIL_TIMEOUT = 20
# Text messages to people, and where they ring to change what they are reminded of; neither is needed.
BEFRIEND_NOTIFY = notify()
REMINDER_TELEPHONE = os.environ.get("BEFRIEND_REMINDER_TELEPHONE", "")

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg (drafft)")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

SESSION_ENGINE = "befriend.identity.sessions"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
if SECURE:
    # The prefix makes browsers refuse such a cookie from any other host or without https.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-befriend", "__Host-befriend-form"
SESSION_COOKIE_AGE = number("BEFRIEND_SESSION_SECONDS", 12 * 60 * 60)
# Where people are real, a desk that was left is locked.
IDLE_SECONDS = number("BEFRIEND_IDLE_SECONDS", 15 * 60)
SECURE_SSL_REDIRECT = SECURE
# Programs are told instead (befriend.identity.middleware.Manners).
SECURE_REDIRECT_EXEMPT = [r"^api/"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = SECURE, False
BEHIND_PROXY = flag("BEFRIEND_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY = ", ".join(
    f"{one}=()" for one in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        # Signing in at an organisation begins as a form of ours.
        "form-action": [SELF, *(origin(app["settings"]["server_url"]) for app in _ORGANISATION_APP)],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
# No form needs more; the API takes less still (befriend/api.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 1
# A minute, of one user or one address: what changes something, and all of the API. 0 for no limit.
MOST_REQUESTS = number("BEFRIEND_MOST_REQUESTS", 1200)
# Whom to tell of a fault of security: an address beginning with https: or mailto:.
SECURITY_CONTACT = os.environ.get("BEFRIEND_SECURITY_CONTACT", "")

# To standard error, and never what a request holds: it may tell of a person.
LOGGING = log.settings(
    os.environ.get("BEFRIEND_LOG_LEVEL", "WARNING"), os.environ.get("BEFRIEND_LOG_FORMAT", "")
)
