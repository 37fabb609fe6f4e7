"""Requests that no browser would send, written byte by byte into sockets."""

from __future__ import annotations

import re
import socket
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

from tests.hostile.place import Findings, Place

AT_ONCE = 6
SECONDS = 20
# Sockets that say half of something and then nothing, while all the others ask. Fewer than the service
# has processes: that a web server stands in front, which waits for whole requests, is for docs/running.md.
SLOW, SLOW_SECONDS = 2, 2
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
PATHS = [
    "/",
    "/sign-in",
    "/my-people",
    "/people/p00001",
    "/units/larkfield/week",
    "/api/allocations",
    "/static/befriend.css",
    "/healthz",
    "/metrics",
    "/drafts/keep",
    "/accounts/login/",
]
HOST = b"Host: 127.0.0.1\r\n"


def attack(place: Place, findings: Findings, *, number: int, times: int) -> None:
    """Send so many malformed requests; half-said ones stay open meanwhile."""
    before, statuses = place.held(), Counter[str]()
    stop = threading.Event()
    holding = threading.Thread(target=half_said, args=(place, stop), daemon=True)
    holding.start()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        parts = [times // AT_ONCE + (each < times % AT_ONCE) for each in range(AT_ONCE)]
        jobs = [
            pool.submit(some_of, place.service.port, Random(f"{number}/{each}"), count)
            for each, count in enumerate(parts)
        ]
        for job in jobs:
            for status, sent in job.result():
                statuses[status] += 1
                if status in ("500", "502", "503", "504", "dead"):
                    findings.wrong(f"{status} after the bytes {sent[:200]!r}")
    stop.set()
    holding.join()
    findings.count("malformed requests", times)
    told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    print(f"    answered {told}", flush=True)
    compare(place, findings, before)


def compare(place: Place, findings: Findings, before: dict) -> None:
    """See to it that nothing changed."""
    from befriend.database import contents

    findings.compared += 1
    for told in contents.differences(before, place.held()):
        findings.wrong(f"malformed requests changed {told}")


def some_of(port: int, luck: Random, count: int) -> list[tuple[str, bytes]]:
    """Send so many, and return how each was answered."""
    return [(answered(port, sent), sent) for sent in (luck.choice(WAYS)(luck) for _ in range(count))]


def answered(port: int, sent: bytes) -> str:
    """Send bytes, say no more, and return the status of the answer, or that the connection was closed."""
    try:
        with socket.create_connection(("127.0.0.1", port), SECONDS) as line:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            got = b"".join(iter(lambda: line.recv(65536), b""))
    except (TimeoutError, ConnectionRefusedError):
        return "dead"
    except OSError:  # It had heard enough, and went.
        return "closed"
    found = STATUS.findall(got)
    worst = max(found, default=b"")
    return worst.decode() or "closed"


def half_said(place: Place, stop: threading.Event) -> None:
    """Open connections that never end what they began, again and again."""
    while not stop.is_set():
        lines = []
        for number in range(SLOW):
            with_body = b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\nhalf"
            line = socket.create_connection(("127.0.0.1", place.service.port), SECONDS)
            line.sendall(with_body if not number % 5 else b"GET /sign-in HTTP/1.1\r\nHos")
            lines.append(line)
        stop.wait(SLOW_SECONDS)
        for line in lines:
            line.close()


def path(luck: Random) -> bytes:
    """Return an address there is."""
    return luck.choice(PATHS).encode()


def methods(luck: Random) -> bytes:
    """Ask in a way that there is not."""
    method = luck.choice(
        [
            b"BREW",
            b"get",
            b"G\0T",
            b"TRACE",
            b"CONNECT",
            b"",
            b" ",
            b"PUT",
            b"DELETE",
            b"PROPFIND",
            b"X" * 5000,
            "GÉT".encode(),
            luck.randbytes(6),
        ]
    )
    return method + b" " + path(luck) + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"


def addresses(luck: Random) -> bytes:
    """Ask for an address that there cannot be."""
    nowhere = luck.choice(
        [
            b"/../../../../etc/passwd",
            b"/static/../settings.py",
            b"/static/%2e%2e/%2e%2e/settings.py",
            b"/static/..%5c..%5csettings.py",
            b"/people/%00",
            b"/people/%",
            b"/people/%zz",
            b"/people/%ff%fe",
            b"/people/%ed%a0%80",
            b"/%0d%0aSet-Cookie:%20a=b",
            b"//evil.example/",
            b"/\\evil.example/",
            b"*",
            b"http://evil.example/",
            b"http://[::1",
            b"/?" + b"a=1&" * 3000,
            b"/" + b"a" * 9000,
            b"/\xff\xfe",
            b"/people/" + luck.randbytes(12).replace(b"\n", b"").replace(b" ", b""),
            b"/units/%2f%2f/week",
            b"/sign-in?next=//evil.example",
            b"/sign-in?unit=%00",
            b"/sign-in?next=%ed%a0%80",
            b"/#a",
            b"",
            b"/api/units/%00/week",
            b"/api/units/a%0d%0ab/week?day=%00",
            b"/static/%00",
            b"/static/" + b"a/" * 2000,
        ]
    )
    return b"GET " + nowhere + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"


def headers(luck: Random) -> bytes:
    """Say something of a request that makes no sense."""
    said = luck.choice(
        [
            b"Host: evil.example",
            b"Host: \0",
            b"Host: a b",
            b"Host: [::1",
            b"Host: 127.0.0.1:99999999",
            b"Host:",
            b"X: " + b"x" * 100_000,
            b"X: y\r\n" * 500,
            b"No colon at all",
            b": nothing",
            b" folded: x",
            b"X: a\rb",
            b"X\0: a",
            b"Cookie: sessionid=\xff\xfe; csrftoken=%00",
            b"Cookie: " + b"a=b; " * 1000,
            b"Cookie: sessionid=" + luck.randbytes(20).hex().encode(),
            b"Authorization: Bearer \xff",
            b"Authorization: Basic !!!",
            b"Authorization: Bearer " + b"x" * 6000,
            b"Accept-Language: \xff;q=zz",
            b"Accept-Language: cy;q=1e999, " + b"en," * 500,
            b"If-Modified-Since: never",
            b"Range: bytes=9-1",
            b'If-None-Match: "',
            b"X-Forwarded-For: \0, 1.2.3.4, x",
            b"X-Forwarded-Proto: \xff",
            b"Expect: 100-contin",
            b"Upgrade: h2c\r\nConnection: Upgrade",
            b"Content-Type: \0",
            b"Accept-Encoding: gzip;q=x, \xff",
            b"Referer: \xed\xa0\x80",
            b"Origin: null",
            b"Origin: \0",
            b"Transfer-Encoding: chunked, identity",
            b"Content-Length: 1, 2",
            b"Content-Length: 1\r\nContent-Length: 2",
            b"Content-Length: -1",
        ]
    )
    host = b"" if said.startswith(b"Host") else HOST
    return b"GET " + path(luck) + b" HTTP/1.1\r\n" + host + said + b"\r\nConnection: close\r\n\r\n"


def bodies(luck: Random) -> bytes:
    """Send a body that is not what it is said to be."""
    kind = luck.choice(
        [
            b"application/x-www-form-urlencoded",
            b"application/json",
            b"multipart/form-data",
            b"multipart/form-data; boundary=" + b"x" * 300,
            b"multipart/form-data; boundary=\xff",
            b"application/x-www-form-urlencoded; charset=nonsense",
            b"\0",
            b"text/plain",
        ]
    )
    head = b"POST " + path(luck) + b" HTTP/1.1\r\n" + HOST + b"Content-Type: " + kind + b"\r\n"
    return head + luck.choice(
        [
            b"Content-Length: 99999999999999\r\n\r\nshort",
            b"Content-Length: 100\r\n\r\nshort",
            b"Content-Length: 4\r\n\r\nlonger than was said",
            b"Content-Length: 0x10\r\n\r\n0123456789abcdef",
            b"Content-Length: +5\r\n\r\nhello",
            b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\nzz\r\nbroken\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
            b"Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 500,
            b"Transfer-Encoding: chunked\r\n\r\n3;" + b"x" * 9000 + b"\r\nabc\r\n0\r\n\r\n",
            b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
            b"Transfer-Encoding: gzip\r\n\r\nxx",
            b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n\x1f\x8b\0\0\0",
            b"Content-Length: 8\r\n\r\n\xff\xfe\0\0\xed\xa0\x80=",
            b"Content-Length: 1500000\r\n\r\n" + b"a" * 1_500_000,
            b"Content-Length: 40\r\n\r\n--x\r\nContent-Disposition: form-data; na",
        ]
    )


def beginnings(luck: Random) -> bytes:
    """Begin as no request begins."""
    return luck.choice(
        [
            b"",
            b"\0",
            b"\r\n" * 200,
            b"GET\r\n\r\n",
            b"GET /\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.1\n\n",
            b"GET / FTP/1.1\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + HOST,
            b"SSH-2.0-x\r\n",
            luck.randbytes(300),
            b"GET / HTTP/1.1 and more\r\n" + HOST + b"\r\n",
            b"GET  /  HTTP/1.1\r\n" + HOST + b"\r\n",
            b"{" * 5000,
            b"PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\nGET / HTTP/1.1\r\n" + HOST + b"\r\n",
            b"GET / HTTP/1.\xb2\r\n\r\n",
        ]
    )


def torn(luck: Random) -> bytes:
    """Take any of the others, and change or lose some of its bytes."""
    sent = bytearray(luck.choice(WAYS[:-1])(luck)[:20_000] or b"x")
    for _ in range(luck.randint(1, 6)):
        sent[luck.randrange(len(sent))] = luck.randrange(256)
    return bytes(sent[: luck.randrange(1, len(sent) + 1)]) if luck.random() < 0.5 else bytes(sent)


WAYS: tuple[Callable[[Random], bytes], ...] = (methods, addresses, headers, bodies, beginnings, torn)
