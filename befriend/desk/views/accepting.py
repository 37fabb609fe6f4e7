"""What somebody else typed for me about my people: accepted as a batch in one click, or said not to be so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.desk import forms
from befriend.desk.queries import stated as desk
from befriend.identity.permissions import needs
from befriend.people import actions, queries
from befriend.people.models import Statement
from befriend.policies import vocabulary

from .acting import act, me, new_form
from .asking import Question, ask
from .standing import Standing, mark
from .statements import language, uuid_of


@needs("allocation.see_own")
def show(request: HttpRequest) -> HttpResponse:
    """List what was typed for me and waits, by person."""
    waiting = queries.awaiting(me(request))
    shown = {
        "waiting": [(one, vocabulary.load().read(one.key)) for one in waiting],
        "words_of": queries.words_of,
        "names": desk.names({one.recorded_by for one in waiting}),
        "once": new_form(),
    }
    return render(request, "desk/to_accept.jinja", shown)


@needs("allocation.see_own")
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Accept what is ticked, all of it or nothing."""
    refs = [uuid_of(ref) for ref in request.POST.getlist("stated")]
    chosen = list(Statement.objects.filter(ref__in=refs))
    return act(
        request,
        lambda: actions.accept(statements=chosen, by=me(request), day=timezone.localdate()),
        done=_("Accepted: what you ticked stands from today.") if chosen else _("Nothing was ticked."),
        back="to-accept",
    )


@needs("allocation.see_own")
def decline(request: HttpRequest, stated: str) -> HttpResponse:
    """Ask why what was typed for me is not so."""
    found = get_object_or_404(
        Statement.objects.select_related("person"), ref=uuid_of(stated), awaits=me(request) or None
    )
    key = vocabulary.load().read(found.key)
    facts = [(key.label.in_language(language()), queries.words_of(key, found.value))]
    question = Question(
        title=_("It is not so"),
        button=_("Keep that it is not so"),
        back=reverse("to-accept"),
        back_words=_("Typed for you"),
        facts=facts,
        next=_("It never stands. That it was typed, and that you said this, stays in the history."),
        stands=Standing(mark(found), facts, found),
    )
    form = forms.WordsForm(request.POST or None, label=_("Why?"))
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.decline(
            statements=[found], why=said["words"], by=me(request), day=timezone.localdate()
        ),
        done=lambda _said: _("Kept: it is not so."),
    )
