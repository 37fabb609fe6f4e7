"""A copy of a paper as a file: the PDF and the Word file hold the same words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from befriend.documents.models import Delivery, Paper, Telling
from befriend.identity import queries as identity

from . import register
from .pdf import pdf
from .shape import Copy, Shown
from .word import docx


def copy_pdf(delivery: Delivery, made: Copy) -> bytes:
    """Return the copy of one recipient as a PDF."""
    with translation.override(delivery.paper.language):
        return pdf("documents/made.jinja", context(delivery, made))


def copy_docx(delivery: Delivery, made: Copy) -> bytes:
    """Return the copy of one recipient as a Word file."""
    with translation.override(delivery.paper.language):
        return docx(context(delivery, made))


def context(delivery: Delivery, made: Copy) -> Mapping[str, Any]:
    """Return what stands in a file: words only, ready to be read."""
    paper = delivery.paper
    return {
        "title": made.title,
        "spoken": paper.language,
        "invented": _("INVENTED: nobody in this paper is real.") if identity.is_invented() else "",
        "head": list(head(paper, delivery)),
        "columns": [_("Asked"), _("What is known"), _("How, and since when")],
        "parts": [
            {
                "title": part.title,
                "lines": [{"label": one.label, "words": one.words, "note": note(one)} for one in part.lines],
            }
            for part in made.parts
        ],
        "withheld": held_back(made.withheld),
    }


def head(paper: Paper, delivery: Delivery) -> list[str]:
    """Return the lines above a paper: for whom, by what right, of which day, and how to say it is wrong."""
    template = register.load().get(paper.kind)
    recipient = delivery.recipient
    found = [
        _("For: %(name)s, %(organisation)s")
        % {"name": recipient.name, "organisation": recipient.organisation},
        _("Made from the record as it was known on %(day)s. Edition %(edition)s.")
        % {"day": date_format(paper.day, "j F Y"), "edition": paper.edition},
    ]
    if template:
        language = paper.language
        found += [template.purpose.in_language(language), _("By right of: %s") % template.basis.title]
    found.append(agreed(paper))
    found.append(
        _(
            "If something in it is not right, say so to the practitioner named in it: a correction is sent "
            "to all who have it."
        )
    )
    return found


def agreed(paper: Paper) -> str:
    """Return what the person said when they were told of it."""
    return {
        Paper.Agreed.AGREED: _("The person was told what it holds and who gets it, and agreed."),
        Paper.Agreed.TOLD: _("The person was told what it holds and who gets it."),
        Paper.Agreed.NOT_TOLD: _("The person was not told, for a reason that is recorded."),
    }[Paper.Agreed(paper.agreed)]


def note(one: Shown) -> str:
    """Return how something is known and since when, and what stands against it."""
    found = [one.how] if one.how else []
    if one.since:
        found.append(date_format(one.since, "j F Y"))
    if one.confirmed:
        found.append(_("still true on %s") % date_format(one.confirmed, "j F Y"))
    if one.stale:
        found.append(_("not asked again since"))
    if one.contested:
        found.append(_("the person says this is not right; it is being looked at"))
    return "; ".join(found)


def held_back(count: int) -> str:
    """Return how much is not in a copy, or nothing."""
    if not count:
        return ""
    return ngettext(
        "%(num)s thing is withheld from this copy.", "%(num)s things are withheld from this copy.", count
    ) % {"num": count}


def letter_pdf(telling: Telling, said: list[str], right: str) -> bytes:
    """Return the letter that tells somebody outside of a correction; somebody posts it.

    `said` is what stood in their copy, `right` what stands now, or nothing where it was taken out.
    """
    delivery = telling.delivery
    shown = {
        "invented": identity.is_invented(),
        "telling": telling,
        "recipient": delivery.recipient,
        "paper": delivery.paper,
        "contest": telling.contest,
        "said": said,
        "right": right,
    }
    return pdf("documents/correction.jinja", shown)
