"""Browsers that write through the pages as people do, and send a form again until it is acknowledged."""

import itertools
import re
import threading
import time
import urllib.error
import urllib.request
from html import unescape
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from drill.counting import Write

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
PART = re.compile(r'(name|value)="([^"]*)"')
SECONDS_FOR_AN_ANSWER = 20
PAUSE = 0.2
# A write that is not acknowledged for so long has failed, whatever else happened.
SECONDS_TO_GIVE_UP = 240
NOT_NOW = (403, 429, 500, 502, 503)


class RefusedError(Exception):
    """The service answered, and did not do what it should."""


class _AsItIs(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_what: object) -> None:
        return None


class Browser:
    """One invented practitioner with a browser of their own."""

    def __init__(self, url: str, practitioner: str) -> None:
        self.url, self.practitioner = url, practitioner
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(cookies, _AsItIs, urllib.request.ProxyHandler({}))

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Ask once; return the status, the page, and where it leads. Raises OSError if nobody answers."""
        data = urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(self.url + path, data, headers={"Referer": self.url + path})
        try:
            with self.opener.open(request, timeout=SECONDS_FOR_AN_ANSWER) as answer:
                return answer.status, answer.read().decode(), ""
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace"), error.headers.get("Location", "")
        except HTTPException as error:
            raise OSError(str(error)) from error

    def sign_in(self) -> None:
        """Sign in as the invented practitioner."""
        fields = hidden(self.ask("/sign-in")[1])
        status, _, _ = self.ask("/sign-in", fields | {"practitioner": self.practitioner})
        if status != 302:
            raise OSError(f"signing in was answered with {status}")

    def form(self) -> dict[str, str]:
        """Open the form, signing in where need be, and return what it carries hidden."""
        status, page, _ = self.ask("/incidents/new")
        if status == 302:
            self.sign_in()
            status, page, _ = self.ask("/incidents/new")
        if status != 200:
            raise OSError(f"the form was answered with {status}")
        return hidden(page)

    def write(self, word: str) -> Write:
        """Tell of an incident with `word` in it; the same form is sent again until it is acknowledged."""
        began, form = time.time(), None
        for tries in itertools.count(1):
            try:
                if form is None:
                    form = self.form() | {"kind": "other", "where": "Drill", "words": word, "person": ""}
                    began = time.time()
                status, _, leads = self.ask("/incidents/new", form)
                if status == 302 and "my-people" in leads:
                    return Write(word, began, time.time(), tries)
                if status not in NOT_NOW and status != 302:
                    raise RefusedError(f"a write was answered with {status}")
                if status == 302:  # To sign in again; the form stays the same form.
                    self.sign_in()
                    form = form | {"csrfmiddlewaretoken": self.form()["csrfmiddlewaretoken"]}
            except OSError:
                pass
            if time.time() - began > SECONDS_TO_GIVE_UP:
                return Write(word, began, 0, tries)
            time.sleep(PAUSE)
        raise AssertionError


def hidden(page: str) -> dict[str, str]:
    """Return what the last form of a page carries hidden, as a browser sends it."""
    main = page[page.rfind("<form") :]
    found = {}
    for field in HIDDEN.findall(main):
        parts = dict(PART.findall(field))
        if "name" in parts:
            found[parts["name"]] = unescape(parts.get("value", ""))
    return found


class Load:
    """Several browsers at once, until so many writes are acknowledged."""

    def __init__(self, url: str, practitioners: list[str], total: int, run: str) -> None:
        self.total, self.run = total, run
        self.writes: list[Write] = []
        self.sent: list[str] = []
        self.faults: list[str] = []
        self._numbers, self._lock = itertools.count(1), threading.Lock()
        self._threads = [
            threading.Thread(target=self._work, args=(Browser(url, ref),), daemon=True)
            for ref in practitioners
        ]

    def start(self) -> None:
        """Set all browsers to work."""
        for each in self._threads:
            each.start()

    def _work(self, browser: Browser) -> None:
        while True:
            with self._lock:
                number = next(self._numbers)
                if number > self.total or self.faults:
                    return
                word = f"{self.run}-{number:05d}"
                self.sent.append(word)
            try:
                written = browser.write(word)
                with self._lock:
                    self.writes.append(written)
            except Exception as error:
                self.faults.append(f"{type(error).__name__}: {error}")
                return

    def acknowledged(self) -> int:
        """Return how many writes were acknowledged so far."""
        with self._lock:
            return sum(1 for one in self.writes if one.acknowledged)

    def last(self) -> float:
        """Return when the last write was acknowledged."""
        with self._lock:
            return max((one.acknowledged for one in self.writes), default=0)

    def is_over(self) -> bool:
        """Return whether no browser works any longer."""
        return not any(each.is_alive() for each in self._threads)
