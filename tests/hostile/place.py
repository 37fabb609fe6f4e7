"""The service under attack, in a home of its own, and whether anything in its database changed."""

from __future__ import annotations

import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from typing import NamedTuple

from befriend.database import contents
from drill.browsers import hidden
from drill.service import Service
from tests import homes

# What a refused request may leave, and why.
LEFT_BEHIND = {
    "django_session": "that somebody was seen, and what they are told on the next page",
    "identity_tally": "how often something was tried: refusing is what it is for",
    "identity_remembered": "that a code was tried",
    "axes_accessattempt": "that a password was tried",
    "axes_accessfailurelog": "that a password was tried",
    "audit_line": "a look at whoever is shown again beside what was refused, and a wrong password",
    "drafts_draft": "the words of a form that was refused: they are kept so that they are not lost",
}
SECONDS_FOR_AN_ANSWER = 60
# What a request that was refused is answered with; whatever else may have done something.
REFUSED = frozenset(range(400, 500))


class Answer(NamedTuple):
    """How a request was answered."""

    status: int
    page: str
    leads: str = ""


# The service had heard enough of a body that is too long, and closed before all of it was sent.
CUT_OFF = Answer(413, "")


class Findings:
    """What was sent, and what went wrong."""

    def __init__(self) -> None:
        self.sent: dict[str, int] = {}
        self.faults: list[str] = []
        self.compared = self.let_through = 0

    def count(self, part: str, times: int = 1) -> None:
        """Count what was sent."""
        self.sent[part] = self.sent.get(part, 0) + times

    def wrong(self, what: str) -> None:
        """Keep, and tell at once, what went wrong."""
        self.faults.append(what)
        print(f"  WRONG: {what}", flush=True)


class Browser:
    """A browser of one invented practitioner, or of nobody, that sends any bytes."""

    def __init__(self, url: str, practitioner: str = "") -> None:
        self.url, self.practitioner = url, practitioner
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _AsItIs, urllib.request.ProxyHandler({})
        )

    def ask(self, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """Ask once; raises OSError if nobody answers."""
        request = urllib.request.Request(self.url + path, body, headers or {})  # noqa: S310
        try:
            with self.opener.open(request, timeout=SECONDS_FOR_AN_ANSWER) as answer:
                return Answer(answer.status, answer.read().decode(errors="replace"))
        except urllib.error.HTTPError as error:
            leads = error.headers.get("Location", "")
            return Answer(error.code, error.read().decode(errors="replace"), leads)
        except (HTTPException, ConnectionResetError, BrokenPipeError):
            return CUT_OFF
        except urllib.error.URLError as error:
            if isinstance(error.reason, ConnectionResetError | BrokenPipeError):
                return CUT_OFF
            raise

    def sign_in(self) -> None:
        """Sign in anew, unless this is nobody's browser."""
        self.cookies.clear()
        if self.practitioner:
            fields = hidden(self.ask("/sign-in").page) | {"practitioner": self.practitioner}
            body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
            if self.ask("/sign-in", body).status != 302:
                raise OSError(f"{self.practitioner} could not sign in")

    def token(self) -> bytes:
        """Return the token a form needs."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask("/my-load").page)
        return found[1].encode() if found else b""


class _AsItIs(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_what: object) -> None:
        return None


class Place:
    """A home with the invented unit in it, served on this machine alone, without a worker."""

    def __init__(self, folder: Path) -> None:
        self.service = Service(folder / "home", folder / "service.log")
        self.unit = folder / "unit"

    def begin(self) -> None:
        """Fill the home and serve it, and let this process use the same database."""
        if homes.SHARED in os.environ:
            self.service.home.mkdir(mode=0o711)
            homes.copy_made(self.service.home)
        for words in (("demo-data", str(self.unit), "--seed=1"), ("import", str(self.unit), "--invented")):
            done = self.service.command(*words)
            if done.returncode:
                raise RuntimeError(f"befriend {words[0]}: {done.stdout[-500:]}{done.stderr[-500:]}")
        # The worker changes the database by itself, which nobody could tell from what was sent.
        self.service.start("--no-worker")
        os.environ.pop("DATABASE_URL", None)
        os.environ["BEFRIEND_HOME"] = str(self.service.home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "befriend.settings"
        import django

        django.setup()

    def held(self) -> dict[str, contents.Held]:
        """Return what every table holds, but those that a refused request may write to."""
        found = contents.of(self.service.address())
        return {name: held for name, held in found.items() if name.split(".")[1] not in LEFT_BEHIND}

    @contextmanager
    def unchanged(self, findings: Findings, what: str) -> Iterator[None]:
        """See to it that nothing changes meanwhile."""
        before = self.held()
        yield
        findings.compared += 1
        for told in contents.differences(before, self.held()):
            findings.wrong(f"{what} changed {told}")

    def faults(self) -> list[str]:
        """Return what the service itself says went wrong."""
        lines = self.service.said.read_text(errors="replace").splitlines()
        ours = [line for line in lines if '"level": "error"' in line and '"status": 4' not in line]
        return [line[:1500] for line in (*ours, *(one for one in lines if "WORKER TIMEOUT" in one))]

    def end(self) -> None:
        """Stop what was started."""
        self.service.stop()
        self.service.command("down")
