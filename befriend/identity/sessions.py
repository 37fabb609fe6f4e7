"""Sign-ins in the database as Django keeps them, read in SQL of our own: every request begins with one."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from befriend.rows import Question

SESSION = Question(
    "SELECT {s} FROM django_session s WHERE s.session_key = %(key)s AND s.expire_date > %(now)s", s=Session
)


class SessionStore(db.SessionStore):
    """What is kept of one sign-in."""

    def _get_session_from_db(self) -> Session | None:
        """Return what is kept under the key, or forget the key where nothing is."""
        for (found,) in SESSION.ask(key=self.session_key, now=timezone.now()):
            kept: Session = found
            return kept
        self._session_key = None
        return None
