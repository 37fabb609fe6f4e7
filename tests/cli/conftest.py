"""What tests of the commands stand on."""

from __future__ import annotations

import pytest

from tests.cli import commands


@pytest.fixture
def befriend(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> commands.Command:
    """Return what runs a command on the test's database."""
    return commands.runner(monkeypatch, capsys)
