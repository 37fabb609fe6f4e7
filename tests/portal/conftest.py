"""Whom the tests of the person's own page are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.portal.alder import Alder


@pytest.fixture
def ali(db: None) -> Alder:
    """Return Ali, who has a page of their own."""
    from tests.portal.alder import Alder

    return Alder()
