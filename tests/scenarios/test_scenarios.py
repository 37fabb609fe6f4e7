"""Runs every scenario of this folder: what a rule is told on a day, and what follows from it."""

from __future__ import annotations

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


def answered(name: str, given: Given, day: date) -> Answer:
    """Return what a rule answers, and of its reasons the codes and the first in words."""
    answer = named.ask(name, given, day, BOOK)
    reasons = answer.get("reasons") or []
    says = [wording.words(Reason(each["code"], tuple(each["values"].items()))) for each in reasons]
    return {**answer, "codes": [each["code"] for each in reasons], "says": says[0] if says else ""}


def asked(answer: Any, then: Any) -> Any:
    """Return of the answer only what the scenario speaks of."""
    if not isinstance(then, dict) or not isinstance(answer, dict):
        return answer
    return {name: asked(answer.get(name), value) for name, value in then.items()}
