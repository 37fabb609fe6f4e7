"""The record of one person among millions of contacts: their page, a long timeline, and search.

A country is brought in as anybody would, then filled with contacts, notes and statements (5 million
contacts; SIZE=country: 20 million). Pages are asked one at a time over HTTP, each by somebody signed in,
with row-level security and the log of looks on, from the question to the last byte.

The peers are what a plain program would ask the same database, as its owner and without row-level
security: the whole record of the person; counting and skipping for a page of the timeline; LIKE for
search. The limit is a page that asks the database nothing. Histories of the contacts that are filled in
are not kept: no page that is measured reads them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import quantiles

import psycopg

from benchmarks.pages import country
from benchmarks.record import contents
from benchmarks.row import Row, against
from drill.browsers import Browser, hidden
from drill.service import Service

# Minutes, and a machine to itself.
ONLY_WHEN_ASKED = True
SIZES = {"": 5_000_000, "country": 20_000_000}
GOAL = 200
READERS = 40
PAGES = ("person", "timeline", "timeline-deep", "search-name", "search-words")
PEERS = {
    "person": "all statements, contacts and notes of the person",
    "timeline": "count, and the first page",
    "timeline-deep": "count, and a page after 1,000",
    "search-name": "LIKE over names",
    "search-words": "LIKE over the notes of those within reach",
}


def run() -> list[Row]:
    """Bring the country in, fill it, serve it on this machine alone, and measure."""
    contacts = SIZES[os.environ.get("SIZE", "")]
    with tempfile.TemporaryDirectory(prefix="befriend-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # The server that root starts is another user's, who must get to the home made in here.
        folder.chmod(0o711)
        service = Service(folder / "home", folder / "service.log")
        try:
            country.bring_in(service)
            readers = [one for one in country.users(service.address()) if one["role"] == "officer"][:READERS]
            long = [one["people"][0] for one in readers]
            contents.fill(service.address(), contacts, long)
            service.start()
            return measured(service, readers)
        finally:
            service.stop()
            service.command("down")


def measured(service: Service, readers: list[dict]) -> list[Row]:
    """Ask every page as every reader, then the peers, and return what was measured, in milliseconds."""
    found: dict[str, list[float]] = {name: [] for name in PAGES}
    nothing: list[float] = []
    for reader in readers:
        browser = Browser(service.url, reader["ref"])
        browser.sign_in()
        token = hidden(browser.ask("/search")[1])
        for name, address, words in questions(browser, reader):
            form = token | {"words": words} if words else None
            found[name] += [asked(browser, address, form) for _ in range(4)][1:]
        nothing += [asked(browser, "/healthz") for _ in range(3)]
    with psycopg.connect(service.address()) as connection:
        peers = {name: p95(contents.peer(connection, name, readers)) for name in PAGES}
    missed = [name for name, times in found.items() if p95(times) >= GOAL]
    for name, times in found.items():
        print(f"  {name}: p95 {p95(times):.0f} ms of {len(times)}, longest {max(times):.0f}", file=sys.stderr)
    said = f"NOT met: {', '.join(missed)}" if missed else "met"
    print(f"  goal (p95 under {GOAL} ms): {said}", file=sys.stderr)
    return list(rows(found, peers, p95(nothing)))


def questions(browser: Browser, reader: dict) -> Iterable[tuple[str, str, str]]:
    """Return what one reader asks: pages of their people by address, and searches for words."""
    long = reader["people"][0]
    for person in reader["people"][1:5]:
        yield "person", f"/people/{person}", ""
    yield "timeline", f"/people/{long}/timeline", ""
    yield "timeline-deep", deep(browser, f"/people/{long}/timeline"), ""
    for words in contents.NAMES:
        yield "search-name", "/search", words
    for words in contents.WORDS:
        yield "search-words", "/search", words


def deep(browser: Browser, address: str) -> str:
    """Return the address of the page of a timeline that is some pages further on."""
    for _ in range(5):
        page = browser.ask(address)[1]
        address = address.split("?")[0] + contents.next_page(page)
    return address


def asked(browser: Browser, address: str, form: dict[str, str] | None = None) -> float:
    """Ask for a page, and return the milliseconds it took; stop if it is not answered as it should be."""
    began = time.perf_counter()
    status, _page, _to = browser.ask(address, form)
    took = (time.perf_counter() - began) * 1000
    if status != 200:
        sys.exit(f"{address.split('?')[0]} was answered with {status}")
    return took


def p95(times: list[float]) -> float:
    """Return what 95 of 100 stay under."""
    return quantiles(times, n=20)[-1]


def rows(found: dict[str, list[float]], peers: dict[str, float], limit: float) -> Iterable[Row]:
    """Return the 95th percentile of each page beside its peer."""
    for name, times in found.items():
        yield against(
            f"record-{name}",
            p95(times),
            "ms p95",
            peer=PEERS[name],
            peer_value=peers[name],
            more_is_better=False,
            limit=limit,
        )
