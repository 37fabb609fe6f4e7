"""A Notify of our own: it takes text messages, refuses or breaks off, and counts what it took."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

# Of no service: a name, the id of a service and a secret, as a key of Notify is made up.
KEY = f"invented-{'0' * 8}-0000-0000-0000-{'0' * 12}-{'1' * 8}-1111-1111-1111-{'1' * 12}"
# What it does is decided by the end of the number.
REFUSES = {"400": 400, "403": 403, "429": 429, "500": 500, "502": 502}


class Text(NamedTuple):
    """One text message that was taken."""

    to: str
    reference: str
    text: str


class Notify(ThreadingHTTPServer):
    """Answers on a free port of this machine."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.taken: list[Text] = []
        # Seconds from having taken a text until saying so: the window in which nobody knows.
        self.thinks = 0.0
        self.began = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def counted(self) -> Counter[str]:
        """Return how often each message was taken."""
        return Counter(one.reference for one in self.taken)


class Desk(BaseHTTPRequestHandler):
    """One request."""

    server: Notify

    def do_POST(self) -> None:  # Python's own name.
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v2/notifications/sms" or not self.headers["Authorization"].startswith("Bearer "):
            return self.answer(403)
        number = said["phone_number"]
        if code := REFUSES.get(number[-3:]):
            return self.answer(code)
        self.server.taken.append(Text(number, said["reference"], said["personalisation"]["text"]))
        self.server.began.set()
        if number.endswith("999"):
            return None  # Taken, and broken off without a word.
        time.sleep(self.server.thinks)
        return self.answer(201)

    def answer(self, code: int) -> None:
        body = b'{"id": "1"}'
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Say nothing."""
