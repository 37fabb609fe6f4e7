"""Questions in SQL of our own give what Django would."""

from __future__ import annotations

import pytest
from django.apps import apps

from befriend import periods
from befriend.audit import looking
from befriend.people.models import Person
from befriend.rows import Question
from befriend.workforce.models import Posting, Practitioner, Unit
from tests.larkfield import MONDAY

POSTED = Question(
    "SELECT {w}, {p}, {u}, 7 FROM workforce_practitioner p "
    "LEFT JOIN workforce_posting w ON w.practitioner_id = p.id AND {on[w]} "
    "LEFT JOIN workforce_unit u ON u.id = w.unit_id WHERE p.id = %(who)s",
    w=Posting,
    p=Practitioner,
    u=Unit,
)


def test_rows_are_the_instances_django_would_read(sam):
    Practitioner.objects.filter(pk=sam.pk).update(languages=["cy"], woman_officer=True)

    [(posting, practitioner, unit, other)] = POSTED.ask(who=sam.pk, day=MONDAY)

    theirs = Practitioner.objects.get(pk=sam.pk)
    names = [field.attname for field in Practitioner._meta.concrete_fields]
    assert [getattr(practitioner, name) for name in names] == [getattr(theirs, name) for name in names]
    assert practitioner.languages == ["cy"]
    assert posting == Posting.objects.get(periods.on(MONDAY), practitioner=sam)
    assert (unit.pk, other) == (posting.unit_id, 7)


def test_what_an_outer_join_does_not_find_is_none(sam):
    before_all = MONDAY.replace(year=1990)

    [(posting, practitioner, unit, _)] = POSTED.ask(who=sam.pk, day=before_all)

    assert (posting, unit) == (None, None)
    assert practitioner == sam


def test_to_read_a_person_so_is_a_look_at_them(ali):
    with looking.watching() as seen:
        Question("SELECT {p} FROM people_person p WHERE p.id = %(whom)s", p=Person).ask(whom=ali.pk)

    assert seen == {ali.pk}


@pytest.mark.parametrize("days", [-1, 0, 1, 6, 7])
def test_a_period_holds_a_day_in_sql_as_it_does_in_django(sam, days):
    posting = sam.postings.get()
    posting.from_date, posting.until_date = MONDAY, MONDAY.replace(day=MONDAY.day + 7)
    posting.save()
    day = MONDAY.fromordinal(MONDAY.toordinal() + days)

    [(found, *_)] = POSTED.ask(who=sam.pk, day=day)

    assert (found is not None) == Posting.objects.filter(periods.on(day), pk=posting.pk).exists()


def test_whatever_listens_to_being_read_is_told_by_our_questions_too():
    listening = {one for one in apps.get_models() if "from_db" in vars(one)}

    assert listening == {Person}
    assert all(hasattr(one, "was_read") for one in listening)


def test_what_was_read_so_is_saved_as_a_change_and_not_as_another(ali):
    [(found,)] = Question("SELECT {p} FROM people_person p WHERE p.id = %(whom)s", p=Person).ask(whom=ali.pk)

    found.patch = "Riverside"
    found.save()

    assert Person.objects.get(pk=ali.pk).patch == "Riverside"
    assert Person.objects.filter(ref=ali.ref).count() == 1
