"""Runs every scenario of this folder: what a rule is told on a day, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from befriend import policies
from befriend.rules import named, wording
from befriend.rules.values import Reason

FOLDER = Path(__file__).parent
BOOK = policies.load()
# A day as a program writes it, one thing as many, and none that is said.
UGLY = re.compile(r"\d{4}-\d{2}-\d{2}|(?<![\d.,/])1 (?:added )?\w+s\b|(?<![\d.,])0 days")
Given = Mapping[str, Any]
Answer = dict[str, Any]


def scenarios() -> list[Any]:
    return [
        pytest.param(name_of(path, scenario), scenario, id=f"{path.stem}: {scenario['when']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for scenario in yaml.safe_load(path.read_text("utf-8"))
    ]


def name_of(path: Path, scenario: Given) -> str:
    """Return the rule a scenario is about: what it says, or what its file is called."""
    by_file = {name.replace(".", "_"): name for name in named.RULES}
    return str(scenario.get("rule") or by_file.get(path.stem, path.stem))


@pytest.mark.parametrize(("name", "scenario"), scenarios())
def test_scenario(name, scenario):
    then = named.plain(scenario["then"])
    if "refused" in then:
        with pytest.raises(named.AskedError) as refusal:
            named.ask(name, scenario["given"], scenario["day"], BOOK)
        assert list(then) == ["refused"]
        assert str(refusal.value).removeprefix(f"{name}: ").startswith(then["refused"])
        return

    answer = answered(name, scenario["given"], scenario["day"])

    assert asked(answer, then) == then


@pytest.mark.parametrize(("name", "scenario"), scenarios())
def test_every_reason_writes_its_days_in_full_and_one_as_one(name, scenario):
    if "refused" in scenario["then"]:
        pytest.skip("nothing is answered")
    answer = named.ask(name, scenario["given"], scenario["day"], BOOK)
    steps = answer.get("steps") or {}
    of_dates = list(steps.values()) if isinstance(steps, dict) else []
    every = [
        one for each in [answer.get("reasons") or [], *of_dates] if isinstance(each, list) for one in each
    ]

    said = [spoken(one) for one in every if isinstance(one, dict) and "code" in one]

    assert [words for words in said if UGLY.search(words)] == []


def answered(name: str, given: Given, day: date) -> Answer:
    """Return what a rule answers, and of its reasons the codes and the first in words."""
    answer = named.ask(name, given, day, BOOK)
    reasons = answer.get("reasons") or []
    says = [spoken(each) for each in reasons]
    return {**answer, "codes": [each["code"] for each in reasons], "says": says[0] if says else ""}


def spoken(given: Mapping[str, Any]) -> str:
    """Return a reason in words."""
    return wording.words(Reason(given["code"], tuple(given["values"].items())))


def asked(answer: Any, then: Any) -> Any:
    """Return of the answer only what the scenario speaks of."""
    if not isinstance(then, dict) or not isinstance(answer, dict):
        return answer
    return {name: asked(answer.get(name), value) for name, value in then.items()}
