"""A second server follows the database: figures are read there, say their moment, and looks are kept here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
import yaml

from befriend import database, policies, roles
from befriend.audit import replica
from befriend.database import programs

BEFRIEND = str(Path(sys.executable).parent / "befriend")
EXAMPLE = Path(__file__).parents[2] / "docs" / "example-data"
EVERYBODY_LEAVES = "DELETE FROM allocation_relationship RETURNING clock_timestamp()"
SECONDS = 60


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, or fail."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


class Following(NamedTuple):
    """The database, its replica, the latter as pages know it, and where the proposal lies."""

    first: str
    second: str
    pages: str
    proposal: Path

    def compared(self) -> dict[str, Any]:
        """Compare the proposal with the live caseload, figures read from the replica."""
        return dict(json.loads(run("compare", self.proposal, "--json", replica=self.pages).stdout))

    def people(self) -> int:
        """Return how many people a comparison counts."""
        return people_in(self.compared())


def ask(which: str, question: str) -> list[tuple[Any, ...]]:
    """Ask a server."""
    with psycopg.connect(which, autocommit=True) as connection:
        said = connection.execute(question)
        return said.fetchall() if said.description else []


def run(*command: str | Path, replica: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command of Befriend's, to whom a replica may be told."""
    environment = {**os.environ, "BEFRIEND_REPLICA_URL": replica}
    return subprocess.run([BEFRIEND, *command], env=environment, capture_output=True, text=True, check=False)


def people_in(compared: dict[str, Any]) -> int:
    """Return how many people a comparison counted."""
    return sum(one["people"] for one in compared["units"])


def heavier() -> dict[str, Any]:
    """Return a proposal under which everybody weighs more, so that somebody is shown for an example."""
    day = date(2026, 11, 22)
    weights = policies.load().on(day, "case_points.published_default").value
    value = {tier: {place: points + 9 for place, points in row.items()} for tier, row in weights.items()}
    said = {"issued": date(2026, 11, 22), "status": "assumed", "reference": {"title": "T"}, "note": "N"}
    values = {day: {"value": value, **said}}
    return {
        "what": "Everybody weighs more.", "applies_to": "everybody", "retroactive": True, "exclusions": [],
        "changes": {"case_points.published_default": {"values": values}},
    }  # fmt: skip


@pytest.fixture
def kept(made_home: Path, tmp_path: Path) -> Path:
    """Return the file of a proposal; the database that runs holds an invented unit."""
    assert run("up").returncode == 0
    assert run("import", EXAMPLE, "--invented").returncode == 0
    proposal = tmp_path / "proposal.yaml"
    proposal.write_text(yaml.safe_dump(heavier()))
    return proposal


@pytest.fixture
def following(kept: Path, made_home: Path) -> Iterator[Following]:
    """Set up a replica as docs/running.md says, and stop it in the end."""
    data, sockets = made_home / "replica", made_home / "r"
    for folder in (data, sockets):
        folder.mkdir(mode=0o700)
        os.chown(folder, programs.owner(), -1)
    first = database.address(role=roles.OWNER)
    theirs = psycopg.conninfo.conninfo_to_dict(first)["host"]
    programs.run(
        "pg_basebackup", f"--dbname=host={theirs} user={roles.OWNER}", f"--pgdata={data}",
        *("--create-slot", "--slot=befriend_replica", "--write-recovery-conf", "--checkpoint=fast"), cwd=data,
    )  # fmt: skip
    try:
        programs.start(data, sockets, ("hot_standby_feedback=on", "archive_mode=off", "fsync=off"))
        second, pages = (f"postgresql://{who}@/befriend?host={sockets}" for who in (roles.OWNER, roles.APP))
        yield Following(first, second, pages, kept)
    finally:
        programs.stop(data)


def test_figures_are_read_there_as_old_as_they_say_and_looks_are_kept_here(following):
    first, second = following.first, following.second
    before = following.people()
    assert before > 0

    # The replica stands still, and the record goes on.
    ask(second, "SELECT pg_wal_replay_pause()")
    until(lambda: ask(second, "SELECT pg_get_wal_replay_pause_state()") == [("paused",)])
    (changed,) = ask(f"{first}&options=-csession_replication_role%3Dreplica", EVERYBODY_LEAVES)[0]
    late = following.compared()
    assert people_in(late) == before
    assert datetime.fromisoformat(late["as_at"]) < changed
    assert late["behind_seconds"] > 0

    ask(second, "SELECT pg_wal_replay_resume()")
    until(lambda: following.people() == 0)

    # Two comparisons showed somebody; the floor holds in both, and nobody writes in the second.
    assert ask(first, "SELECT count(*) FROM audit_line WHERE page = 'befriend compare'") == [(2,)]
    assert ask(following.pages, "SELECT count(*) FROM people_person") == [(0,)]
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        ask(second, "DELETE FROM people_person")


def test_where_it_does_not_answer_the_database_is_asked_and_doctor_says_so(kept, tmp_path):
    away = f"postgresql://{roles.APP}@/befriend?host={tmp_path}"

    said, doctor = run("compare", kept, replica=away), run("doctor", replica=away)

    assert "The record as it was on" in said.stdout
    assert "The read replica does not answer." in said.stderr
    assert "so reports burden the database itself" in " ".join(doctor.stdout.split())


@pytest.mark.parametrize(
    ("behind", "words"),
    [(0.2, "1 second behind"), (61, "62 seconds behind"), (7300, "2\xa0hours, 1\xa0minute behind")],
)
def test_how_late_it_is_is_said_in_words(behind, words):
    at = datetime(2026, 11, 23, 14, 5, 7, tzinfo=UTC)

    said = replica.Moment(at, timedelta(seconds=behind)).words

    assert said.startswith("The record as it was on 23 November 2026 at 14:05:07.")
    assert said.endswith(f"which was {words}.")
    assert "behind" not in replica.Moment(at).words
