"""What is in the repository, as its tests see it: tracked files, and new ones that are not ignored."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = {
    ".py",
    ".yaml",
    ".yml",
    ".md",
    ".jinja",
    ".html",
    ".scss",
    ".toml",
    ".txt",
    ".csv",
    ".json",
    ".po",
    "",
}
GENERATED = {"package-lock.json", "requirements.lock", "requirements-dev.lock"}


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the repository, as a path from its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(sorted(Path(line) for line in set(listed.stdout.splitlines()) if (ROOT / line).is_file()))


def texts(*suffixes: str, below: str = ".") -> list[Path]:
    """Return the files with words in them, of these kinds, below a folder; nothing generated."""
    return [
        path
        for path in files()
        if path.suffix in (suffixes or TEXT) and path.is_relative_to(below) and path.name not in GENERATED
    ]


def read(path: Path) -> str:
    """Return what a file says."""
    return (ROOT / path).read_text(encoding="utf-8")
