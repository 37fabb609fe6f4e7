"""The last place: many ask at once, over HTTP and each on a connection of its own, and one gets it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from befriend.allocation import actions, queries
from befriend.allocation.models import Idempotency, Relationship
from befriend.identity import actions as identity
from befriend.identity.models import User
from befriend.rules.values import Grade
from befriend.workforce import queries as workforce
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 120


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: MONDAY)


@pytest.fixture
def server(live_server):
    # The queue at its door holds ten; fifty come at once.
    live_server.thread.httpd.socket.listen(128)
    return live_server.url


@pytest.fixture
def token(larkfield):
    larkfield.jo.user = User.objects.create(username="jo")
    larkfield.jo.save()
    return identity.make_token(user=larkfield.jo.user, days=1, by="test", day=MONDAY)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do everything at the same moment, each in a thread of its own, and return the answers."""
    together = Barrier(len(deeds))

    def begin(deed: Callable[[], Any]) -> Any:
        together.wait(SECONDS)
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [one.result(SECONDS) for one in [threads.submit(begin, deed) for deed in deeds]]


def asks(server: str, token: str, person: str, practitioner: str, key: str) -> Callable[[], tuple[int, Any]]:
    """Return a request for one allocation, which answers with its status and body."""

    def ask() -> tuple[int, Any]:
        door = HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        body = json.dumps({"person": person, "practitioner": practitioner})
        door.request("POST", "/api/allocations", body, headers)
        answer = door.getresponse()
        found = answer.status, json.loads(answer.read())
        door.close()
        return found

    return ask


def within_the_cap(practitioners: Iterable[Any]) -> bool:
    """Say whether nobody of these has more than their limits."""
    book = workforce.policies_in_force()
    found = [queries.desk_of(book, one, MONDAY).standing for one in practitioners]
    return all(one.points <= one.limit_points and one.people <= one.limit_people for one in found)


def test_fifty_ask_for_the_last_place_and_one_gets_it(server, token, larkfield, sam):
    larkfield.fill(sam, 36)  # 37 people of 63 points fit; 38 do not
    people = [larkfield.person(f"Alder {i}") for i in range(50)]
    for person in people:
        larkfield.waits(person)

    answers = at_once(*(asks(server, token, one.ref, sam.ref, one.ref) for one in people))

    assert Counter(status for status, _ in answers) == {201: 1, 409: 49}
    reasons = {body["reasons"][0]["code"] for status, body in answers if status == 409}
    assert reasons == {"weighted_cap"}
    assert Relationship.objects.filter(practitioner=sam).count() == 37
    assert within_the_cap([sam])


def test_one_key_sent_twenty_times_at_once_acts_once(server, token, larkfield, sam, ali):
    answers = at_once(*[asks(server, token, ali.ref, sam.ref, "same")] * 20)

    assert [status for status, _ in answers] == [201] * 20
    assert all(body == answers[0][1] for _, body in answers)
    assert Relationship.objects.count() == Idempotency.objects.count() == 1


def test_two_practitioners_for_one_person_at_once(server, token, larkfield, sam, ali):
    robin = larkfield.works("Dunlin, Robin", Grade.OFFICER)

    answers = at_once(*(asks(server, token, ali.ref, one.ref, one.ref) for one in (sam, robin) * 5))

    assert Counter(status for status, _ in answers)[201] >= 1
    assert Relationship.objects.count() == 1


def test_a_plan_accepted_while_others_allocate_overfills_nobody(server, token, larkfield, sam):
    officers = [sam, *(larkfield.works(f"Finch, Bo {i}", Grade.OFFICER) for i in range(3))]
    for one in officers:
        larkfield.fill(one, 34)
    people = [larkfield.person(f"Alder {i}") for i in range(16)]
    for person in people:
        larkfield.waits(person)
    plan = actions.make_plan(unit=larkfield.pdu, by="jo", day=MONDAY)

    def accept_all() -> tuple[int, Any]:
        try:
            actions.accept_all(plan=plan, by="jo", day=MONDAY)
        except actions.RefusedError as refused:
            return 409, str(refused)
        return 201, None

    single = [
        asks(server, token, person.ref, officers[i % 4].ref, person.ref) for i, person in enumerate(people)
    ]
    answers = at_once(accept_all, *single, accept_all)

    # Whatever came first: each got an answer, nobody more than the cap, nobody two practitioners.
    assert {status for status, _ in answers} <= {201, 409}
    assert within_the_cap(officers)
    assert Relationship.objects.filter(person__in=people).count() == 12
