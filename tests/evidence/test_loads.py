"""How load is spread over practitioners is told in words, in a table and in a drawing, and by itself."""

import re

import pytest

from befriend.evidence import showing
from befriend.evidence.impact import data, loads, paper, stacks, words
from befriend.simulator import measured
from tests.evidence import impact

# By band, lightest first: the difference of each of four runs, and what it was.
BANDS = [([5, 6, 7, 8], 20), ([1, 2, 3, 4], 30), ([-1, 0, 0, 1], 15), ([-2, -2, -2, -2], 10),
         ([-4, -5, -6, -7], 15), ([-1, -1, -2, -2], 6), ([0, 0, 0, 0], 4)]  # fmt: skip


@pytest.fixture(scope="module")
def statement():
    """Return a statement in which load is told by bands."""
    told = dict(zip(measured.SPREAD, (impact.measure(*band) for band in BANDS), strict=True))
    trial = impact.found()
    return data.of(trial._replace(measures=trial.measures | told))


def test_every_band_has_a_line_with_both_sides_the_difference_and_its_band(statement):
    said = list(words.lines(statement))
    first = said.index(loads.TITLE)

    assert said[first + 1 : first + 8] == [f"  {line}" for line in loads.lines(statement)]
    assert said[first + 1] == (
        "  up to 90%: 20.0% as it is, 26.5% under the policy (+6.5; 95% of runs +5.1 to +7.9)"
    )
    assert said[first + 7].startswith("  no time, away sick: 4.0% as it is, 4.0% under the policy (0")


def test_bands_are_not_told_again_among_what_got_worse(statement):
    assert not {each.key for each in words.changes(statement)} & {*measured.SPREAD}
    assert {*measured.SPREAD} <= statement["measures"].keys()


def test_the_paper_has_the_bars_and_a_table_with_the_same_figures(statement):
    html = paper.html(statement)

    assert html.count("<img ") == html.count("<table>") == 2 + len(impact.DIFFERENCES)
    table = html[html.index(f"<h2>{loads.TITLE}") : html.index("Month by month")]
    assert table.count('<th scope="row">') == len(BANDS)
    for row in loads.rows(statement):
        assert all(f">{cell}<" in table for cell in row)


def test_each_bar_is_as_long_as_everybody_and_says_its_shares(statement):
    found = loads.spread(statement)
    bar = stacks.stacked("As it is", [each.base for each in found], found)

    assert [part["to"] for part in bar] == [20, 50, 65, 75, 90, 96, 100]
    assert [part["label"] for part in bar] == ["20", "30", "15", "10", "15", "6", "4"]
    assert stacks.stacked("As it is", [3.9], found[:1])[0]["label"] == ""
    drawn = stacks.drawing(statement)
    assert all(re.search(rf">{re.escape(each.words)}<", drawn) for each in found)


def test_the_page_of_a_trial_tells_them_too(statement):
    shown, _ = showing.of(statement)

    section = shown["sections"][-1]
    assert (section["title"], list(section["lines"])) == (loads.TITLE, loads.lines(statement))


def test_a_statement_of_before_is_read_as_it_was(statement):
    before = data.of(impact.found())

    assert loads.TITLE not in paper.html(before)
    assert showing.of(before)[0]["sections"][-1]["otherwise"] == loads.UNTOLD
    assert loads.UNTOLD in "\n".join(words.lines(before))
