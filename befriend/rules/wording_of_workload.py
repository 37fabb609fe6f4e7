"""The sentences about what somebody carries: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

WORKLOAD: Mapping[str, str] = {
    "load_of_time": _("they carry {points} points of the {available} their week has time for ({percent}%)."),
    "load_without_time": _(
        "they carry {points} points and have no working time that week: there is no percentage, "
        "and they are full."
    ),
    "percent_of_nothing": _(
        "of week {week} there is no percentage: {points} points stand against no time at all."
    ),
    "load_over_cap": _("that is over the limit of {cap}%. The head of unit owns this gap."),
    "reduction_of": _("it takes {minutes} minutes off a week of {contract}."),
    "reduction_differs": _("{asked} minutes were asked for; policy gives it {minutes}."),
    "reduction_looked_at": _("it ends on {until} unless somebody looks at it again."),
}
