"""The form of a paper's template: who owns it, why it may be asked, and from what each field comes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field, model_validator

from befriend.policies.errors import PolicyError
from befriend.policies.form import Form, Reference, meant
from befriend.policies.vocabulary import Vocabulary, Words

from .things import THINGS

# Whom a paper may be for. No kind is a victim: they are reached through victim liaison and nobody else.
RECIPIENTS = (
    "person", "housing_provider", "parole_board", "prison", "probation_office", "victim_liaison",
)  # fmt: skip
# How much of what others said a recipient may have, least first.
MAY_HAVE = ("shown", "gist", "withheld")
HOUR = 60

RecipientKind = Literal[
    "person", "housing_provider", "parole_board", "prison", "probation_office", "victim_liaison"
]


class Figure(Form):
    """A number somebody decided or measured, with where it comes from."""

    value: int = Field(ge=0)
    status: Literal["published", "derived", "assumed"]
    reference: Reference
    note: str = ""

    @model_validator(mode="after")
    def says_why(self) -> Figure:
        """Refuse an assumption without its note."""
        if self.status == "assumed" and not self.note.strip():
            raise ValueError("an assumed figure needs a `note` that says why it was chosen")
        return self


class PaperField(Form):
    """One field: from one key of the vocabulary, or from one thing of the record."""

    key: str = ""
    record: str = ""
    label: Words | None = None

    @model_validator(mode="after")
    def comes_from_one(self) -> PaperField:
        """Refuse a field that comes from nowhere, or from two places."""
        if bool(self.key) == bool(self.record):
            raise ValueError("a field comes from one `key` of the vocabulary or one `record`, not both")
        if self.record and self.record not in THINGS:
            raise ValueError(f"the record has no {self.record!r}{meant(self.record, list(THINGS))}")
        return self

    @property
    def name(self) -> str:
        """Return by what it is known within the paper."""
        return self.key or self.record


class Section(Form):
    """Fields under one heading."""

    title: Words
    fields: tuple[PaperField, ...] = Field(strict=False, min_length=1)


class MayHave(Form):
    """A kind of recipient, and how much of what others said they may have."""

    kind: RecipientKind
    may_have: Literal["shown", "gist", "withheld"]


class Template(Form):
    """A paper's template. Without an owner, a basis, a purpose, its cost and an end it does not load."""

    title: Words
    owner: str = Field(min_length=1)
    basis: Reference
    purpose: Words
    # Whether the person agrees that it is given, or is told that it must be.
    agreement: Literal["asked", "told"]
    minutes: Figure
    volume: Figure
    since: date
    sunset: date
    # A form of somebody invented: for databases that are invented too.
    invented: bool = False
    recipients: tuple[MayHave, ...] = Field(strict=False, min_length=1)
    sections: tuple[Section, ...] = Field(strict=False, min_length=1)

    @model_validator(mode="after")
    def makes_sense(self) -> Template:
        """Refuse a field that is there twice, and an end before the beginning."""
        twice = [name for name, n in Counter(one.name for one in self.fields).items() if n > 1]
        if twice:
            raise ValueError(f"{', '.join(sorted(twice))} is asked twice; ask it once")
        if not self.basis.address:
            raise ValueError("the basis needs the `address` of the law it rests on")
        if self.sunset <= self.since:
            raise ValueError("the `sunset` comes after `since`")
        kinds = [one.kind for one in self.recipients]
        if len(set(kinds)) < len(kinds):
            raise ValueError("a kind of recipient is named twice")
        return self

    @property
    def fields(self) -> Iterator[PaperField]:
        """Return every field, in order."""
        return (one for section in self.sections for one in section.fields)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the vocabulary it is made from, in order."""
        return tuple(one.key for one in self.fields if one.key)

    @property
    def hours_a_year(self) -> int:
        """Return what it costs: minutes a filling times fillings a year, as whole hours, rounded up."""
        return -(-self.minutes.value * self.volume.value // HOUR)

    @property
    def digest(self) -> str:
        """Return what tells this version from every other, as hexadecimal."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def may_have(self, kind: str) -> str:
        """Return how much of what others said a kind of recipient may have; nothing protected by default."""
        return next((one.may_have for one in self.recipients if one.kind == kind), MAY_HAVE[0])


class Named(NamedTuple):
    """A template under the name of its file."""

    name: str
    template: Template


def checked(name: str, template: Template, vocabulary: Vocabulary) -> Named:
    """Return a template whose keys all stand in the vocabulary, or raise PolicyError with the nearest."""
    for key in template.keys:
        try:
            vocabulary.key(key)
        except PolicyError as unknown:
            raise PolicyError(f"papers/{name}.yaml: {unknown}") from None
    return Named(name, template)
