"""What is due, what is known about somebody, and what of it waits for a reviewer; changes nothing."""

from .due import Standing, approved, due, may_be_erased, office_for, standing, unit_of, waiting_for
from .gathering import Place, Record, gathered, keys, places
from .giving import as_content, reviewed, undecided

__all__ = [
    "Place",
    "Record",
    "Standing",
    "approved",
    "as_content",
    "due",
    "gathered",
    "keys",
    "may_be_erased",
    "office_for",
    "places",
    "reviewed",
    "standing",
    "undecided",
    "unit_of",
    "waiting_for",
]
