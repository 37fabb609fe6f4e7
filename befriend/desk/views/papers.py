"""Papers about somebody: what is known, what is asked once, and making one."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from befriend.desk import forms
from befriend.documents import actions, queries
from befriend.documents.models import Paper, Recipient
from befriend.documents.papers import register
from befriend.documents.papers.form import Template
from befriend.documents.permissions import MAKE
from befriend.identity import queries as identity
from befriend.identity.permissions import needs
from befriend.people import queries as people
from befriend.people.models import Person
from befriend.workforce.remembered import once

from .acting import me
from .asking import Question, ask
from .person import person_of
from .standing import LONGEST, Standing


def of_kind(person: str, kind: str) -> Person:
    """Return the person of the address, or answer 404 where there is none or no such paper."""
    template_of(kind)
    return person_of(person)


def template_of(kind: str) -> Template:
    """Return the template that can be used today under a name, or answer 404."""
    found = register.load().on(timezone.localdate(), invented=identity.is_invented())
    if kind not in found:
        raise Http404
    return found[kind]


@needs("allocation.see_person", of=person_of, hidden=True)
def show(request: HttpRequest, person: str) -> HttpResponse:
    """List the papers made about somebody, to whom each went, and those that can be made."""
    about, day = person_of(person), timezone.localdate()
    may_make = request.user.has_perm(MAKE, about)
    templates = register.load().on(day, invented=identity.is_invented()) if may_make else {}
    shown = {
        "person": about,
        "papers": queries.papers_of(about),
        "templates": [(name, one.title.in_language(language())) for name, one in sorted(templates.items())],
    }
    return render(request, "desk/papers.jinja", shown)


def language() -> str:
    """Return the language of the page."""
    return get_language() or "en"


@needs(MAKE, of=of_kind, hidden=True)
def begin(request: HttpRequest, person: str, kind: str) -> HttpResponse:
    """Show how much of a paper is known, what is stale and what is missing, before anybody is asked."""
    about, template = person_of(person), template_of(kind)
    shown = {
        "person": about,
        "kind": kind,
        "template": template,
        "title": template.title.in_language(language()),
        "filling": queries.known(about, template, timezone.localdate(), timezone.now()),
        "day": timezone.localdate(),
        "copies": kinds_of(template),
    }
    return render(request, "desk/paper_begun.jinja", shown)


def kinds_of(template: Template) -> list[tuple[str, str]]:
    """Return the kinds of recipient of a paper, with what each is called."""
    words = kind_words()
    return [(one.kind, words[one.kind]) for one in template.recipients]


def kind_words() -> dict[str, str]:
    """Return what each kind of recipient is called."""
    return {
        Recipient.Kind.PERSON: _("the person"),
        Recipient.Kind.HOUSING_PROVIDER: _("the housing provider"),
        Recipient.Kind.PAROLE_BOARD: _("the Parole Board"),
        Recipient.Kind.PRISON: _("the prison"),
        Recipient.Kind.PROBATION_OFFICE: _("an office here"),
        Recipient.Kind.VICTIM_LIAISON: _("victim liaison"),
    }


@needs(MAKE, of=of_kind, hidden=True)
def preview(request: HttpRequest, person: str, kind: str) -> HttpResponse:
    """Show a paper as a kind of recipient would have it, before it is made."""
    about, template, day = person_of(person), template_of(kind), timezone.localdate()
    kinds = dict(kinds_of(template))
    whose = request.GET.get("for", "")
    if whose not in kinds:
        whose = next(iter(kinds))
    lines = queries.gather(about, template, day, timezone.now())
    reader = queries.reader(whose, template.may_have(whose), day)
    shown = {
        "person": about,
        "kind": kind,
        "kinds": kinds,
        "whose": whose,
        "copy": queries.preview(template.title.in_language(language()), lines, reader),
        "says_more": [line.label for line in lines if line.says_more],
        "is_unread": queries.is_unread(lines),
    }
    return render(request, "desk/paper_preview.jinja", shown)


@needs(MAKE, of=of_kind, hidden=True)
def questions(request: HttpRequest, person: str, kind: str) -> HttpResponse:
    """Ask a few of the questions that are still open; each answer becomes a statement, for every paper."""
    about, template, day = person_of(person), template_of(kind), timezone.localdate()
    found = queries.known(about, template, day, timezone.now()).open
    each = int(people.in_force().on(day, "papers.questions_a_page").value)
    form = forms.QuestionsForm(request.POST or None, questions=found[:each], language=language())
    back = reverse("paper-begun", args=[about.ref, kind])
    left = len(found) - len(form.questions)
    question = Question(
        title=_("%(paper)s: what is not known yet") % {"paper": template.title.in_language(language())},
        button=_("Keep the answers"),
        back=back,
        back_words=_("What is known"),
        then=reverse("paper-questions", args=[about.ref, kind]) if left else back,
        next=_(
            "What cannot be answered today stays blank: the paper says that it is not known, and it is not "
            "asked again for some weeks. Each answer is kept for every other paper and page."
        ),
        facts=[(_("About"), about.chosen_name)],
        stands=Standing(mark=mark(found)),
        nobody="" if found else _("Nothing is left to ask. Go back and make the paper."),
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.answer(
            person=about, answers=form.answers(), how_known=said["how_known"], by=me(request), day=day
        ),
        done=lambda _said: kept(left),
    )


def mark(found: list[queries.Open]) -> str:
    """Return what tells these open questions from any others."""
    rows = [(one.key.name, one.standing and one.standing.statement.pk) for one in found]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:LONGEST]


def kept(left: int) -> str:
    """Return what is said once a page of answers is kept."""
    if not left:
        return _("The answers are kept. Nothing is left to ask.")
    return ngettext(
        "The answers are kept. %(num)s question is left.",
        "The answers are kept. %(num)s questions are left.",
        left,
    ) % {"num": left}


@needs(MAKE, of=of_kind, hidden=True)
def make(request: HttpRequest, person: str, kind: str) -> HttpResponse:
    """Ask for whom a paper is and what the person said, and make it."""
    about, template, day = person_of(person), template_of(kind), timezone.localdate()
    filling = queries.known(about, template, day, timezone.now())
    offices = queries.recipients(template, about, day)
    form = forms.MakePaperForm(
        request.POST or None, template=template, recipients=offices, languages=settings.LANGUAGES
    )
    title = template.title.in_language(language())
    question = Question(
        title=_("Make: %(paper)s") % {"paper": title},
        button=_("Make the paper"),
        back=reverse("paper-begun", args=[about.ref, kind]),
        back_words=_("What is known"),
        then=reverse("papers", args=[about.ref]),
        next=_(
            "Tell the person what it holds and who gets it before you make it. They get a copy of their own. "
            "It is kept exactly as it is made; a correction later is sent to whoever was given it."
        ),
        facts=[
            (_("About"), about.chosen_name),
            (_("What for"), template.purpose.in_language(language())),
            (_("By right of"), template.basis.title),
            (
                _("Known"),
                _("%(filled)s of %(fields)s") % {"filled": filling.filled, "fields": filling.fields},
            ),
        ],
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.make(
            person=about,
            kind=kind,
            recipients=form.chosen(),
            agreed=said["agreed"],
            agreed_words=said.get("agreed_words", ""),
            language=said["language"],
            by=me(request),
            day=day,
            at=timezone.now(),
        ),
        done=lambda _said: _("The paper is made. Open each copy below, and say when it was given."),
    )


def paper_of(paper: int) -> Paper:
    """Return the paper of the address, or answer 404; for who may see a page and for the page, once."""
    found = Paper.objects.select_related("person")
    return once(("paper of", paper), lambda: get_object_or_404(found, pk=paper))


def of_paper(paper: int) -> Person:
    """Return whom the paper of the address is about."""
    return paper_of(paper).person


@needs("allocation.see_person", of=of_paper, hidden=True)
def one(request: HttpRequest, paper: int) -> HttpResponse:
    """Show a paper as it was made: its lines with what each came from, and whose copies there are."""
    found = paper_of(paper)
    shown = {
        "paper": found,
        "person": found.person,
        "lines": queries.lines_of(found),
        "copies": queries.copies_of(found),
        "differs": queries.again(found),
        "kinds": kind_words(),
        "may_make": request.user.has_perm(MAKE, found.person),
    }
    return render(request, "desk/paper.jinja", shown)
