"""One decision on a page of its own: asked, refused in words with all that was typed, or done.

Every form of a desk goes through here, so every one of them is kept while it is written, and none
writes over what its writer has not seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from . import drafting
from .acting import ChangedError, attempt, new_form
from .standing import Facts, Standing, has_changed
from .whynot import WhyNot


class Question(NamedTuple):
    """What a page asks: its heading, what stands there now, what happens next, and the way back.

    `then` is where one goes once it is answered, where that is not the way back.
    `nobody` says why there is nothing to choose; then there is no form.
    """

    title: str
    button: str
    back: str
    back_words: str
    next: str
    facts: list[tuple[str, str]] = []
    stands: Standing = Standing()
    nobody: str = ""
    hints: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    others: list[WhyNot] = []
    others_words: str = ""
    then: str = ""


def ask(
    request: HttpRequest,
    form: Form,
    question: Question,
    *,
    do: Callable[[dict[str, Any]], object],
    done: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Show the question; when it is answered, do it once and go back with a sentence."""
    paper, status = drafting.opened(request, form), 200
    made_from = made_from_what(request, paper, question)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data

            def act() -> None:
                if has_changed(question.stands):
                    raise ChangedError(changed())
                do(said)
                drafting.let_go(request, paper)

            why_not = attempt(request, act, stale(made_from, question))
            if not why_not:
                messages.success(request, done(said))
                return drafting.sent(redirect(question.then or question.back))
            form.add_error(None, why_not)
            status = 409
        paper = drafting.keep(request, paper, made_from)
    shown = {
        "form": form,
        "question": question,
        "once": new_form(),
        "paper": paper,
        "opened": timezone.now(),
        "typed": typed(form) if stale(made_from, question) else [],
    }
    return render(request, "desk/question.jinja", shown, status=status)


def made_from_what(request: HttpRequest, paper: drafting.Paper, question: Question) -> str:
    """Return the mark of what stood there when the form was opened, or first written in."""
    if request.method == "POST":
        # No mark holds a NUL, and the database would keep none.
        return request.POST.get("based_on", question.stands.mark).replace("\0", "")[:80]
    return paper.draft.based_on if paper.draft else question.stands.mark


def stale(made_from: str, question: Question) -> str:
    """Return what to say when things have changed since the form was opened, or nothing."""
    return "" if made_from == question.stands.mark else changed()


def changed() -> str:
    """Return what is said of a form made from something that is no longer so."""
    return _(
        "This changed after you began. Below is what is there now, and what you typed. "
        "Nothing of either is lost."
    )


def typed(form: Form) -> Facts:
    """Return what somebody typed, as they would read it: the words of a choice and not its code."""
    facts = []
    for bound in form:
        value = bound.value()
        words = dict(bound.field.choices).get(value, value) if hasattr(bound.field, "choices") else value
        facts.append((str(bound.label), str(words or "")))
    return [(label, words) for label, words in facts if words]
