"""Copies of a running database: whole, proved, brought back to any moment, and never over another."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from befriend import database
from befriend.database import archive, backup, contents, programs, restore
from befriend.errors import BefriendError


@pytest.fixture
def running(own_home: Path) -> Iterator[psycopg.Connection]:
    """Return a connection to a database of its own, with a table of words."""
    with database.ready(), psycopg.connect(database.owner_url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE word (said text)")
        say(connection, "first")
        yield connection


def say(connection: psycopg.Connection, word: str) -> None:
    connection.execute("INSERT INTO word VALUES (%s)", [word])


def hand_over(connection: psycopg.Connection) -> None:
    """Have the server hand over its log to here, as it does by itself within two minutes."""
    (piece,) = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
    archive.wait_for(archive.of(database.home()) / "wal", piece)


def look_at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mean another home from now on."""
    monkeypatch.setenv("BEFRIEND_HOME", str(home))
    monkeypatch.setenv("DATABASE_URL", database.address(home))


def words_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    look_at(home, monkeypatch)
    with database.ready(), psycopg.connect(database.owner_url()) as connection:
        found = connection.execute("SELECT said FROM word ORDER BY said").fetchall()
    return [word for (word,) in found]


@pytest.fixture
def other(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return where a second home may be made; what runs there is stopped."""
    yield own_home / "other"
    look_at(own_home / "other", monkeypatch)
    database.down()


def test_a_copy_brought_back_holds_all_that_the_log_holds(running, other, monkeypatch):
    copy = backup.take(days=35)
    say(running, "second")
    hand_over(running)
    before = contents.of(database.owner_url())

    restore.bring_back(copy.folder.parent, other)

    assert words_in(other, monkeypatch) == ["first", "second"]
    with database.ready():
        assert contents.differences(before, contents.of(database.owner_url())) == []


def test_a_moment_is_brought_back_with_what_was_before_and_nothing_after(running, other, monkeypatch):
    backup.take(days=35)
    say(running, "before")
    time.sleep(0.05)
    until = datetime.now(UTC)
    time.sleep(0.05)
    say(running, "regretted")
    hand_over(running)

    restore.bring_back(archive.of(database.home()), other, until=until)

    assert words_in(other, monkeypatch) == ["before", "first"]


def test_a_copy_elsewhere_needs_nothing_of_its_home(running, own_home, other, monkeypatch):
    copy = backup.take(own_home / "elsewhere", days=35)
    shutil.rmtree(own_home / "backups")

    restore.bring_back(copy.folder, other)

    assert words_in(other, monkeypatch) == ["first"]


def test_a_database_that_is_there_is_put_aside_only_when_told(running, other, monkeypatch):
    copy = backup.take(days=35)
    restore.bring_back(copy.folder, other)
    (other / "postgres" / "mark").touch()

    with pytest.raises(BefriendError, match="--replace"):
        restore.bring_back(copy.folder, other)
    restore.bring_back(copy.folder, other, replace=True)

    assert len(list(other.glob("postgres-before-*/mark"))) == 1
    assert words_in(other, monkeypatch) == ["first"]


def test_a_home_in_use_is_refused(running, own_home):
    copy = backup.take(days=35)

    with pytest.raises(BefriendError, match="befriend down"):
        restore.bring_back(copy.folder, own_home, replace=True)


def test_nobody_else_may_read_a_copy(running, own_home):
    (own_home / "befriend_secret_key").write_text("sealed")
    copy = backup.take(days=35)

    assert copy.folder.parent.stat().st_mode & 0o777 == 0o700
    assert copy.folder.stat().st_mode & 0o777 == 0o700
    assert all(each.stat().st_mode & 0o077 == 0 for each in copy.folder.iterdir())
    assert (copy.folder / "befriend_secret_key").read_text() == "sealed"


@pytest.mark.parametrize("name", ["base.tar.gz", "pg_wal.tar.gz", "backup_manifest"])
def test_a_damaged_copy_is_refused_and_named(running, other, name):
    copy = backup.take(days=35)
    with (copy.folder / name).open("r+b") as file:
        file.seek(100)
        byte = file.read(1)
        file.seek(100)
        file.write(bytes([byte[0] ^ 1]))

    with pytest.raises(BefriendError, match=f"{name} is missing or is not what was written"):
        restore.bring_back(copy.folder, other)
    assert not (other / "postgres").exists()


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [("postgresql", "99", "made by PostgreSQL 99"), ("befriend", "99.0.0", "made by Befriend 99.0.0")],
)
def test_a_copy_of_a_newer_program_is_refused(running, other, key, value, words):
    copy = backup.take(days=35)
    page = json.loads((copy.folder / archive.PAGE).read_text()) | {key: value}
    (copy.folder / archive.PAGE).write_text(json.dumps(page))

    with pytest.raises(BefriendError, match=words):
        restore.bring_back(copy.folder, other)


def test_a_moment_out_of_reach_is_told_in_words_and_leaves_nothing_behind(running, other):
    copy = backup.take(days=35)
    hour = timedelta(hours=1)

    with pytest.raises(BefriendError, match="Only moments after that"):
        restore.bring_back(copy.folder, other, until=copy.began - hour)
    with pytest.raises(BefriendError, match="ends before that moment"):
        restore.bring_back(copy.folder, other, until=copy.ended + hour)
    assert not (other / "postgres").exists()


def test_a_folder_without_a_copy_is_told(own_home, other):
    with pytest.raises(BefriendError, match="no finished copy"):
        restore.bring_back(own_home, other)


def test_another_server_is_not_copied_from_here(own_home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@127.0.0.1:1/theirs")

    with pytest.raises(BefriendError, match="not the embedded one"):
        backup.take(days=35)


def test_old_copies_go_with_the_log_before_them_and_the_newest_stays(running):
    first = backup.take(days=35)
    say(running, "between")
    hand_over(running)
    aged(first, days=40)
    second = backup.take(days=35)
    aged(second, days=40)

    assert archive.prune(second.folder.parent, 35) == []
    assert [each.folder for each in archive.copies(second.folder.parent)] == [second.folder]
    pieces = archive.pieces(second.folder.parent / "wal")
    assert pieces
    assert all(each.name[8:24] >= second.page["first"][8:24] for each in pieces)


def aged(copy: archive.Copy, *, days: int) -> None:
    """Make a copy look older than it is."""
    page = copy.page | {"ended": (copy.ended - timedelta(days=days)).isoformat()}
    (copy.folder / archive.PAGE).write_text(json.dumps(page))


def test_the_log_is_kept_only_once_there_is_a_copy_to_lay_it_on(running, own_home):
    running.execute("SELECT pg_switch_wal()")
    say(running, "again")
    running.execute("SELECT pg_switch_wal()")
    assert not (own_home / "backups").exists()

    backup.take(days=35)

    assert running.execute("SELECT failed_count FROM pg_stat_archiver").fetchone() == (0,)


def test_a_piece_of_log_is_never_overwritten_by_another(own_home, monkeypatch):
    wal = archive.make(own_home / "a place's copies")
    piece = own_home / "piece"
    piece.write_text("one")
    piece.chmod(0o644)
    (command,) = [each for each in archive.settings(wal.parent) if "archive_command" in each]

    def hand(words: str) -> int:
        piece.write_text(words)
        (said,) = shlex.split(command)
        line = (
            said.removeprefix("archive_command=").replace("%f", "0001").replace("%p", shlex.quote(str(piece)))
        )
        return subprocess.run(["sh", "-c", line.replace("%%", "%")], check=False).returncode

    assert hand("one") == 0
    assert hand("one") == 0
    assert hand("two") != 0
    assert [each.name for each in wal.iterdir()] == ["0001.gz"]


def test_a_difference_between_two_databases_is_found(running):
    before = contents.of(database.owner_url())
    assert contents.differences(before, before) == []
    running.execute("UPDATE word SET said = 'other'")
    changed = contents.of(database.owner_url())
    say(running, "more")
    grown = contents.of(database.owner_url())

    assert contents.differences(before, changed) == ["public.word: 1 and 1 rows, other contents"]
    assert contents.differences(changed, grown) == ["public.word: 1 and 2 rows"]


def test_the_programs_are_those_of_the_copy(running):
    assert backup.take(days=35).page["postgresql"] == programs.version()
