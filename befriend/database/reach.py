"""For root alone: places that the server's own user can reach, with no mode of anybody's folder changed."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from befriend.errors import BefriendError

# Ours alone: anybody may pass through it, nobody may list it.
OURS = Path("/var/lib/befriend")


def passable(folder: Path) -> bool:
    """Say whether anybody may pass through `folder` and those above it, as far as they are there."""
    return all(each.stat().st_mode & 0o001 for each in (folder, *folder.parents) if each.exists())


def kept_in(home: Path) -> Path:
    """Return the folder that holds the server's files: the home, or one of ours if it cannot be reached."""
    if os.geteuid() != 0:
        return home
    linked = (home / "postgres").resolve().parent
    if linked.is_relative_to(OURS):
        return linked
    return home if passable(home.parent) else OURS / _name(str(home))


def make(home: Path) -> Path:
    """Make the folder of the server's files, linked from the home if it lies elsewhere, and return it."""
    kept = kept_in(home)
    if kept == home:
        if os.geteuid() == 0:
            home.chmod(home.stat().st_mode | 0o001)
        return home
    data, link = kept / "postgres", home / "postgres"
    if link.exists() and not link.is_symlink():
        raise BefriendError(
            f"The user who runs the database cannot reach {link}. Move it to where they can: "
            f"mkdir -p -m 711 {OURS} {kept} && mv {link} {data}"
        )
    _make_ours(kept)
    if not link.is_symlink():
        link.symlink_to(data)
    return kept


def require(folder: Path) -> None:
    """Raise BefriendError if root's server could not get to `folder`."""
    if os.geteuid() == 0 and not passable(folder.parent):
        raise BefriendError(
            f"The user who runs the database cannot reach {folder}. "
            "Set TMPDIR to a folder that anybody may pass through, or BEFRIEND_HOME to a shorter path."
        )


def programs(package: Path) -> Path:
    """Return a folder of `package` whose programs the server's user can run: itself, or a copy of ours."""
    server = package / "pginstall" / "bin" / "postgres"
    if os.geteuid() != 0 or (passable(server.parent) and server.stat().st_mode & 0o005 == 0o005):
        return package
    copy = OURS / f"programs-{_name(f'{package} {server.stat().st_mtime_ns}')}"
    if not copy.exists():
        _make_ours(OURS)
        with tempfile.TemporaryDirectory(dir=OURS) as making:
            _copy(package, Path(making) / "made").rename(copy)
    return copy / package.name


def _copy(package: Path, into: Path) -> Path:
    """Copy the programs of `package`, and the libraries they look for beside it, for anybody to run."""
    shutil.copytree(package / "pginstall", into / package.name / "pginstall", symlinks=True)
    beside = f"{package.name}.libs"
    if (package.parent / beside).is_dir():
        shutil.copytree(package.parent / beside, into / beside, symlinks=True)
    for each in (into, *into.rglob("*")):
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or each.parent.name == "bin" else 0o644)
    return into


def _make_ours(folder: Path) -> None:
    """Make `folder`, which is OURS or in it, for anybody to pass through and nobody to list."""
    for each in (OURS, folder):
        if not each.exists():
            each.mkdir(parents=True)
            each.chmod(0o711)
    if not passable(folder):
        raise BefriendError(
            f"The user who runs the database cannot reach {folder}. "
            "Set BEFRIEND_HOME to a folder that anybody may pass through."
        )


def _name(what: str) -> str:
    """Return a short name for something, always the same."""
    return hashlib.sha256(os.fsencode(what)).hexdigest()[:16]
