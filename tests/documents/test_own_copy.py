"""The person's own copy of a paper tells no more than their own page does."""

from __future__ import annotations

import pytest

from befriend.documents import queries
from befriend.documents.papers import register
from befriend.people import queries as people
from befriend.people.models import Source, Statement
from befriend.policies import vocabulary
from befriend.portal import queries as portal
from tests.documents.filled import fill
from tests.documents.test_making import REPORT, copies, invented, made, text
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
__all__ = ["invented"]
VICTIM = "offending.victim_contact"


@pytest.fixture
def report(ali, invented):
    """Return a parole report of which everything is known, told by Ali."""
    fill(ali, REPORT.keys, MONDAY)
    return made(ali, "parole_report", "parole_board", agreed="told")


def labels(delivery):
    """Return what the lines of a copy are called."""
    return {one.label for part in queries.of_delivery(delivery).parts for one in part.lines}


def label(key):
    """Return what a key is called."""
    return vocabulary.load().key(key).label.en


def test_that_there_is_contact_with_a_victim_is_not_theirs_to_read_on_paper_either(report):
    found = copies(report)

    assert label(VICTIM) in labels(found["parole_board"])
    assert label(VICTIM) not in labels(found["person"])


def test_risks_and_the_assessed_risk_are_talked_about_and_not_handed_over(report):
    found = copies(report)

    for key in ("risks.to_known", "risks.to_self", "risks.signs"):
        assert label(key) in labels(found["parole_board"])
        assert label(key) not in labels(found["person"])
    assert "Risk of serious harm, as assessed" in labels(found["parole_board"])
    assert not labels(found["person"]) & {"Risk of serious harm, as assessed", "MAPPA level"}


def test_what_a_victim_said_stays_out_whatever_else_was_decided_about_it(ali, report):
    one = Statement.objects.get(person=ali, key="offending.pattern")
    assert one.value in text(copies(report)["person"])

    Source.objects.filter(statement=one).update(kind="victim", shown="shown", words="She told us.")

    assert one.value not in text(copies(report)["person"])
    assert one.value in text(copies(report)["parole_board"])
    (use,) = [each for each in queries.used_by(one) if each.line.statement_id == one.pk]
    assert {each.recipient.kind for each in use.held_by} == {"parole_board"}


def test_as_much_is_held_back_whether_or_not_anything_is_known_of_a_victim(ali, report):
    full = queries.of_delivery(copies(report)["person"]).withheld
    Statement.objects.filter(person=ali, key__in=(VICTIM, "risks.to_known")).update(stood_until=MONDAY)

    again = made(ali, "parole_report", "parole_board", agreed="told")

    assert queries.of_delivery(copies(again)["person"]).withheld == full
    assert label("risks.to_known") not in labels(copies(again)["person"])


@pytest.mark.parametrize("kind", sorted(register.load()))
def test_no_paper_tells_them_a_key_that_their_page_does_not(ali, invented, kind):
    template = register.load()[kind]
    fill(ali, template.keys, MONDAY)
    to = next(one.kind for one in template.recipients if one.kind != "person")
    shown = {label(one) for one in portal.shown_keys(MONDAY)}

    own = labels(copies(made(ali, kind, to))["person"])

    assert own & shown
    assert not own & ({label(one) for one in template.keys} - shown)


def test_a_preview_of_their_own_copy_tells_no_more_than_the_copy(ali, report):
    lines = queries.gather(ali, REPORT, MONDAY, report.made_at)

    before = queries.preview("", lines, queries.reader("person", "gist", MONDAY))

    assert {one.label for part in before.parts for one in part.lines} == labels(copies(report)["person"])


def test_what_is_told_of_a_source_is_what_the_database_tells_a_person(ali):
    one = fill(ali, ["housing.where_now"], MONDAY)["housing.where_now"]
    for kind in Source.Kind:
        for shown in Source.Shown:
            Source.objects.filter(statement=one).update(kind=kind, shown=shown, words="x", gist="x")
            with portal.as_themselves(ali, by=ali.ref, day=MONDAY):
                reads = Statement.objects.filter(pk=one.pk).exists()
            assert people.told_of(Statement.objects.get(pk=one.pk)) == reads, (kind, shown)
