"""A short hostile afternoon, and its own eyes: that what changed, and what failed, is seen."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random

import pytest

from tests.hostile import folders, raw
from tests.hostile.place import Findings


def test_a_short_afternoon_breaks_and_changes_nothing():
    own = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "BEFRIEND_HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile"],
        env={**own, "HOSTILE": "short"},
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.stdout.splitlines()[-1].startswith("HOSTILE: passed"), (
        done.stdout[-3000:] + done.stderr[-1000:]
    )
    assert done.returncode == 0


def test_nobody_who_listens_not_is_dead():
    assert raw.answered(1, b"GET / HTTP/1.1\r\n\r\n") == "dead"


@pytest.mark.parametrize("way", folders.WAYS)
def test_every_way_of_spoiling_spoils_again_and_again(way, tmp_path):
    luck = Random(1)
    for _ in range(20):
        file = tmp_path / "people.csv"
        if not file.is_dir():
            file.write_text("ref,chosen_name\np1,Ali Alder\np2,Birch Teal\n")
            way(file, luck)


def test_a_fault_is_told_at_once_and_kept(capsys):
    findings = Findings()

    findings.wrong("500 of my-people")

    assert findings.faults == ["500 of my-people"]
    assert "WRONG: 500" in capsys.readouterr().out
