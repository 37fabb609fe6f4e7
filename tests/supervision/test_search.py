"""Searching: by spelling, by sound, by words, and never beyond reach."""

import pytest
from django.db import connection

from befriend.supervision import actions, queries
from tests.floor.ivy import as_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(staffed):
    """Return Larkfield with people of like names, one of them with Sam."""
    staffed.people = {name: staffed.person(name) for name in ("Catherine Smyth", "Dafydd Ŵyn", "Rowan Elm")}
    staffed.with_(staffed.people["Catherine Smyth"], staffed.sam)
    return staffed


def names(who, words):
    """Return whom somebody finds."""
    with as_app(who):
        return [one.chosen_name for one in queries.find_people(words, None, 9)]


@pytest.mark.parametrize(
    "words", ["Catherine", "catherine smyth", "Catherin", "Kathryn Smith", "katharine", "Smith", "smyth c"]
)
def test_somebody_is_found_however_their_name_is_written(unit, words):
    assert names(unit.sam, words) == ["Catherine Smyth"]


def test_a_name_is_found_without_its_signs_and_the_nearest_comes_first(unit):
    unit.person("Dafydd Wyn")

    assert names(unit.noor, "Dafydd Ŵyn") == ["Dafydd Ŵyn", "Dafydd Wyn"]
    assert set(names(unit.noor, "dafidd win")) == {"Dafydd Ŵyn", "Dafydd Wyn"}


def test_nobody_beyond_reach_is_found_by_name_or_reference(unit):
    beyond = unit.people["Rowan Elm"]

    assert names(unit.sam, "Rowan") == []
    assert names(unit.sam, beyond.ref) == []
    assert names(unit.noor, beyond.ref) == ["Rowan Elm"]
    assert names(unit.ash, "Rowan") == []


@pytest.mark.parametrize("words", ["", "%", "' OR true --", "\\", "zzzz", "🜁", "1"])
def test_nonsense_finds_nobody_and_breaks_nothing(unit, words):
    assert names(unit.noor, words) == []


def found(who, words, within):
    """Return the texts of the notes that somebody finds about people."""
    with as_app(who):
        return [one.text for one in queries.find_notes(words, [one.pk for one in within], 9)]


def test_notes_are_found_by_their_words_newest_first(unit, said):
    smyth = unit.people["Catherine Smyth"]
    for text in ("Fishing on Sundays.", "Talked of fishes.", "Nothing of it."):
        actions.write(person=smyth, kind="note", text=text, **said)

    assert found(unit.sam, "fish", [smyth]) == ["Talked of fishes.", "Fishing on Sundays."]
    assert found(unit.sam, "fish -sunday", [smyth]) == ["Talked of fishes."]
    assert found(unit.sam, '"of it', [smyth]) == []


def test_a_note_that_was_replaced_is_not_found(unit, said):
    smyth = unit.people["Catherine Smyth"]
    first = actions.write(person=smyth, kind="note", text="Keeps ferrets.", **said)
    actions.replace(note=first, text="Keeps pigeons.", **said)

    assert found(unit.sam, "ferrets", [smyth]) == []
    assert found(unit.sam, "pigeon", [smyth]) == ["Keeps pigeons."]


def test_a_note_beyond_reach_is_not_found_though_its_person_is_asked_for(unit, said):
    rowan = unit.people["Rowan Elm"]
    actions.write(person=rowan, kind="note", text="Keeps bees.", **said)

    assert found(unit.sam, "bees", [rowan]) == []
    assert found(unit.noor, "bees", [rowan]) == ["Keeps bees."]
    assert found(unit.noor, "bees", []) == []


def test_the_functions_tell_the_apps_role_no_key_of_somebody_beyond_reach(unit, said):
    rowan = unit.people["Rowan Elm"]
    note = actions.write(person=rowan, kind="note", text="Keeps bees.", **said)

    with as_app(unit.sam), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM befriend_find_people('Rowan', NULL, 9)")
        assert cursor.fetchall() == []
        cursor.execute("SELECT * FROM befriend_find_people('Rowan', %s, 9)", [[rowan.pk]])
        assert cursor.fetchall() == []
        cursor.execute("SELECT * FROM befriend_find_notes('bees', %s, 9)", [[rowan.pk]])
        assert cursor.fetchall() == []
    assert note.pk


def test_a_name_is_looked_for_among_some_people_only(unit):
    smyth, rowan = (unit.people[name].pk for name in ("Catherine Smyth", "Rowan Elm"))

    with as_app(unit.noor):
        assert queries.find_people("Catherine", [rowan], 9) == []
        assert [one.pk for one in queries.find_people("Catherine", [rowan, smyth], 9)] == [smyth]


def test_old_notes_are_found_after_new_ones(unit, said):
    from datetime import timedelta

    smyth = unit.people["Catherine Smyth"]
    for days, text in ((0, "Bees today."), (400, "Bees long ago.")):
        actions.write(
            person=smyth, kind="note", text=text, **{**said, "at": said["at"] - timedelta(days=days)}
        )

    assert found(unit.sam, "bees", [smyth]) == ["Bees today.", "Bees long ago."]
    with as_app(unit.sam):
        assert [one.text for one in queries.find_notes("bees", [smyth.pk], 1)] == ["Bees today."]
