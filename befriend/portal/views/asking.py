"""One thing typed on a person's own page: shown, refused in words with all that was typed, or kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from befriend.drafts.forms import Slip, names_of
from befriend.errors import BefriendError


def ask(
    request: HttpRequest,
    form: Form,
    *,
    template: str,
    shown: dict[str, Any],
    do: Callable[[dict[str, Any]], object],
    done: str,
    back: str,
) -> HttpResponse:
    """Show a form; when it is answered, do it and go to `back` with a sentence.

    Nothing is kept while it is written: these phones are often shared. Whoever was signed out meanwhile
    is given their words back by their own browser (befriend.drafts), which is what the slip is for.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                do(form.cleaned_data)
            except BefriendError as refused:
                form.add_error(None, str(refused))
                status = 409
            else:
                messages.success(request, done)
                return redirect(back)
    match = request.resolver_match
    about = {name: str(value) for name, value in match.kwargs.items()} if match else {}
    slip = Slip(request.user.pk, match.view_name if match else "", about, names_of(form), "")
    return render(request, template, {"form": form, "slip": slip.signed, **shown}, status=status)
