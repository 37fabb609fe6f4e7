"""Whom the tests of trials are about."""

from __future__ import annotations

from tests.desk.conftest import sign_in, staffed  # noqa: F401  (fixtures of the pages)
from tests.portal.conftest import ali  # noqa: F401
