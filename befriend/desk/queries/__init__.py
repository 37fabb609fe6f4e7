"""Questions that only the staff pages ask; nothing here changes anything."""

from .choosing import Choice, choices
from .gap import notices, orders, overloads, releases, stops
from .listed import people_of, reports_due
from .menu import (
    BELONGS,
    acting_office,
    first_page,
    offices,
    place,
    places,
    practitioner_of,
    units_below,
)
from .reckoning import Reckoning, reckoning
from .span import Span, span, unanswered_objections, unanswered_requests

__all__ = [
    "BELONGS",
    "Choice",
    "Reckoning",
    "Span",
    "acting_office",
    "choices",
    "first_page",
    "notices",
    "offices",
    "orders",
    "overloads",
    "people_of",
    "place",
    "places",
    "practitioner_of",
    "reckoning",
    "releases",
    "reports_due",
    "span",
    "stops",
    "unanswered_objections",
    "unanswered_requests",
    "units_below",
]
