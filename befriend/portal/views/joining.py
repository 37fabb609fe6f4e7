"""The way in: the code of a sheet, then a sign-in code of one's own or a passkey."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.audit import access
from befriend.identity import limits, pages
from befriend.identity import queries as identity
from befriend.identity.permissions import public
from befriend.portal import actions, forms, queries
from befriend.portal.models import Invitation

BACKEND = "django.contrib.auth.backends.ModelBackend"
# In the session: which invitation was opened with its code, and until when.
OPENED, UNTIL = "invitation", "invitation_until"
HALF_AN_HOUR, QUARTER_OF_AN_HOUR = 1800, 900


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a sign-in name and code; counted and locked as everybody's (befriend.identity)."""
    more = {"may_choose": identity.is_invented()}
    answer: HttpResponse = LoginView.as_view(template_name="portal/sign_in.jinja", extra_context=more)(
        request
    )
    return answer


@public
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code of an invitation."""
    form = forms.CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "portal/join.jinja", {"form": form})
    day = timezone.localdate()
    most = int(queries.in_force(day, "join_tries"))
    who = limits.address_of(request)
    if limits.count(kind="join", who=who, seconds=QUARTER_OF_AN_HOUR) > most:
        return pages.too_many(request, QUARTER_OF_AN_HOUR)
    if form.is_valid():
        with access.service(by="join", day=day):
            found = queries.open_invitation(form.cleaned_data["code"], day)
        if found:
            request.session.cycle_key()
            request.session[OPENED] = found.pk
            request.session[UNTIL] = int(timezone.now().timestamp()) + HALF_AN_HOUR
            return redirect("portal:choose")
        form.add_error(
            "code", _("This code does not work. Look at it again, or ask your officer for a new sheet.")
        )
    return render(request, "portal/join.jinja", {"form": form}, status=422)


@public
def choose(request: HttpRequest) -> HttpResponse:
    """Let whoever opened an invitation choose a sign-in code of their own, or a passkey."""
    invitation = opened(request)
    if invitation is None:
        return redirect("portal:join")
    with_passkey = "passkey" in request.POST
    form = forms.ChooseForm(request.POST if request.method == "POST" and not with_passkey else None)
    if request.method == "POST" and (with_passkey or form.is_valid()):
        code = None if with_passkey else form.cleaned_data["code"]
        day = timezone.localdate()
        with access.service(by="join", day=day):
            user = actions.join(invitation=invitation, code=code, day=day)
            request.session.pop(OPENED)
            login(request, user, backend=BACKEND)
            # What they just did shows who they are: they need not do so again to add a passkey.
            record_authentication(request, user, method="password", reauthenticated=True)
        return redirect("mfa_add_webauthn" if with_passkey else "portal:way-in")
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/choose.jinja", {"form": form}, status=status)


def opened(request: HttpRequest) -> Invitation | None:
    """Return the invitation that this browser opened with its code, while it is open."""
    if request.session.get(UNTIL, 0) < timezone.now().timestamp():
        return None
    day = timezone.localdate()
    with access.service(by="join", day=day):
        return queries.open_on(day).filter(pk=request.session.get(OPENED)).first()


@public
def invented(request: HttpRequest) -> HttpResponse:
    """Let anybody look at the page of somebody invented: only where everybody is."""
    if not identity.is_invented():
        raise Http404
    day = timezone.localdate()
    with access.service(by="invented", day=day):
        people = queries.to_look_at(timezone.now())
        wanted = request.POST.get("person")
        chosen = next((one for one in people if one.ref == wanted), None)
        if request.method == "POST" and chosen:
            login(request, actions.user_of_invented(person=chosen, day=day), backend=BACKEND)
            return redirect("portal:my")
    return render(request, "portal/invented.jinja", {"people": people})
