"""Readers of the environment, for the settings: a switch, a number, a secret."""

import os
import secrets
from pathlib import Path

from befriend import database
from befriend.policies.errors import BefriendError


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
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
            kept.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except FileNotFoundError:  # No home yet, so nothing is kept: a key for this process only.
        return secrets.token_urlsafe(48)
    return file.read_text()
