"""What locust runs: signed-in users, each with a timetable that no slow answer can stretch."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import gevent
from locust import events, task
from locust.contrib.fasthttp import FastHttpUser

from drill.browsers import hidden

PLAN = json.loads(Path(os.environ["BEFRIEND_BENCH_PLAN"]).read_text())
EVERY, BEGINS, FROM, ENDS = (PLAN[name] for name in ("every", "begins", "from", "ends"))
# What each does over and over: reads, a form opened, kept twice while it is written, and sent.
WAYS = {
    "officer": ("caseload", "person", "search", "form", "draft", "draft", "save", "person", "person"),
    "senior": ("week", "person", "week", "person", "form", "draft", "save", "person"),
    "head": ("week", "person", "week", "person", "form", "draft", "save", "person"),
}
RIGHT = {"save": 302}

numbers = iter(range(len(PLAN["users"])))
taken: dict[tuple[int, float], dict[str, Any]] = {}


def timetable(number: int) -> Iterator[tuple[str, float]]:
    """Return what a user asks, and when each is due, from the beginning to the end."""
    way = WAYS[PLAN["users"][number]["role"]]
    due = BEGINS + EVERY * number / len(PLAN["users"])
    for kind in islice(cycle(way), number % len(way), None):
        if due >= ENDS:
            return
        yield kind, due
        due += EVERY


class Desk(FastHttpUser):
    """Somebody at a desk, as the timetable of their number says."""

    host = PLAN["host"]
    # So that a slow answer never holds up the next question.
    concurrency = 20
    network_timeout = connection_timeout = 60.0

    def on_start(self) -> None:
        """Sign in, and open a form."""
        self.number = next(numbers)
        self.me = PLAN["users"][self.number]
        self.people = cycle(self.me["people"])
        page = self.client.get("/sign-in", name="sign-in").text
        self.client.post(
            "/sign-in",
            data=hidden(page) | {"practitioner": self.me["ref"]},
            name="sign-in",
            allow_redirects=False,
        )
        self.fields = self.opened(self.client.get("/incidents/new", name="form").text)
        self.searched = hidden(self.client.get("/search", name="search").text)

    @task
    def work(self) -> None:
        """Keep to the timetable until it ends."""
        for kind, due in timetable(self.number):
            gevent.sleep(max(0, due - time.time()))
            gevent.spawn(self.ask, kind, due)
        gevent.sleep(3600)

    def ask(self, kind: str, due: float) -> None:
        """Ask once, and note how long it took from when it was due."""
        sent = time.time()
        answer = getattr(self, kind)()
        done = time.time()
        right = answer.status_code == RIGHT.get(kind, 200)
        if right and kind == "form":
            self.fields = self.opened(answer.text)
        elif right and kind == "draft":
            self.fields["draft_version"] = str(json.loads(answer.text)["version"])
        if due >= FROM:
            took = {"kind": kind, "ms": (done - due) * 1000, "late": (sent - due) * 1000}
            taken[self.number, due] = took | {"status": answer.status_code, "right": right}

    def opened(self, page: str) -> dict[str, str]:
        """Return the form of a page, filled in."""
        return hidden(page) | {
            "kind": "other",
            "where": "Bench",
            "words": f"Measured at {time.time()}",
            "person": "",
            "warning": "",
        }

    def caseload(self) -> Any:
        """Open my people."""
        return self.client.get("/my-people", name="caseload")

    def person(self) -> Any:
        """Open somebody's page."""
        return self.client.get(f"/people/{next(self.people)}", name="person")

    def search(self) -> Any:
        """Look for somebody by their name, among those within reach."""
        return self.client.post("/search", data=self.searched | {"words": self.me["name"]}, name="search")

    def week(self) -> Any:
        """Open the week of the unit."""
        return self.client.get(f"/units/{self.me['unit']}/week", name="week")

    def form(self) -> Any:
        """Open a form."""
        return self.client.get("/incidents/new", name="form")

    def draft(self) -> Any:
        """Have what is typed kept, as the form's script does."""
        self.fields["words"] = f"Measured at {time.time()}"
        asks = {"Accept": "application/json"}
        return self.client.post("/drafts/keep", data=self.fields, headers=asks, name="draft")

    def save(self) -> Any:
        """Send the form."""
        return self.client.post("/incidents/new", data=self.fields, name="save", allow_redirects=False)


@events.quitting.add_listener
def written(**_said: Any) -> None:
    """Hand over what was measured; what was due and never answered is an error that lasted until now."""
    now = time.time()
    for number in range(len(PLAN["users"])):
        for kind, due in timetable(number):
            if due >= FROM:
                late = (now - due) * 1000
                unanswered = {"kind": kind, "ms": late, "late": 0, "status": 0, "right": False}
                taken.setdefault((number, due), unanswered)
    Path(PLAN["into"]).write_text(json.dumps(list(taken.values())))
