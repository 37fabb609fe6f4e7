"""Policy packs: proposals to try on the made-up country, one file each, and how they are laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from befriend.policies import Book, PolicyError, Proposal, read_proposal
from befriend.policies.form import Changed, meant
from befriend.simulator.parameters import Parameters

FOLDER = Path(__file__).parent
BASE = "base"
FILES = (".yaml", ".yml")


class Pack(NamedTuple):
    """A proposal and what it is called; without one, what is in force."""

    name: str
    proposal: Proposal | None

    @property
    def what(self) -> str:
        """Return what it would do, in words."""
        return self.proposal.what if self.proposal else "What is in force."

    @property
    def changed(self) -> dict[str, dict[str, object]]:
        """Return every value it changes: by key, policies and parameters alike, and by day."""
        if self.proposal is None:
            return {}
        every = {**self.proposal.changes, **self.proposal.parameters}
        return {
            key: {day.isoformat(): dated.value for day, dated in changed.values.items()}
            for key, changed in sorted(every.items())
        }


def names() -> tuple[str, ...]:
    """Return the name of every pack there is."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def read(said: str) -> Pack:
    """Return the pack of a name, the proposal in a file, or `base`; PolicyError for anything else."""
    if said == BASE:
        return Pack(BASE, None)
    if said in names():
        return Pack(said, read_proposal(FOLDER / f"{said}.yaml"))
    path = Path(said)
    if path.suffix in FILES or path.is_file():
        return Pack(path.stem, read_proposal(path))
    raise PolicyError(f"There is no policy pack {said!r}{meant(said, [BASE, *names()])}. "
                      "Or give a file that ends in .yaml.")  # fmt: skip


def laid_over(pack: Pack, book: Book, figures: Parameters, start: date) -> tuple[Book, Parameters]:
    """Return policies and parameters under a pack, in a country that starts on `start`.

    The country starts as it is, so what a pack dates to its first day or before begins a week later.
    Raises PolicyError for a key or value that makes no sense.
    """
    if pack.proposal is None:
        return book, figures
    changes = {key: from_second_week(each, start) for key, each in pack.proposal.changes.items()}
    told = {key: from_second_week(each, start) for key, each in pack.proposal.parameters.items()}
    return book.laid_over(changes, pack.name), with_parameters(figures, told, pack.name)


def from_second_week(changed: Changed, start: date) -> Changed:
    """Return changes of which none begins before the second week: of those that did, the last."""
    second = start + timedelta(weeks=1)
    early = [day for day in changed.values if day < second]
    later = {day: dated for day, dated in changed.values.items() if day >= second}
    if early and second not in later:
        later = {second: changed.values[early[-1]], **later}
    return Changed.model_construct(values=later)


def early_days(pack: Pack, start: date) -> list[str]:
    """Return the days a pack names that come before the second week."""
    second = start + timedelta(weeks=1)
    days = {date.fromisoformat(day) for each in pack.changed.values() for day in each}
    return [day.isoformat() for day in sorted(days) if day < second]


def with_parameters(figures: Parameters, changes: Mapping[str, Changed], where: str) -> Parameters:
    """Return parameters under changes; what is proposed is what it is, so it has no prior."""
    return figures.with_changes(
        {
            key: {
                day: dated.model_dump() | {"prior": {"shape": "fixed"}} for day, dated in each.values.items()
            }
            for key, each in changes.items()
        },
        where,
    )
