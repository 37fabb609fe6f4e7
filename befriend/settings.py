"""Settings of the web service: one file, all from the environment (docs/running.md lists them)."""

import os
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from befriend import database
from befriend.environment import flag, kept_secret, number

DEBUG = flag("BEFRIEND_DEBUG")
SECRET_KEY = kept_secret("BEFRIEND_SECRET_KEY")
ALLOWED_HOSTS = os.environ.get("BEFRIEND_HOSTS", "127.0.0.1 localhost [::1]").split()
# Only plain http on this machine goes without secure cookies.
SECURE = not set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}
# An operator's own dated values, laid over befriend/policies.
BEFRIEND_POLICIES = os.environ.get("BEFRIEND_POLICIES")

BEFRIEND_APPS = ["audit", "identity", "people", "workforce", "sentences", "allocation", "documents"]
BEFRIEND_APPS += ["publication", "desk"]
INSTALLED_APPS = [
    *("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"),
    *("django.contrib.messages", "django.contrib.postgres", "django.contrib.staticfiles"),
    *("allauth", "allauth.account", "allauth.mfa", "pghistory", "pgtrigger"),
    "rules.apps.AutodiscoverRulesConfig",
    *(f"befriend.{app}" for app in BEFRIEND_APPS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # A page is for people who signed in, unless its view says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Writes who and where beside every change in the history.
    "pghistory.middleware.HistoryMiddleware",
    "befriend.identity.permissions.DenyByDefault",
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

_ADDRESS = conninfo_to_dict(database.url())
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _ADDRESS.pop("dbname", "befriend"),
        "USER": _ADDRESS.pop("user", ""),
        "PASSWORD": _ADDRESS.pop("password", ""),
        "HOST": _ADDRESS.pop("host", ""),
        "PORT": _ADDRESS.pop("port", ""),
        "OPTIONS": _ADDRESS,
        "CONN_MAX_AGE": number("BEFRIEND_CONNECTION_SECONDS", 60),
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
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
]
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Messages name people, and a cookie can be read on the way.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "befriend.desk.views.frame.form_expired"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg (drafft)")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = number("BEFRIEND_SESSION_SECONDS", 12 * 60 * 60)
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEFRIEND_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# To standard error, and never what a request holds: it may tell of a person.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "befriend.log.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("BEFRIEND_LOG_LEVEL", "WARNING")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
