"""My load, as somebody uses it who never signed in."""

import pytest

from tests.journeys.conftest import no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_anybody_sees_what_a_caseload_weighs(page, is_accessible):
    page.goto("/my-load")
    is_accessible(page)
    assert no_sideways_scrolling(page)

    page.get_by_label("Hours of your week").fill("99")
    page.get_by_label("Probation officer", exact=True).check()
    page.get_by_role("textbox", name="B2 Community").fill("30")
    page.get_by_role("button", name="Reckon my load").click()
    page.get_by_role("alert").wait_for()
    is_accessible(page)
    assert page.get_by_role("textbox", name="B2 Community").input_value() == "30"

    page.get_by_label("Hours of your week").fill("37")
    page.get_by_role("button", name="Reckon my load").click()
    page.get_by_role("heading", name="3,450 points of 2,176 (158%)").wait_for()
    page.get_by_text("Why?").first.click()
    is_accessible(page)
    assert no_sideways_scrolling(page)
    assert page.context.cookies() == []

    with page.expect_download() as kept:
        page.get_by_role("button", name="The same as a PDF").click()
    assert kept.value.suggested_filename == "my-load.pdf"
