"""How a log line is written: where something went wrong, and never the values it went wrong with."""

import logging
import traceback
from types import TracebackType


class WithoutValues(logging.Formatter):
    """Leave out the text of an exception, which may tell of a person; keep its kind and its way."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # Python's own name.
        """Return the line, with the reference that the page of the fault showed, if one did."""
        line = super().formatMessage(record)
        reference = getattr(getattr(record, "request", None), "reference", "")
        return f"{line} (reference {reference})" if reference else line

    def formatException(  # noqa: N802  # Python's own name.
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the lines of code that led there, and the kind of the exception."""
        kind, _, way = ei
        return "".join(traceback.format_tb(way)) + (kind.__name__ if kind else "")
