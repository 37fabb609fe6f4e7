"""What stands in papers; nothing here changes anything."""

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

__all__ = [
    "NoticePaper",
    "Run",
    "Slip",
    "StatementPaper",
    "WeekTime",
    "first_sent",
    "notice_paper",
    "runs",
    "slip",
    "statement",
    "weeks",
    "without_reasons",
]
