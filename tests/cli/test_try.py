"""The command `try`: a policy on a made-up country, as a statement, as files and for programs."""

from __future__ import annotations

import json
from functools import partial

import pytest

from befriend.cli import trying
from befriend.policies import statements
from befriend.simulator import packs, trial
from tests.cli import commands

NAMES = {
    "people_supervised", "days_without_planned_contact", "people_waiting", "load_percent", "share_over_110",
    "officer_changes", "recalls", "recall_stock", "licence_stock", "prison_population", "leavers",
}  # fmt: skip


@pytest.fixture
def try_(monkeypatch, capsys):
    """Return the command, on a country five hundred times smaller and in this process."""
    monkeypatch.setattr(trial, "Asked", partial(trial.Asked, smaller=500))
    run = commands.runner(monkeypatch, capsys)
    return lambda *said: run("try", *said, "--workers", "1")


def test_the_statement_is_printed_for_programs_as_promised(try_):
    said = try_("cap-100", "--months", "3", "--runs", "2", "--seed", "4", "--json")

    found = json.loads(said.out)
    assert said.status == 0
    assert [found[key] for key in ("policy", "against", "months", "runs", "seed")] == [
        "cap-100",
        "base",
        3,
        2,
        4,
    ]
    assert found["measures"].keys() >= NAMES
    for each in found["measures"].values():
        assert len(each["base"]) == len(each["policy"]) == 3
        assert each["difference"]["low95"] <= each["difference"]["mean"] <= each["difference"]["high95"]
        means = [sum(each[side]) / 3 for side in ("base", "policy")]
        assert each["difference"]["mean"] == pytest.approx(means[1] - means[0], abs=0.01)
    assert "2 of 2 runs, 0 s left" in said.err


def test_it_is_written_as_html_pdf_and_json_under_its_name(try_, tmp_path):
    said = try_("reset-off", "--months", "2", "--runs", "1", "--out", tmp_path / "new")

    files = sorted((tmp_path / "new").iterdir())
    name = files[0].stem
    assert said.status == 0
    assert [file.name for file in files] == [f"{name}.html", f"{name}.json", f"{name}.pdf"]
    assert json.loads(files[1].read_text())["name"] == name
    assert f"Capacity impact statement {name}" in said.out
    assert "puts nothing in force" in said.out


def test_anybody_can_live_through_a_statement_again_and_sees_what_was_made_up(try_, tmp_path):
    try_("cap-110", "--months", "2", "--runs", "1", "--seed", "7", "--out", tmp_path)
    (file,) = tmp_path.glob("*.json")

    same, other = try_("cap-110", "--again", file), try_("cap-100", "--again", file)
    told = json.loads(file.read_text())
    told["measures"]["recalls"]["policy"][1] += 1
    edited = file.write_text(json.dumps(told)) and try_("cap-110", "--again", file)
    file.write_text(json.dumps({**told, "seal": statements.seal(told)}))
    made_up = try_("cap-110", "--again", file)

    assert (same.status, other.status, edited.status, made_up.status) == (0, 1, 1, 1)
    assert same.out.strip() == f"{file.stem}: the same numbers, to the last digit."
    assert "are not those it was made with" in other.err
    assert "its seal does not fit" in edited.err
    assert "has other numbers than came out: recalls policy" in made_up.err


def test_a_file_of_ones_own_is_tried_against_a_pack(try_, tmp_path):
    file = tmp_path / "my_cap.yaml"
    dated = ("{values: {2026-05-01: {value: %s, issued: 2026-11-22, status: assumed, "
             "reference: {title: Mine}, note: To see.}}}")  # fmt: skip
    file.write_text("what: Nobody above 90 but who trains.\napplies_to: all\nretroactive: false\n"
                    "exclusions: [trainees]\n"
                    f"changes: {{capacity.weighted_cap: {dated % 90}}}\n"
                    f"parameters: {{start.cap_enforced: {dated % 'true'}}}\n")  # fmt: skip

    found = json.loads(try_(file, "--against", "cap-110", "--months", "3", "--runs", "1", "--json").out)

    assert (found["policy"], found["against"]) == ("my_cap", "cap-110")
    assert found["changes"] == {"capacity.weighted_cap": {"2026-05-01": 90}}
    assert (found["exclusions"], found["not_worked_out"]) == (["trainees"], [])


def test_without_a_policy_every_pack_is_told(monkeypatch, capsys):
    said = commands.runner(monkeypatch, capsys)("try")

    assert said.status == 0
    assert [line.split()[0] for line in said.out.splitlines()] == list(packs.names())
    assert "Probation Reset ends" in said.out


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["cap-11"], "did you mean 'cap-110'"),
        (["cap-110", "--country", "atlantis"], "There is no country 'atlantis'"),
        (["cap-110", "--months", "0"], "0 months cannot be tried"),
        (["cap-110", "--runs", "0"], "0 runs cannot be tried"),
        (["nowhere/mine.yaml"], "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_said_before_anything_runs(try_, said, why):
    found = try_(*said)

    assert found.status == 1
    assert why in found.err
    assert "Trying" not in found.err


def test_a_folder_that_cannot_be_made_is_said_first(try_, tmp_path):
    (tmp_path / "file").write_text("")

    said = try_("cap-110", "--out", tmp_path / "file" / "folder")

    assert said.status == 1
    assert "Name another folder" in said.err


@pytest.mark.parametrize(("seconds", "said"), [(4.6, "5 s"), (89, "89 s"), (600, "10 min")])
def test_time_left_is_said_as_one_says_it(seconds, said):
    assert trying.in_words(seconds) == said
