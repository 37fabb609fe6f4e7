"""Contacts planned and past, notes of them, and the safety of whoever goes out."""

from .contacts import Contact, NoTime
from .feeds import CalendarFeed
from .notes import Note
from .safety import SafetyAlarm, SafetyCall

__all__ = ["CalendarFeed", "Contact", "NoTime", "Note", "SafetyAlarm", "SafetyCall"]
