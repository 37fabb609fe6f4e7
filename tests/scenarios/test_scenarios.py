"""Runs every scenario of this folder: what is given, and what follows from it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from befriend import policies
from befriend.rules import (
    availability,
    capacity,
    contact_time,
    eligibility,
    exceed,
    named,
    retention,
    serving,
    wording,
)
from befriend.rules.availability import Away, Career, Contract, Reduction
from befriend.rules.values import Decision, Grade, Missing, Place, Reason, Report, Risk, Standing, Tier, Work

FOLDER = Path(__file__).parent
BOOK = policies.load()
Given = Mapping[str, Any]
Answer = dict[str, Any]


def work(given: Given) -> Work:
    marks = set(given.get("marks", ()))
    return Work(
        tier=Tier.from_code(given.get("tier", "C2")),
        place=Place.from_code(given.get("place", "community")),
        points=given.get("case_points", 63),
        risk=Risk.from_code(given.get("risk", "medium")),
        mappa=given.get("mappa", 0),
        safeguarding="safeguarding" in marks or given.get("safeguarding", False),
        sexual_offence="sexual_offence" in marks,
        domestic_abuse="domestic_abuse" in marks,
        just_released=given.get("just_released", False),
        moved_before=given.get("moved_before", False),
    )


def decided(decision: Decision) -> Answer:
    return {
        "allowed": decision.allowed,
        "codes": [each.code for each in decision.reasons],
        "says": wording.words(decision.reasons[0]),
    }


def run_capacity(given: Given, day: date) -> Answer:
    grade, month = Grade.from_code(given["grade"]), given.get("month", 0)
    limits = capacity.limits(grade, round(given["hours"] * 60), month, BOOK, day)
    standing = Standing(
        grade, *limits, given["points"], given["people"], month, frozenset(), given.get("ordered", 0)
    )
    return decided(
        capacity.may_take(
            standing,
            work(given),
            BOOK,
            day,
            conflict=given.get("conflict", False),
            request=given.get("request"),
        )
    )


def run_eligibility(given: Given, day: date) -> Answer:
    grade, modules = Grade.from_code(given["grade"]), frozenset(given.get("modules", ()))
    against = eligibility.reasons_against(grade, modules, work(given), BOOK, day)
    return {"codes": [each.code for each in against]}


def run_availability(given: Given, day: date) -> Answer:
    career = Career(
        Grade.from_code(given["grade"]),
        **{n: given.get(n) for n in ("programme_started", "qualified_on", "pso_started")},
    )
    answer = availability.available_minutes(
        day,
        contracts=[Contract(date(2020, 1, 6), given.get("contract_until"), given["hours"] * 60)],
        away=[Away(*each) for each in given.get("away", ())],
        training=[Away(*each) for each in given.get("training", ())],
        reductions=[Reduction(*each[:3], percent=each[3]) for each in given.get("reductions", ())]
        + [Reduction(*each[:3], minutes=each[3]) for each in given.get("reduction_minutes", ())],
        duty_minutes=given.get("duty", 0),
        career=career,
        book=BOOK,
    )
    if isinstance(answer, Missing):
        return {"missing": answer.what}
    return {
        "minutes": answer.minutes,
        "points": availability.available_points(answer.minutes, BOOK, day),
        "steps": {step.code: step.minutes for step in answer.steps},
    }


def run_serving(given: Given, day: date) -> Answer:
    order, waiting = serving.order(BOOK, day), given["waiting"]
    key = {ref: serving.order_key(order, work(one), one["since"], ref) for ref, one in waiting.items()}
    first = [ref for ref, one in waiting.items() if serving.first_order(order, work(one))]
    return {"order": sorted(key, key=key.__getitem__), "first_order": sorted(first)}


def run_exceed(given: Given, day: date) -> Answer:
    last = exceed.LastOrder(given["last"], given["last_until"]) if "last" in given else None
    order = exceed.ExceedOrder(
        given["office"], given["start"], given["until"], Grade.from_code(given["grade"])
    )
    return decided(exceed.may_order(order, last, BOOK, day))


def run_contact_time(given: Given, day: date) -> Answer:
    reports = [Report.from_code(code) for code in given["reports"]]
    answer = contact_time.minutes_a_person(given["minutes"], given["people"], reports, BOOK, day)
    return {"missing": answer.what} if isinstance(answer, Missing) else answer._asdict()


def run_retention(given: Given, day: date) -> Answer:
    kept = retention.Kept(
        open_case=given.get("open_case", False),
        last_ended=given.get("last_ended"),
        marks=frozenset(given.get("marks", ())),
        holds=tuple(retention.Hold(*each) for each in given.get("holds", ())),
    )
    answer = retention.keep_until(kept, BOOK, day)
    if isinstance(answer, Missing):
        return {"missing": answer.what}
    return {
        "due": answer.due,
        "until": answer.day,
        "codes": [each.code for each in answer.reasons],
        "says": wording.words(answer.reasons[0]),
    }


RUN: dict[str, Callable[[Given, date], Answer]] = {
    name.removeprefix("run_"): function for name, function in globals().items() if name.startswith("run_")
}


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
    answer = answered(name, scenario["given"], scenario["day"])

    then = named.plain(scenario["then"])
    assert asked(answer, then) == then


def answered(name: str, given: Given, day: date) -> Answer:
    """Return what a rule answers, and of its reasons the codes and the first in words."""
    if name in RUN:
        return dict(named.plain(RUN[name](given, day)))
    answer = named.ask(name, given, day, BOOK)
    reasons = answer.get("reasons") or []
    if reasons:
        answer["codes"] = [each["code"] for each in reasons]
        answer["says"] = wording.words(Reason(reasons[0]["code"], tuple(reasons[0]["values"].items())))
    return answer


def asked(answer: Any, then: Any) -> Any:
    """Return of the answer only what the scenario speaks of."""
    if not isinstance(then, dict) or not isinstance(answer, dict):
        return answer
    return {name: asked(answer.get(name), value) for name, value in then.items()}
