"""The commands `backup` and `restore`, as they are typed, and `doctor`."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from befriend.cli import backup
from befriend.errors import BefriendError

COMMAND = [sys.executable, "-m", "befriend.cli"]


def befriend(*words):
    return subprocess.run([*COMMAND, *words], check=False, capture_output=True, text=True, timeout=300)


def test_a_copy_is_made_told_and_brought_back(made_home):
    other = made_home / "other"
    made = befriend("backup")
    told = befriend("backup", "--list")
    back = befriend("restore", str(made_home / "backups"), "--into", str(other))
    again = befriend("restore", str(made_home / "backups"), "--into", str(other))

    assert made.returncode == told.returncode == back.returncode == 0, made.stderr + back.stderr
    assert "0 minutes old:" in made.stdout
    assert "The log that follows them reaches to" in told.stdout
    assert "Brought back: " in back.stdout
    assert again.returncode == 1
    assert "--replace" in again.stderr
    assert (other / "postgres" / "PG_VERSION").exists()


# Run by `befriend manage shell`: a message that waits, and how it stands.
A_MESSAGE_WAITS = """
import uuid
from django.utils import timezone
from befriend.audit import access
from befriend.identity.models import User
from befriend.outbox.models import Message
now = timezone.now()
with access.service(by="test", day=now.date()):
    Message.objects.create(id=uuid.uuid4(), user=User.objects.create_user("sam"), code="audit_head",
                           day=now.date(), written_at=now, next_try_at=now)
"""
HOW_IT_STANDS = """
from datetime import date
from befriend.audit import access
from befriend.outbox.models import Message
with access.service(by="test", day=date(2026, 11, 23)):
    print(f"It is {Message.objects.get().state}.")
"""


def test_what_waited_in_a_copy_is_not_sent_again_by_itself(made_home, monkeypatch):
    other = made_home / "other"
    done = [
        befriend("init", "--invented"),
        befriend("manage", "shell", "--no-imports", "-c", A_MESSAGE_WAITS),
        befriend("backup"),
        befriend("restore", str(made_home / "backups"), "--into", str(other)),
    ]
    here = befriend("manage", "shell", "--no-imports", "-c", HOW_IT_STANDS)
    monkeypatch.setenv("BEFRIEND_HOME", str(other))
    there = befriend("manage", "shell", "--no-imports", "-c", HOW_IT_STANDS)

    assert [one.returncode for one in done] == [0, 0, 0, 0], [one.stderr for one in done]
    assert "Held back: 1 messages" in done[-1].stdout
    assert (here.stdout, there.stdout) == ("It is waiting.\n", "It is uncertain.\n"), (
        here.stderr + there.stderr
    )


def test_where_there_is_no_copy_it_is_said(own_home):
    assert befriend("backup", "--list").stdout == f"There is no copy in {own_home}/backups.\n"


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0.5, "30 minutes"), (5.2, "5 hours"), (47.9, "47 hours"), (72, "3 days")],
)
def test_an_age_is_said_as_people_say_it(hours, words):
    assert backup.in_words(hours) == words


def test_a_moment_is_londons_unless_it_says_otherwise():
    summer = datetime(2026, 7, 1, 12, 5, tzinfo=ZoneInfo("Europe/London"))

    assert backup.moment("2026-07-01T12:05") == summer
    assert backup.moment("2026-07-01T12:05").astimezone(UTC).hour == 11
    assert backup.moment("2026-07-01T12:05+00:00") == datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
    with pytest.raises(BefriendError, match="not a moment"):
        backup.moment("yesterday")


@pytest.mark.django_db
def test_the_doctor_says_each_thing_and_ends_with_1_where_one_is_wrong(befriend, monkeypatch, tmp_path):
    monkeypatch.setenv("BEFRIEND_BACKUPS", str(tmp_path))

    said, as_data = befriend("doctor", "--real"), befriend("doctor", "--real", "--json")

    assert said.status == as_data.status == 1
    assert "WRONG  copies: There is no copy.\n       Run `befriend backup` now, and every day." in said.out
    found = {one["about"]: one["level"] for one in json.loads(as_data.out)}
    assert found["copies"] == "red"
    assert found["PostgreSQL"] == "green"
