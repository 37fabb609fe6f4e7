"""A folder to spoil: the tiny example of the docs, each time anew."""

import shutil
from pathlib import Path

import pytest

from befriend.imports.docs import PACKAGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the example folder."""
    return Path(shutil.copytree(PACKAGE.parent, tmp_path / "folder"))
