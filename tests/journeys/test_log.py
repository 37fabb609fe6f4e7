"""What a senior's whole way through their pages leaves in the log: pages and numbers, and nobody."""

from __future__ import annotations

import json
import logging
import re
from io import StringIO

import pytest
from django.utils import timezone

from befriend.log import ACCESS, Lines

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SHORTEST_NAME = 3


@pytest.fixture
def logged():
    """Return what the service writes to standard error where it is collected, and libraries' chatter too."""
    written = logging.StreamHandler(StringIO())
    written.setFormatter(Lines(as_json=True))
    loggers = (logging.getLogger(), logging.getLogger(ACCESS))
    before = [each.level for each in loggers]
    loggers[0].addHandler(written)
    for each in loggers:
        each.setLevel(logging.INFO)
    yield written.stream
    loggers[0].removeHandler(written)
    for each, level in zip(loggers, before, strict=True):
        each.setLevel(level)


@pytest.fixture
def demo(transactional_db, monkeypatch, tmp_path):
    """Load the invented unit of `make run`, and return its senior."""
    from befriend import demo
    from befriend.identity.models import Nature
    from befriend.imports import actions as imports
    from befriend.workforce import queries
    from befriend.workforce.models import Office, Unit
    from tests.larkfield import MONDAY

    monkeypatch.setattr(timezone, "localdate", lambda *_: MONDAY)
    Nature.objects.create(kind="invented")
    demo.write(tmp_path / "unit", seed=1, monday=MONDAY)
    assert imports.load(tmp_path / "unit", day=MONDAY).done
    unit = Unit.objects.get(kind=Unit.Kind.UNIT)
    senior = Office.objects.filter(unit=unit, post=Office.Post.SENIOR).order_by("ref").first()
    return unit, queries.holder(senior, MONDAY)


def everybody() -> set[str]:
    """Return every name and reference in the database by which somebody could be known."""
    from befriend.people.models import Person
    from befriend.sentences.models import Case
    from befriend.workforce.models import Practitioner

    found = set(Case.objects.values_list("ref", flat=True))
    for name, ref in Person.objects.values_list("chosen_name", "ref"):
        found |= {name, ref}
    for name, ref in Practitioner.objects.values_list("name", "ref"):
        found |= {name, ref, *(part.strip() for part in name.split(","))}
    return {word for word in found if len(word) >= SHORTEST_NAME}


def named(text: str, words: set[str]) -> list[str]:
    """Return which of the words stand in a text, as words of their own."""
    there = set(re.findall(r"[\w'-]+", text))
    return sorted(word for word in words if word in there or (" " in word and word in text))


def test_the_check_itself_finds_a_name_and_a_reference():
    words = {"Alder Finch", "p017", "Finch"}

    assert named('{"route": "week", "path": "/people/p017"}', words) == ["p017"]
    assert named("No such person: Alder Finch.", words) == ["Alder Finch", "Finch"]
    assert named("Finches p0170", words) == []


def test_a_seniors_whole_way_leaves_nobody_in_the_log(page, demo, logged, monkeypatch):
    unit, senior = demo
    page.goto("/sign-in")
    page.get_by_role("button", name=senior.name).first.click()
    page.get_by_role("button", name="Make a plan").click()
    page.wait_for_load_state()
    for path in ("week", "waiting", "overload", "notices", "orders", "stop-list", "releases", "requests"):
        page.goto(f"/units/{unit.ref}/{path}")
    people = sorted(set(re.findall(r'href="(/people/[^"#?]+)"', page_of(page, f"/units/{unit.ref}/week"))))
    assert people
    for path in (*people[:10], "/people/nobody-of-this-name", "/told", "/my-people", "/my-workload"):
        page.goto(path)
    broken(monkeypatch, people[0])
    page.goto(people[0])

    said = [json.loads(line) for line in logged.getvalue().splitlines()]
    routes = {line.get("route") for line in said}
    assert {"week", "person", "sign-in", "told"} <= routes
    assert {200, 404, 500} <= {line.get("status") for line in said}
    assert any(line.get("kind") == "ValueError" for line in said)
    assert named(logged.getvalue(), everybody()) == []


def page_of(page, path: str) -> str:
    """Return the source of a page."""
    page.goto(path)
    return page.content()


def broken(monkeypatch, path: str) -> None:
    """Have the page of a person fail, with the person in the words of the failure."""
    from befriend.desk.views import person

    def fail(*_what, **_more):
        raise ValueError(f"nothing is known of {path.rsplit('/', maxsplit=1)[-1]}")

    monkeypatch.setattr(person, "render", fail)
