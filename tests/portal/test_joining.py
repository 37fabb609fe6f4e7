"""The way in: a sheet with a code that works once, then a code of one's own; and everybody kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from befriend.errors import BefriendError
from befriend.identity.models import Nature
from befriend.portal import actions, queries
from befriend.portal.models import Account, Invitation
from tests.portal.test_pages import BACKEND, staff, told  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db

OWN = "four small words here"


@pytest.fixture
def invited(ali):
    """Return Ali with no way in yet, an invitation and its code."""
    Account.objects.filter(person=ali.person).delete()
    return actions.invite(person=ali.person, by="W001", day=timezone.localdate())


def opened(code: str) -> Client:
    """Return a browser in which a code was typed."""
    client = Client()
    client.post("/join", {"code": code})
    return client


def test_the_code_opens_a_way_in_and_ones_own_code_opens_it_again(ali, invited):
    _invitation, code = invited
    client = Client()

    assert client.post("/join", {"code": code.lower().replace("-", " ")}).url == "/join/choose"
    answer = client.post("/join/choose", {"code": OWN, "again": OWN}, follow=True)

    name = Account.objects.get(person=ali.person).user.get_username()
    assert name in told(answer)
    assert client.get("/my").status_code == 200
    again = Client()
    assert again.post("/my/sign-in", {"login": name, "password": OWN}).status_code == 302
    assert "Hello Ali Alder" in told(again.get("/my"))
    assert name.count("-") == 2
    assert ali.person.ref not in name
    user = Account.objects.get(person=ali.person).user
    assert user.password.startswith("argon2")


def test_a_code_works_once(invited):
    _invitation, code = invited
    opened(code).post("/join/choose", {"code": OWN, "again": OWN})

    again = Client()
    assert again.post("/join", {"code": code}).status_code == 422
    assert again.get("/my").status_code == 302


def test_of_two_browsers_with_the_same_code_one_gets_in(invited):
    _invitation, code = invited
    first, second = opened(code), opened(code)

    assert first.post("/join/choose", {"code": OWN, "again": OWN}).status_code == 302
    assert second.post("/join/choose", {"code": OWN, "again": OWN}).url == "/join"
    with pytest.raises(BefriendError):
        actions.join(invitation=Invitation.objects.get(), code=OWN, day=timezone.localdate())


@pytest.mark.parametrize("how", ["expired", "withdrawn", "replaced", "mistyped"])
def test_a_code_that_is_over_opens_nothing(ali, invited, how):
    invitation, code = invited
    if how == "expired":
        days = queries.in_force(timezone.localdate(), "invitation_days")
        Invitation.objects.update(
            made_on=timezone.localdate() - timedelta(days=days), expires_on=timezone.localdate()
        )
    elif how == "withdrawn":
        actions.withdraw(invitation=invitation, by="W001", day=timezone.localdate())
    elif how == "replaced":
        actions.invite(person=ali.person, by="W001", day=timezone.localdate())
    else:
        code = code[:-1] + ("2" if code[-1] != "2" else "3")

    answer = Client().post("/join", {"code": code})

    assert answer.status_code == 422
    assert "This code does not work." in told(answer)


def test_without_the_code_nobody_chooses_anything(invited):
    assert Client().get("/join/choose").url == "/join"
    assert Client().post("/join/choose", {"code": OWN, "again": OWN}).url == "/join"


@pytest.mark.parametrize(
    ("first", "again", "words"),
    [
        ("short", "short", "This code is too short."),
        ("password12345", "password12345", "This code is too easy to guess."),
        (OWN, "something else", "The two codes are not the same."),
    ],
)
def test_a_code_of_ones_own_is_long_enough_and_typed_twice(invited, first, again, words):
    client = opened(invited[1])

    answer = client.post("/join/choose", {"code": first, "again": again})

    assert answer.status_code == 422
    assert words in told(answer)
    assert not Account.objects.filter(person__invitations__digest=invited[0].digest).exists()


def test_a_new_sheet_shuts_the_way_in_that_was_lost(ali, invited):
    _invitation, code = invited
    before = opened(code)
    before.post("/join/choose", {"code": OWN, "again": OWN})
    account = Account.objects.get(person=ali.person)
    _new, second = actions.invite(person=ali.person, by="W001", day=timezone.localdate())

    opened(second).post(
        "/join/choose", {"code": "another four small words", "again": "another four small words"}
    )

    assert Account.objects.get(person=ali.person) == account
    assert before.get("/my").status_code == 302
    name = account.user.get_username()
    assert Client().post("/my/sign-in", {"login": name, "password": OWN}).status_code == 200


def test_whoever_chooses_a_passkey_is_let_set_one_up_at_once(invited):
    client = opened(invited[1])

    answer = client.post("/join/choose", {"passkey": "1"})

    assert answer.url == "/accounts/factors/keys/add/"
    assert client.get(answer.url).status_code == 200


def test_after_too_many_codes_none_is_tried(invited):
    client = Client()
    tries = [client.post("/join", {"code": f"{n}"}).status_code for n in range(21)]

    assert tries[:20] == [422] * 20
    assert tries[20] == 429
    assert client.post("/join", {"code": invited[1]}).status_code == 429


def test_after_five_wrong_codes_of_ones_own_not_even_the_right_one_is_tried(ali):
    ali.user.set_password(OWN)
    ali.user.save()
    for _wrong in range(5):
        Client().post("/my/sign-in", {"login": ali.user.username, "password": "not the right one"})

    right = Client().post("/my/sign-in", {"login": ali.user.username, "password": OWN})

    assert right.status_code == 429


def test_where_people_are_real_a_code_is_enough_for_ones_own_page_and_nobody_invented_signs_in(ali):
    Nature.objects.create(kind=Nature.Kind.REAL)
    client = Client()
    client.force_login(ali.user, backend=BACKEND)

    assert client.get("/my").status_code == 200
    assert Client().get("/my/invented").status_code == 404
    assert Client().post("/my/invented", {"person": ali.person.ref}).status_code == 404


def test_where_everybody_is_invented_two_pages_may_be_looked_at(ali):
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    client = Client()
    assert "Ali Alder" in told(client.get("/my/invented"))

    assert client.post("/my/invented", {"person": ali.person.ref}).url == "/my"
    assert "Hello Ali Alder" in told(client.get("/my"))


def test_whoever_is_not_signed_in_is_sent_to_the_way_in(ali):
    assert Client().get("/my/plan").url == "/my/sign-in?next=/my/plan"


def test_a_practitioner_makes_a_sheet_that_says_nothing_of_the_service_and_takes_it_back(ali, staff):  # noqa: F811
    sam, page = staff(ali.unit.sam), f"/people/{ali.person.ref}/own-page"

    sheet = sam.post(f"{page}/invitation")

    assert sheet["Content-Type"] == "application/pdf"
    assert "your-page" in sheet["Content-Disposition"]
    assert "A sheet made on" in told(sam.get(page))
    sam.post(f"{page}/withdraw")
    assert "A sheet made on" not in told(sam.get(page))
    assert Invitation.objects.get().withdrawn_on == timezone.localdate()


def test_whoever_does_not_work_with_somebody_invites_nobody(ali, staff):  # noqa: F811
    assert staff(ali.unit.ash).post(f"/people/{ali.person.ref}/own-page/invitation").status_code == 404
    assert not Invitation.objects.exists()
