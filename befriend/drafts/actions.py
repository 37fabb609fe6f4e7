"""Keeping what is half written, and letting it go when it is sent, begun afresh or too old.

Nothing here is audited: a draft is said to nobody, and only whoever writes it can read it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from befriend.errors import BefriendError
from befriend.identity.models import User

from . import queries
from .forms import Slip
from .models import Draft


class OtherWordsError(BefriendError):
    """Other words of the same form were kept meanwhile, from another window; nothing was changed."""

    def __init__(self, draft: Draft) -> None:
        """Take what is kept."""
        self.draft = draft
        super().__init__("Other words of this form are kept.")


@transaction.atomic
def keep(
    *,
    user: User,
    slip: Slip,
    words: dict[str, str],
    seen: int,
    based_on: str,
    at: datetime,
    over: bool = False,
) -> Draft | None:
    """Keep the words of a form, or return None when there is nothing to keep.

    `seen` is the version its writer knew. Words from another window that they have not seen are not
    written over, unless they have looked at both and say so (`over`): raises OtherWordsError.
    """
    draft = locked(user, slip)
    if (draft is None and not any(words.values())) or (draft is not None and draft.sent == slip.mark):
        return None
    if draft is not None and not over and draft.words != words and is_unseen(draft, slip.mark, seen):
        raise OtherWordsError(draft)
    if draft is None or not draft.words:
        draft = draft or Draft(user=user, form=slip.form, about=slip.about)
        draft.begun_at = at
    draft.words, draft.based_on, draft.mark, draft.sent = words, based_on, slip.mark, ""
    draft.version += 1
    draft.saved_at, draft.expires_on = at, queries.expires(timezone.localdate(at))
    draft.save()
    return draft


def locked(user: User, slip: Slip) -> Draft | None:
    """Lock whatever is kept of a form, and its place while there is nothing: two saves may come at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM identity_user WHERE id = %s FOR NO KEY UPDATE", [user.pk])
    return queries.row(user, slip.form, slip.about)


def is_unseen(draft: Draft, mark: str, seen: int) -> bool:
    """Say whether a draft holds words from another window that this one has not seen."""
    return bool(draft.words) and draft.mark != mark and draft.version != seen


@transaction.atomic
def finish(*, user: User, slip: Slip, seen: int, at: datetime) -> None:
    """Let go of the draft of a form that has been sent; part of the same transaction.

    Words from another window that the sender never saw stay.
    """
    draft = locked(user, slip)
    if draft is not None and is_unseen(draft, slip.mark, seen):
        return
    draft = draft or Draft(user=user, form=slip.form, about=slip.about, begun_at=at)
    draft.words, draft.based_on, draft.sent = {}, "", slip.mark
    draft.version += 1
    draft.saved_at, draft.expires_on = at, timezone.localdate(at) + timedelta(days=1)
    draft.save()


def discard(*, draft: Draft) -> None:
    """Let go of a draft because whoever wrote it begins afresh."""
    draft.delete()


def let_expire(*, day: date) -> int:
    """Let go of every draft whose day has come, and return how many there were."""
    return Draft.objects.filter(expires_on__lte=day).delete()[0]
