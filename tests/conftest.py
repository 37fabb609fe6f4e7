"""What every test stands on: one real PostgreSQL for the whole run, and no way out of this machine."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

from befriend import database

# Set here and not in the configuration, so that settings are read after the database has an address.
os.environ["DJANGO_SETTINGS_MODULE"] = "befriend.settings"
# Threads of the tests may use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# What is lost with the power may be lost: these databases live for one run.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

_run = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, before the workers, unless DATABASE_URL names another; then Django."""
    if not hasattr(config, "workerinput") and not os.environ.get("DATABASE_URL"):
        home = tempfile.mkdtemp(prefix="befriend-")
        _run.callback(shutil.rmtree, home, ignore_errors=True)
        os.environ["BEFRIEND_HOME"] = home
        os.environ["DATABASE_URL"] = _run.enter_context(database.ready(*FAST))
    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server that this run started."""
    _run.close()


@pytest.fixture
def own_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a test a home of its own, with no database yet; whatever runs there is stopped after it."""
    with tempfile.TemporaryDirectory(prefix="befriend-", ignore_cleanup_errors=True) as folder:
        monkeypatch.setenv("BEFRIEND_HOME", folder)
        monkeypatch.delenv("DATABASE_URL", raising=False)
        yield Path(folder)
        monkeypatch.setenv("BEFRIEND_HOME", folder)
        monkeypatch.delenv("DATABASE_URL", raising=False)
        database.down()
