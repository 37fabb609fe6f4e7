"""Questions that only the staff pages ask; nothing here changes anything."""

from .choosing import Choice, choices
from .gap import notices, orders, overloads, releases, stops
from .menu import BELONGS, acting_office, first_page, heads_for, offices, place, places, practitioner_of
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
    "heads_for",
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
]
