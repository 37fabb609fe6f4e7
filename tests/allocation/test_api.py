"""The API for programs: who may ask, what is refused and how, and what no question can break."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from befriend.allocation.api import DAY
from befriend.allocation.models import Idempotency, Relationship
from befriend.api import MOST_BYTES, addresses, api
from befriend.identity import actions as identity
from befriend.identity.models import ApiToken, User
from befriend.rules.values import Grade
from tests.larkfield import MONDAY

ALLOCATIONS = "/api/allocations"


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: MONDAY)


def token_of(practitioner, days=90):
    user = User.objects.create(username=practitioner.ref)
    practitioner.user = user
    practitioner.save()
    return identity.make_token(user=user, days=days, by="test", day=MONDAY)


@pytest.fixture
def as_jo(larkfield):
    return {"Authorization": f"Bearer {token_of(larkfield.jo)}"}


def ask(client, headers, key="one", **body):
    headers = headers if key is None else {**headers, "Idempotency-Key": key}
    return client.post(ALLOCATIONS, body, content_type="application/json", headers=headers)


def code(answer):
    return answer.json()["reasons"][0]["code"]


def test_the_head_of_unit_gives_somebody_an_officer(client, as_jo, larkfield, sam, ali):
    answer = ask(client, as_jo, person=ali.ref, practitioner=sam.ref)

    assert answer.status_code == 201
    assert answer.json() == {
        "person": ali.ref,
        "practitioner": sam.ref,
        "day": "2026-11-23",
        "decided_by": larkfield.jo.ref,
    }
    assert Relationship.objects.get(person=ali).practitioner == sam


def test_a_refusal_is_data_and_a_sentence(client, as_jo, larkfield, sam, ali):
    larkfield.fill(sam, 37)

    answer = ask(client, as_jo, person=ali.ref, practitioner=sam.ref)

    assert answer.status_code == 409
    why = answer.json()["reasons"][0]
    assert (why["code"], why["values"]["after"], why["values"]["limit"]) == ("weighted_cap", 2394, 2393)
    assert "over the limit of 2,393" in why["text"]
    assert not Relationship.objects.filter(person=ali).exists()


def test_the_same_key_acts_once_and_gets_the_same_answer(client, as_jo, sam, ali):
    first = ask(client, as_jo, person=ali.ref, practitioner=sam.ref)
    again = ask(client, as_jo, person=ali.ref, practitioner=sam.ref)

    assert (again.status_code, again.json()) == (first.status_code, first.json()) == (201, first.json())
    assert Relationship.objects.count() == 1
    assert code(ask(client, as_jo, key="two", person=ali.ref, practitioner=sam.ref)) == "already_supervised"


def test_a_refusal_too_is_answered_again_as_it_was(client, as_jo, larkfield, sam, ali):
    larkfield.fill(sam, 37)
    first = ask(client, as_jo, person=ali.ref, practitioner=sam.ref)
    Relationship.objects.filter(practitioner=sam).update(until_date=MONDAY)

    again = ask(client, as_jo, person=ali.ref, practitioner=sam.ref)

    assert (again.status_code, again.json()) == (409, first.json())


def test_a_key_with_another_question_is_refused(client, as_jo, larkfield, sam, ali):
    ask(client, as_jo, person=ali.ref, practitioner=sam.ref)

    answer = ask(client, as_jo, person=ali.ref, practitioner=larkfield.wren.ref)

    assert (answer.status_code, code(answer)) == (409, "key_used")


def test_old_keys_are_forgotten(client, as_jo, sam, ali):
    ask(client, as_jo, person=ali.ref, practitioner=sam.ref)
    Idempotency.objects.update(at=timezone.now() - timedelta(days=4000))

    ask(client, as_jo, key="two", person=ali.ref, practitioner=sam.ref)

    assert list(Idempotency.objects.values_list("key", flat=True)) == ["two"]


def test_a_practitioner_to_come_is_a_refusal(client, as_jo, larkfield, sam, ali):
    larkfield.with_(ali, larkfield.wren)
    Relationship.objects.update(from_date=MONDAY + timedelta(days=3))

    answer = ask(client, as_jo, person=ali.ref, practitioner=sam.ref)

    assert (answer.status_code, code(answer)) == (409, "already_supervised")


def test_the_week_is_what_the_command_prints(client, as_jo, larkfield, sam, ali):
    answer = client.get(f"/api/units/{larkfield.pdu.ref}/week", headers=as_jo)

    assert answer.status_code == 200
    week = answer.json()
    assert week["unit"] == {"ref": "unit", "name": "Larkfield"}
    assert [one["person"] for one in week["waiting"]] == [ali.ref]
    assert week["waiting"][0]["owner"]["held_by"] == larkfield.jo.ref


# Who may not


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Bearer no", "Basic abc", "Bearer é"])
def test_without_a_token_there_is_no_answer(client, sam, ali, header):
    headers = {} if header is None else {"Authorization": header}

    answer = ask(client, headers, person=ali.ref, practitioner=sam.ref)

    assert (answer.status_code, code(answer)) == (401, "no_token")


def test_a_token_ends(client, larkfield, sam, ali):
    headers = {"Authorization": f"Bearer {token_of(larkfield.jo, days=1)}"}
    ApiToken.objects.update(expires_on=MONDAY)

    assert ask(client, headers, person=ali.ref, practitioner=sam.ref).status_code == 401


def test_a_user_who_may_not_sign_in_has_no_programs(client, as_jo, sam, ali):
    User.objects.update(is_active=False)

    assert ask(client, as_jo, person=ali.ref, practitioner=sam.ref).status_code == 401


def test_an_officer_may_neither_give_work_nor_see_the_week(client, larkfield, sam, ali):
    headers = {"Authorization": f"Bearer {token_of(sam)}"}

    assert code(ask(client, headers, person=ali.ref, practitioner=sam.ref)) == "not_yours"
    assert client.get("/api/units/unit/week", headers=headers).status_code == 403


def test_whoever_plans_nothing_learns_no_references(client, larkfield, sam, ali):
    headers = {"Authorization": f"Bearer {token_of(sam)}"}

    known = ask(client, headers, person=ali.ref, practitioner=sam.ref)
    unknown = ask(client, headers, person="nobody", practitioner="nobody")

    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json()) == (403, known.json())


def test_a_head_of_another_unit_may_not(client, larkfield, sam, ali):
    other = larkfield.unit("team", "Rookery", larkfield.region)
    larkfield.offices["team"] = other.offices.create(ref="head-rookery", post="head")
    finch = larkfield.works("Finch, Bo", Grade.HEAD, holds="team", unit=other)

    answer = ask(client, {"Authorization": f"Bearer {token_of(finch)}"}, person=ali.ref, practitioner=sam.ref)

    assert (answer.status_code, code(answer)) == (404, "unknown")


def test_nobody_loads_a_practitioner_of_a_unit_they_do_not_answer_for(client, as_jo, larkfield, ali):
    elsewhere = larkfield.unit("team", "Rookery", larkfield.region)
    bo = larkfield.works("Finch, Bo", Grade.OFFICER, unit=elsewhere)

    answer = ask(client, as_jo, person=ali.ref, practitioner=bo.ref)

    assert (answer.status_code, code(answer)) == (404, "unknown")
    assert not Relationship.objects.exists()


def test_signing_in_on_the_pages_opens_no_door_here(client, larkfield, sam, ali):
    token_of(larkfield.jo)
    client.force_login(User.objects.get())

    assert ask(client, {}, person=ali.ref, practitioner=sam.ref).status_code == 401


def test_every_question_needs_a_token(client, db):
    asked = [
        (path, method) for path, methods in api.get_openapi_schema()["paths"].items() for method in methods
    ]

    # A rule says nothing about anybody: whoever asks brings the figures.
    for_anybody = ("/api/rules/{rule}", "post")

    assert asked == [("/api/allocations", "post"), ("/api/units/{ref}/week", "get"), for_anybody]
    asked.remove(for_anybody)
    assert [client.generic(method.upper(), path).status_code for path, method in asked] == [401, 401]


def test_the_api_alone_decides_who_may_ask():
    assert all(not pattern.callback.login_required for pattern in addresses()[0])


# Bad input


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"\xff\xfe",
        b"{}",
        b'{"person": "P1"}',
        b'{"person": 1, "practitioner": "W1"}',
        b'{"person": "", "practitioner": "W1"}',
        b'{"person": "\\u0000", "practitioner": "W1"}',
        b'{"person": "\\ud800", "practitioner": "W1"}',
        b'{"person": "P1\\n", "practitioner": "W1"}',
        '{"person": "Älder", "practitioner": "W1"}'.encode(),
        b'{"person": "%s", "practitioner": "W1"}' % (b"x" * 41),
        b'{"person": "P1", "practitioner": "W1", "day": "31/02/2026"}',
        b'{"person": "P1", "practitioner": "W1", "day": "2026-02-31"}',
        b'{"person": "P1", "practitioner": "W1", "day": "0001-01-01"}',
        b'{"person": "P1", "practitioner": "W1", "day": "9999-12-31"}',
        b'{"person": "P1", "practitioner": "W1", "day": 99999999999999999999}',
        b'{"person": "P1", "practitioner": "W1", "day": ' + b"9" * 5000 + b"}",
        b'{"person": "P1", "practitioner": "W1", "office": "mine"}',
        b"[" * 5000,
        b" " * (MOST_BYTES + 1),
    ],
)
def test_what_makes_no_sense_is_told_in_sentences(client, as_jo, body):
    headers = {**as_jo, "Idempotency-Key": "one"}

    answer = client.post(ALLOCATIONS, body, content_type="application/json", headers=headers)

    assert answer.status_code == 422
    assert all(why["code"] and why["text"] for why in answer.json()["reasons"])


def test_three_megabytes_are_not_read(client, as_jo):
    body = json.dumps({"person": "x" * 3_000_000})
    headers = {**as_jo, "Idempotency-Key": "one"}

    assert client.post(ALLOCATIONS, body, content_type="application/json", headers=headers).status_code == 422


@pytest.mark.parametrize("key", [None, "", "x" * 81, "two words", "é"])
def test_a_key_is_needed_and_plain(client, as_jo, sam, ali, key):
    assert ask(client, as_jo, key=key, person=ali.ref, practitioner=sam.ref).status_code == 422


@pytest.mark.parametrize("days", [-1, 1])
def test_an_allocation_is_neither_put_back_nor_put_off(client, as_jo, sam, ali, days):
    day = str(MONDAY + timedelta(days=days))

    answer = ask(client, as_jo, person=ali.ref, practitioner=sam.ref, day=day)

    assert (answer.status_code, code(answer)) == (409, "not_that_day")


@pytest.mark.parametrize("who", ["person", "practitioner"])
def test_nobody_there(client, as_jo, sam, ali, who):
    answer = ask(client, as_jo, **{"person": ali.ref, "practitioner": sam.ref, who: "nobody"})

    assert (answer.status_code, code(answer)) == (404, "unknown")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/units/nowhere/week", 404),
        ("/api/units/unit/week?day=2026-02-31", 422),
        ("/api/units/unit/week?day=0", 422),
        ("/api/units/unit/week?day=2100-02-29", 422),
        ("/api/units/unit/week?day=2096-02-29", 200),
        ("/api/units/unit/week?day=2199-12-31", 200),
        ("/api/units/unit/week?day=2000-01-01", 404),
        ("/api/units/%00/week", 422),
        ("/api/units/%F0%9F%90%A6/week", 422),
    ],
)
def test_a_week_that_is_not_there(client, as_jo, larkfield, path, status):
    assert client.get(path, headers=as_jo).status_code == status


def test_every_day_there_is_may_be_asked_about_and_no_other():
    years, months, days = range(1999, 2201), range(14), range(33)
    every = [f"{year}-{month:02}-{day:02}" for year in years for month in months for day in days]

    let_through = [said for said in every if re.fullmatch(DAY, said)]

    first, last = date(2000, 1, 1), date(2199, 12, 31)
    assert let_through == [str(first + timedelta(days=n)) for n in range((last - first).days + 1)]
