"""The policy analyst's half hour in docs/simulating.md works as it is written there."""

import json
import re
from functools import partial
from pathlib import Path

from befriend.simulator import measured, trial
from tests.cli import commands

PAGE = (Path(__file__).parents[2] / "docs" / "simulating.md").read_text()


def test_the_proposal_of_six_lines_is_tried_and_its_statement_read(monkeypatch, capsys, tmp_path):
    proposal = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL).group(1)
    (tmp_path / "my_cap.yaml").write_text(proposal)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(trial, "Asked", partial(trial.Asked, smaller=200))
    run = commands.runner(monkeypatch, capsys)

    said = run("try", "my_cap.yaml", "--months", "12", "--runs", "3", "--workers", "1", "--out", "statements")

    assert len(proposal.splitlines()) == 6
    assert said.status == 0
    worse = said.out.split("What got better")[0]
    assert "People who wait for a practitioner" in worse
    assert "Days on which somebody is answered for and no contact is planned" in worse
    assert "puts nothing in force" in worse
    kept = json.loads(next((tmp_path / "statements").glob("*.json")).read_text())
    assert kept["measures"]["people_waiting"]["difference"]["low95"] > 0
    assert kept["measures"]["load_percent"]["difference"]["high95"] < 0


def test_the_page_tells_every_measure():
    for name, each in measured.EVERY.items():
        assert f"| `{name}` | {each.what} | {each.unit} |" in PAGE
