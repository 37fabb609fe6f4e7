"""A copy brought back to life in a home: as of its last word, or as of a moment before."""

import re
import shlex
import shutil
import tarfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import psycopg

from befriend import database, roles
from befriend.database import archive, backup, programs, reach
from befriend.errors import BefriendError

# Bringing back the log of a month takes its time.
SECONDS_TO_RECOVER = 6 * 60 * 60
LAST = re.compile(r"last completed transaction was at log time (\S+ \S+)")
TOO_LATE = "recovery ended before configured recovery target was reached"
BROUGHT = "brought"


class Restored(NamedTuple):
    """What was brought back."""

    home: Path
    copy: archive.Copy
    last: str  # when the last change in it was made, in the words of PostgreSQL


def bring_back(folder: Path, home: Path, *, until: datetime | None = None, replace: bool = False) -> Restored:
    """Bring the copy in `folder` back into `home`, with the log after it up to `until`.

    Nothing that is in `home` is lost: with `replace` it is put aside.
    """
    copy = _choose(folder, until)
    _check(copy)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with database.alone(home):
        data = _make_room(home, replace=replace)
        try:
            _unpack(copy, data)
            _bring_log(copy, data)
            _write_target(data, until)
            last = _recover(home, data)
        except BaseException:
            with suppress(BefriendError):  # It may end by itself at this very moment.
                programs.stop(data)
            shutil.rmtree(data, ignore_errors=True)
            raise
        _bring_secrets(copy, home)
    return Restored(home, copy, last)


def _choose(folder: Path, until: datetime | None) -> archive.Copy:
    """Return the newest copy that was finished before `until`."""
    found = archive.copies(folder.expanduser().resolve())
    if not found:
        raise BefriendError(f"There is no finished copy in {folder}.")
    before = [each for each in found if until is None or each.ended <= until]
    if not before:
        raise BefriendError(
            f"The oldest copy in {folder} was finished at {found[0].ended:%Y-%m-%d %H:%M:%S} UTC. "
            "Only moments after that can be brought back."
        )
    return before[-1]


def _check(copy: archive.Copy) -> None:
    """Raise BefriendError for a copy that is damaged, or that a newer program made."""
    made_by = copy.page.get("postgresql")
    if made_by is None:
        raise BefriendError(f"{copy.folder} is not a copy made by `befriend backup`.")
    if made_by != programs.version():
        raise BefriendError(
            f"This copy was made by PostgreSQL {made_by}, the programs here are {programs.version()}. "
            "Bring it back with the Befriend that made it."
        )
    ours = version("befriend")
    if _numbers(copy.page["befriend"]) > _numbers(ours):
        raise BefriendError(
            f"This copy was made by Befriend {copy.page['befriend']}, this is {ours}. "
            "Bring it back with the newer one."
        )
    for name, said in copy.page["sha256"].items():
        file = copy.folder / name
        if not file.is_file() or backup.digest(file) != said:
            raise BefriendError(f"{file} is missing or is not what was written. This copy is damaged.")


def _numbers(said: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared."""
    return tuple(int(part) for part in re.findall(r"\d+", said))


def _make_room(home: Path, *, replace: bool) -> Path:
    """Return the empty folder for the server's files; refuse a database that is there, or put it aside."""
    kept = reach.make(home)
    data = kept / "postgres"
    if programs.is_running(data):
        raise BefriendError(
            f"A database runs in {home}. Stop it first: `befriend down`, and `befriend serve`."
        )
    if data.exists() and any(data.iterdir()):
        if not replace:
            raise BefriendError(
                f"There is a database in {home} already. Name another folder with --into, "
                "or put that one aside with --replace."
            )
        data.rename(kept / f"postgres-before-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}")
    data.mkdir(mode=0o700, exist_ok=True)
    return data


def _unpack(copy: archive.Copy, data: Path) -> None:
    """Lay the files of the base where the server looks for them, as its user's own."""
    for name, into in ((archive.BASE, data), ("pg_wal.tar.gz", data / "pg_wal")):
        into.mkdir(mode=0o700, exist_ok=True)
        with tarfile.open(copy.folder / name) as packed:
            packed.extractall(into, filter="data")


def _bring_log(copy: archive.Copy, data: Path) -> None:
    """Lay the log that followed the copy where the server's user can read it."""
    brought = data / BROUGHT
    brought.mkdir(mode=0o700)
    beside = [copy.folder.parent / "wal", copy.folder / "wal"]
    for piece in archive.since(
        next((each for each in beside if each.is_dir()), beside[0]), copy.page["first"]
    ):
        shutil.copyfile(piece, brought / piece.name)


def _write_target(data: Path, until: datetime | None) -> None:
    """Tell the server that it is a copy, where its log is, and up to which moment to read it."""
    brought = shlex.quote(str(data / BROUGHT)).replace("%", "%%")
    command = f'test -f {brought}/%f.gz && gzip -dc {brought}/%f.gz > "%p"'
    lines = ["restore_command = '{}'".format(command.replace("'", "''"))]
    if until is not None:
        lines.append(f"recovery_target_time = '{until.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f+00}'")
        lines.append("recovery_target_action = 'promote'")
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write("\n".join(("", *lines, "")))
    (data / "recovery.signal").touch()
    (data / "server.log").unlink(missing_ok=True)
    for each in (data, *data.rglob("*")):
        if not each.is_symlink():
            shutil.chown(each, programs.owner())
            each.chmod(0o700 if each.is_dir() else 0o600)


def _recover(home: Path, data: Path) -> str:
    """Run the server until it is a database of its own; return when the last change in it was made."""
    try:
        # The old log is not handed over again: this home begins a timeline of its own.
        programs.start(data, database.make_socket_folder(home), ("archive_mode=off",), SECONDS_TO_RECOVER)
        _end_recovery(home)
    except (BefriendError, psycopg.OperationalError) as error:  # It may give up before it answers or after.
        if TOO_LATE in _log(data):
            found = LAST.findall(_log(data))
            raise BefriendError(
                f"The log in this folder ends before that moment: its last change is of "
                f"{found[-1] if found else 'no moment'}. Name an earlier one, or none for all there is."
            ) from None
        raise BefriendError(f"{error}\n{_log(data)[-2000:]}") from None
    found = LAST.findall(_log(data))
    programs.stop(data)
    shutil.rmtree(data / BROUGHT)
    return found[-1] if found else "no change after the copy"


def _end_recovery(home: Path) -> None:
    """Wait until the server has come back, and let it forget that it had to."""
    with psycopg.connect(database.address(home, roles.OWNER), autocommit=True) as connection:
        while connection.execute("SELECT pg_is_in_recovery()").fetchone() != (False,):
            time.sleep(0.1)
        for name in ("restore_command", "recovery_target_time", "recovery_target_action"):
            connection.execute(f"ALTER SYSTEM RESET {name}")


def _log(data: Path) -> str:
    """Return what the server wrote while it came back."""
    file = data / "server.log"
    return file.read_text(errors="replace") if file.exists() else ""


def _bring_secrets(copy: archive.Copy, home: Path) -> None:
    """Put the keys of the old home into the new one, where it has none of its own."""
    for each in copy.folder.glob("befriend_*"):
        if not (home / each.name).exists():
            shutil.copyfile(each, home / each.name)
            (home / each.name).chmod(0o600)
