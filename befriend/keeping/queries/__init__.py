"""What is due, what is known about somebody, and what of it waits for a reviewer; changes nothing."""

from .answering import answers_for, office_for, office_shut_out, unit_of
from .due import (
    Standing,
    approved,
    count_approved,
    count_due,
    due,
    may_be_erased,
    standing,
    waiting_for,
)
from .gathering import Place, Record, gathered, keys, places
from .giving import as_content, reviewed, undecided

__all__ = [
    "Place",
    "Record",
    "Standing",
    "answers_for",
    "approved",
    "as_content",
    "count_approved",
    "count_due",
    "due",
    "gathered",
    "keys",
    "may_be_erased",
    "office_for",
    "office_shut_out",
    "places",
    "reviewed",
    "standing",
    "undecided",
    "unit_of",
    "waiting_for",
]
