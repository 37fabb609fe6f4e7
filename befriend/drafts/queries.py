"""Questions about drafts; nothing here changes anything."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from psycopg.types.json import Jsonb

from befriend import policies
from befriend.identity.models import User
from befriend.rows import Question

from .models import Draft


def begun(user: User, day: date) -> QuerySet[Draft]:
    """Return what `user` has begun and not sent, the last written first."""
    return Draft.objects.filter(user=user, expires_on__gt=day).exclude(words={}).order_by("-saved_at", "pk")


ROW = Question(
    """
    SELECT {d} FROM drafts_draft d
    WHERE d.user_id = %(user)s AND d.form = %(form)s AND d.about = %(about)s ORDER BY d.id LIMIT 1
    """,
    d=Draft,
)


def row(user: User, form: str, about: dict[str, Any]) -> Draft | None:
    """Return what is kept of a form of `user` about something, sent or not. One query."""
    found = ROW.ask(user=user.pk, form=form, about=Jsonb(about))
    return found[0][0] if found else None


def expires(day: date) -> date:
    """Return the day on which something written on `day` is no longer kept."""
    overlay = settings.BEFRIEND_POLICIES
    book = policies.load(Path(overlay) if overlay else None)
    return day + timedelta(days=book.on(day, "drafts.kept_days").value)
