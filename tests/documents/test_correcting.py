"""A correction travels: to every paper and recipient of it, also through what was copied from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from befriend.documents import actions, queries
from befriend.documents.models import Recipient, Telling
from befriend.identity.models import Nature
from befriend.outbox.models import Message
from befriend.people import actions as people
from befriend.people import queries as stated
from befriend.people.actions import RefusedError
from befriend.rules.values import Grade
from befriend.workforce.models import Office, OfficeHolding, Told
from tests.documents.test_making import copies, made
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
WORDS = "Said by somebody on the wing to have made threats in the kitchen"
EDITIONS = 12


@pytest.fixture
def invented(db):
    """Say that everybody in this database is invented."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)


@pytest.fixture
def editions(ali):
    """Return an allegation as it was copied through twelve assessments, the last first weeks ago."""
    found = []
    for number in range(EDITIONS):
        day = MONDAY - (EDITIONS - number) * 4 * WEEK
        found.append(
            people.state(
                person=ali, key="offending.allegation", value=f"{WORDS}, {number}.", how_known="carried",
                source_kind="agency", evidence="allegation", observed_on=day, by="W900", day=day,
                replaces=found[-1] if found else None,
            )
        )  # fmt: skip
    return found


def given(paper, *kinds):
    """Give the copies of a paper to recipients of some kinds."""
    for kind, copy in copies(paper).items():
        if kind in kinds:
            actions.give(delivery=copy, means="post", given_on=paper.day, by="W001", day=paper.day)
    return paper


def decided(statement, decision="corrected", value="Nobody was threatened: the prison says so."):
    """Contest a statement on paper, and decide."""
    contest = people.contest(
        statement=statement, way="paper", words="I did not.", by="W001", day=MONDAY + timedelta(days=1)
    )
    return people.decide(
        contest=contest, decision=decision, reasons="The prison has no such entry.", value=value, by="W950",
        day=MONDAY + WEEK,
    )  # fmt: skip


@pytest.fixture
def papers(ali, invented, editions):
    """Return three papers that used one edition or another, given to prison and board."""
    return [
        given(made(ali, "licence_condition_request", "prison", day=MONDAY, agreed="told"), "prison"),
        given(made(ali, "recategorisation_paper", "prison", day=MONDAY, agreed="told"), "prison"),
        given(
            made(ali, "parole_report", "parole_board", "prison", day=MONDAY, agreed="told"),
            "parole_board", "prison", "person",
        ),
    ]  # fmt: skip


def test_every_paper_that_used_it_is_listed_whichever_edition_it_was(ali, invented, editions):
    early = made(ali, "recategorisation_paper", "prison", day=MONDAY - 20 * WEEK, agreed="told")
    late = made(ali, "parole_report", "parole_board", day=MONDAY, agreed="told")

    found = {use.paper: use.line for use in queries.used_by(editions[-1])}

    assert set(found) == {early, late}
    assert found[early].statement in editions[:-1]
    assert found[late].statement == editions[-1]
    assert len(queries.editions(editions[-1])) == EDITIONS


def test_an_earlier_thing_that_was_simply_otherwise_is_no_edition(ali):
    before = people.state(
        person=ali, key="housing.where_now", value="In the hostel by the station.", how_known="told",
        source_kind="person", observed_on=MONDAY - WEEK, by="W001", day=MONDAY - WEEK,
    )  # fmt: skip
    now = people.state(
        person=ali, key="housing.where_now", value="At a sister's flat in Thornwick.", how_known="told",
        source_kind="person", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip

    assert now.replaces == before
    assert queries.editions(now) == [now]


def test_what_was_copied_under_another_key_is_found(ali, editions):
    copied = people.state(
        person=ali, key="risks.to_residents", value=f"{WORDS}.", how_known="carried", source_kind="agency",
        observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip

    assert copied in queries.editions(editions[-1])


def test_condition_category_and_report_are_listed_and_each_recipient_is_told_once(papers, editions):
    contest = decided(editions[-1])

    to = queries.to_be_told(contest)
    assert [(one.paper.kind, one.recipient.kind) for one in to] == [
        ("licence_condition_request", "prison"),
        ("recategorisation_paper", "prison"),
        ("parole_report", "parole_board"),
        ("parole_report", "prison"),
    ]
    with pytest.raises(RefusedError, match="not confirmed"):
        actions.tell_of_correction(contest=contest, deliveries=to, confirmed=False, by="W950", day=MONDAY)
    queued = actions.tell_of_correction(
        contest=contest, deliveries=to, confirmed=True, by="W950", day=MONDAY + WEEK
    )

    assert len(queued) == 4
    assert all(one.is_to_be_posted for one in queued)
    assert queries.to_be_told(contest) == []
    assert (
        actions.tell_of_correction(contest=contest, deliveries=to, confirmed=True, by="W950", day=MONDAY)
        == []
    )


def test_last_months_view_still_shows_what_was_known_then(ali, papers, editions):
    decided(editions[-1])

    then = stated.standing(ali, MONDAY - WEEK)["offending.allegation"]
    now = stated.standing(ali, MONDAY + 2 * WEEK)["offending.allegation"]

    assert then[0].statement == editions[-1]
    assert [one.words for one in now] == ["Nobody was threatened: the prison says so."]
    assert all(queries.again(paper) == [] for paper in papers)


def test_what_stands_is_told_to_nobody(papers, editions):
    contest = decided(editions[-1], decision="stands")

    with pytest.raises(RefusedError, match="nothing to tell"):
        actions.tell_of_correction(contest=contest, deliveries=[], confirmed=True, by="W950", day=MONDAY)


def test_a_letter_is_only_posted_when_somebody_says_so_and_only_then_confirmed(papers, editions):
    contest = decided(editions[-1])
    told = actions.tell_of_correction(
        contest=contest, deliveries=queries.to_be_told(contest), confirmed=True, by="W950", day=MONDAY + WEEK
    )[0]

    with pytest.raises(RefusedError, match="not posted yet"):
        actions.confirm(telling=told, by="W950", day=MONDAY + WEEK)
    actions.posted(telling=told, by="W950", day=MONDAY + WEEK)
    with pytest.raises(RefusedError, match="posted or sent already"):
        actions.posted(telling=told, by="W950", day=MONDAY + WEEK)
    actions.confirm(telling=told, by="W950", day=MONDAY + 2 * WEEK)

    assert Telling.objects.get(pk=told.pk).confirmed_on == MONDAY + 2 * WEEK


@pytest.fixture
def liaison(larkfield):
    """Return the office of victim liaison of Larkfield, held by Yew."""
    office = Office.objects.create(ref="liaison", unit=larkfield.pdu, post=Office.Post.VICTIM_LIAISON)
    yew = larkfield.works("Crane, Yew", Grade.SENIOR)
    OfficeHolding.objects.create(office=office, practitioner=yew, from_date=LONG_AGO)
    return office


def test_no_victim_is_written_to_but_the_office_of_victim_liaison_is(
    ali, invented, liaison, editions, settings
):
    settings.BEFRIEND_MAILS = True
    paper = made(ali, "parole_report", "parole_board", "victim_liaison", agreed="told")
    given(paper, "parole_board", "victim_liaison")
    contest = decided(editions[-1])

    actions.tell_of_correction(
        contest=contest, deliveries=queries.to_be_told(contest), confirmed=True, by="W950", day=MONDAY + WEEK
    )

    message = Message.objects.get(code="paper_corrected")
    assert message.office == liaison
    assert message.values == {"contest": contest.pk}
    assert Told.objects.get(code="paper_corrected").office == liaison
    inside = Telling.objects.get(delivery__recipient__kind=Recipient.Kind.VICTIM_LIAISON)
    assert (inside.means, inside.sent_on) == ("message", MONDAY + WEEK)
    assert not inside.is_to_be_posted


def test_whoever_had_only_that_something_is_withheld_has_nothing_to_correct(ali, invented):
    one = people.state(
        person=ali, key="offending.allegation", value=WORDS, how_known="told", source_kind="third_party",
        evidence="allegation", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip
    given(made(ali, "recategorisation_paper", "prison", agreed="told"), "prison")
    report = given(made(ali, "parole_report", "parole_board", agreed="told"), "parole_board")

    contest = decided(one)

    assert [each.paper for each in queries.to_be_told(contest)] == [report]


@pytest.fixture
def letters(ali, invented):
    """Return a function that corrects what the police say and gives what each holder of a report is told."""

    def told(**said):
        statement = people.state(
            person=ali, key="offending.allegation", value="Shouted at Mrs Elm of 4 Oak Road.",
            how_known="agency", source_kind="police", evidence="allegation", observed_on=MONDAY, by="W001",
            day=MONDAY, **said,
        )  # fmt: skip
        kinds = ("parole_board", "prison")
        given(made(ali, "parole_report", *kinds, agreed="told"), *kinds)
        contest = decided(statement, value="Shouted near Mrs Elm.")
        to = queries.to_be_told(contest)
        rows = actions.tell_of_correction(
            contest=contest, deliveries=to, confirmed=True, by="W950", day=MONDAY + WEEK
        )
        return {row.delivery.recipient.kind: queries.letter(row) for row in rows}

    return told


def test_whoever_had_the_gist_is_not_told_the_words_that_are_right(letters):
    found = letters(shown="gist", gist="Noise at night.")

    assert found["parole_board"].right == "Alleged, and not found by any court: Shouted near Mrs Elm."
    assert found["prison"].said == ["Noise at night."]
    assert found["prison"].right == "What you were told of this in gist no longer holds."


def test_a_letter_says_what_is_right_and_what_that_is_worth(letters):
    rights = {one.right for one in letters().values()}

    assert rights == {"Alleged, and not found by any court: Shouted near Mrs Elm."}
