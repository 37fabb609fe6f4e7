"""The register of forms: what each costs, who opened what came of it, and which should end."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from befriend.audit import access
from befriend.audit.models import Line
from befriend.documents.models import Paper
from befriend.documents.papers import register
from befriend.documents.papers.form import Template
from befriend.identity import queries as identity
from befriend.people import queries as people
from befriend.rules.retention import months_after

# What a line of the audit says when somebody opened a paper, and of which form.
OPENED = "opened a paper"


class FormRow(NamedTuple):
    """A form and what it costs: the counts are of the whole service, and of nobody."""

    name: str
    template: Template
    made: int
    opened: list[tuple[str, int]]  # by kind of role, most first
    past_sunset: bool
    unread: bool

    @property
    def should_end(self) -> bool:
        """Say whether it is proposed for ending."""
        return self.past_sunset or self.unread


def what(name: str) -> str:
    """Return how the audit names a form."""
    return f"form {name}"


def forms(day: date) -> list[FormRow]:
    """Return every form with what it cost and who opened its output in the months the policy says.

    A form is proposed for ending when its sunset is past; or when it is older than those months and
    nobody opened any output of it in them.
    """
    months = int(people.in_force().on(day, "papers.no_readers_months").value)
    since = months_after(day, -months)
    invented = identity.is_invented()
    found = register.load()
    named = {name: one for name, one in found.items() if invented or not one.invented}
    # Counted of everybody: how often a form is filled does not depend on who asks.
    with access.service(by="befriend", day=day):
        made = Counter(Paper.objects.filter(day__gt=since, day__lte=day).values_list("kind", flat=True))
        lines = Line.objects.filter(did=OPENED, day__gt=since, day__lte=day)
        roles = Counter(lines.values_list("what", "role"))
    return [row(name, one, day, since, made[name], roles) for name, one in sorted(named.items())]


def row(
    name: str, template: Template, day: date, since: date, made: int, roles: Counter[tuple[str, str]]
) -> FormRow:
    """Return the row of one form."""
    opened = Counter({role: count for (of, role), count in roles.items() if of == what(name)})
    return FormRow(
        name, template, made, opened.most_common(),
        past_sunset=template.sunset <= day,
        unread=not opened and template.since <= since,
    )  # fmt: skip
