"""Tests of what a log line may hold."""

import json
import logging
import sys
from types import SimpleNamespace

import pytest
import structlog

from befriend import log
from befriend.errors import BefriendError
from befriend.log import Lines, WithoutValues

ABOUT = "Alder Finch was born on 3 March"


def record(name, message, *values, **more):
    made = logging.LogRecord(name, logging.ERROR, __file__, 1, message, values, more.pop("exc_info", None))
    vars(made).update(more)
    return made


def failed():
    try:
        raise ValueError(ABOUT)
    except ValueError:
        return sys.exc_info()


def test_a_log_line_tells_where_but_not_about_whom():
    line = WithoutValues("%(levelname)s %(message)s").format(
        record("django", "It failed.", exc_info=failed())
    )

    assert line.startswith("ERROR It failed.")
    assert "ValueError" in line
    assert __file__ in line
    assert "Finch" not in line


@pytest.mark.parametrize("as_json", [True, False])
def test_a_failure_is_written_with_its_kind_and_its_way_and_without_its_words(as_json):
    line = Lines(as_json=as_json).format(record("befriend.x", "It failed.", exc_info=failed()))

    assert "ValueError" in line
    assert "test_log.py" in line
    assert "Finch" not in line


@pytest.mark.parametrize(
    ("message", "values"),
    [
        ("Not Found: %s", ("/people/alder-finch",)),
        ("Job %(call)s of {who} ended", ({"call": "send(person='alder-finch')"},)),
        ("Job send(person='alder-finch') ended", ()),
        ('No such person "alder-finch"', ()),
        ("Not Found: /people/alder-finch", ()),
    ],
)
def test_what_a_library_puts_into_its_sentence_stays_out(message, values):
    assert "finch" not in Lines(as_json=True).format(record("django.request", message, *values))
    assert "finch" not in Lines(as_json=False).format(record("procrastinate", message, *values))


@pytest.mark.parametrize("as_json", [True, False])
def test_nothing_in_a_line_begins_another(as_json):
    line = Lines(as_json=as_json).format(
        record("befriend.cli", "%s", "p01\r\n2026-11-23 error\x1b[2J forged")
    )

    assert "forged" in line
    assert line.isprintable()


def test_what_we_say_ourselves_is_said_in_full():
    line = json.loads(Lines(as_json=True).format(record("befriend.cli", "%s units", 3)))

    assert line["event"] == "3 units"
    assert line["level"] == "error"


def test_a_request_is_named_by_its_page_and_the_reference_of_its_fault():
    match = SimpleNamespace(view_name="person", route="people/<str:person>")
    request = SimpleNamespace(path="/people/alder-finch", resolver_match=match, reference="ab12")
    line = Lines(as_json=True).format(record("django.request", "%s", "x", request=request, status_code=500))

    said = json.loads(line)
    assert (said["route"], said["reference"], said["status"]) == ("person", "ab12", 500)
    assert "finch" not in line


def test_an_event_with_parts_is_one_line_of_json(caplog):
    caplog.handler.setFormatter(Lines(as_json=True))
    with caplog.at_level(logging.INFO, log.ACCESS):
        structlog.get_logger(log.ACCESS).info("request", route="week", status=200, ms=12)

    said = json.loads(caplog.text)
    assert (said["event"], said["route"], said["status"], said["ms"]) == ("request", "week", 200, 12)


def test_a_form_that_is_none_is_refused():
    with pytest.raises(BefriendError, match="json or words"):
        log.settings("WARNING", "xml")
    assert log.settings("WARNING", "json")["loggers"][log.ACCESS]["level"] == "INFO"
    assert log.settings("WARNING", "words")["loggers"][log.ACCESS]["level"] == "WARNING"
