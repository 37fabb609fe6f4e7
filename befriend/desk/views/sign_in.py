"""Signing in as somebody invented: only where everybody is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from befriend import periods
from befriend.desk import actions
from befriend.identity import queries as identity
from befriend.identity.permissions import public, readable
from befriend.rules.values import Grade
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Posting, Practitioner, Unit

BACKEND = "django.contrib.auth.backends.ModelBackend"
FIRST = 2  # of each grade


class Role(NamedTuple):
    """One way in: what the person does, and who it is."""

    words: str
    where: str
    practitioner: Practitioner


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """List invented people by what they do, and sign in as the one chosen."""
    if not identity.is_invented():
        raise Http404
    day = timezone.localdate()
    if request.method == "POST":
        return sign_in_as(request, day)
    units = list(Unit.objects.filter(kind=Unit.Kind.UNIT).order_by("name", "ref"))
    unit = next((one for one in units if one.ref == request.GET.get("unit")), next(iter(units), None))
    return render(
        request,
        "desk/sign_in.jinja",
        {
            "unit": unit,
            "units": units,
            "roles": roles(unit, day) if unit else [],
            "next": request.GET.get("next", ""),
        },
    )


def sign_in_as(request: HttpRequest, day: date) -> HttpResponse:
    """Sign in as the practitioner chosen, and go where they were going."""
    practitioner = get_object_or_404(Practitioner, ref=readable(request.POST.get("practitioner", "")))
    login(request, actions.user_of_invented(practitioner=practitioner, day=day), backend=BACKEND)
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect("home")


def roles(unit: Unit, day: date) -> list[Role]:
    """Return who answers for `unit`, from the nearest office up, and some who work in it."""
    return [*in_office(unit, day), *at_work(unit, day)]


def in_office(unit: Unit, day: date) -> list[Role]:
    """Return those who hold an office of `unit` or above."""
    above = workforce.above(unit, day)
    words = post_words()
    held = Office.objects.filter(unit__in=above, post__in=words).select_related("unit")
    found = []
    for office in sorted(held, key=lambda one: (above.index(one.unit), list(words).index(one.post), one.ref)):
        if holder := workforce.holder(office, day):
            found.append(Role(words[office.post], office.unit.name, holder))
    return found


def at_work(unit: Unit, day: date) -> list[Role]:
    """Return the first few of each grade who work in `unit` and hold no office."""
    words, found = grade_words(), []
    posted = Posting.objects.filter(periods.on(day), unit_id__in=workforce.below(unit, day))
    for grade in words:
        free = posted.filter(grade=grade).exclude(periods.on(day, "practitioner__holdings__"))
        rows = free.select_related("practitioner", "unit").order_by("practitioner__name", "practitioner__ref")
        found += [Role(words[grade], one.unit.name, one.practitioner) for one in rows[:FIRST]]
    return found


def post_words() -> dict[str, str]:
    """Return what an office is called, in the order of the page."""
    return {
        Office.Post.HEAD: _("Head"),
        Office.Post.SENIOR: _("Senior"),
        Office.Post.REPRESENTATIVE: _("Health and safety representative"),
        Office.Post.COURT: _("Court officer"),
        Office.Post.VICTIM_LIAISON: _("Victim liaison officer"),
        Office.Post.ADMIN: _("Admin support"),
        Office.Post.DATA_PROTECTION: _("Data protection"),
        Office.Post.INSPECTOR: _("Inspector"),
        Office.Post.RESEARCHER: _("Researcher"),
    }


def grade_words() -> dict[Grade, str]:
    """Return what a grade is called, in the order of the page."""
    return {
        Grade.OFFICER: _("Probation officer"),
        Grade.NEWLY_QUALIFIED: _("Newly qualified officer"),
        Grade.TRAINEE: _("Trainee"),
        Grade.PSO: _("Probation services officer"),
    }
