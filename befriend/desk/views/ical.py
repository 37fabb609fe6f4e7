"""A calendar as other programs read it (RFC 5545): blocks of time, and nothing about anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

FORM = "%Y%m%dT%H%M%SZ"
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Befriend//Busy//EN", "METHOD:PUBLISH")


def calendar(busy: Iterable[tuple[datetime, datetime]], now: datetime) -> str:
    """Return a calendar of busy times: beginnings and ends, each called "Busy"."""
    lines = [*HEAD]
    for begins, ends in busy:
        # The same block has the same mark each time, and nothing can be read from it.
        mark = hashlib.sha256(f"{begins.isoformat()} {ends.isoformat()}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT", f"UID:{mark}@busy", f"DTSTAMP:{written(now)}", f"DTSTART:{written(begins)}",
            f"DTEND:{written(ends)}", "SUMMARY:Busy", "TRANSP:OPAQUE", "CLASS:PRIVATE", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def written(moment: datetime) -> str:
    """Return a moment as calendars write it, in UTC."""
    return moment.astimezone(UTC).strftime(FORM)
