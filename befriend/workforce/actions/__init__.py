"""Things that people do about safety, accounts, and who may see a record."""

from .accounts import give_account
from .glass import Opening, break_glass
from .records import add_reader, end_exclusion, end_restriction, exclude, restrict
from .refused import RefusedError, refuse
from .safety import mark_seen, record_incident

__all__ = [
    "Opening",
    "RefusedError",
    "add_reader",
    "break_glass",
    "end_exclusion",
    "end_restriction",
    "exclude",
    "give_account",
    "mark_seen",
    "record_incident",
    "refuse",
    "restrict",
]
