"""What is said not to be right: a receipt, an independent decision, and nothing lifted before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from befriend.people import actions, queries
from befriend.people.models import Contest, Source, Statement
from tests.desk.staffed import Staffed
from tests.floor.ivy import as_app
from tests.larkfield import MONDAY

DAY = timedelta(days=1)
LATER = MONDAY + 20 * DAY


@pytest.fixture
def warning(larkfield, ali, sam):
    """Return a warning about Ali that Sam wrote down."""
    return actions.state(
        person=ali, key="warnings.visit", value="Go in pairs: threatened a visitor.", how_known="carried",
        source_kind="agency", observed_on=MONDAY - 400 * DAY, by=sam.ref, day=MONDAY - DAY,
    )  # fmt: skip


@pytest.fixture
def contested(warning):
    """Return a contest of it, received on paper by the desk."""
    return actions.contest(
        statement=warning, way="paper", words="That was not me.", said_for_them_by="", by="W77", day=MONDAY
    )


def decide(contest, by, decision="corrected", reasons="Nobody ever saw it.", value="Ring first.", day=LATER):
    """Decide about a contest."""
    return actions.decide(contest=contest, decision=decision, reasons=reasons, value=value, by=by, day=day)


def words(ali, day):
    """Return the words of the warnings that stood."""
    return [each.words for each in queries.standing(ali, day).get("warnings.visit", [])]


def test_a_contest_is_answered_within_a_month(contested):
    assert (contested.received_on, contested.answer_by) == (MONDAY, date(2026, 12, 23))


def test_a_statement_is_contested_once_at_a_time(contested, warning):
    with pytest.raises(actions.RefusedError, match="contested already"):
        actions.contest(statement=warning, way="page", words="Not me.", by="W77", day=MONDAY)


def test_nothing_is_lifted_before_it_is_decided(ali, contested, warning):
    for lifted in (
        lambda: actions.no_longer(statement=warning, why="Old.", by="W9", day=MONDAY),
        lambda: actions.state(
            person=ali, key="warnings.visit", value="None.", how_known="seen", source_kind="practitioner",
            observed_on=MONDAY, by="W9", day=MONDAY, replaces=warning,
        ),
        lambda: actions.still_true(statement=warning, how_known="seen", by="W9", day=MONDAY),
    ):  # fmt: skip
        with pytest.raises(actions.RefusedError, match="until the reviewer has decided"):
            lifted()

    assert words(ali, MONDAY) == ["Go in pairs: threatened a visitor."]
    assert not warning.confirmations.exists()


def test_what_protects_may_be_added_to_while_it_is_contested(ali, contested):
    actions.state(
        person=ali, key="warnings.visit", value="A dog in the yard.", how_known="seen",
        source_kind="practitioner", observed_on=MONDAY, by="W9", day=MONDAY,
    )  # fmt: skip

    assert len(words(ali, MONDAY)) == 2


def test_a_correction_replaces_and_what_was_known_then_stays_readable(larkfield, ali, contested, warning):
    done = decide(contested, larkfield.fen.ref)

    assert words(ali, LATER) == ["Ring first."]
    assert words(ali, LATER - DAY) == ["Go in pairs: threatened a visitor."]
    assert done.correction.replaces == warning
    assert queries.contests_of(warning) == [done]


def test_what_is_removed_leaves_nothing(larkfield, ali, contested):
    decide(contested, larkfield.fen.ref, "removed", value=None)

    assert words(ali, LATER) == []
    assert len(words(ali, LATER - DAY)) == 1


def test_what_stands_stays_without_the_mark(larkfield, ali, contested):
    decide(contested, larkfield.fen.ref, "stands", value=None)

    (found,) = queries.standing(ali, LATER)["warnings.visit"]
    assert not found.contested


def test_whoever_wrote_it_down_does_not_decide(sam, contested):
    with pytest.raises(actions.RefusedError, match="wrote it down"):
        decide(contested, sam.ref)


def test_whoever_found_it_still_true_does_not_decide(larkfield, warning):
    actions.still_true(statement=warning, how_known="seen", by=larkfield.fen.ref, day=MONDAY)
    contest = actions.contest(statement=warning, way="page", words="No.", by="W77", day=MONDAY)

    with pytest.raises(actions.RefusedError, match="found it still true"):
        decide(contest, larkfield.fen.ref)

    contest.refresh_from_db()
    assert contest.decided_on is None


def accepted(ali, by):
    """Type a warning about Ali for somebody, who accepts it."""
    typed = actions.state(
        person=ali, key="warnings.visit", value="A dog in the yard.", how_known="told", source_kind="person",
        observed_on=MONDAY, by="W8", day=MONDAY, for_=by,
    )  # fmt: skip
    return actions.accept(statements=[typed], by=by, day=MONDAY)[0]


def test_whoever_accepted_what_was_typed_for_them_does_not_decide(larkfield, ali):
    typed = accepted(ali, larkfield.fen.ref)
    contest = actions.contest(statement=typed, way="page", words="No.", by="W77", day=MONDAY)

    with pytest.raises(actions.RefusedError, match="accepted what was typed for them does not decide"):
        decide(contest, larkfield.fen.ref)
    with pytest.raises(IntegrityError, match="independent"), transaction.atomic():
        Contest.objects.filter(pk=contest.pk).update(
            decision="stands", reasons="x", reviewer=larkfield.fen.ref, decided_on=MONDAY
        )

    typed.refresh_from_db()
    assert (typed.recorded_by, typed.accepted_by) == ("W8", larkfield.fen.ref)


@pytest.mark.parametrize("part", ["wrote", "confirmed", "accepted"])
def test_whoever_had_part_in_what_it_goes_back_to_does_not_decide(larkfield, ali, warning, part):
    if part == "accepted":
        warning = accepted(ali, larkfield.fen.ref)
    elif part == "confirmed":
        actions.still_true(statement=warning, how_known="seen", by=larkfield.fen.ref, day=MONDAY)
    else:
        Statement.objects.filter(pk=warning.pk).update(recorded_by=larkfield.fen.ref)
    for value in ("Go in pairs, always.", "Go in pairs: he threatened a visitor."):
        warning = actions.state(
            person=ali, key="warnings.visit", value=value, how_known="told", source_kind="agency",
            observed_on=MONDAY, by="W9", day=MONDAY, replaces=warning,
        )  # fmt: skip
    contest = actions.contest(statement=warning, way="page", words="No.", by="W77", day=MONDAY)

    with pytest.raises(actions.RefusedError):
        decide(contest, larkfield.fen.ref)


def test_whoever_works_with_the_person_does_not_decide(larkfield, ali, contested):
    larkfield.with_(ali, larkfield.wren)

    with pytest.raises(actions.RefusedError, match="works with the person"):
        decide(contested, larkfield.wren.ref)

    contested.refresh_from_db()
    assert contested.decided_on is None
    assert len(words(ali, LATER)) == 1


def test_the_database_itself_refuses_whoever_is_not_independent(sam, contested):
    with pytest.raises(IntegrityError, match="independent"), transaction.atomic():
        Contest.objects.filter(pk=contested.pk).update(
            decision="stands", reasons="x", reviewer=sam.ref, decided_on=MONDAY
        )


def test_it_is_decided_once_and_with_reasons(larkfield, contested):
    with pytest.raises(actions.RefusedError):
        decide(contested, larkfield.fen.ref, reasons=" ")
    decide(contested, larkfield.fen.ref, "stands")

    with pytest.raises(actions.RefusedError, match="decided this already"):
        decide(contested, larkfield.fen.ref)


@pytest.fixture
def staffed(db):
    """Return Larkfield with somebody in every role."""
    return Staffed()


def said_by_another(ali, **said):
    """State what somebody else alleged of Ali, and contest it."""
    said = {"how_known": "agency", "source_kind": "victim", "source_words": "Mrs Elm says so."} | said
    statement = actions.state(
        person=ali, key="warnings.visit", value="Hit his brother in May.", evidence="allegation",
        observed_on=MONDAY, by="W001", day=MONDAY, **said,
    )  # fmt: skip
    return actions.contest(statement=statement, way="page", words="April.", by="W001", day=MONDAY)


def test_a_correction_is_worth_what_it_corrects_and_is_told_no_further(staffed):
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    contest = said_by_another(ivy)

    with as_app(staffed.noor):
        done = decide(contest, staffed.noor.ref, value="Hit his brother in April.", day=MONDAY)
        assert queries.standing(ivy, MONDAY)["warnings.visit"][0].source.shown == "withheld"

    made = done.correction
    assert (made.how_known, made.evidence) == ("agency", "allegation")
    source = Source.objects.get(statement=made)
    assert (source.kind, source.words) == ("victim", "Mrs Elm says so.")
    assert (source.shown, source.decided_by) == ("withheld", "W001")


def test_a_correction_of_what_is_told_in_gist_is_told_in_gist(larkfield, ali):
    contest = said_by_another(ali, shown="gist", gist="A quarrel at home.")

    done = decide(contest, larkfield.fen.ref, day=MONDAY)

    assert (done.correction.source.shown, done.correction.source.gist) == ("gist", "A quarrel at home.")


@pytest.mark.parametrize(("recorded_by", "shown"), [("", "shown"), ("W001", "withheld")])
def test_a_correction_of_what_has_no_source_is_told_as_far_as_that_was(larkfield, ali, recorded_by, shown):
    contest = said_by_another(ali)
    Source.objects.filter(statement=contest.statement).delete()
    Statement.objects.filter(pk=contest.statement_id).update(recorded_by=recorded_by)

    done = decide(Contest.objects.get(pk=contest.pk), larkfield.fen.ref, day=MONDAY)

    assert done.correction.source.shown == shown
