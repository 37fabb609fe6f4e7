"""What a row was is kept, whoever changes it and how: a save, a bulk change, a removal."""

from __future__ import annotations

import pytest
from django.db import connection

from befriend.people.models import Person, PersonEvent


@pytest.mark.django_db
def test_every_way_of_changing_a_person_leaves_what_they_were():
    person = Person.objects.create(ref="P1", chosen_name="Elm Oak")
    person.chosen_name = "Elm Ash"
    person.save()
    Person.objects.filter(ref="P1").update(chosen_name="Elm Ash")  # nothing changes
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET chosen_name = 'Elm Fir' WHERE ref = 'P1'")
    Person.objects.filter(ref="P1").delete()

    kept = PersonEvent.objects.order_by("pgh_id").values_list("pgh_label", "chosen_name")

    assert list(kept) == [
        ("insert", "Elm Oak"),
        ("update", "Elm Ash"),
        ("update", "Elm Fir"),
        ("delete", "Elm Fir"),
    ]
