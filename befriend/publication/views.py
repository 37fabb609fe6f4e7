"""What anybody may see: the rule book, and My load, which keeps nothing."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from befriend.documents import papers
from befriend.identity.permissions import public
from befriend.rules import named
from befriend.workforce import queries as workforce

from . import queries, rule_book
from .forms import MyDatesForms, MyLoadForm
from .rule_book import measured, topics


@public
@never_cache
# Nothing is changed and nothing kept, not even the cookie that this check would set.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def my_load(request: HttpRequest) -> HttpResponse:
    """Show what a typed caseload weighs; the same as a paper when asked with `as=pdf`."""
    form = MyLoadForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "publication/my_load.jinja", {"form": form, "load": None})
    book = workforce.policies_in_force()
    load = queries.my_load(form.asked(), book, timezone.localdate())
    shown = {"form": form, "load": load, "sources": queries.sources(load, book)}
    if request.POST.get("as") == "pdf":
        return papers.download(papers.pdf("publication/my_load_paper.jinja", shown), filename="my-load")
    return render(request, "publication/my_load.jinja", shown)


@public
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show every rule there is, by what it is about."""
    urgent = rule_book.urgent(workforce.policies_in_force(), timezone.localdate())
    return render(request, "publication/rules.jinja", {"topics": topics.by_topic(), "urgent": urgent})


@public
@require_safe
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    """Show one rule: words, dated values, worked scenarios, doubts, changes."""
    if rule not in named.RULES:
        raise Http404
    chapter = rule_book.chapter(rule, workforce.policies_in_force(), timezone.localdate())
    return render(request, "publication/rule.jinja", {"chapter": chapter})


@public
@require_safe
def other_values(request: HttpRequest) -> HttpResponse:
    """Show the values that pages and actions keep to, and no rule by name reads."""
    found = rule_book.other_values(workforce.policies_in_force(), timezone.localdate())
    return render(request, "publication/other_values.jinja", {"policies": found})


@public
@never_cache
# Nothing is changed and nothing kept, not even the cookie that this check would set.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check_my_dates(request: HttpRequest) -> HttpResponse:
    """Work out the dates of typed sentences; none where anything is not known. In English or Welsh."""
    with translation.override(spoken(request)):
        # Whoever chose Welsh is told elsewhere that a page is in English alone; this one is not.
        request.english_only = False  # type: ignore[attr-defined]
        today = timezone.localdate()
        form = MyDatesForms(request.POST if request.method == "POST" else None, today)
        found = queries.my_dates(form, today) if form.is_valid() else None
        shown = {"form": form, "found": found, "measured": measured.measured()}
        return render(request, "publication/check_my_dates.jinja", shown)


def spoken(request: HttpRequest) -> str:
    """Return the language a page is asked for in: by its address, for it keeps no cookie; else as usual."""
    asked = request.GET.get("language", "")
    known: dict[str, str] = dict(settings.LANGUAGES)
    return asked if asked in known else translation.get_language_from_request(request)
