"""What programs may ask and do about who is with whom."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, Path, Query, Router, Schema, Status
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from befriend.allocation import actions, queries
from befriend.allocation.actions.once import Answer, KeyUsedError, once
from befriend.allocation.permissions import practitioner_of
from befriend.identity.models import User
from befriend.people.models import Person
from befriend.rules.values import Reason, reason
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Posting, Practitioner, Unit

One = TypeVar("One", bound=Model)
PLANNING = {Office.Post.HEAD, Office.Post.SENIOR}
# Every day from 2000 to 2199 that there is, so that a program knows what will be let through.
DAY = (
    "2[01][0-9]{2}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    "|2000-02-29|2[01](0[48]|[2468][048]|[13579][26])-02-29"
)


def iso_day(said: object) -> object:
    """Return the day that was written, or raise a PydanticCustomError."""
    if isinstance(said, str) and re.fullmatch(DAY, said, re.ASCII):
        return date.fromisoformat(said)
    raise PydanticCustomError("day", "write a day that there is, as YYYY-MM-DD, from 2000 to 2199")


Day = Annotated[
    date,
    BeforeValidator(iso_day),
    WithJsonSchema({"type": "string", "pattern": f"^({DAY})$", "examples": ["2026-11-23"]}),
]
Ref = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$")]
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=80, pattern=r"^[!-~]+$")]


class Asked(Schema):
    """Who is to be with whom. Without `day`, from today."""

    model_config = ConfigDict(extra="forbid")
    person: Ref
    practitioner: Ref
    day: Day | None = None


class ReasonOut(Schema):
    """A reason as data, and as a sentence."""

    code: str
    values: dict[str, int | str]
    text: str


class Refused(Schema):
    """Why not; the binding reason first. Nothing was changed."""

    reasons: list[ReasonOut]


class Allocated(Schema):
    """A person and the practitioner who supervises them."""

    person: str
    practitioner: str
    day: date
    decided_by: str


class UnitOut(Schema):
    ref: str
    name: str


class OrderOut(Schema):
    """The dated order in which people are served."""

    name: str
    since: date
    signed_by: str


class PractitionerOut(Schema):
    """Points before and with the plan; `percent` is null where nothing is available."""

    ref: str
    name: str
    grade: str
    points_before: int
    points: int
    available: int
    limit: int
    percent: int | None
    people: int
    inherited: int
    order_to_exceed: date | None


class PlannedOut(Schema):
    person: str
    practitioner: str
    points: int
    reasons: list[ReasonOut]


class OwnerOut(Schema):
    """The office that owns a gap, its unit, and who holds it (null: nobody)."""

    office: str
    unit: str
    held_by: str | None


class LimitOut(Schema):
    code: str
    text: str


class WaitingOut(Schema):
    """Somebody the plan does not serve; `duty` answers meanwhile."""

    person: str
    points: int
    first_order: bool
    since: date
    reason: LimitOut
    owner: OwnerOut
    duty: str | None


class WeekOut(Schema):
    """A unit's week: the same as `befriend week --json`.

    `hidden_waits` counts those who wait and whose records the user of the token may not see.
    """

    day: date
    week_start: date
    unit: UnitOut
    work_points: int
    available_points: int
    gap_percent: float
    serving_order: OrderOut
    safe: bool
    practitioners: list[PractitionerOut]
    plan: list[PlannedOut]
    waiting: list[WaitingOut]
    hidden_waits: int


REFUSALS = dict.fromkeys((401, 403, 404, 422, 429), Refused)
router = Router()


@router.post("/allocations", response={201: Allocated, 409: Refused, **REFUSALS})
def allocate(request: HttpRequest, asked: Asked, idempotency_key: Key) -> Status:
    """Give a person a practitioner, unless a rule is against it.

    The same key with the same question gets the same answer again, and acts once.
    """
    today, user = timezone.localdate(), request.user
    may_plan_somewhere(user, today)
    person, practitioner = found(Person, asked.person), found(Practitioner, asked.practitioner)
    day = asked.day or today
    unit = queries.on_whose_unit(person, day)
    within_reach(user, unit, workforce.posting(practitioner, day))
    # Load is reckoned as of now: work put back or put off would not meet the cap.
    if not today <= day <= planned_from(today):
        return Status(409, plain("not_that_day", _("An allocation begins today; at a weekend, by Monday.")))
    try:
        given = once(
            user_id=user.pk,
            key=idempotency_key,
            asked=digest(asked),
            answer=lambda: allocated(user, person, practitioner, unit, day),
            day=today,
        )
    except KeyUsedError:
        return Status(409, plain("key_used", _("This key came with another question. Use a new key.")))
    return Status(*given)


@router.get("/units/{path:ref}/week", response={200: WeekOut, **REFUSALS})
def week(request: HttpRequest, ref: Annotated[Ref, Path()], day: Day = Query(None)) -> Any:  # noqa: B008
    """Return a unit's week as it is planned on a day; without `day`, today."""
    unit = found(Unit, ref)
    permit(request.user, "allocation.see_week", unit)
    return queries.as_json(queries.week(unit, day or timezone.localdate()))


def allocated(user: User, person: Person, practitioner: Practitioner, unit: Unit, day: date) -> Answer:
    """Allocate, and answer with what was done or why not."""
    by, office = practitioner_of(user).ref, office_of(user, unit, day)
    try:
        # Within its own savepoint, so that a refusal is kept as the answer to the key.
        with transaction.atomic():
            actions.allocate(person=person, practitioner=practitioner, by=by, office=office, day=day)
    except actions.RefusedError as refusal:
        return Answer(409, in_data(refusal.reasons))
    except IntegrityError:
        # They have a practitioner from a later day: the database knows, the rule looks at today.
        return Answer(409, in_data([reason("already_supervised", practitioner=later(person, day))]))
    done = {"person": person.ref, "practitioner": practitioner.ref, "day": str(day), "decided_by": by}
    return Answer(201, done)


def later(person: Person, day: date) -> str:
    """Return the name of the practitioner a person is to have after `day`."""
    coming = person.relationships.filter(from_date__gt=day).select_related("practitioner")
    return coming.earliest("from_date").practitioner.name


def may_plan_somewhere(user: User, day: date) -> None:
    """Raise PermissionDenied for whoever plans no unit, so that they learn no references."""
    me = practitioner_of(user)
    if me is None or not any(one.post in PLANNING for one in workforce.offices_of(me, day)):
        raise PermissionDenied


def within_reach(user: User, unit: Unit | None, posting: Posting | None) -> None:
    """Raise Http404 unless `user` plans both the person's unit and the one the practitioner works in.

    No right and no such reference are one answer, so that nobody learns references by asking.
    """
    where = posting.unit if posting else None
    if not all(user.has_perm("allocation.plan_week", one) for one in (unit, where)):
        raise Http404


def permit(user: User, permission: str, unit: Unit | None) -> None:
    """Raise PermissionDenied unless `user` has the permission for the unit."""
    if not user.has_perm(permission, unit):
        raise PermissionDenied


def office_of(user: User, unit: Unit, day: date) -> str:
    """Return the reference of the office `user` acts as: the nearest of theirs, from the unit upwards."""
    mine = {one.unit_id: one.ref for one in workforce.offices_of(practitioner_of(user), day)
            if one.post in PLANNING}  # fmt: skip
    return next((mine[one.pk] for one in workforce.above(unit, day) if one.pk in mine), "")


def found(model: type[One], ref: str) -> One:
    """Return what a reference leads to, or raise Http404."""
    return get_object_or_404(model, ref=ref)


def in_data(reasons: Iterable[Reason]) -> dict[str, Any]:
    """Return reasons as data and in words."""
    return {"reasons": [{**one, "text": queries.in_words(one)} for one in queries.as_data(reasons)]}


def plain(code: str, text: str) -> dict[str, Any]:
    """Return one reason that only a program meets."""
    return {"reasons": [{"code": code, "values": {}, "text": text}]}


def digest(asked: Asked) -> str:
    """Return what tells one question from another."""
    return hashlib.sha256(asked.model_dump_json().encode()).hexdigest()
