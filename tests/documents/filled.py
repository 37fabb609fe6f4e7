"""A record in which what a paper asks is known already: each key with something plainly invented."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from befriend.people import actions
from befriend.people.models import Person, Statement
from befriend.policies import vocabulary

ANSWERS = {
    "words": "Something invented about {label}.",
    "yes_no": "yes",
    "day": "2026-11-02",
    "number": "2",
}


def answer_to(key: vocabulary.Key) -> str:
    """Return an answer that fits a key."""
    if key.choices:
        return next(iter(key.choices.words))
    return ANSWERS[key.type].format(label=key.label.en.lower())


def fill(
    person: Person, keys: Iterable[str], day: date, *, but: Collection[str] = ()
) -> dict[str, Statement]:
    """State each of `keys` about `person` on `day`, but for some; return what was stated, by key."""
    return {name: said(person, name, day) for name in keys if name not in but}


def said(person: Person, name: str, day: date) -> Statement:
    """State one thing, told by the person."""
    key = vocabulary.load().key(name)
    return actions.state(
        person=person, key=name, value=answer_to(key), how_known="told", source_kind="person",
        observed_on=day, by="W001", day=day,
    )  # fmt: skip
