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
    ".well-known/security.txt": ANYBODY,  # 404 where nobody is named to be told
    "accounts/": STAFF,
    "accounts/again/": set(),  # only who has a password: tests/identity/test_factors.py
    "accounts/again/code/": set(),  # only who has a second factor
    "accounts/again/key/": set(),  # only who has a passkey
    "accounts/factors/": STAFF,
    "accounts/factors/app/": STAFF,
    "accounts/factors/app/remove/": STAFF,
    "accounts/factors/codes/": STAFF,  # 404 for whoever has none
    "accounts/factors/codes/file/": STAFF,
    "accounts/factors/codes/new/": STAFF,
    "accounts/factors/keys/": STAFF,
    "accounts/factors/keys/<int:pk>/": STAFF,  # 404 for whoever's it is not
    "accounts/factors/keys/<int:pk>/remove/": STAFF,
    "accounts/factors/keys/add/": STAFF,
    "accounts/inactive/": ANYBODY,
    "accounts/login/": ANYBODY,
    "accounts/login/forgotten/": ANYBODY,
    "accounts/login/not-signed-in/": ANYBODY,
    "accounts/login/passkey/": STAFF,  # sends whoever is not signed in to the page of sign-in
    "accounts/login/second-factor/": STAFF,  # sends on whoever is not in the midst of signing in
    "accounts/login/with/<str:provider_id>/": ANYBODY,  # 404 unless an organisation signs in here
    "accounts/login/with/<str:provider_id>/callback/": ANYBODY,
    "accounts/logout/": ANYBODY,
    "accounts/password/": STAFF,
    "accounts/password/new/": ANYBODY,
    "accounts/password/new/<str:uidb36>/<str:key>/": ANYBODY,  # the link decides, once
    "accounts/password/none/": STAFF,
    "accounts/sessions/": STAFF,
    "accounts/sessions/<int:session>/end/": STAFF,  # 404 for whoever's it is not
    "accounts/signup/": ANYBODY,
    "accounts/signup/organisation/": ANYBODY,
    "begun": STAFF,
    "drafts/<int:draft>/afresh": STAFF,  # 404 for whoever did not write it
    "drafts/keep": STAFF,
    "api/": ANYBODY,  # where the API is; its addresses ask for a token or a session themselves
    "api/allocations": set(),  # a token only
    "api/openapi.json": ANYBODY,
    "api/units/<path:ref>/week": set(),  # a token only
    "healthz": ANYBODY,  # that the process answers
    "incidents/<int:incident>": {REPRESENTATIVE},
    "incidents/new": STAFF,
    # Data protection only: tests/keeping/test_pages.py
    "keeping": set(),
    "keeping/erasures/<int:erasure>/withdraw": set(),
    "keeping/find": set(),
    "keeping/holds/<int:hold>/end": set(),
    "keeping/passages/<int:passage>": set(),
    "keeping/people/<str:person>": set(),
    "keeping/people/<str:person>/erase": set(),
    "keeping/people/<str:person>/hold": set(),
    "keeping/people/<str:person>/record": set(),
    "keeping/records/<int:asked>": set(),
    "keeping/records/<int:asked>.json": set(),
    "keeping/records/<int:asked>.pdf": set(),
    "keeping/records/<int:asked>/give": set(),
    "metrics": ANYBODY,  # of this machine, or with a token: tests/watch/test_measures.py
    "my-load": ANYBODY,
    "my-people": STAFF,
    "my-people/releases/<str:case>": STAFF,  # 404 for whoever the person is not with
    "my-proposals": STAFF,
    "my-proposals/<int:planned>/object": STAFF,  # 404 for whoever it does not name
    "my-statement": STAFF,
    "my-trail": STAFF,
    "my-workload": STAFF,
    "my-workload/orders/<int:order>": STAFF,  # 404 for whoever it does not bind
    "notices/<int:notice>.pdf": WHO_SEES_THE_WEEK,
    "people/<str:person>": MANAGERS,  # and whoever is with them: tests/desk/test_person.py
    "people/<str:person>/requests": MANAGERS,
    "practitioners/<str:practitioner>/statement": {PRACTITIONER},
    "practitioners/<str:practitioner>/statement.pdf": {PRACTITIONER},
    "readyz": ANYBODY,  # which part is not well, in a word each
    "sign-in": ANYBODY,
    "slips/<int:waiting>.pdf": MANAGERS,
    "told": STAFF,
    "told/<int:told>/seen": STAFF,  # 404 for whoever was not told
    "told/undelivered/<uuid:message>/again": STAFF,  # 404 for whoever's office is not shown it
    "told/undelivered/<uuid:message>/told": STAFF,  # the same
    "trail": set(),  # data protection only: tests/desk/test_trail.py
    "units/<str:ref>/notices": WHO_SEES_THE_WEEK,
    "units/<str:ref>/notices/<int:notice>": {HEAD},
    "units/<str:ref>/objections/<int:objection>": MANAGERS,
    "units/<str:ref>/orders": WHO_SEES_THE_WEEK,
    "units/<str:ref>/orders/new": {HEAD},
    "units/<str:ref>/overload": WHO_SEES_THE_WEEK,
    "units/<str:ref>/people/<str:person>/cover": MANAGERS,
    "units/<str:ref>/people/<str:person>/cover/end": MANAGERS,
    "units/<str:ref>/people/<str:person>/hand-back": MANAGERS,
    "units/<str:ref>/people/<str:person>/practitioner": MANAGERS,
    "units/<str:ref>/plan": MANAGERS,
    "units/<str:ref>/plan/<int:planned>/accept": MANAGERS,
    "units/<str:ref>/plan/<int:planned>/refuse": MANAGERS,
    "units/<str:ref>/plan/accept": MANAGERS,
    "units/<str:ref>/plan/decision": {HEAD},
    "units/<str:ref>/releases": MANAGERS,
    "units/<str:ref>/requests": MANAGERS,
    "units/<str:ref>/requests/<int:asked>": MANAGERS,
    "units/<str:ref>/stop-list": WHO_SEES_THE_WEEK,
    "units/<str:ref>/stop-list/new": {HEAD},
    "units/<str:ref>/waiting": WHO_SEES_THE_WEEK,
    "units/<str:ref>/week": WHO_SEES_THE_WEEK,
    "units/<str:ref>/week/away": MANAGERS,
    "units/<str:ref>/week/span": MANAGERS,
}


# They point to somebody by reference or number: a 404 to whoever may not see them, so that nobody
# learns by asking who is there.
HIDDEN = {
    "incidents/<int:incident>",
    "keeping/erasures/<int:erasure>/withdraw",
    "keeping/holds/<int:hold>/end",
    "keeping/passages/<int:passage>",
    "keeping/people/<str:person>",
    "keeping/people/<str:person>/erase",
    "keeping/people/<str:person>/hold",
    "keeping/people/<str:person>/record",
    "keeping/records/<int:asked>",
    "keeping/records/<int:asked>.json",
    "keeping/records/<int:asked>.pdf",
    "keeping/records/<int:asked>/give",
    "notices/<int:notice>.pdf",
    "people/<str:person>",
    "people/<str:person>/requests",
    "practitioners/<str:practitioner>/statement",
    "practitioners/<str:practitioner>/statement.pdf",
    "slips/<int:waiting>.pdf",
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
    assert sorted(MAY_SEE) == EVERY


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
    return {
        "<str:ref>": staffed.pdu.ref,
        "<path:ref>": staffed.pdu.ref,
        "<int:asked>": 0,
        "<int:objection>": 0,
        "<str:person>": staffed.ali.ref,
        "<str:practitioner>": staffed.sam.ref,
        "<str:case>": staffed.ali.cases.get().ref,
        "<int:incident>": staffed.incident().pk,
        "<int:notice>": staffed.notice().pk,
        "<int:waiting>": staffed.wait.pk,
        "<int:planned>": 0,
        "<int:order>": 0,
        "<int:erasure>": 0,
        "<int:hold>": 0,
        "<int:passage>": 0,
        "<int:told>": 0,
        "<uuid:message>": "00000000-0000-0000-0000-000000000000",
        "<int:draft>": 0,
        "<int:pk>": 0,
        "<int:session>": 0,
        "<str:uidb36>": "1",
        "<str:key>": "no-such-key",
        "<str:provider_id>": "organisation",
    }


@pytest.mark.parametrize("role", KNOCKING)
def test_a_page_is_shown_to_those_of_its_row_and_nobody_else(role, knocking, arguments, sign_in):
    client = Client() if role == NOBODY else sign_in(knocking[role])

    seen = {
        address
        for address in MAY_SEE
        if is_shown(client, filled(address, arguments), hidden=address in HIDDEN)
    }

    assert seen == {address for address, who in MAY_SEE.items() if role in who}


def filled(address: str, arguments: dict[str, str]) -> str:
    """Return an address with its parts filled in."""
    for part, value in arguments.items():
        address = address.replace(part, str(value))
    return f"/{address}"


@pytest.mark.parametrize("address", sorted(HIDDEN))
def test_what_one_may_not_see_looks_as_if_it_were_not_there(address, arguments, staffed, sign_in):
    client = sign_in(staffed.ash)
    nothing = {part: 0 if part.startswith("<int") else "nobody" for part in arguments}

    there, not_there = (client.get(filled(address, parts)) for parts in (arguments, nothing))

    assert there.status_code == not_there.status_code == 404
    assert there.content == not_there.content


def is_shown(client: Client, address: str, *, hidden: bool) -> bool:
    """Say whether a page was shown: not forbidden, and not sent to sign in.

    Where only POST is answered, it is sent.
    """
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    if answer.status_code == 302 and "/accounts/login/" in answer.url:
        return address.startswith("/accounts/signup/") or address == "/accounts/login/"
    return answer.status_code not in ((401, 403, 404) if hidden else (401, 403))
