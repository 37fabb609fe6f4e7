"""Tests of what a log line may hold."""

import logging
import sys

from befriend.log import WithoutValues


def test_a_log_line_tells_where_but_not_about_whom():
    about = "Alder Finch was born on 3 March"
    try:
        raise ValueError(about)
    except ValueError:
        record = logging.LogRecord("django", logging.ERROR, __file__, 1, "It failed.", None, sys.exc_info())

    line = WithoutValues("%(levelname)s %(message)s").format(record)

    assert line.startswith("ERROR It failed.")
    assert "ValueError" in line
    assert __file__ in line
    assert "Finch" not in line
