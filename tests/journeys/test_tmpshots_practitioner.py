"""usage: pytest-run file to take shots of publication"""
import pytest
from tests.journeys.conftest import *  # noqa
pytestmark = [pytest.mark.django_db(transaction=True)]
TYPED = {"hours": "37", "A3-licence": "1", "B2-community": "8", "B3-licence": "5", "B1-custody": "4", "C2-community": "12", "C1-licence": "6", "D2-community": "8", "untiered-community": "1", "report-standard": "1"}
def test_shot(page, is_accessible):
    page.goto("/my-load")
    page.screenshot(path=f"/tmp/shot-myload-empty-{page.viewport_size['width']}.png", full_page=True)
    is_accessible(page)
    for k, v in TYPED.items():
        page.locator(f"[id='{k}']").fill(v)
    page.get_by_label("Probation officer", exact=True).check()
    page.get_by_role("button", name="Reckon").click()
    page.wait_for_load_state()
    page.screenshot(path=f"/tmp/shot-myload-{page.viewport_size['width']}.png", full_page=True)
    is_accessible(page)
    print(no_sideways_scrolling(page))
    page.locator("[id='hours']").fill("99")
    page.get_by_role("button", name="Reckon").click()
    page.screenshot(path=f"/tmp/shot-myload-bad-{page.viewport_size['width']}.png", full_page=True)
    is_accessible(page)
