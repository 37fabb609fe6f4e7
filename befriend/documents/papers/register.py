"""The register of templates: every paper that can be made, read once from the files beside this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from befriend.policies import read
from befriend.policies import vocabulary as words
from befriend.policies.errors import PolicyError
from befriend.policies.form import Form, meant, parse

from .form import Named, RecipientKind, Template, checked

FOLDER = Path(__file__).parent
RECIPIENTS = "recipients.yaml"


class Office(Form):
    """An organisation's office to which papers go, and how; never a human being."""

    kind: RecipientKind
    name: str = Field(min_length=1)
    organisation: str = Field(min_length=1)
    address: tuple[str, ...] = Field(default=(), strict=False)
    invented: bool = False


class Offices(Form):
    """The recipients that are known from the beginning."""

    offices: dict[str, Office] = Field(min_length=1)


class Register(Mapping[str, Template]):
    """Every template by name. Immutable."""

    def __init__(self, named: Iterator[Named], offices: Mapping[str, Office]) -> None:
        self._by_name = {one.name: one.template for one in named}
        self.offices = offices

    def __getitem__(self, name: str) -> Template:
        """Return the template of a name, or raise KeyError."""
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def template(self, name: str) -> Template:
        """Return the template of a name, or raise PolicyError with the nearest."""
        if name not in self._by_name:
            raise PolicyError(f"There is no paper {name!r}{meant(name, list(self._by_name))}")
        return self._by_name[name]

    def on(self, day: date, *, invented: bool) -> dict[str, Template]:
        """Return the papers that can be made on `day`; those of somebody invented only where all are."""
        return {
            name: one
            for name, one in self._by_name.items()
            if one.since <= day < one.sunset and (invented or not one.invented)
        }


@lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> Register:
    """Return every template of a folder. Raises PolicyError naming the file, the field and the mending."""
    vocabulary = words.load()
    named = [
        checked(path.stem, parse(Template, read(path), f"papers/{path.name}"), vocabulary)
        for path in sorted(folder.glob("*.yaml"))
        if path.name != RECIPIENTS
    ]
    known = folder / RECIPIENTS
    offices = parse(Offices, read(known), f"papers/{RECIPIENTS}").offices if known.exists() else {}
    return Register(iter(named), offices)
