"""The first page that anybody meets."""

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_everybody_can_sign_in_with_what_they_use_to_read(page, is_accessible):
    page.goto("/accounts/login/")

    page.get_by_role("heading", level=1).wait_for()
    is_accessible(page)


def test_nobody_makes_an_account_for_themselves(page):
    page.goto("/accounts/signup/")

    assert page.url.endswith("/accounts/login/")


def test_a_wrong_password_is_told_in_words(page, is_accessible):
    page.goto("/accounts/login/")
    page.get_by_label("User name").fill("nobody")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()

    page.get_by_role("alert").wait_for()
    is_accessible(page)
