"""What people say is not right: a receipt, the queue of what is to be answered, and the decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation.actions import contested
from befriend.allocation.queries.contested import owner
from befriend.desk import forms
from befriend.desk.permissions import REVIEW, REVIEW_ANY, STATE
from befriend.desk.queries import stated as desk
from befriend.documents import papers
from befriend.identity import queries as identity
from befriend.identity.permissions import needs
from befriend.people import actions, queries
from befriend.people.models import Contest, Person, Statement
from befriend.policies import vocabulary
from befriend.workforce.remembered import once

from .acting import me
from .asking import Question, ask
from .paging import part
from .standing import Standing, mark
from .statements import about_one, language, of_statement, plain, statement_of, uuid_of


def contest_of(ref: str) -> Contest:
    """Return the contest of the address, or answer 404; for who may see a page and for the page, once."""
    found = Contest.objects.select_related("statement__person", "correction")
    return once(("contest of", ref), lambda: get_object_or_404(found, ref=uuid_of(ref)))


def of_contest(contest: str) -> Person:
    """Return whom the contest of the address is about."""
    return contest_of(contest).statement.person


@needs(STATE, of=of_statement, hidden=True)
def receive(request: HttpRequest, stated: str) -> HttpResponse:
    """Ask what is not right about a statement; the receipt is made of the answer."""
    found = statement_of(stated)
    form = forms.ContestForm(request.POST or None)
    question = about_one(
        found,
        _("This is not right"),
        _(
            "From now on it is marked wherever it is shown. Somebody decides who neither wrote it down nor "
            "works with the person. Nothing that protects anybody is lifted before that. The person gets "
            "a receipt with the day by which they have an answer."
        ),
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: received(found, said, me(request), timezone.localdate()),
        done=lambda _said: _("It is received. Open the receipt below, print it and hand it over."),
    )


@transaction.atomic
def received(statement: Statement, said: dict[str, Any], by: str, day: date) -> None:
    """Keep what somebody says is not right, and tell who works with them and who reviews it."""
    words, way, for_them = said["words"], said["way"], said["said_for_them_by"]
    made = actions.contest(
        statement=statement, way=way, words=words, said_for_them_by=for_them, by=by, day=day
    )
    contested.tell_contested(contest=made, day=day)


@needs(REVIEW_ANY)
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits for a decision, what is to be answered first first."""
    found = part(request, queries.open_contests(), "page")
    words, day = vocabulary.load(), timezone.localdate()
    rows = [(one, words.read(one.statement.key), owner(one, day)) for one in found.page.object_list]
    shown = {"part": found, "rows": rows, "day": day}
    return render(request, "desk/contests.jinja", shown)


@needs("allocation.see_person", of=of_contest, hidden=True)
def show(request: HttpRequest, contest: str) -> HttpResponse:
    """Show a contest: the receipt, and the decision once there is one."""
    found = contest_of(contest)
    about = found.statement.person
    shown = {
        **shown_of(found),
        "may_decide": request.user.has_perm(REVIEW, about),
        "owner": None if found.decided_on else owner(found, timezone.localdate()),
    }
    return render(request, "desk/contest.jinja", shown)


def shown_of(found: Contest) -> dict[str, object]:
    """Return what the page and the paper of a contest are made from."""
    key = vocabulary.load().read(found.statement.key)
    correction = found.correction
    return {
        "contest": found,
        "person": found.statement.person,
        "key": key,
        "words": queries.words_of(key, found.statement.value),
        "correction": queries.words_of(key, correction.value) if correction else "",
        "names": desk.names({found.receipt_by, found.reviewer}),
        "day": timezone.localdate(),
    }


@needs("allocation.see_person", of=of_contest, hidden=True)
def receipt(_request: HttpRequest, contest: str) -> HttpResponse:
    """Return the dated receipt, or the decision, as a paper to hand over."""
    shown = {**shown_of(contest_of(contest)), "invented": identity.is_invented()}
    return papers.download(papers.pdf("desk/contest_paper.jinja", shown), filename="receipt")


@needs(REVIEW, of=of_contest, hidden=True)
def decide(request: HttpRequest, contest: str) -> HttpResponse:
    """Ask what is decided about a contest, and why."""
    found = contest_of(contest)
    key = vocabulary.load().read(found.statement.key)
    form = forms.DecideContestForm(request.POST or None, key=key, language=language())
    question = Question(
        title=_("Decide what is contested"),
        button=_("Decide"),
        back=reverse("contest-shown", args=[found.ref]),
        back_words=found.statement.person.chosen_name,
        facts=facts_of(found, key),
        next=_(
            "A correction replaces the statement; what stood stays readable as of its days. The person is "
            "given your decision and your reasons. Whoever wrote it down, and whoever works with the person, "
            "does not decide."
        ),
        stands=Standing(mark(found), [], found),
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.decide(
            contest=found,
            decision=said["decision"],
            reasons=said["reasons"],
            value=plain(said["value"]) if said.get("value") else None,
            by=me(request),
            day=timezone.localdate(),
        ),
        done=lambda _said: _("It is decided. Give the person the decision on paper."),
    )


def facts_of(found: Contest, key: vocabulary.Key) -> list[tuple[str, str]]:
    """Return what a reviewer reads before they decide."""
    return [
        (key.label.in_language(language()), queries.words_of(key, found.statement.value)),
        (_("What they say is not right"), found.words),
    ]
