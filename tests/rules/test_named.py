"""Rules by name: each is found, and what makes no sense is said in words that mend it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest

from befriend import policies
from befriend.policies import PolicyError
from befriend.policies.form import Form
from befriend.rules import named
from befriend.rules.named import AskedError, ByCode, Rule
from befriend.rules.values import Missing, Place, Tier, reason

BOOK = policies.load()
MONDAY = date(2026, 11, 23)


class Given(Form):
    tier: Annotated[Tier, ByCode()]
    weights: dict[str, int] = {}
    inner: tuple[Given, ...] = ()


ECHO = Rule("echo", "Echo", Given, lambda given, day, book: given.weights, ())


def test_every_rule_has_a_name_fit_for_an_address_and_policies_that_there_are():
    for name, rule in named.RULES.items():
        assert name == rule.name
        assert name.replace(".", "").replace("_", "").isalnum()
        assert name.islower()
        for key in rule.policies:
            BOOK.entry(key)
        assert list(rule.changed) == sorted(rule.changed)


def test_every_field_of_every_rule_says_what_it_is():
    bare = [
        f"{name}.{field}"
        for name, rule in named.RULES.items()
        for field, about in rule.given.model_fields.items()
        if not about.description
    ]

    assert bare == []


def test_a_day_may_be_a_day_or_a_word():
    as_word = named.ask("cover", {"start": "2026-11-23", "until": "2026-12-01"}, MONDAY, BOOK)

    assert as_word == named.ask("cover", {"start": MONDAY, "until": date(2026, 12, 1)}, MONDAY, BOOK)
    assert as_word["needed"] is True


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "cover: start is missing; add it"),
        ({"start": "23/11/2026"}, 'start is not a day, but "23/11/2026"; write it as 2026-11-23'),
        ({"start": 5}, "start is not a day, but 5"),
        ({"start": "2026-11-23", "untill": None}, "untill is not known; did you mean 'until'?"),
        (["start"], "should be a JSON object"),
        ({"start": float("nan")}, "is not JSON"),
        ({"start": "9" * 1000}, "..."),
    ],
)
def test_what_cannot_be_understood_names_the_field_and_the_mending(given, words):
    with pytest.raises(AskedError) as wrong:
        named.ask("cover", given, MONDAY, BOOK)

    assert words in str(wrong.value)
    assert len(str(wrong.value)) < 300


def test_a_rule_that_there_is_not_may_be_meant_otherwise():
    with pytest.raises(AskedError, match="did you mean 'cover'"):
        named.ask("covers", {}, MONDAY, BOOK)


def test_what_a_rule_refuses_is_said_and_not_raised_raw():
    with pytest.raises(AskedError, match="`last` and `last_until` go together"):
        named.ask("exceed", {"office": "unit", "start": "2026-11-23", "until": "2026-11-30",
                             "grade": "officer", "last": "unit"}, MONDAY, BOOK)  # fmt: skip


def test_a_day_before_the_policies_is_said_to_be_one():
    with pytest.raises(PolicyError, match="says nothing about 1999-01-01"):
        named.ask("cover", {"start": "1999-01-01"}, date(1999, 1, 1), BOOK)


def test_a_code_is_read_by_its_word_and_no_other():
    assert named.understood(ECHO, {"tier": "B2S"}).tier is Tier.B2S
    for wrong in ("b2s", 7, None, "UNTIERED"):
        with pytest.raises(AskedError, match="tier"):
            named.understood(ECHO, {"tier": wrong})


def test_what_is_not_known_within_a_table_is_named_with_its_place():
    with pytest.raises(AskedError, match=r"inner\.0\.teir is not known; take it out"):
        named.understood(ECHO, {"tier": "A1", "inner": [{"tier": "A1", "teir": 3}]})


def test_an_answer_becomes_json():
    answer = {Place.CUSTODY: (MONDAY, Tier.A1), "why": reason("room", after=1, limit=2), "of": {3, 1},
              "lacks": Missing("the tier")}  # fmt: skip

    assert named.plain(answer) == {
        "custody": ["2026-11-23", "A1"],
        "why": {"code": "room", "values": {"after": 1, "limit": 2}},
        "of": [1, 3],
        "lacks": {"missing": "the tier"},
    }
