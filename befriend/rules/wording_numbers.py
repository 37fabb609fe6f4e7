"""How a sentence of the catalogue writes its values: days in full, and one thing as one thing."""

from __future__ import annotations

import re
from datetime import date

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What is counted in the sentences; in no other language than English do these words stand in one.
NOUNS = r"(day|week|month|year|hour|minute|point|part)s\b"
ONE = re.compile(rf"(?<![\d.,/])1 ((?:added |working )?){NOUNS}")
ONE_PERSON = re.compile(r"(?<![\d.,/])1 people\b")
# Only what begins a clause is its subject: "in 1 day are 40" speaks of the 40.
SUBJECT = re.compile(r"((?:^|[.;:] )1 (?:added )?(?:day|week|month|year|hour|minute|point|part)\b[^.,;:]*?) "
                     r"(are|make|stand|come)\b")  # fmt: skip
VERBS = {"are": "is", "make": "makes", "stand": "stands", "come": "comes"}


def as_day(value: str) -> date | None:
    """Return the day that `value` writes as 2026-11-23, or None where it is none."""
    return date.fromisoformat(value) if DAY.fullmatch(value) else None


def in_one(text: str) -> str:
    """Return an English sentence in which what is one is not called many: "1 day is"."""
    text = ONE_PERSON.sub("1 person", ONE.sub(r"1 \1\2", text))
    return SUBJECT.sub(lambda found: f"{found[1]} {VERBS[found[2]]}", text)
