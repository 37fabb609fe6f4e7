"""The command `check-vectors`: any file of the form, each row once, and words for a broken one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from befriend.imports.vectors import running
from befriend.imports.vectors.result import Result, failed, not_applicable, passed
from tests.cli import commands

PUBLISHED = Path(__file__).parents[3] / "shared" / "vectors"


@pytest.fixture
def befriend(monkeypatch, capsys):
    return commands.runner(monkeypatch, capsys)


@pytest.fixture
def sums(monkeypatch):
    """One invented model: what is expected is the sum of the input and of what the file says."""

    def check(case, meta) -> Result:
        if "why_not" in case:
            return not_applicable(case["why_not"])
        answer = sum(case["input"]) + meta.get("more", 0)
        return passed() if answer == case["expected"] else failed(f"{case['expected']}, not {answer}")

    monkeypatch.setattr(running, "every_check", lambda: {"sum": check, "sentence-single": check})


def write(folder: Path, name: str, content: object) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, "utf-8")


def case(name: str, numbers: object, expected: int, **more: object) -> dict[str, object]:
    return {"id": name, "function": "sum", "input": numbers, "expected": expected, **more}


def test_each_case_is_counted_once_and_each_miss_says_why(befriend, sums, tmp_path):
    every = [case("a", [1, 2], 3), case("b", [1, 2], 4), case("c", [], 0, why_not="it is empty")]
    write(tmp_path, "sums.json", {"source": "somewhere", "vectors": every})

    said = befriend("check-vectors", tmp_path, "--json")

    assert said.status == 0
    misses = [{"id": "b", "why": "4, not 3"}, {"id": "c", "why": "it is empty"}]
    row = {"model": "sum", "file": "sums.json", "passed": 1, "failed": 1, "not_applicable": 1}
    assert json.loads(said.out) == {"models": [{**row, "misses": misses}]}


def test_dates_are_split_by_how_many_sentences_there_are(befriend, sums, tmp_path):
    one = {"id": "x/1", "sentences": [{}], "input": [1], "expected": 1}
    write(tmp_path, "dates.json", {"meta": {"more": 0}, "vectors": [one, {**one, "sentences": [{}, {}]}]})

    rows = json.loads(befriend("check-vectors", tmp_path, "--json").out)["models"]

    counted = [(row["model"], row["passed"]) for row in rows]
    assert counted == [("sentence-single", 1), ("sentence-multiple", 0)]


@pytest.mark.parametrize("content", [{"more": 5}, {"meta": {"more": 5}}])
def test_what_a_file_says_of_itself_reaches_whoever_checks(sums, tmp_path, content):
    write(tmp_path, "sums.json", {**content, "vectors": [case("a", [1], 6)]})

    assert running.check(tmp_path)[0].passed == 1


@pytest.mark.parametrize(
    ("named", "called"),
    [({"id": "i", "source": "s"}, "i"), ({"source": "s"}, "s"), ({"id": 0}, "0"), ({}, "case 1")],
)
def test_a_case_is_called_by_its_id_or_its_source(sums, tmp_path, named, called):
    write(tmp_path, "sums.json", {"vectors": [{**named, "function": "sum", "input": [1], "expected": 9}]})

    assert running.check(tmp_path)[0].misses[0].id == called


def test_a_case_that_makes_no_sense_fails_and_keeps_no_other_from_running(befriend, sums, tmp_path):
    write(tmp_path, "sums.json", {"vectors": [case("a", "words", 3), case("b", [3], 3)]})

    said = befriend("check-vectors", tmp_path)

    assert said.status == 0
    assert "a: the case cannot be understood: TypeError" in said.out
    assert running.check(tmp_path)[0].passed == 1


def test_a_model_nobody_answers_is_not_applicable(sums, tmp_path):
    write(tmp_path, "other.json", {"vectors": [{"source": "s", "model": "ogrs99", "expected": {}}]})

    row = running.check(tmp_path)[0]

    assert (row.model, row.not_applicable, row.misses[0].why) == ("ogrs99", 1, running.UNANSWERED.why)


@pytest.mark.parametrize(
    ("content", "sentence", "how"),
    [
        ("{", "is not JSON", "failed"),
        ("[" * 100_000, "is not JSON", "failed"),
        ([], "an object with a list `vectors`", "not_applicable"),
        ({"name": "x"}, "an object with a list `vectors`", "not_applicable"),
        ({"vectors": {}}, "an object with a list `vectors`", "not_applicable"),
    ],
)
def test_a_broken_or_stray_file_is_named_and_keeps_no_other_from_running(
    befriend, sums, tmp_path, content, sentence, how
):
    write(tmp_path, "z-good-one.json", {"vectors": [case("a", [1], 1)]})
    write(tmp_path, "broken.json", content)

    said = befriend("check-vectors", tmp_path, "--json")

    good, broken = json.loads(said.out)["models"]
    assert (said.status, good["passed"]) == (0, 1)
    assert (broken["file"], broken["passed"], broken[how]) == ("broken.json", 0, 1)
    assert broken["misses"][0]["id"] == "broken.json"
    assert sentence in broken["misses"][0]["why"]


def test_where_no_file_can_be_read_nothing_is_run(befriend, sums, tmp_path):
    write(tmp_path, "broken.json", "{")

    said = befriend("check-vectors", tmp_path)

    assert (said.status, said.out) == (1, "")
    assert "broken.json" in said.err


def test_a_case_that_is_no_object_fails_and_a_file_without_cases_has_a_row(sums, tmp_path):
    write(tmp_path, "a.json", {"vectors": [3, {}, case("b", [3], 3), case("c", [3], {})]})
    write(tmp_path, "b.json", {"vectors": []})

    unnamed, asked, empty = running.check(tmp_path)

    assert (unnamed.failed, asked.passed, asked.failed) == (2, 1, 1)
    assert unnamed.misses[0].id == "case 1"
    assert "should be an object, not 3" in unnamed.misses[0].why
    assert "names no model" in unnamed.misses[1].why
    assert "expects nothing" in asked.misses[0].why
    assert (empty.file, empty.passed, empty.failed) == ("b.json", 0, 0)


def test_a_folder_without_cases_is_said_to_be_one(befriend, tmp_path):
    assert "holds no .json file" in befriend("check-vectors", tmp_path).err
    assert "is no folder" in befriend("check-vectors", tmp_path / "none").err


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published cases are not here (../shared/vectors)")
def test_every_published_case_is_counted_and_every_miss_listed(befriend):
    said = befriend("check-vectors", PUBLISHED, "--json")

    rows = json.loads(said.out)["models"]
    published = {path.name: json.loads(path.read_text())["vectors"] for path in PUBLISHED.glob("*.json")}
    counted = dict.fromkeys(published, 0)
    for row in rows:
        counted[row["file"]] += row["passed"] + row["failed"] + row["not_applicable"]
        assert len(row["misses"]) == row["failed"] + row["not_applicable"]
        assert all(miss["why"] for miss in row["misses"])
    assert counted == {name: len(cases) for name, cases in published.items()}
