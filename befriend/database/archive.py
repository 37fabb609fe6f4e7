"""The folder of copies: where it is, how the server adds its log to it, and what lies in it."""

import json
import os
import shlex
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from befriend.database import programs, reach
from befriend.errors import BefriendError

# A quiet server hands over an unfinished piece of its log after so long: what a lost machine can cost.
SECONDS_UNTIL_KEPT = 120
PAGE, BASE, MANIFEST = "befriend.json", "base.tar.gz", "backup_manifest"
# Debian's own gzip, cmp and sync. A piece that is there already is kept if it is the same, else refused.
KEEP = (
    "test ! -d {wal} || {{ test -f {wal}/%f.gz && gzip -dc {wal}/%f.gz | cmp -s - %p; }} || "
    "{{ test ! -e {wal}/%f.gz && gzip -1 -c %p > {wal}/%f.part && sync {wal}/%f.part && "
    "mv {wal}/%f.part {wal}/%f.gz && sync {wal}; }}"
)


class Copy(NamedTuple):
    """One copy of the database, made while it ran."""

    folder: Path
    began: datetime
    ended: datetime
    page: dict[str, Any]

    @property
    def age(self) -> float:
        """Return its age in hours."""
        return (datetime.now(UTC) - self.ended).total_seconds() / 3600


def of(home: Path) -> Path:
    """Return the folder of copies of a home: BEFRIEND_BACKUPS, or beside the server's files."""
    said = os.environ.get("BEFRIEND_BACKUPS")
    return Path(said).expanduser().resolve() if said else reach.kept_in(home) / "backups"


def settings(folder: Path) -> tuple[str, ...]:
    """Return how the embedded server keeps its log in `folder`, once a first copy is there to lay it on."""
    wal = shlex.quote(str(folder / "wal")).replace("%", "%%")
    command = shlex.quote(f"archive_command={KEEP.format(wal=wal)}")
    return "archive_mode=on", f"archive_timeout={SECONDS_UNTIL_KEPT}", command


def make(folder: Path) -> Path:
    """Make a folder of copies, closed to all but the server's user, and return where its log goes."""
    try:
        for each in (folder, folder / "wal"):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.chown(each, programs.owner(), -1)
            each.chmod(0o700)
    except OSError as error:
        raise BefriendError(f"The folder {folder} cannot be used: {error.strerror}.") from error
    reach.require(folder)
    return folder / "wal"


def copies(folder: Path) -> list[Copy]:
    """Return the finished copies in a folder, the oldest first; a folder may be a copy itself."""
    if (folder / MANIFEST).exists():
        return [_read(folder)]
    found = folder.glob(f"*/{MANIFEST}") if folder.is_dir() else ()
    return sorted((_read(each.parent) for each in found if each.parent.name[0] != "."), key=lambda c: c.ended)


def _read(folder: Path) -> Copy:
    """Read a copy's page; one that PostgreSQL's own program made by hand has none."""
    try:
        page = json.loads((folder / PAGE).read_text())
        return Copy(folder, *(datetime.fromisoformat(page[key]) for key in ("began", "ended")), page)
    except FileNotFoundError:
        ended = datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime, UTC)
        return Copy(folder, ended, ended, {})
    except (ValueError, KeyError) as error:
        raise BefriendError(f"{folder / PAGE} cannot be read; this copy is not whole.") from error


def wait_for(wal: Path, piece: str, seconds: int = 60) -> None:
    """Wait until the server has handed over a piece of its log."""
    deadline = time.monotonic() + seconds
    while not (wal / f"{piece}.gz").exists():
        if time.monotonic() > deadline:
            raise BefriendError(
                f"PostgreSQL did not hand over its log to {wal} in {seconds} seconds. See that the disk has "
                "room; then `befriend down`, and again, since a server keeps the place it was started with."
            )
        time.sleep(0.1)


def pieces(wal: Path) -> list[Path]:
    """Return the finished pieces of log in a folder, in order; those of another timeline too."""
    return sorted(wal.glob("*.gz"))


def since(wal: Path, first: str) -> list[Path]:
    """Return the pieces from `first` on, and the histories of timelines, which are always wanted."""
    found = pieces(wal)
    return [each for each in found if "history" in each.name or each.name[8:24] >= first[8:24]]


def prune(folder: Path, days: int) -> list[Path]:
    """Remove copies older than `days` and the log before the oldest left; the newest copy always stays."""
    found = copies(folder)
    old = [each.folder for each in found[:-1] if each.age > days * 24]
    for each in old:
        _empty(each)
    left = [each.page["first"] for each in copies(folder) if "first" in each.page]
    if left:
        wanted = set(since(folder / "wal", min(left, key=lambda name: name[8:24])))
        for piece in pieces(folder / "wal"):
            if piece not in wanted:
                piece.unlink()
    return old


def _empty(folder: Path) -> None:
    """Remove a copy: what says that it is whole first."""
    for name in (MANIFEST, *(each.name for each in folder.iterdir() if each.name != MANIFEST)):
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()
