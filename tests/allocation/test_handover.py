"""Handover: begun by every change, complete when each warning is acknowledged and the person was told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from befriend.allocation import actions
from befriend.allocation.models import Acknowledgement, Cover, Handover, Relationship, WhyChanged
from befriend.allocation.queries import handover as queries
from befriend.people.models import Statement
from befriend.rules.values import Tier
from befriend.supervision import actions as supervision
from befriend.workforce.models import Absence, Incident
from tests.floor.ivy import as_app
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)
NOW = datetime.combine(MONDAY, datetime.min.time(), ZoneInfo("Europe/London")) + timedelta(hours=8)


@pytest.fixture
def staffed(db):
    """Return Larkfield, where Pat works too."""
    from tests.desk.staffed import Staffed

    staffed = Staffed()
    staffed.pat = staffed.works("Plover, Pat", staffed.grade.OFFICER)
    return staffed


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam, and about whom two warnings stand."""
    ivy = staffed.person("Ivy Reed", Tier.C2)
    staffed.with_(ivy, staffed.sam)
    Statement.objects.create(
        person=ivy, key="warnings.visit", value="Two dogs.", observed_on=LONG_AGO, known_from=LONG_AGO
    )
    Incident.objects.create(
        practitioner=staffed.robin, person=ivy, day=LONG_AGO, kind="threat", where="Yard", words="Shouted.",
        warning="Go in pairs.",
    )  # fmt: skip
    return ivy


def moved(staffed, ivy, day=MONDAY, to=None, why="workload") -> Handover:
    """Move Ivy to Pat, or somebody else, and return the handover that this is."""
    actions.allocate(person=ivy, practitioner=to or staffed.pat, by=staffed.noor.ref, day=day, instead=why)
    return Handover.objects.get(person=ivy, kind="change", closed_on=None)


def take_note(handover, practitioner, day=MONDAY) -> None:
    """Acknowledge, one by one, every warning that is live and was not acknowledged."""
    for one in queries.warnings_of(handover, day):
        if one.acknowledged:
            continue
        actions.acknowledge(
            handover=handover, kind=one.warning.kind, key=one.warning.key, practitioner=practitioner, day=day
        )


def tell(handover, staffed, **fields) -> Handover:
    """Keep that Ivy was told."""
    said = {
        "how": "telephone",
        "on": MONDAY,
        "told_by": staffed.sam.ref,
        "by": staffed.pat.ref,
        "day": MONDAY,
    }
    return actions.tell_person(handover=handover, **said | fields)


# What begins it


def test_a_change_of_practitioner_begins_it_and_the_receiver_answers_from_that_day(staffed, ivy):
    handover = moved(staffed, ivy)

    assert handover.relationship.practitioner == staffed.sam
    assert (handover.to, handover.answers_from) == (staffed.pat, MONDAY)
    assert [one.handover for one in queries.to_receive(staffed.pat, TUESDAY)] == [handover]
    assert queries.of_unit(staffed.pdu, TUESDAY)[0].age_days == 1


def test_leaving_begins_it_and_whoever_comes_next_receives_it(staffed, ivy):
    held = Relationship.objects.get(person=ivy)
    actions.hand_back(relationship=held, by=staffed.noor.ref, day=MONDAY, why=WhyChanged.LEFT)
    waiting = Handover.objects.get()
    assert waiting.to is None

    actions.allocate(person=ivy, practitioner=staffed.pat, by=staffed.noor.ref, day=TUESDAY)

    waiting.refresh_from_db()
    assert (waiting.to, waiting.begun_on, waiting.answers_from) == (staffed.pat, MONDAY, TUESDAY)


def test_somebody_new_is_handed_over_by_nobody(staffed):
    actions.allocate(person=staffed.ali, practitioner=staffed.pat, by=staffed.noor.ref, day=MONDAY)

    assert not Handover.objects.exists()


def test_whoever_comes_back_to_the_one_before_is_not_handed_over(staffed, ivy):
    held = Relationship.objects.get(person=ivy)
    actions.hand_back(relationship=held, by=staffed.noor.ref, day=MONDAY, why=WhyChanged.ABSENT)
    actions.allocate(person=ivy, practitioner=staffed.sam, by=staffed.noor.ref, day=TUESDAY)

    assert Handover.objects.get().closed == "over"


def test_a_change_before_it_is_complete_passes_it_on_with_every_warning(staffed, ivy):
    first = moved(staffed, ivy)
    take_note(first, staffed.pat)
    lee = staffed.works("Lapwing, Lee", staffed.grade.OFFICER)

    second = moved(staffed, ivy, TUESDAY, to=lee)

    first.refresh_from_db()
    assert first.closed == "passed_on"
    assert second.relationship.practitioner == staffed.pat
    assert [one.acknowledged for one in queries.warnings_of(second, TUESDAY)] == [None, None]


def test_it_can_be_begun_by_hand_before_the_change_and_goes_on_through_it(staffed, ivy):
    held = Relationship.objects.get(person=ivy)
    by_hand = actions.hand_over(relationship=held, by=staffed.sam.ref, day=MONDAY)
    with pytest.raises(actions.RefusedError):
        actions.hand_over(relationship=held, by=staffed.sam.ref, day=MONDAY)

    assert moved(staffed, ivy, TUESDAY) == by_hand
    by_hand.refresh_from_db()
    assert (by_hand.to, by_hand.begun_by) == (staffed.pat, staffed.sam.ref)


def test_a_change_that_had_none_is_handed_over_afterwards(staffed, ivy):
    held = Relationship.objects.get(person=ivy)
    Relationship.objects.filter(pk=held.pk).update(until_date=MONDAY)
    Relationship.objects.create(person=ivy, practitioner=staffed.pat, from_date=MONDAY)

    made = actions.hand_over(relationship=held, by=staffed.noor.ref, day=TUESDAY)

    assert (made.to, made.answers_from) == (staffed.pat, MONDAY)


def test_cover_begins_the_short_form_and_its_end_ends_it(staffed, ivy):
    held = Relationship.objects.get(person=ivy)
    Absence.objects.create(practitioner=staffed.sam, from_date=MONDAY, until_date=MONDAY + timedelta(days=9))
    cover = actions.cover(relationship=held, practitioner=staffed.pat, by=staffed.noor.ref, day=MONDAY)

    short = Handover.objects.get()
    assert short.is_short
    assert queries.handover_page(short, MONDAY, NOW).reports == []
    assert len(queries.warnings_of(short, MONDAY)) == 2
    actions.end_cover(cover=cover, by=staffed.noor.ref, day=TUESDAY)
    short.refresh_from_db()
    assert short.closed == "over"


def test_the_handover_of_a_cover_that_has_run_out_is_open_no_more(staffed, ivy):
    held = Relationship.objects.get(person=ivy)
    cover = Cover.objects.create(
        relationship=held, practitioner=staffed.pat, from_date=MONDAY, until_date=TUESDAY
    )
    Handover.objects.create(
        kind="cover", person=ivy, relationship=held, cover=cover, to=staffed.pat, begun_on=MONDAY
    )

    assert queries.to_receive(staffed.pat, MONDAY)
    assert not queries.to_receive(staffed.pat, TUESDAY)


def test_a_person_is_handed_over_once_at_a_time(staffed, ivy):
    first = moved(staffed, ivy)

    with pytest.raises(IntegrityError, match="a_person_is_handed_over_once_at_a_time"), transaction.atomic():
        Handover.objects.create(kind="change", person=ivy, relationship=first.relationship, begun_on=MONDAY)


# What completes it


def test_it_stays_open_until_each_warning_is_acknowledged_by_itself_and_the_person_told(staffed, ivy):
    handover = moved(staffed, ivy)
    first, second = queries.warnings_of(handover, MONDAY)
    tell(handover, staffed)
    for one, closed in ((first, ""), (second, "complete")):
        actions.acknowledge(
            handover=handover, kind=one.warning.kind, key=one.warning.key, practitioner=staffed.pat,
            day=TUESDAY,
        )  # fmt: skip
        handover.refresh_from_db()
        assert handover.closed == closed

    assert handover.closed_on == TUESDAY
    assert Acknowledgement.objects.count() == 2
    assert queries.of_unit(staffed.pdu, TUESDAY) == []


def test_without_the_person_told_it_stays_open(staffed, ivy):
    handover = moved(staffed, ivy)
    take_note(handover, staffed.pat)
    handover.refresh_from_db()
    assert handover.closed_on is None

    with pytest.raises(actions.RefusedError):
        tell(handover, staffed, how="not_told")
    with pytest.raises(actions.RefusedError):
        tell(handover, staffed, on=TUESDAY)
    tell(handover, staffed, how="not_told", words="No address, no telephone.")

    handover.refresh_from_db()
    assert handover.closed == "complete"


def test_a_warning_that_comes_after_is_listed_and_must_be_acknowledged_too(staffed, ivy):
    handover = moved(staffed, ivy)
    take_note(handover, staffed.pat)
    Statement.objects.create(
        person=ivy, key="warnings.visit", value="The gate is locked.", observed_on=TUESDAY, known_from=TUESDAY
    )
    tell(handover, staffed, on=TUESDAY, day=TUESDAY)

    handover.refresh_from_db()
    new = queries.warnings_of(handover, TUESDAY)[0]
    assert handover.closed_on is None
    assert (new.warning.words, new.is_new, new.acknowledged) == ("The gate is locked.", True, None)
    take_note(handover, staffed.pat, TUESDAY)
    handover.refresh_from_db()
    assert handover.closed == "complete"


def test_only_the_receiver_acknowledges_and_only_what_is_live(staffed, ivy):
    handover = moved(staffed, ivy)
    one = queries.warnings_of(handover, MONDAY)[0].warning

    for somebody in (staffed.sam, staffed.noor):
        with pytest.raises(actions.RefusedError):
            actions.acknowledge(
                handover=handover, kind=one.kind, key=one.key, practitioner=somebody, day=MONDAY
            )
    with pytest.raises(actions.RefusedError):
        actions.acknowledge(
            handover=handover, kind=one.kind, key=one.key + 99, practitioner=staffed.pat, day=MONDAY
        )
    assert not Acknowledgement.objects.exists()


def test_a_warning_acknowledged_twice_keeps_its_first_day(staffed, ivy):
    handover = moved(staffed, ivy)
    one = queries.warnings_of(handover, MONDAY)[0].warning
    for day in (MONDAY, TUESDAY):
        actions.acknowledge(handover=handover, kind=one.kind, key=one.key, practitioner=staffed.pat, day=day)

    assert Acknowledgement.objects.get().on == MONDAY


def test_whoever_is_named_nowhere_waits_and_it_cannot_be_complete(staffed, ivy):
    held = Relationship.objects.get(person=ivy)
    actions.hand_back(relationship=held, by=staffed.noor.ref, day=MONDAY, why=WhyChanged.LEFT)

    handover = tell(Handover.objects.get(), staffed)

    assert handover.closed_on is None


def test_the_database_lets_nobody_take_an_acknowledgement_or_a_handover_away(staffed, ivy):
    handover = moved(staffed, ivy)
    take_note(handover, staffed.pat)

    with as_app(staffed.pat):
        assert Handover.objects.get() == handover
        for rows in (Handover.objects.all(), Acknowledgement.objects.all()):
            with pytest.raises(ProgrammingError), transaction.atomic():
                rows._raw_delete("default")
        with pytest.raises(ProgrammingError), transaction.atomic():
            Acknowledgement.objects.update(on=TUESDAY)


def test_the_receiver_completes_it_under_the_floor(staffed, ivy):
    handover = moved(staffed, ivy)

    with as_app(staffed.pat):
        take_note(handover, staffed.pat)
        tell(handover, staffed)

    handover.refresh_from_db()
    assert handover.closed == "complete"


def left_and_told(staffed, ivy) -> Handover:
    """Let Sam leave, tell Ivy so while nobody follows, and give her to Pat the day after."""
    held = Relationship.objects.get(person=ivy)
    actions.hand_back(relationship=held, by=staffed.noor.ref, day=MONDAY, why=WhyChanged.LEFT)
    handover = tell(Handover.objects.get(), staffed)
    actions.allocate(person=ivy, practitioner=staffed.pat, by=staffed.noor.ref, day=TUESDAY)
    handover.refresh_from_db()
    return handover


def test_whoever_was_told_before_the_receiver_was_known_has_to_be_told_who_it_is(staffed, ivy):
    handover = left_and_told(staffed, ivy)
    assert (handover.to, handover.told, handover.told_on) == (staffed.pat, "", None)
    # That they were told once stays in its history.
    assert Handover.pgh_event_model.objects.filter(pgh_obj=handover, told="telephone").exists()

    take_note(handover, staffed.pat, TUESDAY)
    handover.refresh_from_db()
    assert handover.closed == ""
    tell(handover, staffed, on=TUESDAY, day=TUESDAY)

    handover.refresh_from_db()
    assert handover.closed == "complete"


def test_without_a_warning_it_does_not_stay_open_for_ever(staffed, ivy):
    Statement.objects.all().delete()
    Incident.objects.all().delete()
    handover = left_and_told(staffed, ivy)

    tell(handover, staffed, on=TUESDAY, day=TUESDAY)

    handover.refresh_from_db()
    assert (handover.closed, handover.closed_on) == ("complete", TUESDAY)


def test_it_is_complete_on_the_day_after_its_last_warning_ended(staffed, ivy):
    staffed.waits(ivy)
    Incident.objects.all().delete()
    handover = moved(staffed, ivy)
    tell(handover, staffed)
    Statement.objects.update(stood_until=TUESDAY)

    actions.begin_day(unit=staffed.pdu, day=TUESDAY)

    handover.refresh_from_db()
    assert (handover.closed, handover.closed_on) == ("complete", TUESDAY)


# What the page is made from


def test_the_page_is_made_from_the_record(staffed, ivy):
    by = {"by": staffed.sam.ref, "day": MONDAY}
    handover = moved(staffed, ivy)
    supervision.write(person=ivy, kind="mattered", text="Her brother's grave.", at=NOW, **by)
    supervision.write(
        person=ivy, kind="promised", promised_by="practitioner", text="Ring the hostel.", at=NOW, **by
    )
    goal = supervision.add_goal(person=ivy, area="housing", words="A door.", **by)
    supervision.add_step(goal=goal, what="See the flat", whose="person", **by)
    Statement.objects.create(
        person=ivy, key="story.own_words", value="I was a baker.", observed_on=LONG_AGO, known_from=LONG_AGO
    )
    booked = supervision.book(
        person=ivy, practitioner=staffed.pat, kind="office", starts_at=NOW + timedelta(hours=3), minutes=30,
        at=NOW, **by,
    )  # fmt: skip

    page = queries.handover_page(handover, MONDAY, NOW)

    assert [one.words for one in page.story] == ["I was a baker."]
    assert [one.warning.words for one in page.warnings] == ["Two dogs.", "Go in pairs."]
    assert [one.text for one in page.promised] == ["Ring the hostel."]
    assert [one.text for one in page.mattered] == ["Her brother's grave."]
    assert [one.step.what for one in page.next_steps] == ["See the flat"]
    assert page.appointment == booked
    assert page.unacknowledged == 2
