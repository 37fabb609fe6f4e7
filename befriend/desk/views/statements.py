"""What is stated about a person: read area by area, one with its history, stated, still true, over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.desk import forms
from befriend.desk.permissions import CONFIRM, STATE
from befriend.desk.queries import stated
from befriend.identity.permissions import needs
from befriend.people import actions
from befriend.people import queries as people
from befriend.people.actions import refuse
from befriend.people.models import Person, Source, Statement
from befriend.policies import PolicyError, vocabulary
from befriend.workforce.remembered import once

from .acting import act, me, new_form
from .as_of import as_of
from .asking import Question, ask
from .person import person_of
from .standing import Standing, mark


def statement_of(ref: str) -> Statement:
    """Return the statement of the address, or answer 404; for who may see a page and for the page, once."""
    found = Statement.objects.select_related("person")
    return once(("statement of", ref), lambda: get_object_or_404(found, ref=uuid_of(ref)))


def uuid_of(ref: str) -> UUID:
    """Return a reference of an address, or 404 for what is none."""
    try:
        return UUID(ref)
    except ValueError:
        raise Http404 from None


def of_statement(stated: str) -> Person:
    """Return whom the statement of the address is about."""
    return statement_of(stated).person


def key_of(name: str) -> vocabulary.Key:
    """Return the key of the address, or 404."""
    try:
        return vocabulary.load().key(name)
    except PolicyError:
        raise Http404 from None


@needs("allocation.see_person", of=person_of, hidden=True)
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show all that is stated about a person, today or on a day before, and what has not been asked."""
    about, asked = person_of(person), as_of(request, timezone.localdate())
    shown = {
        "person": about,
        "as_of": asked,
        "areas": stated.by_area(about, asked.day),
        "may_state": asked.is_today and request.user.has_perm(STATE, about),
    }
    return render(request, "desk/stated.jinja", shown, status=asked.status)


@needs("allocation.see_person", of=of_statement, hidden=True)
def one(request: HttpRequest, stated: str) -> HttpResponse:
    """Show one statement: how it is known, its source, what replaced it, who confirmed and contests it."""
    return shown_one(request, statement_of(stated))


def shown_one(request: HttpRequest, found: Statement) -> HttpResponse:
    """Return the page of one statement."""
    day = timezone.localdate()
    known = stated.known(found.person, str(found.ref), day)
    shown = {
        "person": found.person,
        "known": known,
        "once": new_form(),
        "day": day,
        "ways": forms.HOW_KNOWN,
        "may_state": request.user.has_perm(STATE, found.person),
        "may_confirm": request.user.has_perm(CONFIRM, found.person),
    }
    return render(request, "desk/stated_one.jinja", shown)


def person_asked(person: str, asked: str) -> Person:  # noqa: ARG001  (the address has both)
    """Return whom a question of the address is about, or answer 404."""
    return person_of(person)


@needs(STATE, of=person_asked, hidden=True)
def state(request: HttpRequest, person: str, asked: str) -> HttpResponse:
    """Ask one question about a person. What may stand once replaces what stood."""
    about, key, day = person_of(person), key_of(asked), timezone.localdate()
    standing = people.standing(about, day, [key.name]).get(key.name, [])
    facts = [(key.label.in_language(language()), each.words) for each in standing]
    question = Question(
        title=key.label.in_language(language()),
        button=_("Keep it"),
        back=reverse("stated", args=[about.ref]) + f"#{key.area}",
        back_words=about.chosen_name,
        facts=facts,
        next=next_words(request, about, replaces=bool(facts) and not key.many),
        # Whoever answers what was answered meanwhile sees that answer first.
        stands=Standing("" if key.many else mark_of(standing), facts),
    )
    return then_ask(request, question, about, key, replaces=None)


def mark_of(standing: list[people.Standing]) -> str:
    """Return the mark of what stood when a question was asked."""
    return "+".join(str(each.statement.pk) for each in standing)


@needs(STATE, of=of_statement, hidden=True)
def replace(request: HttpRequest, stated: str) -> HttpResponse:
    """Ask what stands in place of a statement from now on."""
    found = statement_of(stated)
    asked = vocabulary.load().read(found.key)
    facts = [(asked.label.in_language(language()), people.words_of(asked, found.value))]
    question = Question(
        title=_("Replace: %(what)s") % {"what": asked.label.in_language(language())},
        button=_("Replace it"),
        back=reverse("stated", args=[found.person.ref]) + f"#{asked.area}",
        back_words=found.person.chosen_name,
        facts=facts,
        next=next_words(request, found.person, replaces=True),
        stands=Standing(mark(found), facts, found),
    )
    return then_ask(request, question, found.person, key_of(found.key), replaces=found)


def then_ask(
    request: HttpRequest, question: Question, about: Person, asked: vocabulary.Key, replaces: Statement | None
) -> HttpResponse:
    """Ask a question about a person; keep the answer, or that an earlier one is still true."""
    day = timezone.localdate()
    form = forms.StateForm(
        request.POST or None,
        key=asked,
        language=language(),
        day=day,
        alike=lambda text: people.like(about, text, day),
        initial={"observed_on": day},
    )
    return ask(
        request,
        form,
        question,
        do=keeping(request, about, asked, replaces, lambda: form.earlier),
        done=lambda _said: kept_words(request, about, form.earlier),
    )


def keeping(
    request: HttpRequest,
    about: Person,
    asked: vocabulary.Key,
    replaces: Statement | None,
    still: Callable[[], Statement | None],
) -> Callable[[dict[str, Any]], object]:
    """Return what keeps an answer: as a statement, as one that waits, or as an earlier one still true."""
    by, day = me(request), timezone.localdate()

    def keep(said: dict[str, Any]) -> object:
        may_confirm, earlier = request.user.has_perm(CONFIRM, about), still()
        if earlier and may_confirm:
            return actions.still_true(statement=earlier, how_known=said["how_known"], by=by, day=day)
        return actions.state(
            person=about,
            key=asked.name,
            value=plain(said["value"]),
            how_known=said["how_known"],
            source_kind=said["source_kind"],
            source_words=said["source_words"],
            evidence=said.get("evidence", ""),
            observed_on=said["observed_on"],
            by=by,
            day=day,
            replaces=replaces,
            for_=None if may_confirm else waits_for(about, day),
        )

    return keep


def waits_for(about: Person, day: date) -> str:
    """Return the reference of whom something typed for them waits for; refuse where nobody accepts it."""
    found = stated.whom_it_waits_for(about, day)
    if found is None:
        raise refuse("nobody_accepts")
    return found.ref


def plain(value: object) -> str:
    """Return an answer as it is kept."""
    return value.isoformat() if isinstance(value, date) else str(value)


def kept_words(request: HttpRequest, about: Person, earlier: Statement | None) -> str:
    """Return what is said when an answer is kept."""
    if not request.user.has_perm(CONFIRM, about):
        return _("It is kept, and stands once the practitioner accepts it.")
    if earlier:
        return _("Kept: the earlier one is still true.")
    return _("It is kept.")


def next_words(request: HttpRequest, about: Person, *, replaces: bool) -> str:
    """Return what happens with an answer, and who will read it."""
    after = _("What stands now is replaced, and stays readable as of its days.") if replaces else ""
    waits = "" if request.user.has_perm(CONFIRM, about) else _("It stands once the practitioner accepts it.")
    reads = _(
        "Whoever works with the person reads it, and the person may, but for a source that is withheld."
    )
    return " ".join(words for words in (after, waits, reads) if words)


def language() -> str:
    """Return the language in which somebody reads."""
    return get_language() or "en"


@needs(CONFIRM, of=of_statement, hidden=True)
@require_POST
def still_true(request: HttpRequest, stated: str) -> HttpResponse:
    """Say in one click that a statement is still true, and how that is known."""
    found, how = statement_of(stated), request.POST.get("how_known", "")
    # What none of the buttons says is no way of knowing, and is refused in words.
    how = how if how in dict(forms.HOW_KNOWN) else Statement.Known.UNKNOWN
    return act(
        request,
        lambda: actions.still_true(statement=found, how_known=how, by=me(request), day=timezone.localdate()),
        done=_("Kept: it is still true."),
        back=reverse("stated-one", args=[found.ref]),
    )


@needs(CONFIRM, of=of_statement, hidden=True)
def no_longer(request: HttpRequest, stated: str) -> HttpResponse:
    """Ask why a statement is no longer so."""
    found = statement_of(stated)
    form = forms.WordsForm(
        request.POST or None, label=_("Why?"), hint=_("Kept with your name. It is read by who checks.")
    )
    return ask(
        request,
        form,
        about_one(found, _("It is no longer so"), _("It stays readable as of the days on which it was so.")),
        do=lambda said: actions.no_longer(
            statement=found, why=said["words"], by=me(request), day=timezone.localdate()
        ),
        done=lambda _said: _("Kept: it is no longer so."),
    )


@needs(CONFIRM, of=of_statement, hidden=True)
def share(request: HttpRequest, stated: str) -> HttpResponse:
    """Ask how much of a source may be told, and why."""
    found = statement_of(stated)
    source = get_object_or_404(Source, statement=found)  # One that may not be read is not decided about.
    form = forms.ShareForm(request.POST or None, initial={"shown": source.shown, "gist": source.gist})
    return ask(
        request,
        form,
        about_one(
            found,
            _("How much may be told of who said it"),
            _("It holds from now on, wherever this is shown and in every paper made later."),
            row=source,
        ),
        do=lambda said: actions.share_source(
            statement=found,
            shown=said["shown"],
            gist=said["gist"],
            why=said["why"],
            by=me(request),
            day=timezone.localdate(),
        ),
        done=lambda _said: _("Kept."),
    )


def about_one(found: Statement, title: str, after: str, row: Source | None = None) -> Question:
    """Return a question about one statement."""
    asked = vocabulary.load().read(found.key)
    facts = [(asked.label.in_language(language()), people.words_of(asked, found.value))]
    of = row or found
    return Question(
        title=title,
        button=_("Keep it"),
        back=reverse("stated-one", args=[found.ref]),
        back_words=asked.label.in_language(language()),
        facts=facts,
        next=after,
        stands=Standing(mark(of), facts, of),
    )
