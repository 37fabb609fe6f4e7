"""How something stands: the mark that tells one state from another, and what is there now, in words."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from befriend import periods
from befriend.allocation.models import PlannedAllocation
from befriend.desk.jinja import moment
from befriend.workforce.models import Office, OfficeHolding

Facts = list[tuple[str, str]]
LONGEST = 16


class Standing(NamedTuple):
    """What a form is made from, and what is there now.

    `row` is locked and looked at again when the form is sent, so that nobody writes over what they have
    not seen; `closed` says why it can be sent no more.
    """

    mark: str = ""
    now: Facts = []
    row: Model | None = None
    closed: str = ""


def mark(row: Model) -> str:
    """Return what tells one state of a row from every other: a digest of all that is kept in it."""
    values = [(field.attname, getattr(row, field.attname)) for field in row._meta.concrete_fields]
    return hashlib.sha256(repr((row._meta.label, values)).encode()).hexdigest()[:LONGEST]


def has_changed(standing: Standing) -> bool:
    """Say whether the row is no longer as it was read. It stays locked until the transaction ends."""
    if standing.row is None:
        return False
    kept = type(standing.row)._base_manager.select_for_update().filter(pk=standing.row.pk).first()
    return kept is None or mark(kept) != mark(standing.row)


def said_before(row: Model, words: str, by: str, on: date | None, *, me: str) -> Facts:
    """Return what somebody wrote into a row: the words, when, and what kind of office wrote them."""
    if not words or on is None:
        return []
    at = changed_at(row)
    when = moment(at) if at else date_format(on, "j F Y")
    return [(_("Words"), words), (_("Since"), when), (_("From"), kind_of(by, on, me=me))]


def changed_at(row: Model) -> datetime | None:
    """Return when a row was last changed, as its history has it, or None where it cannot be seen."""
    found: datetime | None = row.events.order_by("-pgh_id").values_list("pgh_created_at", flat=True).first()
    return found


def kind_of(ref: str, day: date, *, me: str) -> str:
    """Return what kind of office somebody held on a day; their name is not needed to go on."""
    if ref == me:
        return _("You, in another window")
    held = OfficeHolding.objects.filter(periods.on(day), practitioner__ref=ref)
    posts = set(held.values_list("office__post", flat=True))
    if Office.Post.HEAD in posts:
        return _("A head of unit")
    return _("A senior") if Office.Post.SENIOR in posts else _("Somebody who decides here")


def answered_once() -> str:
    """Return why words can be sent no more where there are words already."""
    return _(
        "This is answered once, and an answer stands. Yours cannot be sent as well; it stays below, and "
        "with your begun forms, so that you can use it elsewhere."
    )


def state_words(planned: PlannedAllocation) -> str:
    """Return what has become of a proposal."""
    return {
        PlannedAllocation.State.PROPOSED: _("Proposed"),
        PlannedAllocation.State.ACCEPTED: _("Accepted"),
        PlannedAllocation.State.REFUSED: _("Refused"),
        PlannedAllocation.State.WITHDRAWN: _("Settled otherwise"),
    }[PlannedAllocation.State(planned.state)]


def state_facts(planned: PlannedAllocation) -> Facts:
    """Return what has become of a proposal, and when."""
    at = changed_at(planned)
    facts = [(_("The proposal"), state_words(planned))]
    return [*facts, (_("Since"), moment(at))] if at else facts
