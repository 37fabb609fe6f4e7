"""The command `rule`: one case a line, and what is wrong with a line stands in its place."""

from __future__ import annotations

import io
import json
import sys
from datetime import date

import pytest

from befriend.cli import asking
from tests.cli import commands

LONG = '{"start": "2026-11-23", "until": "2026-12-01"}'
OPEN = '{"id": "a", "day": "2026-11-27", "given": {"start": "2026-11-23"}}'


@pytest.fixture
def ask(monkeypatch, capsys):
    monkeypatch.setattr(asking, "today", lambda: date(2026, 11, 23))
    run = commands.runner(monkeypatch, capsys)

    def asked(name, *lines, **options):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
        said = run("rule", name, *[word for each in options.items() for word in (f"--{each[0]}", each[1])])
        return said, [json.loads(line) for line in said.out.splitlines()]

    return asked


def test_every_line_is_answered_in_order_with_words(ask):
    said, answers = ask("cover", LONG, "", OPEN)

    assert said.status == 0
    assert [one["answer"]["needed"] for one in answers] == [True, False]
    assert [(one.get("id"), one["day"]) for one in answers] == [(None, "2026-11-23"), ("a", "2026-11-27")]
    assert answers[0]["answer"]["reasons"][0]["text"].startswith("Their practitioner is away for 6")


def test_a_line_without_a_day_is_of_the_day_that_was_said(ask):
    _said, answers = ask("cover", '{"start": "2026-11-23"}', day="2026-11-30")

    assert answers[0]["day"] == "2026-11-30"
    assert answers[0]["answer"]["working_days"] == 6


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "This line is not JSON"),
        ("[" * 100_000, "This line is not JSON"),
        ("3", "should be a JSON object, not 3"),
        ("{}", "cover: start is missing; add it"),
        ('{"start": "23/11/2026"}', "write it as 2026-11-23"),
        ('{"day": "tomorrow", "given": {"start": "2026-11-23"}}', "is not a day"),
        ('{"day": "2001-01-01", "given": {"start": "2026-11-23"}}', "says nothing about 2001-01-01"),
    ],
)
def test_a_bad_line_says_so_in_its_place_and_the_others_are_answered(ask, line, words):
    said, answers = ask("cover", LONG, line, OPEN)

    assert said.status == 1
    assert "1 could not be answered" in said.err
    assert answers[1]["line"] == 2
    assert words in answers[1]["error"]
    assert [one["answer"]["needed"] for one in (answers[0], answers[2])] == [True, False]


def test_a_rule_that_there_is_not_reads_nothing(ask):
    said, answers = ask("covr", LONG)

    assert (said.status, answers) == (1, [])
    assert "did you mean 'cover'" in said.err


def test_without_a_name_every_rule_is_listed(monkeypatch, capsys):
    said = commands.runner(monkeypatch, capsys)("rule")

    assert said.status == 0
    assert "cover                    When somebody away needs cover by name" in said.out
