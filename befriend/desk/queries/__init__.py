"""Questions that only the staff pages ask; nothing here changes anything."""

from .choosing import Choice, choices
from .gap import notices, orders, overloads, releases, stops
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
    "place",
    "places",
    "practitioner_of",
    "reckoning",
    "releases",
    "span",
    "stops",
    "unanswered_objections",
    "unanswered_requests",
    "units_below",
]
