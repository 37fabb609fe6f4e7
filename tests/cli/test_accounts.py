"""The commands `api-token` and `init`: a token is shown once, a nature is for good."""

from __future__ import annotations

import pytest

from befriend.identity import queries
from befriend.identity.models import ApiToken, Nature, User


def test_a_token_is_shown_once_and_only_its_digest_is_kept(befriend):
    user = User.objects.create(username="jo")

    said = befriend("api-token", "jo", "--days", 7)

    token = said.out.strip()
    kept = ApiToken.objects.get()
    assert said.status == 0
    assert kept.user == user
    assert token not in str(vars(kept))
    assert kept.digest == queries.digest(token)
    assert queries.user_of_token(token, kept.made_at.date()) == user


def test_a_user_that_there_is_not_may_be_meant_otherwise(befriend):
    User.objects.create(username="lark-jo")

    said = befriend("api-token", "lark-joe")

    assert (said.status, said.out) == (1, "")
    assert "Did you mean lark-jo?" in said.err


def test_an_invented_practitioner_is_given_a_token_before_they_ever_signed_in(befriend, sam):
    Nature.objects.create(kind=Nature.Kind.INVENTED)

    assert befriend("api-token", sam.ref).status == 0
    assert befriend("api-token", sam.ref).status == 0

    sam.refresh_from_db()
    assert sam.user.username == f"invented-{sam.ref}"
    assert {one.user for one in ApiToken.objects.all()} == {sam.user}


def test_a_practitioner_who_is_not_invented_needs_an_account(befriend, sam):
    assert befriend("api-token", sam.ref).status == 1
    assert not User.objects.exists()


def test_a_practitioner_that_there_is_not_may_be_meant_otherwise(befriend, sam):
    Nature.objects.create(kind=Nature.Kind.INVENTED)

    assert f"Did you mean {sam.ref}?" in befriend("api-token", f"{sam.ref}x").err


@pytest.mark.parametrize("days", [-1, 0, 367, 10**30])
def test_a_token_lives_for_a_while_only(befriend, days):
    User.objects.create(username="jo")

    said = befriend("api-token", "jo", "--days", days)

    assert said.status == 1
    assert "1 to 366 days" in said.err
    assert not ApiToken.objects.exists()


def test_nobody_who_left_is_given_a_token(befriend):
    User.objects.create(username="jo", is_active=False)

    assert befriend("api-token", "jo").status == 1


def test_a_database_is_declared_once(befriend):
    assert befriend("init", "--invented").status == 0
    assert befriend("init", "--invented").status == 0

    assert Nature.objects.get().kind == "invented"


def test_a_database_for_real_people_stays_that(befriend):
    Nature.objects.create(kind=Nature.Kind.REAL)

    said = befriend("init", "--invented")

    assert said.status == 1
    assert "for good" in said.err


def test_a_database_is_not_made_for_real_people_while_something_is_wrong(befriend, monkeypatch):
    monkeypatch.setattr("befriend.watch.doctor.reds", lambda _day: ["copies: There is none. Make one."])

    said = befriend("init", "--real")

    assert said.status == 1
    assert "copies: There is none. Make one." in said.err
    assert not Nature.objects.exists()


def test_a_database_is_made_for_real_people_where_nothing_is_wrong(befriend, monkeypatch):
    monkeypatch.setattr("befriend.watch.doctor.reds", lambda _day: [])

    assert befriend("init", "--real").status == 0
    assert befriend("init", "--invented").status == 1

    assert Nature.objects.get().kind == "real"


def test_a_database_as_it_comes_is_not_fit_for_real_people(befriend):
    said = befriend("init", "--real")

    assert said.status == 1
    assert "Mend first" in said.err
    assert not Nature.objects.exists()


@pytest.mark.parametrize("options", [("--invented=0",), ("--invented", "--real")])
def test_one_says_which(befriend, options):
    assert befriend("init", *options).status == 1
    assert not Nature.objects.exists()


def test_one_must_say_for_whom_it_is(befriend):
    assert "--invented" in befriend("init").err
