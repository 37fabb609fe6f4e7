"""Notes and promises: nothing written is changed, and what was promised stands until it is done."""

import pytest
from django.db import ProgrammingError, transaction

from befriend.supervision import actions, queries
from befriend.supervision.models import Note
from befriend.workforce.actions.refused import RefusedError
from tests.floor.ivy import as_app

pytestmark = pytest.mark.django_db


def test_a_correction_is_a_new_note_and_both_stand(ivy, said):
    first = actions.write(person=ivy, kind="note", text="Works nights.", **said)

    second = actions.replace(note=first, text="Works days.", **said)

    assert second.replaces == first
    assert Note.objects.get(pk=first.pk).text == "Works nights."
    with pytest.raises(RefusedError):
        actions.replace(note=first, text="Works evenings.", **said)


def test_the_database_lets_nobody_change_or_remove_what_was_written(ivy, said, staffed):
    note = actions.write(person=ivy, kind="note", text="Works nights.", **said)

    with as_app(staffed.sam):
        for change in (
            lambda: Note.objects.filter(pk=note.pk).update(text="x"),
            lambda: Note.objects.filter(pk=note.pk).delete(),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
        actions.write(person=ivy, kind="note", text="Still writes.", **said)


def test_a_promise_stands_until_it_is_done(ivy, said, staffed):
    mine = actions.write(
        person=ivy, kind="promised", promised_by="practitioner", text="Ring the hostel.", **said
    )
    theirs = actions.write(person=ivy, kind="promised", promised_by="person", text="Bring a form.", **said)
    assert queries.promises(ivy) == [mine, theirs]

    with as_app(staffed.sam):
        actions.keep_promise(note=mine, by=said["by"], day=said["day"])

    assert queries.promises(ivy) == [theirs]
    mine.refresh_from_db()
    assert mine.done_on == said["day"]


def test_a_promise_that_was_put_right_is_asked_for_once(ivy, said):
    first = actions.write(person=ivy, kind="promised", promised_by="person", text="Come Tuseday.", **said)
    second = actions.replace(note=first, text="Come Tuesday.", **said)

    assert queries.promises(ivy) == [second]


def test_only_a_promise_is_kept(ivy, said):
    note = actions.write(person=ivy, kind="note", text="Talked of fishing.", **said)

    with pytest.raises(RefusedError):
        actions.keep_promise(note=note, by=said["by"], day=said["day"])


def test_what_mattered_is_found_newest_first(ivy, said):
    for text in ("The dog.", "The allotment."):
        actions.write(person=ivy, kind="mattered", text=text, **said)

    assert [one.text for one in queries.mattered(ivy)] == ["The allotment.", "The dog."]


def test_a_note_is_of_an_appointment_with_the_same_person(booked, said, staffed):
    with pytest.raises(RefusedError):
        actions.write(person=staffed.ali, kind="note", text="x", contact=booked(), **said)


def test_no_note_is_secret(ivy):
    assert set(Note.Kind.values) == {"note", "mattered", "promised"}
    assert not [one.name for one in Note._meta.fields if "secret" in one.name or "hidden" in one.name]
