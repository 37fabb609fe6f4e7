"""One decision on a page of its own: asked, refused in words with all that was typed, or done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .acting import attempt, new_form
from .whynot import WhyNot


class Question(NamedTuple):
    """What a page asks: its heading, what stands there now, what happens next, and the way back.

    `nobody` says why there is nothing to choose; then there is no form.
    """

    title: str
    button: str
    back: str
    back_words: str
    next: str
    facts: list[tuple[str, str]] = []
    based_on: str = ""
    nobody: str = ""
    hints: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    others: list[WhyNot] = []
    others_words: str = ""


def ask(
    request: HttpRequest,
    form: Form,
    question: Question,
    *,
    do: Callable[[dict[str, Any]], object],
    done: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Show the question; when it is answered, do it once and go back with a sentence."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            why_not = attempt(request, lambda: do(said), stale(request, question))
            if not why_not:
                messages.success(request, done(said))
                return redirect(question.back)
            form.add_error(None, why_not)
            status = 409
    shown = {"form": form, "question": question, "once": new_form()}
    return render(request, "desk/question.jinja", shown, status=status)


def stale(request: HttpRequest, question: Question) -> str:
    """Return what to say when things have changed since the form was shown, or nothing."""
    if request.POST.get("based_on", question.based_on) == question.based_on:
        return ""
    return _(
        "This changed after you opened the page. Below is how it stands now, and what you typed. "
        "Send it again if it is still right."
    )
