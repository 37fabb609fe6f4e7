"""The pages through a pooler of transactions: two connections for everybody, and nobody sees as another."""

from __future__ import annotations

import http.cookiejar
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from befriend import database, roles
from befriend.database import programs

BEFRIEND = str(Path(sys.executable).parent / "befriend")
EXAMPLE = Path(__file__).parents[2] / "docs" / "example-data"
SECONDS = 120
ROUNDS = 40


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def waited_for(is_there) -> None:
    """Wait until something is there, or fail."""
    deadline = time.monotonic() + SECONDS
    while not is_there():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def pooled(made_home: Path, tmp_path: Path, monkeypatch) -> Iterator[str]:
    """Return the address of a pooler of transactions, two connections wide, before an embedded database."""
    subprocess.run([BEFRIEND, "up"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([BEFRIEND, "import", EXAMPLE, "--invented"], check=True, stdout=subprocess.DEVNULL)
    sockets = psycopg.conninfo.conninfo_to_dict(database.address())["host"]
    port, folder = free_port(), made_home / "pooler"
    folder.mkdir(mode=0o700)
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\nbefriend = host={sockets} dbname=befriend user={roles.APP}\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
        "pool_mode = transaction\ndefault_pool_size = 2\nmax_client_conn = 100\n"
    )
    for each in (folder, settings):
        os.chown(each, programs.owner(), -1)
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin") or "pgbouncer"
    # It does not run as root either.
    pooler = subprocess.Popen([program, "-q", settings], user=programs.owner(), stderr=subprocess.DEVNULL)
    try:
        waited_for(lambda: listens(port))
        yield f"postgresql://{roles.APP}@127.0.0.1:{port}/befriend"
    finally:
        pooler.terminate()
        pooler.wait(SECONDS)


@pytest.fixture
def site(pooled: str) -> Iterator[str]:
    """Return the address of the service, whose pages know the database only through the pooler."""
    port = free_port()
    said = {
        **os.environ,
        "DATABASE_URL": pooled,
        "BEFRIEND_OWNER_URL": database.address(role=roles.OWNER),
        "BEFRIEND_DIRECT_URL": database.address(),
        "BEFRIEND_SECRET_KEY": "only for this test, and for nobody real",
    }
    command = [BEFRIEND, "serve", f"--port={port}"]
    service = subprocess.Popen(command, env=said, stdout=subprocess.DEVNULL)
    try:
        waited_for(lambda: listens(port))
        yield f"http://127.0.0.1:{port}"
    finally:
        service.terminate()
        service.wait(SECONDS)


def signed_in(site: str, practitioner: str) -> urllib.request.OpenerDirector:
    """Return a browser in which an invented practitioner has signed in."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(f"{site}/sign-in", timeout=SECONDS).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    said = urllib.parse.urlencode({"practitioner": practitioner, "csrfmiddlewaretoken": token[1]})
    browser.open(f"{site}/sign-in", said.encode(), timeout=SECONDS)
    return browser


def status(browser: urllib.request.OpenerDirector, address: str) -> int:
    try:
        return int(browser.open(address, timeout=SECONDS).status)
    except urllib.error.HTTPError as error:
        return error.code


def test_behind_a_pooler_nobody_ever_sees_as_another(site, pooled):
    officer, head, elsewhere = (signed_in(site, one) for one in ("s01", "l01", "t01"))
    person = f"{site}/people/p4"
    asked = [(officer, 200), (head, 200), (elsewhere, 404)] * ROUNDS

    with ThreadPoolExecutor(6) as at_once:
        answers = list(at_once.map(lambda one: status(one[0], person), asked))

    assert answers == [expected for _, expected in asked]
    with psycopg.connect(pooled) as connection:
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
