"""Every address of the service, and who may see it: an address in no row fails."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db

NOBODY = "nobody signed in"
PRACTITIONER, SENIOR, HEAD = "practitioner", "senior", "head"
REPRESENTATIVE, OTHER_HEAD = "representative", "head of another unit"
KNOCKING = (NOBODY, PRACTITIONER, SENIOR, HEAD, REPRESENTATIVE, OTHER_HEAD)

ANYBODY = set(KNOCKING)
STAFF = ANYBODY - {NOBODY}
MANAGERS = {SENIOR, HEAD}
WHO_SEES_THE_WEEK = {SENIOR, HEAD, REPRESENTATIVE}

# Address -> who may see it; where it has parts, `arguments` below says of what.
MAY_SEE: dict[str, set[str]] = {
    "": ANYBODY,
    "accounts/inactive/": ANYBODY,
    "accounts/login/": ANYBODY,
    "accounts/logout/": ANYBODY,
    "accounts/signup/": ANYBODY,
    "api/": ANYBODY,  # where the API is; its addresses ask for a token or a session themselves
    "my-load": ANYBODY,
    "sign-in": ANYBODY,
    "units/<str:ref>/waiting": WHO_SEES_THE_WEEK,
    "units/<str:ref>/week": WHO_SEES_THE_WEEK,
}


def addresses(resolver: URLResolver, before: str = "") -> list[str]:
    """Return every address below a resolver, as it is written."""
    found = []
    for each in resolver.url_patterns:
        written = before + str(each.pattern)
        found += addresses(each, written) if isinstance(each, URLResolver) else [written]
    return found


EVERY = sorted(addresses(get_resolver()))


def test_every_address_has_a_row():
    assert EVERY == sorted(MAY_SEE)


def test_every_view_of_ours_says_who_may_see_it():
    silent = [
        pattern.name
        for pattern in patterns(get_resolver())
        if pattern.callback.__module__.startswith("befriend.")
        if not hasattr(pattern.callback, "permission")
    ]
    assert silent == []


def patterns(resolver: URLResolver) -> list[URLPattern]:
    """Return every pattern below a resolver."""
    found = []
    for each in resolver.url_patterns:
        found += patterns(each) if isinstance(each, URLResolver) else [each]
    return found


@pytest.fixture
def knocking(staffed, sign_in):
    """Return who knocks at a page, by what they are."""
    return {
        PRACTITIONER: staffed.sam,
        SENIOR: staffed.noor,
        HEAD: staffed.jo,
        REPRESENTATIVE: staffed.wren,
        OTHER_HEAD: staffed.ash,
    }


@pytest.fixture
def arguments(staffed):
    """Return what stands for each part of an address."""
    return {"<str:ref>": staffed.pdu.ref}


@pytest.mark.parametrize("role", KNOCKING)
def test_a_page_is_shown_to_those_of_its_row_and_nobody_else(role, knocking, arguments, sign_in):
    client = Client() if role == NOBODY else sign_in(knocking[role])

    seen = {address for address in MAY_SEE if is_shown(client, filled(address, arguments))}

    assert seen == {address for address, who in MAY_SEE.items() if role in who}


def filled(address: str, arguments: dict[str, str]) -> str:
    """Return an address with its parts filled in."""
    for part, value in arguments.items():
        address = address.replace(part, str(value))
    return f"/{address}"


def is_shown(client: Client, address: str) -> bool:
    """Say whether a page was shown: not forbidden, and not sent to sign in.

    Where only POST is answered, GET is 405, which comes after the question who it is.
    """
    answer = client.get(address)
    if answer.status_code == 302 and "/accounts/login/" in answer.url:
        return address in ("/accounts/signup/", "/accounts/login/")
    return answer.status_code not in (401, 403)
