"""What the bench of pages says is right, and no page asks the database more than it may."""

from __future__ import annotations

import json
import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.pages import GOALS, country, figures, verdict
from benchmarks.pages.figures import Figures, Kind
from tests.desk.conftest import sign_in, staffed

__all__ = ["sign_in", "staffed"]

# What a page asks at most, from the session to the line of the audit, with the savepoints of a test; of a
# person most when a head looks, who sees besides to whom the record is closed.
MOST = {"caseload": 27, "person": 48, "search": 20, "week": 40, "form": 14, "draft": 17, "save": 37}


@pytest.fixture
def most():
    """Return what counts the questions of a page and holds them against the most there may be."""

    def most(kind, ask):
        ask()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = ask()
        assert len(asked) <= MOST[kind], "\n".join(one["sql"][:120] for one in asked)
        return answer

    return most


@pytest.mark.django_db
def test_a_caseload_asks_no_more_for_more_people(staffed, sign_in, most):
    client = sign_in(staffed.sam)
    for number in range(12):
        staffed.with_(staffed.person(f"Alder {number}"), staffed.sam)

    assert most("caseload", lambda: client.get(reverse("my-people"))).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["jo", "noor", "sam"])
def test_a_person_asks_little_whoever_looks(staffed, sign_in, most, who):
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    client = sign_in(getattr(staffed, who))

    assert most("person", lambda: client.get(reverse("person", args=[ivy.ref]))).status_code == 200


@pytest.mark.django_db
def test_a_search_asks_no_more_for_more_people(staffed, sign_in, most):
    client = sign_in(staffed.sam)
    for number in range(12):
        staffed.with_(staffed.person(f"Alder {number}"), staffed.sam)

    page = most("search", lambda: client.post(reverse("search"), {"words": "Alder"})).content.decode()
    assert "Alder 11" in page


@pytest.mark.django_db
def test_a_week_asks_no_more_for_more_who_wait(staffed, sign_in, most):
    client = sign_in(staffed.noor)
    for number in range(12):
        staffed.waits(staffed.person(f"Alder {number}"))

    assert most("week", lambda: client.get(reverse("week", args=[staffed.pdu.ref]))).status_code == 200


@pytest.mark.django_db
def test_a_form_is_opened_kept_and_sent_with_little(staffed, sign_in, most):
    client, address = sign_in(staffed.sam), reverse("incident")
    said = {"kind": "other", "where": "Room 2", "words": "Shouted.", "person": "", "warning": ""}

    def opened():
        page = most("form", lambda: client.get(address)).content.decode()
        return said | dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))

    def keep():
        fields["words"] = str(time.time())
        return client.post(reverse("drafts:keep"), fields, headers={"Accept": "application/json"})

    fields = opened()
    assert most("draft", keep).status_code == 200
    assert most("save", lambda: client.post(address, opened())).status_code == 302


def test_a_request_that_waited_is_measured_from_when_it_was_due():
    asked = [
        {"kind": "person", "ms": ms, "late": 0, "status": 200, "right": True} for ms in (20, 21, 22, 900)
    ]
    found = figures.of(asked, 2, {"person": [{"queries": 9, "ms": 18}, {"queries": 11, "ms": 19}]}, {})

    assert found.rate == 2
    assert found.kinds["person"] == Kind(4, 21, 900, 900, 0, (10, 11), 19)
    assert found.kinds["all reads"] == found.kinds["person"]
    assert "all saves" not in found.kinds


def test_queries_are_those_the_service_counted_in_that_time(tmp_path):
    log = tmp_path / "log"
    line = {"at": "2026-11-23T10:00:00+00:00", "route": "week", "method": "GET", "queries": 33, "ms": 5}
    log.write_text("words\n" + json.dumps(line) + "\n" + json.dumps({**line, "route": "told"}) + "\n")

    assert figures.queries(log, 1795428000, 1795428001)["week"] == [line]
    assert not figures.queries(log, 0, 1)


@pytest.mark.parametrize(("p95", "errors", "said"), [(150, 0, "every goal is met"), (201, 0, "NOT met: week"),
                                                     (150, 2, "2 errors")])  # fmt: skip
def test_the_verdict_is_as_measured(p95, errors, said, capsys):
    verdict(Figures({"week": Kind(10, 1, p95, p95, errors)}, 40, 0, {}))

    assert said in capsys.readouterr().err
    assert GOALS["week"] == 200


def test_each_unit_gets_one_senior(tmp_path):
    (tmp_path / "practitioners.csv").write_text("ref,grade,unit\nw1,senior,u1\nw2,senior,u1\nw3,officer,u2\n")
    (tmp_path / "offices.csv").write_text("ref,unit,post,held_by,from\nu1-head,u1,head,w0,2022-01-01\n")

    country.add_seniors(tmp_path)

    assert (tmp_path / "offices.csv").read_text().splitlines()[2:] == ["u1-senior,u1,senior,w1,2022-01-01"]
