"""Every address and operation of the API, knocked at as every role, and compared with docs/access.md."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from befriend.cli import access_table as table
from befriend.documents.models import Delivery, Paper, Recipient, Telling
from befriend.evidence import actions as evidence
from befriend.identity import actions as identity
from befriend.identity.models import User
from befriend.identity.permissions import DenyByDefault
from befriend.keeping.models import AccessRequest, Erasure, Hold, Passage
from befriend.people import actions as people
from befriend.people.models import ContactDetail, Contest, Statement
from befriend.portal.models import Account
from befriend.supervision.models import Contact, Note, SafetyCall
from tests.evidence import tried
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db

REFUSED = (401, 403)
# They ask again who it is before they show anything: whoever has no password, code or key is sent away.
ASKS_AGAIN = {"accounts/again/", "accounts/again/code/", "accounts/again/key/"}
# Nobody signs up here: whoever comes is sent to the page of sign-in, or on, if they are signed in.
SIGN_UP = {"accounts/signup/", "accounts/signup/organisation/"}
# Whoever is not in the midst of signing in is sent to its beginning.
SENT_ON = {"accounts/login/passkey/", "accounts/login/second-factor/", *SIGN_UP}
QUESTION = '{"person": "P999", "practitioner": "W999"}'
GIVEN = {"held_back": {"passages": 0}, "sections": [], "person": "", "given_on": "2026-11-23"}
# There only in a certain state of the record; whoever has none of that finds nothing.
NOT_THERE = {
    "people/<str:person>/access/exclusions/<int:exclusion>",
    "people/<str:person>/access/readers",
    "people/<str:person>/access/restriction",
}
KNOCKING = [role for role in table.ROLES if role not in (table.PERSON, table.NOBODY)]


def pages() -> list[table.Address]:
    """Return every address that is not of the API."""
    return [one for one in table.addresses() if not one.method]


def cell(one: table.Address, role: str) -> str:
    """Return what the table says."""
    return table.PERMISSIONS[one.permission].cells.get(role, table.NO)


@pytest.fixture
def arguments(everybody):
    """Return what stands for each part of an address: of Larkfield, and nobody's of those who knock."""
    theirs = everybody.works("Reed, Max", everybody.grade.OFFICER)
    return {
        "<str:ref>": everybody.pdu.ref,
        "<path:ref>": everybody.pdu.ref,
        "<str:person>": everybody.ali.ref,
        "<str:practitioner>": theirs.ref,
        "<str:case>": everybody.ali.cases.get().ref,
        "<int:incident>": everybody.incident().pk,
        "<int:notice>": everybody.notice().pk,
        "<int:waiting>": everybody.wait.pk,
        **everybody.planned_with(everybody.ali),
        **kept(everybody),
        **papers_of(everybody),
        "<uuid:message>": str(uuid.UUID(int=0)),
        "<uuid:statement>": str(uuid.UUID(int=0)),
        **contact(everybody),
        "<int:detail>": ContactDetail.objects.create(
            person=everybody.ali, channel="sms", address="07700900123", agreed_on=MONDAY, kept_by="x"
        ).pk,
        **stated(everybody),
        **said_of_a_trial(),
        "<str:uidb36>": "1",
        "<str:rule>": "cover",
        "<str:key>": "no-such-key",
        "<str:provider_id>": "organisation",
    }


def said_of_a_trial() -> dict[str, object]:
    """Return a trial that is done, and what somebody who knocks nowhere said of it."""
    trial = tried.done()
    said = evidence.comment(trial=trial, words="So.", by="W999", day=MONDAY)
    return {"<int:trial>": trial.pk, "<int:comment>": said.pk, "<slug:measure>": "overview"}


def contact(everybody) -> dict[str, object]:
    """Return a visit to Ali with a note and a call, by somebody who knocks nowhere."""
    theirs = everybody.works("Reed, Kit", everybody.grade.OFFICER)
    now = timezone.now()
    made = Contact.objects.create(
        person=everybody.ali, practitioner=theirs, kind="home_visit", starts_at=now, made_at=now,
        ends_at=now + timedelta(hours=1),
    )  # fmt: skip
    note = Note.objects.create(person=everybody.ali, kind="note", text="x", written_at=now)
    call = SafetyCall.objects.create(contact=made, practitioner=theirs, started_at=now, due_at=now)
    return {
        "<str:contact>": made.ref, "<int:note>": note.pk, "<int:call>": call.pk, "<str:secret>": "guessed",
    }  # fmt: skip


def stated(everybody) -> dict[str, object]:
    """Return something stated about Ali and contested, by somebody who knocks nowhere."""
    made = people.state(
        person=everybody.ali, key="warnings.visit", value="Ring first.", how_known="seen", by="W999",
        source_kind="agency", observed_on=MONDAY, day=MONDAY,
    )  # fmt: skip
    contest = people.contest(statement=made, way="paper", words="No need.", by="W999", day=MONDAY)
    return {"<str:stated>": made.ref, "<str:contest>": contest.ref, "<str:asked>": "story.own_words"}


def papers_of(everybody) -> dict[str, object]:
    """Return a paper about Ali, its copy for a prison, and that it is told of a correction."""
    recipient = Recipient.objects.create(
        ref="prison", kind="prison", name="Office", organisation="Larkmoor", from_date=MONDAY
    )
    paper = Paper.objects.create(
        person=everybody.ali, kind="parole_report", edition=1, title="Parole report", day=MONDAY,
        template_digest="0" * 64, language="en-gb", made_at=timezone.now(), agreed="told",
    )  # fmt: skip
    copy = Delivery.objects.create(
        paper=paper, recipient=recipient, may_have="gist", means="post", given_on=MONDAY, given_by="x"
    )
    stated = Statement.objects.create(
        person=everybody.ali, key="story.own_words", value="Wrong.", observed_on=MONDAY, known_from=MONDAY,
        how_known="told", recorded_by="x",
    )  # fmt: skip
    contest = Contest.objects.create(
        statement=stated, way="paper", words="No.", received_on=MONDAY, answer_by=MONDAY, decision="removed",
        reasons="So.", reviewer="x", decided_on=MONDAY,
    )  # fmt: skip
    telling = Telling.objects.create(contest=contest, delivery=copy, means="post", queued_on=MONDAY)
    return {
        "<str:kind>": "parole_report",
        "<int:paper>": paper.pk,
        "<int:delivery>": copy.pk,
        "<int:telling>": telling.pk,
    }


def kept(everybody) -> dict[str, int]:
    """Return what data protection has of Ali: a hold, an approval, a record that was given, a passage."""
    of = {"person": everybody.ali, "office": everybody.offices["office-data_protection"]}
    asked = AccessRequest.objects.create(**of, asked_on=MONDAY, given_on=MONDAY, content=GIVEN)
    passage = {"table": "people_fact", "row": 1, "field": "value", "digest": "0" * 64}
    return {
        "<int:hold>": Hold.objects.create(**of, kind="inquiry", because="Asked.", from_date=MONDAY).pk,
        "<int:erasure>": Erasure.objects.create(**of, approved_on=MONDAY, due_on=MONDAY, because={}).pk,
        "<int:asked>": asked.pk,
        "<int:passage>": Passage.objects.create(request=asked, **passage).pk,
    }


def filled(one: table.Address, arguments: dict[str, object]) -> str:
    """Return an address with its parts filled in; a number that nothing has is 0."""
    written = one.written
    for part, value in arguments.items():
        written = written.replace(part, str(value))
    head, *rest = written.split("<int:")
    return f"/{head}" + "".join("0" + each.split(">", 1)[1] for each in rest)


def is_shown(client: Client, address: str, *, hidden: bool) -> bool:
    """Say whether a page was shown. Where only POST is answered, it is sent."""
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    return answers(answer, hidden=hidden)


def answers(answer: HttpResponse, *, hidden: bool) -> bool:
    """Say whether this is not a refusal."""
    if answer.status_code == 302 and ("/accounts/login/" in answer.url or "/my/sign-in" in answer.url):
        return False
    return answer.status_code not in ((*REFUSED, 404) if hidden else REFUSED)


# The table


def test_the_page_is_up_to_date():
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), table.WRITTEN_BY


def test_every_address_has_a_row():
    """No view without a permission, none of a kind the table does not know."""
    assert [one.written for one in table.addresses() if one.permission not in table.PERMISSIONS] == []


@pytest.mark.parametrize("role", KNOCKING)
def test_a_page_is_shown_to_those_of_its_row_and_nobody_else(role, everybody, arguments, sign_in):
    client = sign_in(everybody.by_role[role])

    seen = {one.written for one in pages() if is_shown(client, filled(one, arguments), hidden=one.hidden)}

    # What is one's own and hidden is nobody else's, so these strangers' records are not there.
    expected = {
        one.written
        for one in pages()
        if cell(one, role) == table.YES
        or (cell(one, role) == table.OWN and not one.hidden)
        or (cell(one, role) == table.DUE and not one.hidden)
    }
    assert seen - NOT_THERE == expected - ASKS_AGAIN - SIGN_UP - NOT_THERE


def test_nobody_sees_more_than_what_is_public(everybody, arguments):
    seen = {one.written for one in pages() if is_shown(Client(), filled(one, arguments), hidden=one.hidden)}

    public = {one.written for one in pages() if cell(one, table.NOBODY)}
    assert seen == public - SENT_ON


def test_a_person_sees_their_own_page_their_account_and_what_is_public(everybody, arguments):
    """Of whatever else there is, nothing: nobody's page, their own record as staff see it among it."""
    user = User.objects.create_user(username="green-river-1234")
    Account.objects.create(person=everybody.ali, user=user, made_on=MONDAY)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    seen = {one.written for one in pages() if is_shown(client, filled(one, arguments), hidden=one.hidden)}

    mine = {one.written for one in pages() if cell(one, table.PERSON)}
    assert seen == mine - ASKS_AGAIN - SIGN_UP
    assert {one.written for one in pages() if cell(one, table.PERSON) == table.OWN} >= {"my", "my/record"}


@pytest.mark.parametrize("role", KNOCKING)
def test_what_may_not_be_seen_may_not_be_sent_to_either(role, everybody, arguments, sign_in):
    client = sign_in(everybody.by_role[role])
    closed = [one for one in pages() if not cell(one, role)]

    taken = [
        one.written
        for one in closed
        if answers(client.post(filled(one, arguments), {"once": "1"}), hidden=one.hidden)
    ]

    assert taken == []


@pytest.mark.parametrize("role", KNOCKING)
def test_whoever_is_with_somebody_sees_them_whatever_their_office(role, everybody, sign_in):
    who = everybody.by_role[role]
    person = everybody.elsewhere_with(who)
    client = sign_in(who)

    own = [f"/people/{person.ref}", f"/people/{person.ref}/requests", f"/practitioners/{who.ref}/statement"]

    assert [client.get(address).status_code for address in own] == [200, 200, 200]


def test_a_court_officer_sees_those_on_whom_a_report_is_due(everybody, sign_in):
    due = everybody.due()
    client = sign_in(everybody.by_role[table.COURT])

    assert client.get(f"/people/{due.ref}").status_code == 200
    assert client.get(f"/people/{due.ref}/requests").status_code == 404
    assert client.get(f"/people/{everybody.ali.ref}").status_code == 404
    page = client.get(f"/units/{everybody.pdu.ref}/people").content.decode()
    assert due.chosen_name in page
    assert everybody.ali.chosen_name not in page


def test_what_one_may_not_see_looks_as_if_it_were_not_there(everybody, arguments, sign_in):
    client = sign_in(everybody.by_role[table.OTHER_HEAD])
    nothing = {part: 0 if part.startswith("<int") else "nobody" for part in arguments}
    hidden = [one for one in pages() if one.hidden]

    seen = {one.written: [client.get(filled(one, parts)) for parts in (arguments, nothing)] for one in hidden}

    assert seen
    for written, (there, not_there) in seen.items():
        assert there.status_code == not_there.status_code, written
        assert there.status_code in (404, 405), written
        assert there.content == not_there.content, written


# The API


@pytest.mark.parametrize("role", KNOCKING)
def test_a_program_reaches_what_its_user_does(role, everybody, arguments, sign_in):
    sign_in(everybody.by_role[role])
    user = everybody.by_role[role].user
    token = identity.make_token(user=user, days=2, by="test", day=timezone.localdate())
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_IDEMPOTENCY_KEY": "k"}

    seen = {
        (one.method, one.written)
        for one in operations()
        if Client()
        .generic(one.method, filled(one, arguments), QUESTION, content_type="application/json", **bearer)
        .status_code
        not in REFUSED
    }

    # Whoever plans another unit may ask; they are told 404 of what is not theirs.
    elsewhere = {("POST", "api/allocations")} if role == table.OTHER_HEAD else set()
    assert seen == {(one.method, one.written) for one in operations() if cell(one, role)} | elsewhere


def test_without_a_token_nothing_of_the_api_answers(everybody, arguments):
    client = Client()
    closed = [one for one in operations() if not cell(one, table.NOBODY)]

    assert closed
    assert {client.generic(one.method, filled(one, arguments), QUESTION).status_code for one in closed} == {
        401
    }


def operations() -> list[table.Address]:
    """Return the operations of the API."""
    return [one for one in table.addresses() if one.method]


# Deny by default


def silent(_request):
    """Answer whoever comes, and say nothing of who may."""
    return HttpResponse("Here.")


silent.__module__ = "befriend.made.up"


def test_a_view_that_says_nothing_is_shown_to_nobody(everybody, rf):
    """Whoever asks; the address of such a view would fail the table as well."""
    request = rf.get("/silent")
    request.user = everybody.crane.user

    with pytest.raises(PermissionDenied):
        DenyByDefault(lambda _: HttpResponse()).process_view(request, silent, (), {})
