"""Making a paper: agreed or told, kept exactly as it stood, and for recipients of its register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from befriend.audit import actions as audit
from befriend.documents import queries
from befriend.documents.models import Delivery, Paper, PaperLine, Recipient
from befriend.documents.papers import register
from befriend.documents.papers.form import Template
from befriend.documents.queries.showing import as_row
from befriend.identity import queries as identity
from befriend.people.actions import refuse
from befriend.people.models import Person
from befriend.rules import evidence

LANGUAGES = ("en-gb", "cy")


@transaction.atomic
def make(
    *,
    person: Person,
    kind: str,
    recipients: Sequence[Recipient],
    agreed: str,
    agreed_words: str = "",
    language: str = LANGUAGES[0],
    by: str,
    day: date,
    at: datetime,
) -> Paper:
    """Make a paper about `person` from the record, for `recipients`; the person's own copy is always made.

    `agreed` is what the person said (Paper.Agreed): a template that asks needs their agreement, one that
    tells needs them told, or the reason why not. Raises RefusedError.
    """
    template = register.load().template(kind)
    may_be_made(template, recipients, agreed, agreed_words, day)
    # Locked, so that of two at once one is the next edition.
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    with translation.override(language):
        lines = queries.gather(person, template, day, at)
        rows = [as_row(n, line) for n, line in enumerate(lines)]
        title = template.title.in_language(language)
    if any(line.unread for line in lines):
        # The paper would say that nothing is known where something is.
        raise refuse("paper_maker_may_not_read_all")
    saying_more = [row.label for row in rows if row.statement and says_more(row)]
    if saying_more:
        raise refuse("paper_says_more", fields=", ".join(saying_more))
    paper = Paper.objects.create(
        person=person, kind=kind, edition=person.papers.filter(kind=kind).count() + 1, title=title,
        template_digest=template.digest, language=language, day=day, made_at=at, made_by=by,
        agreed=agreed, agreed_words=agreed_words.strip(),
    )  # fmt: skip
    for row in rows:
        row.paper = paper
    PaperLine.objects.bulk_create(rows)
    address(paper, template, [*recipients, *own_copy(template, person, day)])
    audit.write(by=by, day=day, did="made a paper", what=f"paper {paper.ref}", people=[person.pk])
    return paper


def may_be_made(
    template: Template, recipients: Sequence[Recipient], agreed: str, agreed_words: str, day: date
) -> None:
    """Raise RefusedError unless a paper may be made on `day` for these, with what the person said."""
    if not template.since <= day < template.sunset:
        raise refuse("paper_not_in_force", since=str(template.since), until=str(template.sunset))
    if template.invented and not identity.is_invented():
        raise refuse("paper_is_invented")
    if template.agreement == "asked" and agreed != Paper.Agreed.AGREED:
        raise refuse("paper_not_agreed")
    if agreed == Paper.Agreed.NOT_TOLD and not agreed_words.strip():
        raise refuse("paper_not_told_why")
    kinds = {one.kind for one in template.recipients}
    if not recipients or any(one.kind not in kinds for one in recipients):
        raise refuse("paper_not_for_them")


def says_more(row: PaperLine) -> bool:
    """Say whether a line would say of something not found by a court that it was."""
    return row.statement is not None and evidence.says_more(row.statement.value, row.evidence)


def own_copy(template: Template, person: Person, day: date) -> list[Recipient]:
    """Return the recipient of the person's own copy, if the template has one."""
    return [one for one in queries.recipients(template, person, day) if one.kind == Recipient.Kind.PERSON]


def address(paper: Paper, template: Template, recipients: Sequence[Recipient]) -> None:
    """Keep for whom a paper is, each once, and how much each may have of what others said."""
    for one in {each.ref: each for each in recipients}.values():
        if one.pk is None:
            one.save()
        Delivery.objects.create(paper=paper, recipient=one, may_have=template.may_have(one.kind))


@transaction.atomic
def give(*, delivery: Delivery, means: str, given_on: date, by: str, day: date) -> Delivery:
    """Keep that a recipient was given their copy, when and how. It is given once."""
    found = Delivery.objects.select_for_update(of=("self",)).select_related("paper").get(pk=delivery.pk)
    if found.given_on is not None:
        raise refuse("paper_was_given")
    if not found.paper.day <= given_on <= day:
        raise refuse("paper_given_on_another_day")
    found.means, found.given_on, found.given_by = means, given_on, by
    found.save(update_fields=["means", "given_on", "given_by"])
    audit.write(
        by=by, day=day, did="gave a paper", what=f"paper {found.paper.ref}", people=[found.paper.person_id]
    )
    return found


def opened(*, delivery: Delivery, by: str, day: date) -> None:
    """Write into the audit that somebody opened a copy, and of which form: the register counts these."""
    paper = delivery.paper
    audit.write(by=by, day=day, did=queries.OPENED, what=queries.what(paper.kind), people=[paper.person_id])
