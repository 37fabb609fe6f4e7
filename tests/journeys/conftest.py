"""A real browser (Debian's chromium), a server to look at, and the accessibility check."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's chromium once for all journeys of a worker."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("There is no chromium. Run `make browser`.")
    # While the browser is driven this thread has a loop, and Django keeps other connections for it: those
    # of before, and in the end those of the journeys, would stay open and hold the database.
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture(params=sorted(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser, live_server) -> Iterator[Page]:
    """Open an empty page on the live server, once as wide as a desk and once as a phone."""
    context = browser.new_context(base_url=live_server.url, viewport=SIZES[request.param])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def is_accessible() -> Callable[[Page], None]:
    """Return the assertion that axe finds nothing wrong with a page."""
    return assert_accessible


def assert_accessible(page: Page) -> None:
    """Run axe on the page as it stands, and show every violation with where it is."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    wrong = [
        {"rule": each["id"], "help": each["help"], "where": [node["target"] for node in each["nodes"]]}
        for each in found["violations"]
    ]
    assert not wrong, json.dumps(wrong, indent=2)


def no_sideways_scrolling(page: Page) -> bool:
    """Say whether the page is no wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
