"""Every address posted to as every role, with whatever its forms hold spoilt in every way."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from random import Random
from typing import Protocol
from urllib.parse import quote_from_bytes

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as some

from tests.hostile import nonsense
from tests.hostile.place import REFUSED, Answer, Browser, Findings, Place

PARTS = re.compile("<([a-z]+):([a-z0-9_]+)>")
FORM = re.compile(r"<form([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<(?:input|select|textarea|button)\b[^>]*\bname=\"([^\"]+)\"[^>]*>")
OPTION = re.compile(r"\bvalue=\"([^\"]*)\"")
# Those who sign in: one of each post of the invented unit, somebody with people, and nobody.
ROLES = ("", "o01", "l01", "l03", "l04", "l06", "l07", "l08", "l09", "l10", "l11", "s02")
# Signs everybody out, or changes how somebody signs in: what follows would be asked as nobody.
LAST = ("accounts/",)


class Size(Protocol):
    """How much is sent."""

    forms: int
    seconds: int
    pages: int


def attack(place: Place, findings: Findings, *, number: int, size: Size) -> None:
    """Go through roles and addresses until the time is over, with some forms for each."""
    until, known = time.monotonic() + size.seconds, references()
    every = rounds(number)
    chosen = every[: size.pages] if size.pages else every
    for count, (role, written) in enumerate(chosen):
        if time.monotonic() > until:
            print(f"    the time was over after {count} of {len(chosen)} pages and roles", flush=True)
            return
        if not count % 50:
            print(f"    {count} of {len(every)} pages and roles", flush=True)
        browser = Browser(place.service.url, role)
        page(place, findings, browser, written, known, number=number + count, times=size.forms)


def rounds(number: int) -> list[tuple[str, str]]:
    """Return every role with every address, in an order of luck that the seed gives."""
    found = [(role, written) for role in ROLES for written in addresses()]
    Random(number).shuffle(found)
    return sorted(found, key=lambda one: one[1].startswith(LAST))


def addresses() -> list[str]:
    """Return every address that is not of the API, as it is written."""
    from django.urls import get_resolver

    return sorted({one for one in below(get_resolver()) if not one.startswith("api/")})


def below(resolver: object, before: str = "") -> Iterator[str]:
    """Return every address below a resolver."""
    for each in resolver.url_patterns:
        written = before + str(each.pattern).removeprefix("^").removesuffix("$")
        if hasattr(each, "url_patterns"):
            yield from below(each, written)
        else:
            yield written


def filled(written: str, known: dict[str, list[str]], turn: int) -> str:
    """Return an address with its parts filled in: with something there is, or a number."""

    def part(found: re.Match[str]) -> str:
        values = known.get(found[2]) or ["1", "2", "0", "99999999999999999999"]
        return values[turn % len(values)]

    return "/" + PARTS.sub(part, written)


def references() -> dict[str, list[str]]:
    """Return references that there are, by the name of the part of an address."""
    from befriend.audit import access
    from befriend.people.models import Person
    from befriend.sentences.models import Case
    from befriend.workforce.models import Practitioner
    from tests.hostile.folders import today

    with access.service(by="hostile", day=today()):
        return {
            "ref": ["larkfield", "heath", "birdland"],
            "person": list(Person.objects.order_by("pk").values_list("ref", flat=True)[:20]),
            "case": list(Case.objects.order_by("pk").values_list("ref", flat=True)[:5]),
            "practitioner": list(Practitioner.objects.order_by("pk").values_list("ref", flat=True)[:5]),
            "message": ["00000000-0000-0000-0000-000000000000"],
        }


def page(
    place: Place,
    findings: Findings,
    browser: Browser,
    written: str,
    known: dict[str, list[str]],
    *,
    number: int,
    times: int,
) -> None:
    """Spoil the forms of one address in every way, and see what comes of it."""
    browser.sign_in()
    address = filled(written, known, number)
    fields = fields_of(browser.ask(address).page, known)
    token = browser.token()
    sent: list[Answer] = []

    @seed(number)
    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(some.data())
    def send(data: some.DataObject) -> None:
        body, headers = data.draw(spoilt(fields, token))
        answer = browser.ask(filled(written, known, data.draw(some.integers(0, 19))), body, headers)
        sent.append(answer)
        if answer.status >= 500:
            told = f"{answer.status} of {written} as {browser.practitioner or 'nobody'}"
            findings.wrong(f"{told}: {body[:200]!r} {headers}")

    before = place.held()
    send()
    findings.count("forms", len(sent))
    if all(one.status in REFUSED for one in sent):
        findings.compared += 1
        compare(place, findings, before, written)
    else:
        findings.let_through += sum(one.status not in REFUSED for one in sent)


def compare(place: Place, findings: Findings, before: dict, written: str) -> None:
    """See to it that what was refused changed nothing."""
    from befriend.database import contents

    for told in contents.differences(before, place.held()):
        findings.wrong(f"what {written} refused changed {told}")


def fields_of(page: str, known: dict[str, list[str]]) -> dict[str, list[bytes]]:
    """Return the names of the fields of a page, each with values that a browser might send."""
    found: dict[str, list[bytes]] = {"person": [], "practitioner": [], "unit": [], "once": [], "words": []}
    for _, inner in FORM.findall(page):
        for field in FIELD.finditer(inner):
            value = OPTION.search(field[0])
            found.setdefault(field[1], []).append(unescape(value[1]).encode() if value else b"")
        for option in re.findall(r"<option value=\"([^\"]*)\"", inner)[:10]:
            for values in found.values():
                values.append(option.encode())
    for name, values in known.items():
        found.setdefault(name, []).extend(value.encode() for value in values[:3])
    found.pop("csrfmiddlewaretoken", None)
    return found


@some.composite
def spoilt(draw: some.DrawFn, fields: dict[str, list[bytes]], token: bytes) -> tuple[bytes, dict[str, str]]:
    """Draw the body of a form, and what is said of it."""
    way = draw(some.sampled_from(nonsense.WAYS))
    pairs = [
        (name.encode(), draw(some.one_of(some.sampled_from(values or [b""]), nonsense.VALUE)))
        for name, values in fields.items()
        if draw(some.integers(0, 9)) > 1
    ]
    pairs += draw(some.lists(some.tuples(nonsense.NAME, nonsense.VALUE), max_size=3))
    # Mostly with the token, so that what lies behind it is reached.
    if draw(some.integers(0, 9)):
        pairs.append((b"csrfmiddlewaretoken", token))
    if way == "very many":
        pairs += [(b"words", b"x")] * 1000
    if way == "twice each":
        pairs += pairs
    headers = {"Accept": draw(some.sampled_from(["text/html", "application/json", "*/*", ""]))}
    return body_of(way, pairs, headers, draw)


def body_of(
    way: str, pairs: list[tuple[bytes, bytes]], headers: dict[str, str], draw: some.DrawFn
) -> tuple[bytes, dict[str, str]]:
    """Return the bytes of a form as they are sent, and its headers."""
    if way.startswith("in parts"):
        name = b'; filename="a\0.csv"' if "file" in way else b""
        written = b"".join(
            b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (key, name, value)
            for key, value in pairs
        )
        ends = draw(some.sampled_from([b"--x--\r\n", b"--x", b""]))
        return written + ends, headers | {"Content-Type": "multipart/form-data; boundary=x"}
    body = b"&".join(quote_from_bytes(key).encode() + b"=" + quote_from_bytes(value).encode()
                     for key, value in pairs)  # fmt: skip
    if way in ("as json", "as bytes"):
        said = draw(some.sampled_from(nonsense.TYPES))
        return draw(some.sampled_from([body, b"{", b"\xff" * 50])), headers | {"Content-Type": clean(said)}
    return body, headers


def clean(header: str) -> str:
    """Return a header as this client can send it; worse ones are sent raw (tests/hostile/raw.py)."""
    return header.replace("\0", "%00")
