"""What other apps below are told of this one when Befriend starts."""

from __future__ import annotations

from django.apps import AppConfig


class Supervision(AppConfig):
    """Contacts, notes and plans."""

    name = "befriend.supervision"

    def ready(self) -> None:
        """Say who makes a reminder into words, at the moment it goes."""
        from befriend.outbox import letters

        from .queries import reminders

        letters.MAKERS[reminders.CODE] = reminders.answer
