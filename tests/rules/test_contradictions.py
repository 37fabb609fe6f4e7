"""What contradicts itself is refused, and says which two things."""

from datetime import date

import pytest

from befriend import policies
from befriend.rules import named

DAY = date(2026, 11, 22)
CHARGE = {"charged": "2026-11-20", "started": "2026-01-05", "qualifying": True}


@pytest.mark.parametrize(
    ("rule", "given", "said"),
    [
        ("contact_standards", {"since": "2026-01-05", "level": "A", "one_axis": "G"}, "level and one_axis"),
        (
            "contact_standards",
            {"since": "2026-01-05", "until": "2026-01-04", "level": "A"},
            "until is before",
        ),
        ("further_offence", {**CHARGE, "ended": "2026-01-04"}, "ended is before started"),
        ("further_offence", {**CHARGE, "committed": "2026-11-21"}, "charged is before committed"),
        ("further_offence", {**CHARGE, "charged": "2026-11-23"}, "is after 2026-11-22"),
    ],
)
def test_a_contradiction_is_refused_in_words(rule, given, said):
    with pytest.raises(named.AskedError, match=said):
        named.ask(rule, given, DAY, policies.load())
