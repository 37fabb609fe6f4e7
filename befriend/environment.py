"""Readers of the environment, for the settings: a switch, a number, a secret, a database, a mail server."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

from befriend import database
from befriend.errors import BefriendError


def flag(name: str, default: bool = False) -> bool:
    """Read a switch: 1 or 0, and nothing else."""
    said = os.environ.get(name, "1" if default else "0")
    if said not in ("0", "1"):
        raise BefriendError(f"{name} is '{said}', but must be 1 or 0.")
    return said == "1"


def number(name: str, default: int) -> int:
    """Read a whole number, not negative."""
    said = os.environ.get(name, str(default))
    if not said.isdecimal():
        raise BefriendError(f"{name} is '{said}', but must be a whole number.")
    return int(said)


def secret(name: str) -> str:
    """Read a secret from NAME, or from the file named in NAME_FILE; there is no default."""
    if said := os.environ.get(name):
        return said
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text().strip()
    raise BefriendError(f"{name} is not set. Set it, or {name}_FILE to the path of a file that holds it.")


def kept_secret(name: str) -> str:
    """Read a secret; with the embedded database only, make one and keep it in BEFRIEND_HOME."""
    if name in os.environ or f"{name}_FILE" in os.environ or not database.is_embedded():
        return secret(name)
    file = database.home() / name.lower()
    try:
        # Written in full before it has its name: another process may read it at any moment.
        with tempfile.NamedTemporaryFile("w", dir=file.parent) as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            os.link(made.name, file)
    except FileExistsError:
        pass
    except FileNotFoundError:  # No home yet, so nothing is kept: a key for this process only.
        return secrets.token_urlsafe(48)
    return file.read_text()


def former_keys() -> list[str]:
    """Return the keys before BEFRIEND_SECRET_KEY, newest first: what they signed or sealed stays good."""
    name = "BEFRIEND_FORMER_SECRET_KEYS"
    if name not in os.environ and f"{name}_FILE" not in os.environ:
        return []
    return secret("BEFRIEND_FORMER_SECRET_KEYS").split()


def connection(url: str) -> dict[str, object]:
    """Return how Django connects to the database at `url`, which may be a pooler of transactions."""
    address = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.pop("dbname", "befriend"),
        "USER": address.pop("user", ""),
        "PASSWORD": address.pop("password", ""),
        "HOST": address.pop("host", ""),
        "PORT": address.pop("port", ""),
        "OPTIONS": address,
        "CONN_MAX_AGE": number("BEFRIEND_CONNECTION_SECONDS", 60),
        "CONN_HEALTH_CHECKS": True,
        # A pooler gives the next transaction another connection.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


class MailServer(NamedTuple):
    """Where mail is handed over; without a host, nowhere."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


# The port and the ways of each kind of address.
MAIL_SERVERS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def mail_server() -> MailServer:
    """Read BEFRIEND_SMTP_URL; raise BefriendError, without showing it, where it makes no sense."""
    said = os.environ.get("BEFRIEND_SMTP_URL")
    if not said:
        return MailServer()
    for needed in ("BEFRIEND_MAIL_FROM", "BEFRIEND_ADDRESS"):
        if not os.environ.get(needed):
            raise BefriendError(f"BEFRIEND_SMTP_URL is set, and {needed} is not. Mail needs both.")
    try:
        parts = urlsplit(said)
        port = parts.port or MAIL_SERVERS[parts.scheme]
    except (ValueError, KeyError):
        parts, port = urlsplit(""), 0
    if not parts.hostname:
        raise BefriendError(
            "BEFRIEND_SMTP_URL names no mail server. Write it as smtps://user@mail.example.org:465, "
            "smtp+starttls:// or smtp://."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if user and parts.scheme == "smtp":
        raise BefriendError(
            "BEFRIEND_SMTP_URL would send a password in the open. Write smtp+starttls:// or smtps://."
        )
    if user and not password:
        password = secret("BEFRIEND_SMTP_PASSWORD")
    starttls, tls = parts.scheme == "smtp+starttls", parts.scheme == "smtps"
    return MailServer(parts.hostname, port, user, password, starttls, tls)


class Notify(NamedTuple):
    """How text messages leave: by GOV.UK Notify; without a key, not at all."""

    key: str = ""
    template: str = ""
    address: str = ""


NOTIFY = "https://api.notifications.service.gov.uk"
# A key ends with the ids of a service and of a secret, of 36 characters each with a mark between.
SHORTEST_KEY = 73


def notify() -> Notify:
    """Read BEFRIEND_NOTIFY_KEY and its template; raise BefriendError, without showing it, if it is none."""
    if "BEFRIEND_NOTIFY_KEY" not in os.environ and "BEFRIEND_NOTIFY_KEY_FILE" not in os.environ:
        return Notify()
    key, template = secret("BEFRIEND_NOTIFY_KEY"), os.environ.get("BEFRIEND_NOTIFY_TEMPLATE", "")
    address = os.environ.get("BEFRIEND_NOTIFY_ADDRESS", NOTIFY)
    if len(key) < SHORTEST_KEY:
        raise BefriendError("BEFRIEND_NOTIFY_KEY is no key of GOV.UK Notify: it is too short.")
    if not template:
        raise BefriendError(
            "BEFRIEND_NOTIFY_KEY is set, and BEFRIEND_NOTIFY_TEMPLATE is not. It is the id of a template for "
            "text messages that holds ((text)) and nothing else."
        )
    if urlsplit(address).scheme != "https" and urlsplit(address).hostname != "127.0.0.1":
        raise BefriendError(
            "BEFRIEND_NOTIFY_ADDRESS would send what is said in the open. It begins with https://."
        )
    return Notify(key, template, address)


ORGANISATION = "organisation"


def organisation() -> tuple[str, str, list[dict[str, Any]]]:
    """Return the sign-in of an organisation: its name in addresses, its name for people, how to reach it.

    Without BEFRIEND_OIDC_ISSUER there is none.
    """
    issuer = os.environ.get("BEFRIEND_OIDC_ISSUER", "")
    if not issuer:
        return ORGANISATION, "", []
    if not issuer.startswith("https://"):
        raise BefriendError(f"BEFRIEND_OIDC_ISSUER is '{issuer}', but must begin with https://.")
    name = os.environ.get("BEFRIEND_OIDC_NAME", "your organisation")
    app = {
        "provider_id": ORGANISATION,
        "name": name,
        "client_id": secret("BEFRIEND_OIDC_CLIENT_ID"),
        "secret": secret("BEFRIEND_OIDC_CLIENT_SECRET"),
        "settings": {"server_url": issuer},
    }
    return ORGANISATION, name, [app]


def origin(url: str) -> str:
    """Return scheme and host of an address, as a browser compares them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
