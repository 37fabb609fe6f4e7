"""A mail server of our own: it takes, refuses, breaks off or says nothing, and counts what it took."""

from __future__ import annotations

import re
import socketserver
import threading
import time
from collections import Counter
from typing import NamedTuple


class Taken(NamedTuple):
    """One letter that the server took."""

    to: str
    message_id: str
    text: str


class PostOffice(socketserver.ThreadingTCPServer):
    """Answers SMTP on a free port of this machine. What it does is decided by the recipient's name."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Line)
        self.taken: list[Taken] = []
        # Seconds from having taken a letter until saying so: the window in which nobody knows.
        self.thinks = 0.0
        self.began = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def counted(self) -> Counter[str]:
        """Return how often each message was taken."""
        return Counter(one.message_id for one in self.taken)


class Line(socketserver.StreamRequestHandler):
    """One conversation."""

    server: PostOffice

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 post office")
        to = ""
        try:
            for raw in self.rfile:
                word = raw.decode("latin-1").strip()
                verb = word[:4].upper()
                if verb == "RCPT":
                    to = re.search(r"<(.*?)>", word)[1]
                if not self.answer(verb, to):
                    return
        except (ConnectionError, ValueError):
            return

    def answer(self, verb: str, to: str) -> bool:
        """Answer one line, and say whether the conversation goes on."""
        if verb == "QUIT":
            self.say("221 bye")
            return False
        if verb == "RCPT" and to.startswith("never"):
            self.say("550 no such mailbox")
        elif verb == "RCPT" and to.startswith("later"):
            self.say("451 come back")
        elif verb == "RCPT" and to.startswith("silent"):
            time.sleep(5)
        elif verb == "DATA":
            self.say("354 go on")
            return self.take(to)
        else:
            self.say("250 ok")
        return True

    def take(self, to: str) -> bool:
        """Read a letter to its end, and take it unless its recipient says otherwise."""
        lines = []
        while (raw := self.rfile.readline()) != b".\r\n":
            if not raw:
                return False  # Broken off before the end: nothing was taken.
            lines.append(raw.decode())
        if to.startswith("refused-text"):
            self.say("554 not this")
            return True
        text = "".join(lines)
        found = re.search(r"^Message-ID:\s*(\S+)", text, re.MULTILINE)
        self.server.taken.append(Taken(to, found[1], text))
        self.server.began.set()
        if to.startswith("lost-answer"):
            return False
        time.sleep(self.server.thinks)
        self.say("250 taken")
        return True
