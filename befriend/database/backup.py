"""A copy of the embedded database, made while it runs: base, log, and a page that says what it is."""

import hashlib
import json
import os
import shutil
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from befriend import database
from befriend.database import archive, programs
from befriend.errors import BefriendError

NOT_OURS = (
    "This database is not the embedded one: its own server makes the copies. "
    "docs/running.md, 'Keeping a copy', says how, step by step."
)


def take(folder: Path | None = None, *, days: int) -> archive.Copy:
    """Copy the running embedded database into `folder`, prove the copy, and remove those too old.

    Without `folder` it goes where the server keeps its log, from which any later moment can be had.
    """
    if not database.is_embedded():
        raise BefriendError(NOT_OURS)
    home = database.home()
    kept = archive.make(archive.of(home))
    into = folder.expanduser().resolve() if folder else kept.parent
    wal = archive.make(into)
    began = datetime.now(UTC)
    making = into / f".making-{_stamp(began)}"
    try:
        first, last = _copy(home, making)
        archive.wait_for(kept, last)
        if wal != kept:
            _copy_log(kept, wal, first)
        _keep_secrets(home, making)
        _write_page(making, began=began, first=first, last=last)
        done = making.rename(into / _stamp(began))
    finally:
        shutil.rmtree(making, ignore_errors=True)
    archive.prune(into, days)
    return archive.copies(done)[0]


def _copy(home: Path, into: Path) -> tuple[str, str]:
    """Make the base and check it; return the first and the last piece of the log that it needs."""
    data = database.data(home)
    socket = psycopg.conninfo.conninfo_to_dict(database.owner_url())
    into.mkdir(mode=0o700)
    os.chown(into, programs.owner(), -1)
    programs.run(
        "pg_basebackup",
        *(f"--pgdata={into}", "--format=tar", "--gzip", "--compress=1", "--wal-method=stream"),
        *("--checkpoint=fast", "--manifest-checksums=SHA256", "--no-password"),
        *(f"--host={socket['host']}", f"--username={socket['user']}"),
        cwd=data,
    )
    check(into, cwd=data)
    (span,) = json.loads((into / archive.MANIFEST).read_text())["WAL-Ranges"]
    with psycopg.connect(database.owner_url(), autocommit=True) as connection:
        names = [span["Start-LSN"], span["End-LSN"]]
        return connection.execute("SELECT pg_walfile_name(%s), pg_walfile_name(%s)", names).fetchone()


def check(copy: Path, *, cwd: Path) -> None:
    """Hold every file of a base to the digest written when it was made; raise BefriendError."""
    programs.run("pg_verifybackup", "--no-parse-wal", "--quiet", str(copy), cwd=cwd)


def _copy_log(source: Path, target: Path, first: str) -> None:
    """Bring the log along, so that a folder elsewhere is whole without the place it came from."""
    for piece in archive.since(source, first):
        if not (target / piece.name).exists():
            part = target / f"{piece.stem}.part"
            shutil.copyfile(piece, part)
            part.rename(target / piece.name)


def _keep_secrets(home: Path, into: Path) -> None:
    """Keep the keys that were made for this home: what they seal is of no use without them."""
    for each in home.glob("befriend_*"):
        if each.is_file():
            shutil.copyfile(each, into / each.name)
            (into / each.name).chmod(0o600)


def _write_page(into: Path, *, began: datetime, first: str, last: str) -> None:
    """Write what this copy is, and the digest of each of its files, and see that it is on the disk."""
    page = {
        "befriend": version("befriend"),
        "postgresql": programs.version(),
        "began": began.isoformat(),
        "ended": datetime.now(UTC).isoformat(),
        "first": first,
        "last": last,
        "sha256": {each.name: digest(each) for each in sorted(into.iterdir())},
    }
    (into / archive.PAGE).write_text(json.dumps(page, indent=2) + "\n")
    (into / archive.PAGE).chmod(0o600)
    for each in into.iterdir():
        with each.open("rb") as file:
            os.fsync(file.fileno())


def digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _stamp(moment: datetime) -> str:
    """Return a moment as the name of a folder, so that names sort as moments do."""
    return moment.strftime("%Y-%m-%dT%H%M%S.%fZ")
