"""What a browser is told beside a page, how large a form may be, and the mark of the invented."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client

from tests.identity.conftest import told
from tests.repository import tree

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize(
    "address", ["/", "/accounts/login/", "/no-such-page", "/my-load", "/api/openapi.json", "/my-people"]
)
def test_every_answer_says_what_a_browser_may_do(client, address):
    answer = client.get(address)

    policy = answer["Content-Security-Policy"]
    assert {name: answer[name] for name in ALWAYS} == ALWAYS
    assert "camera=()" in answer["Permissions-Policy"]
    for kind in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert f"{kind} 'none'" in policy
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy


# Papers are no pages: their style travels with them, and what stands here is given as a file.
PAPERS = ("documents/jinja2/", "portal/jinja2/portal/invitation.", "portal/jinja2/portal/sheet.",
          "evidence/impact/statement.")  # fmt: skip


def test_a_page_of_somebody_signed_in_is_kept_nowhere(signed_in, client):
    assert signed_in.get("/accounts/")["Cache-Control"] == "no-store"
    assert signed_in.get("/my-load")["Cache-Control"] == "no-store"
    assert client.get("/api/openapi.json")["Cache-Control"] == "no-store"


def test_no_page_of_ours_has_a_style_or_a_script_within():
    inside = [
        path
        for path in tree.texts(".jinja", ".html", below="befriend")
        if not any(paper in path.as_posix() for paper in PAPERS)
        if " style=" in tree.read(path) or "onclick" in tree.read(path) or "<style" in tree.read(path)
    ]

    assert inside == []


def test_a_form_has_its_limits(client):
    long = client.post("/accounts/login/", {"login": "x" * 1_100_000})
    many = client.post("/accounts/login/", {f"f{number}": "" for number in range(600)})

    assert long.status_code in (400, 413)
    assert many.status_code == 400


def settings_of(**environment):
    """Return some settings as another environment makes them."""
    asked = ["SECURE_HSTS_SECONDS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE"]
    asked += ["DEBUG", "SECURE_SSL_REDIRECT", "SECURE_REDIRECT_EXEMPT"]
    code = f"from befriend import settings as s; print(*(getattr(s, one, None) for one in {asked}))"
    kept = {"PATH": os.environ["PATH"], "DATABASE_URL": os.environ["DATABASE_URL"]}
    known = {**kept, "BEFRIEND_SECRET_KEY": "x", **environment}
    said = subprocess.run(
        [sys.executable, "-c", code], env=known, cwd=tree.ROOT, capture_output=True, text=True, check=True
    )
    return dict(zip(asked, said.stdout.split(), strict=True))


def test_beyond_this_machine_cookies_are_of_this_host_alone_and_https_is_kept_to():
    made = settings_of(BEFRIEND_HOSTS="befriend.example.org")

    assert made["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert made["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert made["SESSION_COOKIE_SECURE"] == "True"
    assert int(made["SECURE_HSTS_SECONDS"]) >= 365 * 24 * 60 * 60


def test_debug_is_off_unless_asked_for():
    assert settings_of()["DEBUG"] == "False"


def test_files_are_served_without_debug(client, settings):
    assert settings.DEBUG is False
    for file in ("befriend.css", "mfa/js/webauthn.js"):
        answer = client.get(f"/static/{file}")
        assert answer.status_code == 200
        assert answer["X-Content-Type-Options"] == "nosniff"
        b"".join(answer.streaming_content)


PAGES = (
    *("/", "/accounts/login/", "/accounts/logout/", "/accounts/inactive/", "/accounts/login/forgotten/"),
    *("/accounts/", "/accounts/factors/", "/accounts/factors/app/", "/accounts/factors/codes/new/"),
    *("/accounts/factors/keys/", "/accounts/factors/keys/add/", "/accounts/password/", "/accounts/again/"),
    *("/accounts/sessions/", "/accounts/password/none/", "/accounts/password/new/", "/no-such-page"),
    *("/accounts/password/new/1/no/", "/units/nowhere/week", "/sign-in", "/my-load"),
)


def test_every_page_says_that_nobody_is_real_where_nobody_is(invented, signed_in):
    from tests.identity.conftest import PASSWORD

    signed_in.post("/accounts/again/", {"password": PASSWORD})

    for address in PAGES:
        page = told(signed_in.get(address, follow=True))
        assert "INVENTED" in page, address


def test_so_do_the_pages_for_what_went_wrong(invented, signed_in, settings):
    strict = Client(enforce_csrf_checks=True)
    assert "INVENTED" in told(strict.post("/accounts/login/", {}))

    settings.MOST_REQUESTS = 1
    signed_in.post("/accounts/sessions/")
    assert "INVENTED" in told(signed_in.post("/accounts/sessions/"))


def test_no_page_says_so_where_people_are_real(real, client):
    for address in ("/", "/accounts/login/", "/no-such-page"):
        assert "INVENTED" not in told(client.get(address))


def test_whom_to_tell_of_a_fault_is_said_where_somebody_is_named(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"

    said = client.get("/.well-known/security.txt")

    assert said["Content-Type"].startswith("text/plain")
    assert "Contact: mailto:security@example.org" in said.content.decode()
    assert "Expires: " in said.content.decode()


def test_nobody_is_made_up_to_be_told(client):
    assert client.get("/.well-known/security.txt").status_code == 404
