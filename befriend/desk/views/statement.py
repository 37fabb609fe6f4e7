"""My workload statement: what was allocated over a past period, on the page and as a paper."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from befriend.desk import forms
from befriend.documents import papers, queries
from befriend.identity.permissions import needs, readable
from befriend.policies.errors import PolicyError
from befriend.workforce.models import Practitioner


def practitioner_of(practitioner: str) -> Practitioner:
    """Return the practitioner of the address, or answer 404."""
    return get_object_or_404(Practitioner, ref=readable(practitioner))


@needs("allocation.see_own")
def mine(request: HttpRequest) -> HttpResponse:
    """Go to my own statement."""
    address = reverse("statement", args=[request.user.practitioner.ref])
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


@needs("allocation.see_statement", of=practitioner_of, hidden=True)
def statement(request: HttpRequest, practitioner: str) -> HttpResponse:
    """Ask for a period, and show what was allocated over it."""
    form = form_of(request, timezone.localdate())
    paper = made(practitioner, form)
    shown = {"form": form, "paper": paper, "practitioner": practitioner, "asked": request.GET.urlencode()}
    return render(request, "desk/statement.jinja", shown, status=422 if form.errors else 200)


@needs("allocation.see_statement", of=practitioner_of, hidden=True)
def statement_paper(request: HttpRequest, practitioner: str) -> HttpResponse:
    """Return the same statement as a paper to keep."""
    paper = made(practitioner, form_of(request, timezone.localdate()))
    if paper is None:
        return redirect("statement", practitioner=practitioner)
    return papers.download(papers.statement_pdf(paper), filename="workload-statement")


def form_of(request: HttpRequest, day: date) -> forms.StatementForm:
    """Return the form, filled in when anything was asked."""
    return forms.StatementForm(request.GET if "first" in request.GET else None, day=day)


def made(practitioner: str, form: forms.StatementForm) -> queries.StatementPaper | None:
    """Return the statement of the period asked for, its last day included, or None with the form's errors."""
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    until = asked["last"] + timedelta(days=1)
    try:
        return queries.statement(
            practitioner_of(practitioner), asked["first"], until, reductions=asked["reductions"]
        )
    except PolicyError:
        form.add_error("first", forms.too_early())
        return None
