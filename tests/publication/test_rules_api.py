"""Rules asked by programs: anybody may, one case or many, and nothing of it is kept."""

from __future__ import annotations

import json

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from befriend.publication import api
from befriend.wsgi import application
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
ABSENCE = {"start": "2026-11-23", "until": "2026-12-01"}
FEW = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: MONDAY)


def ask(rule, content):
    answer = Client().post(f"/api/rules/{rule}", json.dumps(content), content_type="application/json")
    return answer.status_code, answer.json()


def test_anybody_asks_a_rule_and_gets_its_reasons_in_words():
    status, said = ask("cover", {"given": ABSENCE})

    assert status == 200
    assert (said["day"], said["answer"]["needed"]) == ("2026-11-23", True)
    assert said["answer"]["reasons"][0]["text"].startswith("Their practitioner is away for 6 working days")


def test_of_many_cases_one_that_makes_no_sense_keeps_none_from_being_answered():
    status, said = ask("cover", [{"given": ABSENCE}, {"given": {"strat": 3}}, {"given": ABSENCE}])

    assert status == 200
    assert [one.get("answer", {}).get("needed") for one in said] == [True, None, True]
    assert "start is missing" in said[1]["wrong"]["text"]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"given": ABSENCE, "day": "2026-02-30"}, "day: write a day that there is"),
        ({"given": ABSENCE, "day": 7}, "day: "),
        ({"day": "2026-11-23"}, "given: "),
        ({"given": ABSENCE, "dya": "2026-11-23"}, "dya: "),
    ],
)
def test_one_of_many_that_is_not_in_the_form_is_refused_in_its_place(bad, words):
    status, said = ask("cover", [{"given": ABSENCE}, bad, {"given": ABSENCE}])

    assert status == 200
    assert [one.get("answer", {}).get("needed") for one in said] == [True, None, True]
    assert said[1]["wrong"]["code"] == "cannot_be_asked"
    assert words in said[1]["wrong"]["text"]


def test_of_many_cases_none_is_worked_out_after_so_much_work(monkeypatch):
    monkeypatch.setattr(api, "MOST_SECONDS", -1)

    status, said = ask("cover", [{"given": ABSENCE}] * 2)

    assert status == 200
    assert ["no time left" in one["wrong"]["text"] for one in said] == [True, True]


@pytest.mark.parametrize(
    ("rule", "content", "status", "words"),
    [
        ("cover", {"given": {}}, 422, "start is missing; add it"),
        ("cover", {"given": ABSENCE, "day": "tomorrow"}, 422, "a day"),
        ("cover", {"given": ABSENCE, "dya": "2026-11-23"}, 422, "dya"),
        ("cover", [], 422, ""),
        ("cover", [{"given": ABSENCE}] * (api.MOST_CASES + 1), 422, ""),
        ("cover", {"given": ABSENCE, "day": "2001-01-01"}, 404, "says nothing about 2001-01-01"),
        ("covers", {"given": ABSENCE}, 404, ""),
    ],
)
def test_what_makes_no_sense_is_refused_in_the_form_of_every_refusal(rule, content, status, words):
    found, said = ask(rule, content)

    assert found == status
    assert words in " ".join(one["text"] for one in said["reasons"])


def test_nothing_of_what_was_asked_is_logged(caplog):
    with caplog.at_level("DEBUG"):
        ask("cover", {"given": {"start": "1987-06-05"}})

    assert "1987-06-05" not in caplog.text


@pytest.fixture
def description(db):
    # The whole test is one transaction, which a request would end by closing its connection.
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_question_made_up_by_a_machine_gets_an_answer_we_announced(description, mode):
    seen = set()

    @FEW
    @given(description["/api/rules/{rule}"]["POST"].as_strategy(generation_mode=mode))
    def asked(case):
        if mode is GenerationMode.POSITIVE:
            case.path_parameters["rule"] = "cover"
            one = {"given": ABSENCE}
            # A question of more than 10,000 bytes is refused, so no more than two made up go with it.
            case.body = [*case.body[:2], one] if isinstance(case.body, list) else one
        seen.add(case.call_and_validate(headers={"Host": "localhost"}).status_code)

    asked()
    assert seen >= ({200} if mode is GenerationMode.POSITIVE else {422})
