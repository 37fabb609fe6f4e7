"""The database: the server DATABASE_URL names, else a PostgreSQL of our own, started and stopped here."""

import fcntl
import hashlib
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from befriend import roles
from befriend.database import archive, programs, reach
from befriend.errors import BefriendError

DATABASE = "befriend"
# A path to a Unix socket may be 107 bytes long; the name PostgreSQL adds takes 18.
LONGEST_SOCKET_FOLDER = 88


def home() -> Path:
    """Return the folder where everything kept lives (BEFRIEND_HOME)."""
    return Path(os.environ.get("BEFRIEND_HOME") or "~/.befriend").expanduser().resolve()


def address(where: Path | None = None, role: str = roles.APP) -> str:
    """Return the URL of the embedded server of a home, whether it runs or not.

    `role` is who signs in: the role that owns nothing, unless it is to be OWNER.
    """
    folder = _socket_folder(where or home())
    return f"postgresql://{role}@/{DATABASE}?host={quote(str(folder), safe='/')}"


def url() -> str:
    """Return the URL in force: DATABASE_URL, else the embedded server's.

    Raises BefriendError for one that names no PostgreSQL; a password in it is not shown.
    """
    return _said("DATABASE_URL", os.environ.get("DATABASE_URL", "")) or address()


def owner_url() -> str:
    """Return the URL for whoever owns the tables: who makes and changes them, and copies them.

    BEFRIEND_OWNER_URL, else the embedded server's, else DATABASE_URL itself.
    """
    theirs = _said("BEFRIEND_OWNER_URL", os.environ.get("BEFRIEND_OWNER_URL", ""))
    return theirs or (address(role=roles.OWNER) if is_embedded() else url())


def direct_url() -> str:
    """Return the URL for what needs a connection of its own and no pooler: the worker."""
    return _said("BEFRIEND_DIRECT_URL", os.environ.get("BEFRIEND_DIRECT_URL", "")) or url()


def replica_url() -> str:
    """Return the URL of the read replica, where reports and figures are read; empty without one."""
    return _said("BEFRIEND_REPLICA_URL", os.environ.get("BEFRIEND_REPLICA_URL", ""))


def _said(name: str, said: str) -> str:
    """Return the URL that a setting says, empty if it says nothing; raise BefriendError for no URL."""
    # Imported here: commands that ask no database need not wait for the driver.
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        conninfo_to_dict(said)
    except ProgrammingError:
        raise BefriendError(
            f"{name} does not name a PostgreSQL database. "
            "Write it as postgresql://user@host:5432/name, or unset it to use the embedded one."
        ) from None
    return said


def is_embedded() -> bool:
    """Say whether the database in force is the embedded default."""
    return url() in (address(), address(role=roles.OWNER))


def up() -> str:
    """Start the embedded server if it does not run, leave it running, and return its URL."""
    if not is_embedded():
        return url()
    where = _make_home()
    with alone(where):
        _start(where)
        (where / "keep-running").touch()
    return address()


def down() -> bool:
    """Stop the embedded server of this home, and say whether there was one to stop."""
    where = home()
    if not where.exists():
        return False
    with alone(where):
        (where / "keep-running").unlink(missing_ok=True)
        return _stop(where)


@contextmanager
def ready(*options: str) -> Iterator[str]:
    """Yield the URL of a database that answers; the last to leave stops an embedded server.

    `options` are settings for a server started here ("fsync=off"), for tests.
    """
    if not is_embedded():
        yield url()
        return
    where = _make_home()
    with _sigterm_as_exit():
        using = _enter(where, options)
        before = os.environ.get("DATABASE_URL")
        os.environ["DATABASE_URL"] = address()
        try:
            yield address()
        finally:
            if before is None:
                del os.environ["DATABASE_URL"]
            else:
                os.environ["DATABASE_URL"] = before
            _leave(where, using)


def _enter(where: Path, options: tuple[str, ...]) -> int:
    """Start the server if need be, and hold the shared lock that says we use it."""
    with alone(where):
        _start(where, options)
        using = os.open(where / "in-use", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(using, fcntl.LOCK_SH)
    return using


def _leave(where: Path, using: int) -> None:
    """Let go of the server, and stop it if nobody else uses it and nobody said `up`."""
    with alone(where):
        try:
            fcntl.flock(using, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        finally:
            os.close(using)
        if not (where / "keep-running").exists():
            _stop(where)


def _stop(where: Path) -> bool:
    """Stop the server and remove a socket's folder that lies outside the home; say whether it ran."""
    ran = programs.stop(data(where))
    folder = _socket_folder(where)
    if ran and not folder.is_relative_to(where):
        folder.rmdir()
    return ran


def _start(where: Path, options: tuple[str, ...] = ()) -> None:
    """Make the cluster and its database where there is none, and see that the server runs."""
    if programs.is_running(data(where)) and programs.answers(data(where), _socket_folder(where)):
        return
    (where / "keep-running").unlink(missing_ok=True)
    reach.make(where)
    programs.initialise(data(where))
    kept = archive.settings(archive.of(where))
    programs.start(data(where), make_socket_folder(where), (*kept, *options))
    programs.create_database(_socket_folder(where), DATABASE)
    roles.make(address(where, roles.OWNER))


@contextmanager
def alone(where: Path) -> Iterator[None]:
    """Hold the lock of a home, so that two processes never start or stop it at once."""
    with (where / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _sigterm_as_exit() -> Iterator[None]:
    """Make SIGTERM leave by the front door, so that the server is stopped, unless it is handled already."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    try:
        handled = signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        if not handled:
            signal.signal(signal.SIGTERM, leave)
    except ValueError:  # Not the main thread, which alone may handle signals.
        handled = True
    try:
        yield
    finally:
        if not handled:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def data(where: Path) -> Path:
    """Return where the files of the embedded server are."""
    return reach.kept_in(where) / "postgres"


def _make_home() -> Path:
    """Make the home, closed to everybody else, and return it."""
    where = home()
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        (where / "lock").touch(mode=0o600)
    except OSError as error:
        raise BefriendError(
            f"The folder {where} cannot be used: {error.strerror}. "
            "Set BEFRIEND_HOME to a folder that you may write to."
        ) from error
    return where


def _socket_folder(where: Path) -> Path:
    """Return the folder of the server's socket: beside its files, unless its path is too long."""
    folder = reach.kept_in(where) / "socket"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    name = hashlib.sha256(os.fsencode(where)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"befriend-{os.geteuid()}-{name}"


def make_socket_folder(where: Path) -> Path:
    """Make the socket's folder, ours alone, and return it."""
    folder = _socket_folder(where)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), programs.owner()):
        raise BefriendError(
            f"The folder {folder} belongs to somebody else. Remove it, or set a shorter BEFRIEND_HOME."
        )
    return folder
