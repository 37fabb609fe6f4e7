"""What tests of the audit stand on."""

from __future__ import annotations

import pytest


@pytest.fixture
def written(db):
    """Return a person about whom a little was done, all of it linked."""
    from befriend.audit import actions
    from befriend.people.models import Person, Statement
    from tests.larkfield import MONDAY

    people = [Person(ref=f"P{number}", chosen_name="Elm Oak") for number in range(3)]
    Person.objects.bulk_create(people)
    person = Person.objects.get(ref="P1")
    Statement.objects.create(person=person, key="tier", value="B2", observed_on=MONDAY, known_from=MONDAY)
    Person.objects.filter(ref="P2").update(chosen_name="Elm Ash")
    actions.write(by="W001", day=MONDAY, did="allocated", what="P1", people=[person.pk])
    actions.looked(by="W001", day=MONDAY, people=[person.pk], page="person")
    actions.seal_all()
    return person
