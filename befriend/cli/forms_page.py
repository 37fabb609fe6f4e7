"""The register of forms as a page: docs/forms.md, made from the templates themselves.

`python -m befriend.cli.forms_page` writes the page anew; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from befriend.documents.papers.form import Template

PAGE = Path(__file__).parents[2] / "docs" / "forms.md"
WRITTEN_BY = "python -m befriend.cli.forms_page"
INTRODUCTION = f"""\
# The register of forms

*Last read through: 2026-11-22*

Every paper that Befriend makes has an owner, a legal basis, a purpose, a cost and a day on which it ends;
without them its template does not load. Every field comes from one key of the vocabulary or one thing of the
record, and nothing is asked twice. Who opened what came of a form is counted from the audit and shown on the
page *Register of forms* of the service; a form past its end, or whose output nobody opened for a year, is
proposed there for ending.

This page is made from the files of `befriend/documents/papers`: `{WRITTEN_BY}`
writes it anew. The figures of minutes and volume are marked assumed until somebody has measured them.
"""


def page() -> str:
    """Return the whole page."""
    from befriend.documents.papers import register

    rows = [line for name, one in sorted(register.load().items()) for line in form(name, one)]
    return "\n".join([INTRODUCTION, *rows])


def form(name: str, one: Template) -> Iterator[str]:
    """Return the part of one form."""
    keys = len(one.keys)
    yield from (f"## {one.title.en}", "", "| | |", "|---|---|")
    yield f"| File | `befriend/documents/papers/{name}.yaml` |"
    yield f"| Owner | {one.owner} |"
    yield f"| Legal basis | [{one.basis.title}]({one.basis.address}) |"
    yield f"| Purpose | {one.purpose.en} |"
    yield f"| The person | {'agrees, or it is not made' if one.agreement == 'asked' else 'is told'} |"
    fields = len(list(one.fields))
    yield f"| Fields | {fields}: {keys} from the vocabulary, {fields - keys} from the record |"
    yield f"| Minutes a filling | {one.minutes.value} ({one.minutes.status}): {one.minutes.note} |"
    yield f"| Fillings a year | {one.volume.value} ({one.volume.status}): {one.volume.note} |"
    yield f"| Hours a year | {one.hours_a_year} |"
    kinds = ", ".join(f"{to.kind.replace('_', ' ')} ({to.may_have})" for to in one.recipients)
    yield f"| For whom, and how much of what others said they may have | {kinds} |"
    yield f"| In force | {one.since} until {one.sunset} |"
    yield ""


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriend.settings")
    django.setup()
    write()
