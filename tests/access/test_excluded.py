"""Whoever is excluded from a record asks for it on every page of the story, and learns not even a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation.models import Handover
from befriend.documents.models import Delivery, Paper, Recipient, Telling
from befriend.identity.models import Nature
from befriend.people import actions as people
from befriend.people.models import ContactDetail, Contest
from befriend.portal.models import Message, Wish
from befriend.supervision import actions
from befriend.supervision.models import Contact
from befriend.workforce.models import Exclusion
from tests.larkfield import LONG_AGO

pytestmark = pytest.mark.django_db

NAME, SECRET = "Zennor Quill", "Quartzite"


@pytest.fixture
def zennor(everybody):
    """Return Zennor, who is with Sam, with something on every page; each thing of theirs by its name."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    day, now, sam = timezone.localdate(), timezone.now(), everybody.sam
    person = everybody.person(NAME)
    said = {"by": sam.ref, "day": day, "at": now}
    held = everybody.with_(person, sam)
    stated = people.state(
        person=person, key="warnings.visit", value=f"{SECRET} in the yard.", how_known="seen",
        source_kind="practitioner", observed_on=day, by=sam.ref, day=day,
    )  # fmt: skip
    contest = people.contest(statement=stated, way="paper", words=SECRET, by="W1", day=day)
    contact = Contact.objects.create(
        person=person, practitioner=sam, kind="office", starts_at=now, ends_at=now + timedelta(minutes=30),
        made_by=sam.ref, made_at=now, where=SECRET,
    )  # fmt: skip
    note = actions.write(person=person, kind="note", text=SECRET, **said)
    goal = actions.add_goal(person=person, area="housing", words=SECRET, by=sam.ref, day=day)
    step = actions.add_step(goal=goal, what=SECRET, whose="person", by=sam.ref, day=day)
    paper = Paper.objects.create(
        person=person, kind="parole_report", edition=1, title="Parole report", template_digest="x", day=day,
        language="en-gb", made_at=now, made_by=sam.ref, agreed="told",
    )  # fmt: skip
    to = Recipient.objects.create(ref="r1", kind="prison", name="x", organisation="x", from_date=LONG_AGO)
    copy = Delivery.objects.create(
        paper=paper, recipient=to, may_have="shown", means="post", given_on=day, given_by="x"
    )
    # As it is once it is decided, so that there is a letter.
    Contest.objects.filter(pk=contest.pk).update(
        decision="removed", reasons=SECRET, reviewer=everybody.noor.ref, decided_on=day
    )
    telling = Telling.objects.create(
        contest=contest, delivery=copy, queued_on=day, queued_by="x", means=Telling.Means.POST
    )
    handover = Handover.objects.create(
        kind=Handover.Kind.CHANGE, person=person, relationship=held, to=sam, answers_from=day, begun_on=day,
        begun_by="x",
    )  # fmt: skip
    detail = ContactDetail.objects.create(
        person=person, channel="email", address="z@example.org", agreed_on=day, kept_by="x"
    )
    Message.objects.create(person=person, side="person", text=SECRET, written_at=now)
    Wish.objects.create(person=person, written_at=now, expires_on=day + timedelta(days=28))
    everybody.theirs = {
        "person": person.ref, "stated": stated.ref, "contest": contest.ref, "contact": contact.ref,
        "note": note.pk, "goal": goal.pk, "step": step.pk, "paper": paper.pk, "copy": copy.pk,
        "telling": telling.pk, "handover": handover.pk, "detail": detail.pk,
    }  # fmt: skip
    return person


OF_THE_PERSON = (
    *("", "?on=2026-01-05", "/statements", "/statements?on=2026-01-05", "/statements/story.own_words"),
    *("/timeline", "/timeline?as_of=2026-01-05", "/plan", "/papers", "/papers/parole_report"),
    *("/papers/parole_report/preview", "/papers/parole_report/questions", "/papers/parole_report/make"),
    *("/reminders", "/appointments/new", "/contacts/new", "/notes/new", "/plan/goals", "/own-page"),
    "/own-page/sheet",
)
OF_THINGS = (
    *("/statements/{stated}", "/statements/{stated}/contest", "/contests/{contest}"),
    *("/contests/{contest}/receipt.pdf", "/contests/{contest}/correction", "/contacts/{contact}/outcome"),
    *("/contacts/{contact}/move", "/notes/{note}/replace", "/goals/{goal}/steps/new", "/papers/{paper}"),
    *("/copies/{copy}.pdf", "/copies/{copy}.docx", "/copies/{copy}/given", "/corrections/{telling}.pdf"),
    *("/handovers/{handover}", "/statements/{stated}/replace", "/statements/{stated}/over"),
)
# Changed by a button: asked for as the button does.
BUTTONS = (
    *(
        "/contacts/{contact}/talked",
        "/contacts/{contact}/no-time",
        "/steps/{step}/done",
        "/notes/{note}/done",
    ),
    *("/statements/{stated}/still-true", "/details/{detail}/opt-out", "/people/{person}/own-page/seen"),
)
LISTS = ("/today", "/my-people", "/my-calendar", "/handovers", "/typed-for-me", "/asked", "/told", "/my-load")
PAGES = (*(f"/people/{{person}}{each}" for each in OF_THE_PERSON), *OF_THINGS)


def keep_out(practitioner, person):
    """Exclude somebody from a record."""
    Exclusion.objects.create(
        person=person, practitioner=practitioner, because="Kin.", from_date=LONG_AGO, decided_by="x"
    )


def tells(answer):
    """Say whether an answer tells of Zennor."""
    return any(word.encode() in answer.content for word in (NAME, "Zennor", SECRET))


def test_whoever_is_with_them_opens_all_of_it(everybody, zennor, sign_in):
    client = sign_in(everybody.sam)

    found = {each: client.get(each.format(**everybody.theirs)).status_code for each in PAGES}

    assert {each: code for each, code in found.items() if code != 200} == {}
    assert sum(tells(client.get(each)) for each in LISTS) >= 4


def test_whoever_is_excluded_finds_nothing_there_not_even_a_name(everybody, zennor, sign_in):
    keep_out(everybody.sam, zennor)
    client = sign_in(everybody.sam)

    asked = [client.get(each.format(**everybody.theirs)) for each in PAGES]
    asked += [client.post(each.format(**everybody.theirs), {"once": "a"}) for each in BUTTONS]

    assert {one.status_code for one in asked} == {404}
    assert {one["Content-Type"].split(";")[0] for one in asked} == {"text/html"}
    assert not any(map(tells, asked))


def test_no_list_search_or_feed_tells_whoever_is_excluded(everybody, zennor, sign_in):
    keep_out(everybody.sam, zennor)
    client, now = sign_in(everybody.sam), timezone.now()
    secret = actions.make_feed(practitioner=everybody.sam, by="x", day=timezone.localdate(), at=now)

    found = [client.get(each) for each in LISTS]
    found += [client.post("/search", {"words": words}) for words in ("zenn", "quartz")]
    found.append(client.get(f"/calendar/{secret}.ics"))

    assert {one.status_code for one in found} == {200}
    assert not any(map(tells, found))
