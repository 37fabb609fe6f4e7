"""Questions to the audit; nothing here changes anything."""

from .chain import Head, head, unlinked
from .trail import Seen, Step, of_line, of_person, people_see, who_appear, who_read
from .verifying import Fault, Report, verify

__all__ = [
    "Fault",
    "Head",
    "Report",
    "Seen",
    "Step",
    "head",
    "of_line",
    "of_person",
    "people_see",
    "unlinked",
    "verify",
    "who_appear",
    "who_read",
]
