"""How a log line is written: where something went wrong, and never the values it went wrong with."""

import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog

from befriend.errors import BefriendError

# What the service itself counts: one line a request, by the name of its page.
ACCESS = "befriend.access"
OURS = ("befriend", "drill", "__main__")
# Where a library's sentence has a place for a value, which may tell of a person.
PLACE = re.compile(r"%(?:\(\w+\))?[-#0-9 +.]*[a-zA-Z]|\{[^{}]*\}")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|/\S*")

structlog.configure(
    processors=[structlog.stdlib.filter_by_level, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)


def settings(level: str, form: str) -> dict[str, Any]:
    """Return how Django logs: to standard error, as `form` ("json" or "words"; words at a terminal)."""
    if form not in ("", "json", "words"):
        raise BefriendError(f"BEFRIEND_LOG_FORMAT is '{form}', but must be json or words.")
    as_json = form == "json" or (not form and not sys.stderr.isatty())
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "befriend.log.Lines", "as_json": as_json}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            # What is collected has a line for each request; whoever sits at a terminal sees what is wrong.
            ACCESS: {"level": "INFO" if as_json and level == "WARNING" else level},
        },
    }


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


class Lines(WithoutValues):
    """Write each event as one line of JSON, or as words for whoever sits at a terminal."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = {key: value for key, value in self.parts(record).items() if value not in (None, "")}
        if self.as_json:
            return str(structlog.processors.JSONRenderer()(None, "", said))
        where = said.pop("where", "")
        told = " ".join(str(said.pop(key)) for key in ("at", "level", "logger", "event"))
        line = " ".join((told, *(f"{key}={value}" for key, value in said.items())))
        # Nothing in a line begins another, or steers a terminal.
        line = "".join(letter if letter.isprintable() else " " for letter in line)
        return f"{line}\n{where}" if where else line

    def parts(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return what a line holds, by name."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        said |= record.msg if isinstance(record.msg, dict) else {"event": sentence(record)}
        request = getattr(record, "request", None)
        said["reference"] = getattr(request, "reference", "")
        said["route"] = said.get("route") or (page_of(request) if request else "")
        said["status"] = said.get("status") or getattr(record, "status_code", None)
        if record.exc_info and record.exc_info[0]:
            said["kind"] = record.exc_info[0].__name__
            said["where"] = self.formatException(record.exc_info)
        return said


def sentence(record: logging.LogRecord) -> str:
    """Return what a record says: in full if we wrote it, else without any value put into it."""
    if record.name.split(".")[0] in OURS:
        return record.getMessage()
    if getattr(record, "status_code", None):
        return "answered"
    said = PLACE.sub("…", str(record.msg))
    return said if record.args else QUOTED.sub("…", said)


def page_of(request: Any) -> str:
    """Return the name of the page that a request asked for: never its address, which holds references."""
    found = getattr(request, "resolver_match", None)
    return (found.view_name or found.route) if found else "unknown"
