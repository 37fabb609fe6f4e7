"""Questions about contact with people; nothing here changes anything.

For other apps: `next_appointment`, `timeline` and `plan_of` (both as of any day), `promises` and
`mattered`, each of one person and as far as whoever asks may see.
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
from .plans import GoalSeen, PlanSeen, StepSeen, areas, next_steps, plan_of
from .safety import Overdue, alarmed, overdue, running
from .search import Found, find_notes, find_people, search
from .timeline import FILTERS, Entry, Filters, Mark, Page, lately, timeline

__all__ = [
    "FILTERS",
    "Entry",
    "Filters",
    "Found",
    "GoalSeen",
    "Mark",
    "Overdue",
    "Page",
    "PlanSeen",
    "StepSeen",
    "Today",
    "alarmed",
    "appointments",
    "areas",
    "busy",
    "feed_of",
    "find_notes",
    "find_people",
    "lately",
    "mattered",
    "midnight",
    "next_appointment",
    "next_appointments",
    "next_steps",
    "overdue",
    "plan_of",
    "practitioner_of",
    "promises",
    "promises_of",
    "running",
    "search",
    "timeline",
    "to_close",
    "today",
]
