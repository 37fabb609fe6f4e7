"""Making a paper: asked once, kept as it stood, and in nobody's hands who may not have it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.documents import actions, queries
from befriend.documents.models import Delivery, Paper, PaperLine, Unanswered
from befriend.documents.papers import register
from befriend.identity.models import Nature
from befriend.people import actions as people
from befriend.people import queries as stated
from befriend.people.actions import RefusedError
from befriend.people.models import Statement
from tests.desk.staffed import Staffed
from tests.documents.filled import fill, said
from tests.floor.ivy import as_app
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REFERRAL = register.load()["housing_referral"]
REPORT = register.load()["parole_report"]


@pytest.fixture
def invented(db):
    """Say that everybody in this database is invented, as Larkfield Homes are."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)


def known(person, template, day=MONDAY):
    """Return what is known for a paper."""
    return queries.known(person, template, day, timezone.now())


def recipients(person, template, *kinds):
    """Return the recipients of some kinds."""
    return [one for one in queries.recipients(template, person, MONDAY) if one.kind in kinds]


def made(person, kind, *kinds, day=MONDAY, agreed="agreed", **said):
    """Make a paper for the recipients of some kinds."""
    template = register.load()[kind]
    to = recipients(person, template, *kinds)
    return actions.make(
        person=person, kind=kind, recipients=to, agreed=agreed, by="W001", day=day, at=timezone.now(), **said
    )


def text(delivery):
    """Return all the words of a copy."""
    found = queries.of_delivery(delivery)
    return "\n".join(f"{one.label}: {one.words}" for part in found.parts for one in part.lines)


# What is known, stale and missing


def test_what_is_known_is_not_asked(ali):
    fill(ali, REFERRAL.keys, MONDAY)

    found = known(ali, REFERRAL)

    assert found.open == []
    assert found.filled == found.fields - 2  # no practitioner, and no release to come


def test_what_is_missing_is_asked_once_and_what_is_stale_whether_it_is_still_true(ali):
    fill(ali, REFERRAL.keys, MONDAY - 30 * DAY, but=("housing.smokes", "work.bank"))

    found = known(ali, REFERRAL)

    asked = [(one.key.name, bool(one.standing)) for one in found.open]
    assert asked[-2:] == [("housing.smokes", False), ("work.bank", False)]
    assert ("housing.leave_by", True) in asked
    assert all(stale for _name, stale in asked[:-2])
    assert len(asked) == len(set(asked))


def test_an_answer_becomes_a_statement_and_is_not_asked_again_by_any_paper(ali):
    fill(ali, REFERRAL.keys, MONDAY, but=("housing.smokes", "work.bank"))
    smokes, bank = known(ali, REFERRAL).open

    count = actions.answer(
        person=ali, answers=[actions.Answer(smokes, value="no"), actions.Answer(bank)],
        how_known="told", by="W001", day=MONDAY,
    )  # fmt: skip

    assert count == 1
    (one,) = stated.standing(ali, MONDAY)["housing.smokes"]
    assert (one.words, one.statement.how_known, one.source.kind) == ("No", "told", "person")
    assert Unanswered.objects.get().key == "work.bank"
    assert known(ali, REFERRAL).open == []
    assert [one.key.name for one in known(ali, REFERRAL, MONDAY + 40 * DAY).open if not one.standing] == [
        "work.bank"
    ]


def test_something_stale_is_confirmed_one_at_a_time_or_replaced(ali):
    old = said(ali, "housing.where_now", MONDAY - 90 * DAY)
    with_whom = said(ali, "housing.with_whom", MONDAY - 90 * DAY)
    stale = {one.key.name: one for one in known(ali, REFERRAL).open if one.standing}

    actions.answer(
        person=ali,
        answers=[
            actions.Answer(stale["housing.where_now"], still=actions.STILL_TRUE),
            actions.Answer(stale["housing.with_whom"], still=actions.CHANGED, value="Nobody else."),
        ],
        how_known="told", by="W001", day=MONDAY,
    )  # fmt: skip

    assert old.confirmations.get().day == MONDAY
    assert Statement.objects.get(replaces=with_whom).value == "Nobody else."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"source_kind": "victim"}, ("victim", "withheld", "")),
        ({"source_kind": "family", "shown": "shown"}, ("family", "shown", "")),
        ({"source_kind": "agency", "shown": "gist", "gist": "Moved."}, ("agency", "withheld", "")),
        ({"source_kind": "police", "evidence": "allegation"}, ("police", "shown", "allegation")),
        ({"source_kind": "agency"}, ("person", "shown", "")),
    ],
)
def test_what_changed_is_worth_and_told_as_what_it_was(ali, before, after):
    old = MONDAY - 90 * DAY
    people.state(
        person=ali, key="housing.with_whom", value="With a friend.", how_known="agency", observed_on=old,
        by="W001", day=old, **before,
    )  # fmt: skip
    (stale,) = [one for one in known(ali, REFERRAL).open if one.standing]

    actions.answer(
        person=ali, answers=[actions.Answer(stale, still=actions.CHANGED, value="Alone.")],
        how_known="told", by="W001", day=MONDAY,
    )  # fmt: skip

    (now,) = stated.standing(ali, MONDAY)["housing.with_whom"]
    assert now.words == "Alone."
    assert (now.source.kind, now.source.shown, now.statement.evidence) == after


# Making


def test_a_paper_keeps_each_line_its_words_and_what_it_came_from(ali, invented):
    statements = fill(ali, REFERRAL.keys, MONDAY, but=("housing.smokes",))

    paper = made(ali, "housing_referral", "housing_provider")

    lines = {one.field: one for one in paper.lines.all()}
    assert paper.template_digest == REFERRAL.digest
    assert lines["housing.where_now"].statement == statements["housing.where_now"]
    assert lines["housing.where_now"].words == statements["housing.where_now"].value
    assert lines["housing.smokes"].was_known == PaperLine.Known.MISSING
    assert lines["person.chosen_name"].words == "Ali Alder"
    assert {one.recipient.kind for one in paper.deliveries.all()} == {"housing_provider", "person"}


def test_made_again_from_the_record_of_its_day_it_has_the_same_words(ali, invented):
    statements = fill(ali, REFERRAL.keys, MONDAY)
    paper = made(ali, "housing_referral", "housing_provider")
    kept = list(paper.lines.order_by("position").values_list("field", "words"))
    later = MONDAY + 7 * DAY

    people.state(
        person=ali, key="housing.where_now", value="Somewhere else.", how_known="told", source_kind="person",
        observed_on=later, by="W001", day=later,
    )  # fmt: skip
    people.no_longer(statement=statements["housing.pets"], why="The dog died.", by="W001", day=later)
    ali.chosen_name = "Ali Ash"
    ali.save()
    # One test is one transaction, which the database takes for one moment; this is a week later.
    ali.events.filter(chosen_name="Ali Ash").update(pgh_created_at=timezone.now())

    assert queries.again(paper) == []
    assert list(paper.lines.order_by("position").values_list("field", "words")) == kept
    assert made(ali, "housing_referral", "housing_provider", day=later).edition == 2


def test_what_changed_on_the_very_day_is_said(ali, invented):
    statements = fill(ali, REFERRAL.keys, MONDAY)
    paper = made(ali, "housing_referral", "housing_provider")

    people.no_longer(statement=statements["housing.pets"], why="The dog died.", by="W001", day=MONDAY)

    assert {one.label for one in queries.again(paper)} == {"Pets"}


def test_without_agreement_where_it_is_asked_nothing_is_made(ali, invented):
    with pytest.raises(RefusedError, match="unless the person agrees"):
        made(ali, "housing_referral", "housing_provider", agreed="told")
    with pytest.raises(RefusedError, match="why the person was not told"):
        made(ali, "parole_report", "parole_board", agreed="not_told")
    assert Paper.objects.count() == 0


def test_a_paper_is_for_recipients_of_its_form_and_until_its_sunset(ali, invented):
    with pytest.raises(RefusedError, match="not for those"):
        made(ali, "housing_referral", "parole_board")
    with pytest.raises(RefusedError, match="until 1 November 2027"):
        made(ali, "housing_referral", "housing_provider", day=REFERRAL.sunset)


def test_the_form_of_somebody_invented_is_not_for_a_real_database(ali):
    assert recipients(ali, REFERRAL, "housing_provider") == []
    assert "housing_referral" not in register.load().on(MONDAY, invented=False)


# What others said


@pytest.fixture
def neighbour(ali):
    """Return what a neighbour said, told by nobody to nobody."""
    return people.state(
        person=ali, key="offending.allegation", value="Shouted at the neighbour at night.", how_known="told",
        source_kind="third_party", source_words="He shouted at me, says Mrs Elm.", evidence="allegation",
        observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip


def copies(paper):
    """Return the copies of a paper by kind of recipient."""
    return {one.recipient.kind: one for one in Delivery.objects.filter(paper=paper)}


def test_what_is_withheld_is_in_the_copy_of_nobody_but_who_may_have_it(ali, invented, neighbour):
    paper = made(ali, "parole_report", "parole_board", "prison", agreed="told")

    found = copies(paper)
    assert "Alleged, and not found by any court: Shouted at the neighbour" in text(found["parole_board"])
    for kind in ("prison", "person"):
        assert "neighbour" not in text(found[kind])
        assert "Mrs Elm" not in text(found[kind])
    assert queries.of_delivery(found["prison"]).withheld == 1
    assert "Mrs Elm" not in text(found["parole_board"])


@pytest.fixture
def staffed(db):
    """Return Larkfield with somebody in every role."""
    return Staffed()


def test_whoever_may_not_read_all_makes_no_paper_that_says_nothing_is_known(staffed, invented):
    kit = staffed.person("Kit Elm")
    staffed.with_(kit, staffed.sam)
    people.state(
        person=kit, key="offending.allegation", value="Shouted at Mrs Elm.", how_known="told",
        source_kind="third_party", evidence="allegation", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip

    with as_app(staffed.noor):
        assert known(kit, REPORT).unread == 1
        with pytest.raises(RefusedError, match="you may not read, so you cannot make it"):
            made(kit, "parole_report", "parole_board", agreed="told")
    assert Paper.objects.count() == 0

    with as_app(staffed.sam):
        paper = made(kit, "parole_report", "parole_board", agreed="told")
        assert queries.again(paper) == []
    with as_app(staffed.noor):
        # What she may not read did not change, as far as she can say.
        assert queries.again(paper) == []


def test_what_may_be_told_in_gist_is_told_in_gist(ali, invented, neighbour):
    people.share_source(
        statement=neighbour, shown="gist", gist="There was noise at night.", why="Agreed with them.",
        by="W001", day=MONDAY,
    )  # fmt: skip

    found = copies(made(ali, "parole_report", "parole_board", "prison", agreed="told"))

    for kind in ("prison", "person"):
        assert "There was noise at night." in text(found[kind])
        assert "Shouted" not in text(found[kind])
    assert "Shouted" in text(found["parole_board"])


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ("allegation", "Alleged, and not found by any court: "),
        ("charge", "Charged, and not tried: "),
        ("acquittal", "Found not guilty: "),
        ("conviction", "Convicted: "),
        ("self_report", "In their own account: "),
    ],
)
def test_words_say_what_they_are_worth(ali, evidence, words):
    people.state(
        person=ali, key="offending.circumstances", value="Burglary of a shed.", how_known="document",
        source_kind="court", evidence=evidence, observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip

    lines = {one.field.name: one for one in known(ali, REPORT).lines}

    assert lines["offending.circumstances"].words == f"{words}Burglary of a shed."


@pytest.mark.parametrize("evidence", ["charge", "allegation"])
def test_a_charge_never_stands_as_a_conviction(ali, invented, evidence):
    people.state(
        person=ali, key="offending.circumstances", value="Convicted of burglary.", how_known="document",
        source_kind="court", evidence=evidence, observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip

    with pytest.raises(RefusedError, match="no court has found"):
        made(ali, "parole_report", "parole_board", agreed="told")


# Giving


def test_a_copy_is_given_once_on_a_day_that_has_been(ali, invented):
    paper = made(ali, "housing_referral", "housing_provider")
    copy = copies(paper)["housing_provider"]

    with pytest.raises(RefusedError, match="still to come"):
        actions.give(delivery=copy, means="post", given_on=MONDAY + DAY, by="W001", day=MONDAY)
    given = actions.give(delivery=copy, means="post", given_on=MONDAY, by="W001", day=MONDAY)

    assert (given.given_on, given.means) == (MONDAY, "post")
    with pytest.raises(RefusedError, match="given already"):
        actions.give(delivery=copy, means="hand", given_on=MONDAY, by="W001", day=MONDAY)
