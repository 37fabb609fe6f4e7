"""What stands in papers, what is known for them, and what used a statement; nothing here changes anything."""

from .forms import OPENED, FormRow, forms, what
from .known import Filling, Line, Open, gather, known
from .recipients import recipients
from .showing import Copy, Difference, Part, Shown, again, of_delivery, preview
from .units import (
    NoticePaper,
    Run,
    Slip,
    StatementPaper,
    WeekTime,
    first_sent,
    notice_paper,
    runs,
    slip,
    statement,
    weeks,
    without_reasons,
)
from .using import Letter, Use, editions, letter, tellings, to_be_told, used_by

__all__ = [
    "OPENED",
    "Copy",
    "Difference",
    "Filling",
    "FormRow",
    "Letter",
    "Line",
    "NoticePaper",
    "Open",
    "Part",
    "Run",
    "Shown",
    "Slip",
    "StatementPaper",
    "Use",
    "WeekTime",
    "again",
    "editions",
    "first_sent",
    "forms",
    "gather",
    "known",
    "letter",
    "notice_paper",
    "of_delivery",
    "preview",
    "recipients",
    "runs",
    "slip",
    "statement",
    "tellings",
    "to_be_told",
    "used_by",
    "weeks",
    "what",
    "without_reasons",
]
