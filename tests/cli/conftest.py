"""What tests of the commands stand on."""

from __future__ import annotations

from datetime import date

import pytest

from befriend.cli import asking
from tests.cli import commands


@pytest.fixture
def befriend(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> commands.Command:
    """Return what runs a command on the test's database, on Monday 23 November 2026."""
    monkeypatch.setattr(asking, "today", lambda: date(2026, 11, 23))
    return commands.runner(monkeypatch, capsys)
