"""Who the tests of the floor are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.floor.ivy import Ivy


@pytest.fixture
def ivy(db: None) -> Ivy:
    """Return Ivy, in a Larkfield with data protection."""
    from befriend.rules.values import Grade
    from befriend.workforce.models import Office
    from tests.desk.staffed import Staffed
    from tests.floor.ivy import Ivy

    unit = Staffed()
    unit.dee = unit.works("Plover, Dee", Grade.SENIOR)
    unit.hold("data-protection", unit.pdu, Office.Post.DATA_PROTECTION, unit.dee)
    return Ivy(unit)
