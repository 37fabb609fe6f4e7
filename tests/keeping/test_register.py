"""Every path to a person: a table or field of which nobody said what becomes of it fails."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import ForeignKey, JSONField

from befriend.keeping.queries import naming
from befriend.keeping.queries.gathering import event_of
from befriend.keeping.register import ELSEWHERE, REGISTER, Give, Wipe
from befriend.people.models import Person


def is_history(model):
    """Say whether a model keeps the history of another; it is treated as that one."""
    return hasattr(model, "pgh_tracked_model")


def tables():
    """Return every model of ours that is no history, and not the audit, which is held by itself."""
    return [one for one in apps.get_models() if not is_history(one) and not one._meta.proxy]


def leading():
    """Return every model that leads to a person, with its keys that do, however far away."""
    found = {Person: set()}
    while True:
        more = {
            model: {
                one.name
                for one in model._meta.concrete_fields
                if isinstance(one, ForeignKey) and one.related_model in found
            }
            for model in tables()
        }
        now = {model: names for model, names in more.items() if names or model is Person}
        if now == found:
            return found
        found = now


LEADING = leading()


def test_every_table_that_leads_to_a_person_is_in_the_register():
    assert {model._meta.label for model in LEADING} == set(REGISTER)


@pytest.mark.parametrize("label", sorted(REGISTER))
def test_every_path_to_a_person_is_walked(label):
    assert set(REGISTER[label].via) == LEADING[apps.get_model(label)]


@pytest.mark.parametrize("label", sorted(REGISTER))
def test_every_field_is_given_or_not_and_kept_or_blanked(label):
    model, table = apps.get_model(label), REGISTER[label]
    fields = {one.name for one in model._meta.concrete_fields if not one.primary_key}

    assert fields == set(table.fields) | set(table.via)


@pytest.mark.parametrize("label", sorted(REGISTER))
def test_the_history_has_no_field_that_the_table_has_not(label):
    model = apps.get_model(label)
    history = event_of(model)
    columns = history._meta.concrete_fields if history else ()
    kept = {one.name for one in columns if not one.name.startswith("pgh_")}

    assert kept <= {one.name for one in model._meta.concrete_fields}


@pytest.mark.parametrize("label", sorted(REGISTER))
def test_a_table_comes_after_those_it_leads_through(label):
    order = list(REGISTER)
    above = {
        apps.get_model(label)._meta.get_field(one).related_model._meta.label for one in REGISTER[label].via
    }

    # What replaces a row of its own table leads nowhere else.
    assert all(order.index(one) < order.index(label) for one in above - {label})


def test_whatever_is_kept_held_or_never_given_says_why():
    silent = [
        f"{label}.{name}"
        for label, table in REGISTER.items()
        for name, how in table.fields.items()
        if not how.why and (how.wipe is Wipe.KEEP or how.give is not Give.GIVEN)
    ]
    assert silent == []


def test_every_column_that_may_hold_references_is_in_the_register_or_said_elsewhere():
    loose = {
        f"{model._meta.label}.{one.name}"
        for model in tables()
        for one in model._meta.concrete_fields
        if isinstance(one, JSONField | ArrayField)
    }
    known = {f"{label}.{name}" for label, table in REGISTER.items() for name in table.fields}

    assert loose - known == set(ELSEWHERE)


def test_every_field_that_is_given_has_a_name_people_read():
    given = {
        name
        for table in REGISTER.values()
        for name, how in table.fields.items()
        if how.give is not Give.NEVER
    }
    assert given - naming.FIELDS.keys() == set()
    assert naming.FIELDS.keys() - given == set()
