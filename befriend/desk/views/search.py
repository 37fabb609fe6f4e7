"""Searching for people by name, notes by their words, and what a paper means by its short reference."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from befriend.audit import looking
from befriend.desk import forms
from befriend.desk.queries.contacts import searched
from befriend.identity.permissions import needs
from befriend.people import queries as statements
from befriend.people.models import Statement
from befriend.policies import vocabulary
from befriend.supervision import queries


@needs("allocation.see_own")
def search(request: HttpRequest) -> HttpResponse:
    """Ask for words and show what is found, in answer to a post: no name stands in an address."""
    form = forms.SearchForm(request.POST or None)
    found, is_all, status = None, True, 200
    meant: list[Statement] = []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            meant = meant_by(request, form.cleaned_data["words"])
            if len(meant) == 1:
                return redirect("stated-one", meant[0].ref)
            status = 200
            people, is_all = searched(request.user.practitioner, timezone.localdate())
            found = queries.search(form.cleaned_data["words"], people, beyond=not is_all)
            looking.note(*(one.person_id for one in found.notes))
    labels = {one.pk: vocabulary.load().read(one.key).label for one in meant}
    shown = {"form": form, "found": found, "is_all": is_all, "meant": meant, "labels": labels}
    return render(request, "desk/search.jinja", shown, status=status)


def meant_by(request: HttpRequest, words: str) -> list[Statement]:
    """Return what is meant by a short reference that somebody copied from paper, within reach only."""
    return [
        one
        for one in statements.by_short(words)
        if request.user.has_perm("allocation.see_person", one.person)
    ]
