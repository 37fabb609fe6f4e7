"""What was compiled is kept for the next process, and only for as long as every source is what it was.

Numba looks at the one file in which a compiled function stands. What that function calls stands elsewhere,
so a rule that was changed would be answered as before. Here the folder of what is kept is named by all
sources of the folders that are compiled: when one of them changes, nothing kept is found.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

FOLDER = Path(__file__).parent.parent
COMPILED = ("rules", "planner", "simulator")
NAME = "compiled-"
SETTING = "CACHE_DIR"

Function = TypeVar("Function", bound=Callable[..., Any])


def fingerprint(folder: Path = FOLDER) -> str:
    """Return a name for all sources as they are now."""
    found = hashlib.sha256()
    for part in COMPILED:
        for path in sorted((folder / part).rglob("*.py")):
            found.update(str(path.relative_to(folder)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def folder_for(name: str) -> Path:
    """Return where to keep what is compiled: beside the sources, or where this user may write."""
    said = getattr(config, SETTING)  # NUMBA_CACHE_DIR, which others may use too
    if said:
        return Path(said) / (NAME + name)
    beside = FOLDER / "__pycache__"
    try:
        beside.mkdir(parents=True, exist_ok=True)
        usable = os.access(beside, os.W_OK)
    except OSError:
        usable = False
    if not usable:
        beside = Path(tempfile.gettempdir()) / f"befriend-{os.getuid()}"
        beside.mkdir(mode=0o700, exist_ok=True)
        if beside.stat().st_uid != os.getuid():
            raise PermissionError(
                f"{beside} belongs to somebody else; set NUMBA_CACHE_DIR to a folder of your own"
            )
    for old in beside.glob(f"{NAME}*"):
        if old.name != NAME + name:
            shutil.rmtree(old, ignore_errors=True)
    return beside / (NAME + name)


setattr(config, SETTING, str(folder_for(fingerprint())))


def compiled(function: Function) -> Function:
    """Return a function compiled: the one way to do so here. It holds up no other thread."""
    return cast(Function, njit(cache=True, nogil=True)(function))
