"""The one way in which a form is begun, kept while it is written, found again, and let go when it is sent."""

from __future__ import annotations

from typing import NamedTuple

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from befriend.drafts import actions, forms, queries
from befriend.drafts.models import Draft
from befriend.drafts.views import KEPT_UNTIL, clock, seen

from .acting import new_form


class Paper(NamedTuple):
    """A form on somebody's desk: what it carries, and what they had written before."""

    slip: forms.Slip
    draft: Draft | None
    version: int
    is_restored: bool = False

    @property
    def time(self) -> str:
        """Return the time at which it was last saved."""
        return clock(self.draft) if self.draft else ""


def opened(request: HttpRequest, form: Form) -> Paper:
    """Lay a form on the desk; where it is shown anew, with the words that were typed into it before."""
    match = request.resolver_match
    posted = forms.read(request.POST.get("draft", ""), request.user.pk)
    fresh = forms.Slip(request.user.pk, match.view_name, match.kwargs, forms.names_of(form), new_form())
    if request.method == "POST":
        slip = posted if posted and posted[:3] == fresh[:3] else fresh
        return Paper(slip, None, seen(request))
    row = queries.row(request.user, fresh.form, fresh.about)
    version = row.version if row else 0
    if row is None or not row.words or row.expires_on <= timezone.localdate():
        return Paper(fresh, None, version)
    form.initial = {**form.initial, **row.words}
    return Paper(fresh, row, version, is_restored=True)


def keep(request: HttpRequest, paper: Paper, based_on: str) -> Paper:
    """Keep the words of a form that was refused, so that they are there even if its page is closed."""
    words = forms.typed(request.POST, paper.slip.names)
    if forms.too_long(words):
        return paper
    try:
        draft = actions.keep(
            user=request.user,
            slip=paper.slip,
            words=words,
            seen=paper.version,
            based_on=based_on,
            at=timezone.now(),
        )
    except actions.OtherWordsError:
        return paper
    return paper._replace(draft=draft, version=draft.version) if draft else paper


def let_go(request: HttpRequest, paper: Paper) -> None:
    """Let go of the words of a form in the transaction that does what it asks."""
    actions.finish(user=request.user, slip=paper.slip, seen=paper.version, at=timezone.now())


def sent(answer: HttpResponse) -> HttpResponse:
    """Take the time off the browser: there is nothing left to come back to."""
    answer.delete_cookie(KEPT_UNTIL, samesite="Lax")
    return answer
