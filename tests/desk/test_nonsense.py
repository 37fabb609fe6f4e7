"""No address and no field breaks a page, whatever stands in it; a fault that is ours has a number."""

from __future__ import annotations

import logging
import re
from itertools import product
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from befriend.identity.models import User
from befriend.log import WithoutValues

pytestmark = pytest.mark.django_db

TEXTS = ["\0", "a\0b", "9" * 400, "-1", "é\u0301\u202e", "\ud7ff\U0001f426", "'\"<>%s", " ", ".", "x" * 5000]
NUMBERS = ["0", "9223372036854775807", "9223372036854775808", "9" * 400]
DAYS = ["\0", "", "0001-01-01", "01/01/0001", "9999-12-31", "31/12/9999", "31/02/2026", "0000-00-00",
        "9" * 400, "-1", "1 January 20261", "٢٧/١١/٢٠٢٦", "\U0001f426"]  # fmt: skip
PARTS = re.compile("<([a-z]+):([a-z]+)>")


def addresses(resolver: URLResolver, before: str = "") -> list[str]:
    """Return every address below a resolver, as it is written."""
    found = []
    for each in resolver.url_patterns:
        written = before + str(each.pattern)
        found += addresses(each, written) if isinstance(each, URLResolver) else [written]
    return found


EVERY = sorted(addresses(get_resolver()))


@pytest.fixture
def known(staffed):
    """Return references that there are, by the name of the part of an address."""
    return {
        "ref": staffed.pdu.ref,
        "person": staffed.ali.ref,
        "practitioner": staffed.sam.ref,
        "case": staffed.ali.cases.get().ref,
    }


@pytest.fixture
def browsers(staffed):
    """Return browsers of the head and of an officer, in which faults are pages: one world serves both."""
    return [signed_in(who) for who in (staffed.jo, staffed.sam)]


def signed_in(practitioner):
    """Return a browser of its own, in which somebody is signed in and faults are pages."""
    practitioner.user = User.objects.create_user(username=f"user-{practitioner.ref}")
    practitioner.save()
    client = Client(raise_request_exception=False)
    client.force_login(practitioner.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("written", [one for one in EVERY if "<" in one])
def test_no_part_of_an_address_breaks_a_page(written, known, browsers):
    for browser, (kind, name) in product(browsers, PARTS.findall(written)):
        for nonsense in NUMBERS if kind == "int" else TEXTS:
            parts = {"objection": "0", "asked": "0", **known, name: nonsense}
            address = PARTS.sub(lambda part, parts=parts: quote(parts.get(part[2], "0"), safe=""), written)

            assert browser.get(f"/{address}").status_code < 500, (browsers.index(browser), address[:200])


@pytest.mark.parametrize("written", [one for one in EVERY if one != "api/openapi.json"])
def test_no_question_after_an_address_breaks_a_page(written, known, browsers):
    address = PARTS.sub(lambda part: known.get(part[2], "0"), written)
    names = ["page", "practitioners", "plan", "waiting", "practitioner", "unit", "next", "reductions", "day"]

    for browser, nonsense in product(browsers, (*TEXTS, *NUMBERS)):
        asked = dict.fromkeys(names, nonsense)
        assert browser.get(f"/{address}", asked).status_code < 500, (browsers.index(browser), nonsense)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("away", ("from_date", "until_date")),
        ("statement", ("first", "last")),
        ("statement-paper", ("first", "last")),
    ],
)
def test_no_day_breaks_a_page(name, fields, staffed, known, sign_in):
    away = name == "away"
    client = sign_in(staffed.jo if away else staffed.sam)
    address = reverse(name, args=[known["ref"] if away else known["practitioner"]])

    for first, last in product([*DAYS, "23/11/2026"], repeat=2):
        asked = {"practitioner": staffed.sam.ref, fields[0]: first, fields[1]: last}
        assert client.get(address, asked).status_code < 500, asked


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("give-order", {"points": "2400", "people": "50", "because": "x", "not_done": "x"}),
        ("sign-stop", {"rank": "1", "work": "x", "harm": "x", "lawful_because": "x"}),
        ("cover", {}),
    ],
)
def test_no_day_breaks_a_decision(name, said, staffed, sign_in):
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.robin)
    client = sign_in(staffed.jo)
    address = reverse(name, args=[staffed.pdu.ref, ivy.ref] if name == "cover" else [staffed.pdu.ref])

    for first, last in product([*DAYS, "23/11/2026"], repeat=2):
        asked = {
            **said,
            "practitioner": staffed.sam.ref,
            "from_date": first,
            "until_date": last,
            "until": last,
        }
        assert client.post(address, asked).status_code < 500, asked


@pytest.mark.parametrize(("name", "fields"), [("away", "from_date until_date"), ("statement", "first last")])
def test_a_day_before_the_rules_is_answered_in_the_form(name, fields, staffed, known, sign_in):
    away = name == "away"
    client = sign_in(staffed.jo if away else staffed.sam)
    address = reverse(name, args=[known["ref"] if away else known["practitioner"]])
    asked = {"practitioner": staffed.sam.ref, **dict.fromkeys(fields.split(), "01/01/0001")}
    asked[fields.split()[1]] = "01/02/0001"

    answer = client.get(address, asked)

    assert answer.status_code == 422
    assert "do not reach so far back" in answer.content.decode()
    assert 'value="01/01/0001"' in answer.content.decode()


def test_a_fault_of_ours_has_one_number_on_the_page_and_in_the_log(staffed, sign_in, monkeypatch, caplog):
    client = sign_in(staffed.jo)
    client.raise_request_exception = False
    monkeypatch.setattr("befriend.desk.views.week.based_on", lambda _week: 1 / 0)

    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = client.get(reverse("week", args=[staffed.pdu.ref]))

    assert answer.status_code == 500
    (number,) = re.findall("reference is ([0-9a-f]{8})", answer.content.decode())
    line = WithoutValues("%(levelname)s %(message)s").format(caplog.records[-1])
    assert f"(reference {number})" in line.splitlines()[0]
    assert "ZeroDivisionError" in line
