"""What is counted: by page and never by address, true for all workers, shown to whoever may see it."""

import os

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from befriend.watch import measures

pytestmark = pytest.mark.django_db


def samples(text):
    """Return every sample by its name, with its labels."""
    return [
        (sample.name, sample.labels, sample.value)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    ]


def test_requests_are_counted_by_page_and_status():
    client = Client()
    client.get("/my-load")
    client.get("/nowhere/alder-finch")

    text = client.get("/metrics").content.decode()

    counted = {(labels["route"], labels["status"]) for name, labels, _ in samples(text)
               if name == "befriend_requests_total"}  # fmt: skip
    assert ("publication:my_load", "200") in counted
    assert any(route == "unknown" for route, _ in counted)
    assert "finch" not in text
    assert "befriend_request_seconds_bucket" in text


def test_what_waits_is_told():
    names = {name for name, _, _ in samples(Client().get("/metrics").content.decode())}

    assert {
        "befriend_jobs_waiting",
        "befriend_oldest_job_seconds",
        "befriend_messages_waiting",
        "befriend_audit_rows_unlinked",
    } <= names


def test_all_workers_are_told_and_those_that_ended_are_not(tmp_path, monkeypatch):
    monkeypatch.setenv("BEFRIEND_METRICS_FOLDER", str(tmp_path))
    measures.note("week", 200, 0.1)
    text = measures.tell()
    other = text.replace(f'worker="{os.getpid()}"', 'worker="1"')
    (tmp_path / "1.prom").write_text(other)
    (tmp_path / "4194305.prom").write_text(text.replace(str(os.getpid()), "4194305"))

    told = measures.of_workers()

    workers = {labels["worker"] for _, labels, _ in samples(told)}
    assert workers == {"1", str(os.getpid())}
    assert told.count("# TYPE befriend_requests_total") == 1


def test_only_this_machine_may_ask_and_nobody_through_a_server_in_front():
    assert Client().get("/metrics").status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics").status_code == 403
    for header in measures.FORWARDED:
        assert Client().get("/metrics", headers={header: "192.0.2.7"}).status_code == 403


def test_with_a_token_only_the_token_counts(monkeypatch):
    monkeypatch.setenv("BEFRIEND_METRICS_TOKEN", "sesame")

    assert Client().get("/metrics").status_code == 403
    assert Client().get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 403
    away = Client(REMOTE_ADDR="192.0.2.7")
    assert away.get("/metrics", headers={"Authorization": "Bearer sesame"}).status_code == 200
