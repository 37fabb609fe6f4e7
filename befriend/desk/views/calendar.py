"""My calendar, a day or a week at a time; and the secret address at which others read when I am busy."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from befriend.identity.permissions import needs, public
from befriend.supervision import actions, queries
from befriend.workforce.permissions import acting_as

from . import ical
from .acting import act, me, new_form

WEEK = 7
# The feed reaches so far; calendars ask again several times a day.
PAST, AHEAD = timedelta(days=14), timedelta(days=180)
YEARS = (2000, 2100)


@needs("allocation.see_own")
def show(request: HttpRequest) -> HttpResponse:
    """Show my appointments of a day or a week; which stands in the address."""
    today = timezone.localdate()
    day = day_of(request.GET.get("day", "")) or today
    is_week = request.GET.get("view") != "day"
    first = day - timedelta(days=day.weekday()) if is_week else day
    days = [first + timedelta(days=number) for number in range(WEEK if is_week else 1)]
    found: dict[date, list[object]] = {each: [] for each in days}
    practitioner = request.user.practitioner
    for one in queries.appointments(practitioner, first, days[-1] + timedelta(days=1)):
        found[timezone.localdate(one.starts_at)].append(one)
    shown = {
        "days": found,
        "first": first,
        "last": days[-1],
        "day": day,
        "today": today,
        "is_week": is_week,
        "before": first - timedelta(days=len(days)),
        "after": first + timedelta(days=len(days)),
    }
    return render(request, "desk/calendar.jinja", shown)


def day_of(words: str) -> date | None:
    """Return a day of an address, or None for what is none or lies in another century."""
    try:
        found = parse_date(words)
    except ValueError:
        return None
    return found if found and YEARS[0] <= found.year < YEARS[1] else None


@needs("allocation.see_own")
def secret(request: HttpRequest) -> HttpResponse:
    """Show whether there is a secret address; make one, which is shown this once."""
    practitioner = request.user.practitioner
    address = ""
    if request.method == "POST":
        made = actions.make_feed(practitioner=practitioner, by=me(request), **today_and_now())
        address = request.build_absolute_uri(reverse("calendar-feed", args=[made]))
    shown = {"address": address, "feed": queries.feed_of(practitioner), "once": new_form()}
    return render(request, "desk/calendar_address.jinja", shown)


@needs("allocation.see_own")
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End the secret address: from now on it opens nothing."""
    practitioner = request.user.practitioner
    return act(
        request,
        lambda: actions.revoke_feed(practitioner=practitioner, by=me(request), **today_and_now()),
        done=_("The address is ended. Calendars that read it find nothing from now on."),
        back="calendar-address",
    )


def today_and_now() -> dict[str, date | datetime]:
    """Return the day and the moment, as actions ask for them."""
    return {"day": timezone.localdate(), "at": timezone.now()}


@public
@never_cache
def feed(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001  (Django calls it with the request)
    """Answer another calendar with when somebody is busy; no name, no place, no reason.

    Whoever has the address needs no sign-in, so it says no more than that; a wrong one is an address
    where nothing is.
    """
    practitioner = queries.practitioner_of(secret)
    if practitioner is None or practitioner.user is None or not practitioner.user.is_active:
        raise Http404
    day = timezone.localdate()
    with acting_as(practitioner.user, day):
        busy = queries.busy(practitioner, day - PAST, day + AHEAD)
    answer = HttpResponse(ical.calendar(busy, timezone.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="busy.ics"'
    return answer
