"""A form half written by Jo, who heads Larkfield, and what the form carries."""

from __future__ import annotations

import re

import pytest

from tests.desk.conftest import on_monday, plan, sign_in, staffed

__all__ = ["on_monday", "plan", "sign_in", "staffed"]

STOP = "/units/unit/stop-list/new"
KEEP = "/drafts/keep"


@pytest.fixture
def jo(staffed, sign_in):
    """Return the web client of Jo, the head."""
    return sign_in(staffed.jo)


def carried(page) -> dict[str, str]:
    """Return the hidden fields of the form of a page: its slip, its version and what it is made from."""
    form = page.content.decode().partition("data-draft=")[2]
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def told(answer) -> str:
    """Return the words of a page."""
    return " ".join(answer.content.decode().split())
