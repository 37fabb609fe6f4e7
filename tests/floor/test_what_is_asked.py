"""What the functions of the database answer to whoever calls them, and how long a proposal shows somebody."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from befriend.allocation.models import Plan, PlannedAllocation
from befriend.people.models import Person
from befriend.workforce.models import Conflict
from tests.floor.ivy import as_app
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(ivy):
    """Return this week's proposal of Ivy to Sam."""
    plan = Plan.objects.create(
        unit=ivy.unit.pdu, week_start=MONDAY, day=MONDAY, made_by="x", serving_order_since=LONG_AGO,
        safe=True, value=0, bound=0, method="exact",
    )  # fmt: skip
    return PlannedAllocation.objects.create(plan=plan, person=ivy.person, practitioner=ivy.unit.sam, points=1)


def is_there(ivy) -> bool:
    return Person.objects.filter(pk=ivy.person.pk).exists()


def refusal(cursor, sql, values) -> str:
    """Return why the database refuses something; what was before it goes on."""
    with pytest.raises(ProgrammingError) as refused, transaction.atomic():
        cursor.execute(sql, values)
    return str(refused.value)


def test_a_proposal_shows_somebody_while_it_stands(ivy, proposed):
    with as_app(ivy.unit.sam):
        assert is_there(ivy)
    proposed.state = PlannedAllocation.State.REFUSED
    proposed.save()

    with as_app(ivy.unit.sam):
        assert not is_there(ivy)


def test_a_proposal_lifts_no_restriction(ivy, proposed):
    ivy.restricted_to(ivy.unit.jo)

    with as_app(ivy.unit.sam):
        assert not is_there(ivy)


@pytest.mark.parametrize(
    "asked",
    [
        "befriend_is_with(%(sam)s, %(ivy)s, %(day)s)",
        "befriend_is_proposed(%(sam)s, %(ivy)s, %(day)s)",
        "befriend_of_units(%(ivy)s, %(day)s)",
    ],
)
def test_what_answers_about_anybody_is_not_for_the_asking(asked, ivy):
    values = {"sam": ivy.unit.sam.pk, "ivy": ivy.person.pk, "day": MONDAY}

    with as_app(ivy.unit.noor), connection.cursor() as cursor:
        refused = refusal(cursor, f"SELECT {asked}", values)

    assert "permission denied for function" in refused


def test_nobody_learns_who_is_hidden_by_asking_who_is_barred_or_of_a_unit(ivy):
    Conflict.objects.create(person=ivy.unit.ali, practitioner=ivy.unit.sam, from_date=LONG_AGO)
    ivy.exclude(ivy.unit.noor)
    everybody = list(Person.objects.values_list("pk", flat=True))

    with as_app(ivy.unit.noor), connection.cursor() as cursor:
        cursor.execute("SELECT person FROM befriend_barred(%s, %s)", [everybody, MONDAY])
        barred = {person for (person,) in cursor.fetchall()}
        cursor.execute("SELECT befriend_is_of_units(%s, %s)", [ivy.person.pk, MONDAY])
        (of_units,) = cursor.fetchone()

    assert barred == {ivy.unit.ali.pk}
    assert of_units is False


def test_the_apps_role_does_not_write_what_was_migrated(ivy):
    with as_app(ivy.unit.jo), connection.cursor() as cursor:
        refused = refusal(cursor, "DELETE FROM django_migrations", None)

    assert "permission denied for table" in refused
