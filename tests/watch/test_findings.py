"""Each look of the doctor, tried both ways: a look that cannot fail is none."""

from datetime import UTC, datetime, timedelta

import pytest

from befriend.audit.replica import Moment
from befriend.watch import findings
from befriend.watch.findings import Level, Role

APP = Role("app", False, False, False, True, 0)  # noqa: FBT003  # A row as the server gives it.
COUNTS = Role("counts", False, True, False, False, 9)  # noqa: FBT003
GOOD_KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
GB = 10**9
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def roles(*more):
    return {one.name: one for one in (APP, COUNTS, *more)}


TRIED = [
    (findings.secret_key(GOOD_KEY), findings.secret_key("short"), Level.RED),
    (findings.secret_key(GOOD_KEY), findings.secret_key("a" * 50), Level.RED),
    (findings.debugging(on=False), findings.debugging(on=True), Level.RED),
    (findings.hosts(["a.example"]), findings.hosts(["*"]), Level.RED),
    (findings.hosts(["a.example"]), findings.hosts([".example"]), Level.RED),
    (findings.hosts(["a.example"]), findings.hosts([]), Level.RED),
    (
        findings.https(["a.example"], secure=True, behind_proxy=True),
        findings.https(["a.example"], secure=True, behind_proxy=False),
        Level.RED,
    ),
    (
        findings.https(["localhost"], secure=False, behind_proxy=False),
        findings.https(["localhost", "a.example"], secure=False, behind_proxy=True),
        Level.RED,
    ),
    (
        findings.way_to_database([("/run/befriend", ""), ("db.example", "verify-full")]),
        findings.way_to_database([("", ""), ("db.example", "require")]),
        Level.RED,
    ),
    (
        findings.way_to_database([("127.0.0.1", "")]),
        findings.way_to_database([("localhost,db.example", "")]),
        Level.RED,
    ),
    (findings.mail(is_set_up=True), findings.mail(is_set_up=False), Level.AMBER),
    (findings.app_role(roles(), "app", "app"), findings.app_role({}, "app", "app"), Level.RED),
    (
        findings.app_role(roles(), "app", "app"),
        findings.app_role(roles(APP._replace(superuser=True)), "app", "app"),
        Level.RED,
    ),
    (
        findings.app_role(roles(), "app", "app"),
        findings.app_role(roles(APP._replace(passes_policies=True)), "app", "app"),
        Level.RED,
    ),
    (
        findings.app_role(roles(), "app", "app"),
        findings.app_role(roles(APP._replace(owns=1)), "app", "app"),
        Level.RED,
    ),
    (
        findings.app_role(roles(), "app", "app"),
        findings.app_role(roles(APP._replace(name="boss", superuser=True)), "boss", "app"),
        Level.RED,
    ),
    (findings.counting_role(roles(), "counts"), findings.counting_role({}, "counts"), Level.RED),
    (
        findings.counting_role(roles(), "counts"),
        findings.counting_role(roles(COUNTS._replace(signs_in=True)), "counts"),
        Level.RED,
    ),
    (
        findings.counting_role(roles(), "counts"),
        findings.counting_role(roles(COUNTS._replace(passes_policies=False)), "counts"),
        Level.RED,
    ),
    (findings.floor([], 40), findings.floor(["people_person"], 39), Level.RED),
    (findings.floor([], 40), findings.floor([], 0), Level.RED),
    (findings.migrations([]), findings.migrations(["people.0002"]), Level.RED),
    (findings.policies(""), findings.policies("cap.yaml: no day."), Level.RED),
    (findings.chain(0, 0), findings.chain(1, 0), Level.RED),
    (findings.chain(0, 0), findings.chain(0, 5), Level.AMBER),
    (findings.clock(1.9), findings.clock(-2.1), Level.RED),
    (findings.disk("x", 50 * GB, 100 * GB), findings.disk("x", 10 * GB, 100 * GB), Level.AMBER),
    (findings.disk("x", 50 * GB, 100 * GB), findings.disk("x", 4 * GB, 100 * GB), Level.RED),
    (findings.copies(3, real=True), findings.copies(25, real=True), Level.RED),
    (findings.copies(3, real=True), findings.copies(None, real=True), Level.RED),
    (findings.copies(3, real=False), findings.copies(None, real=False), Level.AMBER),
    (findings.worker(silent=False), findings.worker(silent=True), Level.AMBER),
    (findings.postgres(150004), findings.postgres(140012), Level.RED),
    (findings.postgres(180006), findings.postgres(190001), Level.RED),
    (
        findings.durable(dict.fromkeys(findings.MUST_BE_ON, "on")),
        findings.durable({**dict.fromkeys(findings.MUST_BE_ON, "on"), "fsync": "off"}),
        Level.RED,
    ),
    (findings.replica(Moment(NOW)), findings.replica(None), Level.RED),
    (
        findings.replica(Moment(NOW, timedelta(minutes=5))),
        findings.replica(Moment(NOW, timedelta(seconds=301))),
        Level.AMBER,
    ),
]


@pytest.mark.parametrize(("good", "bad", "level"), TRIED, ids=lambda one: getattr(one, "about", ""))
def test_a_look_finds_what_is_wrong_and_says_how_to_mend_it(good, bad, level):
    assert (good.level, good.mend) == (Level.GREEN, "")
    assert bad.level == level
    assert bad.says
    assert bad.mend


def test_every_look_is_tried():
    looks = {
        name
        for name, thing in vars(findings).items()
        if getattr(thing, "__annotations__", {}).get("return") == "Finding" and name != "judged"
    }
    tried = {one.about.split(" of the ")[0] for one, _, _ in TRIED}

    assert len(looks) == len({one.about for one, _, _ in TRIED}), (looks, tried)


def test_what_stands_in_the_way_of_real_people_names_the_next_command():
    assert "`befriend backup` now" in findings.copies(None, real=True).mend
    assert "`befriend init --real`" in findings.copies(None, real=True).mend
    assert "sqlmigrate" in findings.floor(["people_person"], 39).mend
