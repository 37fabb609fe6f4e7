"""What is stated: once, with its source and its age, as it was known on a day, and never written over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from befriend.audit.models import Line
from befriend.people import actions, queries
from befriend.people.models import Contest, Statement
from tests.larkfield import MONDAY

DAY = timedelta(days=1)


@pytest.fixture
def say(ali):
    """Return what states something about Ali."""

    def say(key="story.matters_most", value="My sister's garden.", *, day=MONDAY, **said):
        said = {"how_known": "told", "source_kind": "person", "observed_on": day, "by": "W9"} | said
        return actions.state(person=ali, key=key, value=value, day=day, **said)

    return say


def one(person, key, day):
    """Return the one statement that stood."""
    (found,) = queries.standing(person, day)[key]
    return found


def test_what_is_stated_stands_from_its_day(ali, say):
    say()

    assert queries.standing(ali, MONDAY - DAY) == {}
    assert one(ali, "story.matters_most", MONDAY).words == "My sister's garden."


def test_what_is_said_twice_stands_once(ali, say):
    assert say() == say()


def test_a_slip_is_put_right_twice_on_one_day(ali, say):
    slip = [say("housing.smokes", value) for value in ("yes", "no", "yes")]

    assert one(ali, "housing.smokes", MONDAY).statement == slip[-1]
    assert [each.value for each in queries.chain(slip[-1])] == ["yes", "no", "yes"]


def test_what_stands_is_not_made_twice_on_one_day(ali, say):
    made = say()

    with pytest.raises(IntegrityError, match="a_statement_is_made_once_a_day"), transaction.atomic():
        Statement.objects.create(
            person=ali, key=made.key, value=made.value, observed_on=MONDAY, known_from=MONDAY
        )


def test_of_what_only_one_may_stand_the_new_replaces_the_old_which_stays_readable(ali, say):
    old = say("story.own_words", "I grew up by the sea.", day=MONDAY - 9 * DAY)
    new = say("story.own_words", "I grew up by the sea, with Nan.")

    assert new.replaces == old
    assert one(ali, "story.own_words", MONDAY).statement == new
    assert one(ali, "story.own_words", MONDAY - DAY).statement == old
    assert queries.chain(new) == [old, new] == queries.chain(old)


def test_several_stand_where_several_may(ali, say):
    say(), say(value="The dog.")

    assert len(queries.standing(ali, MONDAY)["story.matters_most"]) == 2


def test_it_is_stale_after_its_days_and_fresh_once_found_still_true(ali, say):
    made = say(day=MONDAY - 200 * DAY)
    before = one(ali, "story.matters_most", MONDAY)

    actions.still_true(statement=made, how_known="told", by="W9", day=MONDAY)
    actions.still_true(statement=made, how_known="told", by="W9", day=MONDAY)

    after = one(ali, "story.matters_most", MONDAY)
    assert (before.age_days, before.stale, before.confirmed_on) == (200, True, None)
    assert (after.age_days, after.stale, after.confirmed_on) == (0, False, MONDAY)
    assert one(ali, "story.matters_most", MONDAY - DAY).stale
    assert made.confirmations.count() == 1


@pytest.mark.parametrize("how_known", ["carried", "unknown"])
def test_copying_is_no_way_of_knowing(say, how_known):
    made = say()

    with pytest.raises(actions.RefusedError, match="still so"):
        actions.still_true(statement=made, how_known=how_known, by="W9", day=MONDAY)

    assert not made.confirmations.exists()


@pytest.mark.parametrize("kind", ["family", "victim", "third_party"])
def test_a_source_who_could_be_put_at_risk_starts_withheld(ali, say, kind):
    say(source_kind=kind, source_words="His brother rang.")

    source = one(ali, "story.matters_most", MONDAY).source
    assert (source.shown, source.told, source.words) == ("withheld", "", "His brother rang.")


def test_a_gist_tells_neither_words_nor_who(ali, say):
    made = say(source_kind="family", source_words="His brother rang.")

    actions.share_source(
        statement=made,
        shown="gist",
        gist="Somebody who knows you.",
        why="Agreed with them.",
        by="W9",
        day=MONDAY,
    )

    source = one(ali, "story.matters_most", MONDAY).source
    assert source == ("gist", "", "Somebody who knows you.", "")


def test_what_an_earlier_system_stated_is_shown_under_its_own_name(ali):
    Statement.objects.create(
        person=ali, key="old_note", value="Left-handed.", observed_on=MONDAY, known_from=MONDAY
    )

    found = one(ali, "old_note", MONDAY)

    assert (found.key.label.en, found.words, found.source.shown) == ("old note", "Left-handed.", "unknown")


def test_what_is_typed_for_somebody_stands_once_they_accept_it(ali, say):
    old = say("story.own_words", "I grew up by the sea.", day=MONDAY - 9 * DAY)
    typed = say("story.own_words", "I grew up by the sea, with Nan.", day=MONDAY - DAY, for_="W1")
    meanwhile = one(ali, "story.own_words", MONDAY - DAY).statement

    assert queries.awaiting("W1") == [typed]
    actions.accept(statements=[typed], by="W1", day=MONDAY)
    actions.accept(statements=[typed], by="W1", day=MONDAY)

    assert meanwhile == old
    assert one(ali, "story.own_words", MONDAY).statement == typed
    assert one(ali, "story.own_words", MONDAY - DAY).statement == old
    assert queries.awaiting("W1") == []


def test_who_states_what_was_typed_for_them_is_not_lost(ali, say):
    old = say("story.own_words", "I grew up by the sea.", day=MONDAY - 9 * DAY)
    typed = say("story.own_words", "By the sea, with Nan.", by="W8", for_="W1")
    assert say("story.own_words", "By the sea, with Nan.", by="W8", for_="W1").awaits == "W1"

    made = say(
        "story.own_words", "By the sea, with Nan.", by="W1", how_known="seen", source_kind="family",
        source_words="His brother.",
    )  # fmt: skip

    found = one(ali, "story.own_words", MONDAY)
    assert (found.statement, made.replaces, queries.awaiting("W1")) == (typed, old, [])
    assert (found.statement.how_known, found.statement.recorded_by) == ("seen", "W1")
    assert (found.source.shown, found.source.words) == ("withheld", "His brother.")


def test_what_is_replaced_by_what_stands_already_is_over(ali, say):
    dog, garden = say(value="The dog.", day=MONDAY - DAY), say()

    for _ in range(2):
        assert say(replaces=garden) == garden
    assert say(replaces=dog) == garden

    assert one(ali, "story.matters_most", MONDAY).statement == garden
    assert len(queries.standing(ali, MONDAY - DAY)["story.matters_most"]) == 1


def test_nobody_accepts_what_was_typed_for_another(say):
    typed = say(for_="W1")

    with pytest.raises(actions.RefusedError, match="somebody else"):
        actions.accept(statements=[typed], by="W2", day=MONDAY)

    typed.refresh_from_db()
    assert typed.awaits == "W1"


def test_what_is_declined_never_stood(ali, say):
    typed = say(for_="W1")

    actions.decline(statements=[typed], why="Misheard.", by="W1", day=MONDAY)

    assert queries.awaiting("W1") == []
    assert queries.standing(ali, MONDAY) == {}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("story.own_words", " ", "word"),
        ("story.own_words", "x" * 2001, "2,001 characters"),
    ],
)
def test_what_is_no_answer_is_refused(say, key, value, words):
    with pytest.raises(actions.RefusedError, match=words):
        say(key, value)

    assert not Statement.objects.exists()


def test_what_is_still_to_come_was_not_seen(say):
    with pytest.raises(actions.RefusedError, match="still to come"):
        say(observed_on=MONDAY + DAY)


def test_what_is_over_is_neither_replaced_nor_confirmed(ali, say):
    made = say()
    actions.no_longer(statement=made, why="She moved away.", by="W9", day=MONDAY + DAY)

    assert one(ali, "story.matters_most", MONDAY).statement == made
    assert queries.standing(ali, MONDAY + DAY) == {}
    for asked in (
        lambda: say(value="The dog.", replaces=made),
        lambda: actions.still_true(statement=made, how_known="told", by="W9", day=MONDAY),
        lambda: actions.no_longer(statement=made, why="x", by="W9", day=MONDAY),
    ):
        with pytest.raises(actions.RefusedError, match="no longer"):
            asked()


def test_the_audit_tells_that_and_never_what(ali, say):
    made = say(value="Nobody else's business.")

    line = Line.objects.filter(did="stated").get()

    assert (line.by, line.people, line.what) == ("W9", [ali.pk], f"statement {made.ref}")


def test_a_text_nearly_the_same_as_an_earlier_one_is_found(ali, say):
    old = say("story.own_words", "Drinks most days since his father died.", day=MONDAY - DAY)
    say("story.own_words", "Works nights at the bakery, likes it there.")

    (found,) = queries.like(ali, "Drinks most days since his father has died.", MONDAY)

    assert found.statement == old
    assert 90 < found.percent <= 100
    assert queries.like(ali, "Has a new flat by the harbour with two rooms.", MONDAY) == []
    assert queries.like(ali, "Drinks.", MONDAY) == []


def test_all_that_stands_is_read_in_one_question(ali, say, django_assert_num_queries):
    for n in range(5):
        actions.still_true(statement=say(value=f"Thing {n}"), how_known="told", by="W9", day=MONDAY)

    with django_assert_num_queries(1):
        assert len(queries.standing(ali, MONDAY)["story.matters_most"]) == 5


def test_a_contest_marks_what_it_is_about_only_while_it_is_open(ali, say):
    made = say(day=MONDAY - 9 * DAY)
    Contest.objects.create(
        statement=made, way="paper", words="No.", received_on=MONDAY - 5 * DAY, receipt_by="x",
        answer_by=MONDAY, decision="stands", reasons="Seen.", reviewer="y", decided_on=MONDAY - DAY,
    )  # fmt: skip

    marks = [one(ali, "story.matters_most", MONDAY - n * DAY).contested for n in (6, 5, 2, 1, 0)]

    assert marks == [False, True, True, False, False]
