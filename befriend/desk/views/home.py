"""The first page: what this is, and the way in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from befriend.desk import queries
from befriend.identity.permissions import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is; send whoever signed in to the page they see first."""
    if request.user.is_authenticated:
        address = queries.first_page(request.user, timezone.localdate())
        if address:
            return redirect(address)
        if request.user.has_perm("portal.own"):
            return redirect("portal:my")
    return render(request, "desk/home.jinja")
