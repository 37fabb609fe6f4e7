"""The first page that anybody meets."""

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_whoever_is_not_signed_in_is_asked_to(page, is_accessible):
    page.goto("/")

    assert "/accounts/login/" in page.url
    page.get_by_role("heading", level=1).wait_for()
    is_accessible(page)
