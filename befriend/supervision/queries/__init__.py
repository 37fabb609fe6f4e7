"""Questions about contact with people; nothing here changes anything.

For other apps: `next_appointment`, `timeline` (as of any day), `promises` and `mattered`, each of one
person and as far as whoever asks may see.
"""

from .diary import (
    Today,
    appointments,
    busy,
    midnight,
    next_appointment,
    next_appointments,
    to_close,
    today,
)
from .feeds import feed_of, practitioner_of
from .notes import mattered, promises, promises_of
from .safety import Overdue, alarmed, overdue, running
from .timeline import FILTERS, Entry, Filters, Mark, Page, timeline

__all__ = [
    "FILTERS", "Entry", "Filters", "Mark", "Overdue", "Page", "Today", "alarmed", "appointments", "busy",
    "feed_of", "mattered", "midnight", "next_appointment", "next_appointments", "overdue", "practitioner_of",
    "promises", "promises_of", "running", "timeline", "to_close", "today",
]  # fmt: skip
