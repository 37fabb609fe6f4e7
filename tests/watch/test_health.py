"""Health and readiness: the one whatever happens, the other part by part."""

import shutil
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from befriend.outbox.models import Pulse
from befriend.watch import health


def test_it_lives_without_a_database_and_under_any_name():
    answer = Client().get("/healthz", headers={"Host": "unknown.example"})  # No fixture lets it ask.

    assert (answer.status_code, answer.json()) == (200, {"alive": True})


@pytest.mark.django_db
def test_it_is_ready_with_a_worker_and_room():
    Pulse.objects.update_or_create(only_row=True, defaults={"at": timezone.now()})

    answer = Client().get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True, "database": "well", "tables": "well", "worker": "well", "disk": "well",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_silent_worker_is_told_and_keeps_nobody_from_the_pages():
    Pulse.objects.all().delete()

    answer = Client().get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["worker"] == "silent"


@pytest.mark.django_db
def test_tables_of_another_program_are_not_ready():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'people'")

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["tables"] == "not up to date"


@pytest.mark.django_db
def test_a_full_disk_is_not_ready(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1, total=10**12))

    assert Client().get("/readyz").json()["disk"] == "full"


@pytest.mark.django_db
def test_a_database_that_is_away_is_not_ready(monkeypatch):
    from health_check.exceptions import ServiceUnavailable

    def away(_self):
        raise ServiceUnavailable("it told its address")

    monkeypatch.setattr(health.Database, "run", away)
    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["database"] == "away"
    assert "address" not in answer.content.decode()
