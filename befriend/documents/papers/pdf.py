"""Papers: HTML from a template, made into a tagged PDF on A4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from befriend.errors import BefriendError
from befriend.identity import queries as identity


class OutsideError(BefriendError):
    """A paper asked for a file or an address: everything it shows is in its template."""


def refuse(address: str, *_args: Any, **_kwargs: Any) -> dict[str, Any]:
    """Fetch nothing, from this machine or from another."""
    raise OutsideError(f"A paper may not fetch {address}. Write what it shows into its template.")


def pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """Return the paper that `template` makes of `context`, tagged as PDF/UA-1."""
    # Imported here: most processes make no paper, and would wait half a second for it.
    from weasyprint import HTML

    html = render_to_string(template, dict(context))
    return bytes(HTML(string=html, url_fetcher=refuse).write_pdf(pdf_variant="pdf/ua-1"))


def download(paper: bytes, *, filename: str) -> HttpResponse:
    """Return a paper as an answer to keep. `filename` tells of nobody: no name, no reference."""
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{filename}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def statement_pdf(paper: object) -> bytes:
    """Return a workload statement (queries.StatementPaper) as a PDF."""
    return pdf("documents/statement.jinja", {"paper": paper, "invented": identity.is_invented()})


def notice_pdf(paper: object) -> bytes:
    """Return a notice of no safe capacity (queries.NoticePaper) as a PDF."""
    return pdf("documents/notice.jinja", {"paper": paper, "invented": identity.is_invented()})


def slip_pdf(slip: object) -> bytes:
    """Return the slip of somebody who waits (queries.Slip) as a PDF."""
    return pdf("documents/slip.jinja", {"slip": slip, "invented": identity.is_invented()})
