"""A caseload as somebody would type it."""

import pytest


@pytest.fixture
def typed() -> dict[str, str]:
    """Return a full-time officer's caseload: 45 people and two reports due."""
    return {
        "hours": "37", "grade": "officer", "month": "",
        "A3-licence": "1", "B2-community": "8", "B3-licence": "5", "B1-custody": "4",
        "C2-community": "12", "C1-licence": "6", "D2-community": "8", "untiered-community": "1",
        "report-standard": "1", "report-fast": "1",
    }  # fmt: skip
