"""One line and one count for each request: the name of its page, how it ended, how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponse

from befriend import log

from . import health, measures

access = structlog.get_logger(log.ACCESS)
# Asked before anything else, so that they answer where a database, a host or a sign-in does not.
FIRST = {"/healthz": health.alive, "/readyz": health.ready, "/metrics": measures.show}


class Watched:
    """Stands before all others: answers those who watch, and measures everybody else's request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if first := FIRST.get(request.path_info):
            return first(request)
        if request.path_info.startswith("/static/"):
            return self.get_response(request)
        questions, began = Questions(), time.perf_counter()
        with connection.execute_wrapper(questions):
            answer = self.get_response(request)
        told(request, answer, seconds=time.perf_counter() - began, queries=questions.count)
        return answer


class Questions:
    """Counts what the database is asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        self.count += 1
        return execute(*question)


def told(request: HttpRequest, answer: HttpResponse, *, seconds: float, queries: int) -> None:
    """Write the line, and count."""
    page = log.page_of(request)
    measures.note(page, answer.status_code, seconds)
    access.info(
        "request",
        route=page,
        method=request.method if request.method in ("GET", "POST", "HEAD") else "other",
        status=answer.status_code,
        ms=round(seconds * 1000),
        queries=queries,
        # The number of an account and not its name; only where somebody asked for it already.
        user=getattr(getattr(request, "_cached_user", None), "pk", None),
    )
