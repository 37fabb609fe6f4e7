"""The vocabulary: every thing that can be stated about a person, dated, in English and draft Welsh.

One file an area in `vocabulary/`. The Welsh is a draft until a Welsh speaker has read it. Needs and
risks are different kinds of key: no key of kind need says anything about a risk.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field, model_validator

from befriend.policies import read
from befriend.policies.errors import PolicyError
from befriend.policies.form import Form, Reference, meant, parse

FOLDER = Path(__file__).parent / "vocabulary"
LANGUAGES = ("en", "cy")
Language = Literal["en", "cy"]
Status = Literal["published", "derived", "assumed"]
Kind = Literal["identity", "need", "strength", "matters", "risk", "warning", "circumstance", "adjustment"]
Type = Literal["words", "choice", "yes_no", "day", "number"]
# What protects somebody: several may stand at once, so that nothing new must wait for what is contested.
PROTECTIVE = ("risk", "warning")
YES_NO = {"yes": {"en": "Yes", "cy": "Ie"}, "no": {"en": "No", "cy": "Na"}}


class Words(Form):
    """The same said in both languages."""

    en: str = Field(min_length=1)
    cy: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """Return it in Welsh for `cy`, in English for everything else."""
        return self.cy if language.startswith("cy") else self.en


class Choices(NamedTuple):
    """The answers one may choose from, by code, in the order in which they are asked."""

    words: Mapping[str, Words]

    def in_language(self, language: str) -> dict[str, str]:
        """Return the words of every code."""
        return {code: words.in_language(language) for code, words in self.words.items()}

    def __bool__(self) -> bool:
        """Return whether there is anything to choose from."""
        return bool(self.words)


class Key(NamedTuple):
    """One thing that can be stated: what it is, how it is asked, and after how many days it is stale."""

    name: str
    area: str
    what: str
    kind: str
    type: str
    many: bool
    label: Words
    question: Words
    choices: Choices
    stale_after_days: int | None
    since: date
    until: date | None
    status: str
    reference: Reference
    note: str

    @property
    def protects(self) -> bool:
        """Return whether it is there to protect somebody."""
        return self.kind in PROTECTIVE


class Area(NamedTuple):
    """What keys are asked together."""

    name: str
    label: Words


class Entry(Form):
    """A key as its file has it. What it does not say is as at the head of its file."""

    what: str = Field(min_length=1)
    kind: Kind
    type: Type
    many: bool = False
    label: Words
    question: Words
    choices: dict[str, Words] = {}
    stale_after_days: int | None = Field(gt=0)
    since: date | None = None
    until: date | None = None
    status: Status | None = None
    reference: Reference | None = None
    note: str = ""

    @model_validator(mode="after")
    def makes_sense(self) -> Entry:
        """Refuse a choice of nothing, choices of no choice, and protection of which one alone may stand."""
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("`choices` belong to the type choice, and to no other")
        if self.kind in PROTECTIVE and not self.many:
            raise ValueError(f"several of a {self.kind} may stand at once; write `many: true`")
        return self


class File(Form):
    """One area: what it is called, its place among the areas, since when, on whose word, and its keys."""

    area: Words
    place: int = Field(gt=0)
    since: date
    issued: date
    status: Status
    reference: Reference
    note: str = Field(min_length=1)
    keys: dict[str, Entry] = Field(min_length=1)


class Vocabulary:
    """Every key by name (`housing.where_now`). Immutable."""

    def __init__(self, areas: tuple[Area, ...], keys: tuple[Key, ...]) -> None:
        """Take the areas and their keys, in the order in which they are asked."""
        self.areas = areas
        self.keys = keys
        self._by_name = {key.name: key for key in keys}

    def key(self, name: str) -> Key:
        """Return the key of a name, or raise PolicyError with the nearest."""
        if name not in self._by_name:
            raise PolicyError(f"There is no key {name!r} in the vocabulary{meant(name, list(self._by_name))}")
        return self._by_name[name]

    def on(self, day: date) -> tuple[Key, ...]:
        """Return the keys that are asked on `day`, area by area."""
        return tuple(key for key in self.keys if key.since <= day and (key.until is None or day < key.until))

    def read(self, name: str) -> Key:
        """Return the key under which something stands already: one that nobody knows keeps its own name.

        An earlier system may have stated what is asked nowhere here; it is shown all the same.
        """
        return self._by_name.get(name) or foreign(name)


def foreign(name: str) -> Key:
    """Return a key for what stands under a name that is not in the vocabulary."""
    words = Words(en=name.replace("_", " "), cy=name.replace("_", " "))
    return Key(
        name=name, area="other", what="Stated under a name that is not in the vocabulary.",
        kind="circumstance", type="words", many=True, label=words, question=words, choices=Choices({}),
        stale_after_days=None, since=date.min, until=None, status="assumed",
        reference=Reference(title="Not in the vocabulary"), note="Kept as it was brought in.",
    )  # fmt: skip


@lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> Vocabulary:
    """Return the vocabulary, read once. Raises PolicyError naming the file and the key."""
    read_in = {
        path.stem: parse(File, read(path), f"policies/vocabulary/{path.name}")
        for path in sorted(folder.glob("*.yaml"))
    }
    files = dict(sorted(read_in.items(), key=lambda each: each[1].place))
    areas = tuple(Area(name, file.area) for name, file in files.items())
    keys = tuple(
        key_of(f"{area}.{name}", area, entry, file)
        for area, file in files.items()
        for name, entry in file.keys.items()
    )
    return Vocabulary(areas, keys)


def key_of(name: str, area: str, entry: Entry, file: File) -> Key:
    """Return the key of an entry, with what its file says for all of them."""
    return Key(
        name=name,
        area=area,
        what=entry.what,
        kind=entry.kind,
        type=entry.type,
        many=entry.many,
        label=entry.label,
        question=entry.question,
        choices=Choices(answers(entry)),
        stale_after_days=entry.stale_after_days,
        since=entry.since or file.since,
        until=entry.until,
        status=entry.status or file.status,
        reference=entry.reference or file.reference,
        note=entry.note or file.note,
    )


def answers(entry: Entry) -> Mapping[str, Words]:
    """Return what may be answered: the choices of the key, or yes and no."""
    if entry.type == "yes_no":
        return {code: Words(**words) for code, words in YES_NO.items()}
    return entry.choices
