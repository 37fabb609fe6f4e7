"""Searching for people by name and for notes by their words, among those within reach."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.audit import looking
from befriend.desk import forms
from befriend.desk.queries.contacts import searched
from befriend.identity.permissions import needs
from befriend.supervision import queries


@needs("allocation.see_own")
def search(request: HttpRequest) -> HttpResponse:
    """Ask for words and show what is found, in answer to a post: no name stands in an address."""
    form = forms.SearchForm(request.POST or None)
    found, is_all, status = None, True, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status = 200
            people, is_all = searched(request.user.practitioner, timezone.localdate())
            found = queries.search(form.cleaned_data["words"], people, beyond=not is_all)
            looking.note(*(one.person_id for one in found.notes))
    return render(
        request, "desk/search.jinja", {"form": form, "found": found, "is_all": is_all}, status=status
    )
