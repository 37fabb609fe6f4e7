"""Contacts planned and past, notes of them, the plan, and the safety of whoever goes out."""

from .contacts import Contact, NoTime
from .feeds import CalendarFeed
from .notes import Note
from .plans import Agreement, Goal, Step, SupervisionPlan
from .safety import SafetyAlarm, SafetyCall

__all__ = [
    "Agreement", "CalendarFeed", "Contact", "Goal", "NoTime", "Note", "SafetyAlarm", "SafetyCall", "Step",
    "SupervisionPlan",
]  # fmt: skip
