"""Mail as it is set up: what makes no sense is refused in words, and never shown."""

import pytest

from befriend.environment import MailServer, mail_server
from befriend.errors import BefriendError


@pytest.fixture
def said(monkeypatch):
    """Return what sets an address of a mail server, with everything else that mail needs."""

    def said(url, **others):
        needed = {"BEFRIEND_MAIL_FROM": "befriend@example.org", "BEFRIEND_ADDRESS": "https://example.org"}
        for name, value in (needed | {"BEFRIEND_SMTP_URL": url} | others).items():
            monkeypatch.setenv(name, value)
        return mail_server()

    return said


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", MailServer()),
        ("smtp://127.0.0.1", MailServer("127.0.0.1", 25)),
        ("smtps://b:p%40ss@m.example.org", MailServer("m.example.org", 465, "b", "p@ss", tls=bool("yes"))),
        (
            "smtp+starttls://b:pass@m.example.org:2525",
            MailServer("m.example.org", 2525, "b", "pass", starttls=bool("yes")),
        ),
    ],
)
def test_an_address_says_all(said, url, server):
    assert said(url) == server


def test_the_password_may_be_in_a_file(said, tmp_path):
    file = tmp_path / "password"
    file.write_text("from a file\n")

    assert said("smtps://b@m.example.org", BEFRIEND_SMTP_PASSWORD_FILE=str(file)).password == "from a file"


@pytest.mark.parametrize(
    ("url", "others", "words"),
    [
        ("smtp://b:secret@m.example.org", {}, "in the open"),
        ("mail.example.org", {}, "names no mail server"),
        ("http://secret@m.example.org", {}, "names no mail server"),
        ("smtps://b@m.example.org", {}, "BEFRIEND_SMTP_PASSWORD is not set"),
        ("smtp://127.0.0.1", {"BEFRIEND_ADDRESS": ""}, "BEFRIEND_ADDRESS is not"),
        ("smtp://127.0.0.1", {"BEFRIEND_MAIL_FROM": ""}, "BEFRIEND_MAIL_FROM is not"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(said, url, others, words):
    with pytest.raises(BefriendError, match=words) as refused:
        said(url, **others)

    assert "secret" not in str(refused.value)
