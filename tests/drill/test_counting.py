"""The drill's own count is tried: it must find what was lost and what was doubled, or it proves nothing."""

import pytest

from befriend.database.contents import Held, differences
from drill.browsers import hidden
from drill.counting import Write, count, out_of_time

WORDS = ["d-1", "d-2", "d-3"]


def test_what_is_there_once_is_good():
    assert count(WORDS, WORDS, reversed(WORDS)).is_good


def test_a_lost_write_is_found():
    found = count(WORDS, WORDS, ["d-1", "d-3"])

    assert not found.is_good
    assert found.lost == ["d-2"]


def test_a_doubled_write_is_found():
    found = count(WORDS, WORDS, [*WORDS, "d-3"])

    assert not found.is_good
    assert found.doubled == ["d-3"]


def test_a_write_that_was_sent_and_never_acknowledged_may_be_there_or_not():
    assert count(WORDS[:2], WORDS, WORDS).is_good
    assert count(WORDS[:2], WORDS, WORDS[:2]).is_good


def test_a_write_that_nobody_sent_is_found():
    assert count(WORDS, WORDS, [*WORDS, "d-9"]).unasked == ["d-9"]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (["early", "between"], ([], [])),
        (["early"], ([], [])),
        (["between"], (["early"], [])),
        (["early", "late"], ([], ["late"])),
    ],
)
def test_a_moment_holds_what_was_acknowledged_before_it_and_nothing_begun_after(held, expected):
    writes = [Write("early", 1, 2, 1), Write("between", 4, 6, 1), Write("late", 7, 8, 1)]

    assert out_of_time(writes, 5, held) == expected


def test_a_table_that_differs_is_found():
    one = {"a": Held(1, "1"), "b": Held(2, "2")}

    assert differences(one, dict(one)) == []
    assert differences(one, {"a": Held(1, "9")}) == [
        "a: 1 and 1 rows, other contents",
        "b: 2 and no table rows",
    ]


def test_a_browser_sends_what_the_last_form_carries():
    page = (
        '<form><input type="hidden" name="a" value="1"></form><form>'
        '<input value="&amp;2" type="hidden" name="b"><input name="seen"></form>'
    )

    assert hidden(page) == {"b": "&2"}
