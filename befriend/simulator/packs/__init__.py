"""Policy packs: proposals to try on the made-up country, one file each, and how they are laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from befriend.policies import Book, PolicyError, Proposal, read_proposal
from befriend.policies.form import Changed, DatedValue, meant
from befriend.simulator.parameters import Parameters

FOLDER = Path(__file__).parent
BASE = "base"
FILES = (".yaml", ".yml")
BEGINS = date(2026, 5, 1)


class Pack(NamedTuple):
    """A proposal and what it is called; without one, what is in force."""

    name: str
    proposal: Proposal | None

    @property
    def what(self) -> str:
        """Return what it would do, in words."""
        return self.proposal.what if self.proposal else "What is in force."

    @property
    def leaves_out(self) -> tuple[str, ...]:
        """Return whom it leaves out, by code."""
        return self.proposal.exclusions if self.proposal else ()

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


def in_time(pack: Pack, start: date) -> Pack:
    """Return a pack that comes with Befriend so that it begins in the second month of a country.

    The packs are dated for the country that starts in April 2026; a proposal of one's own says its own days.
    What follows what began then stays as far behind it.
    """
    first = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    if pack.proposal is None or pack.name not in names() or first == BEGINS:
        return pack
    said = {
        part: {
            key: Changed.model_construct(values=begun_on(first, each.values))
            for key, each in getattr(pack.proposal, part).items()
        }
        for part in ("changes", "parameters")
    }
    return pack._replace(proposal=pack.proposal.model_copy(update=said))


def begun_on(first: date, values: Mapping[date, DatedValue]) -> dict[date, DatedValue]:
    """Return dated values of which one begins with a pack, so that it begins in another month."""
    if BEGINS not in values:
        return dict(values)
    months = (first.year - BEGINS.year) * 12 + first.month - BEGINS.month
    return {later(day, months): dated for day, dated in values.items()}


def later(day: date, months: int) -> date:
    """Return the first of a month so many months later; of another day the day itself."""
    if day.day != 1:
        return day
    whole = day.year * 12 + day.month - 1 + months
    return day.replace(year=whole // 12, month=whole % 12 + 1)


def laid_over(pack: Pack, book: Book, figures: Parameters) -> tuple[Book, Parameters]:
    """Return policies and parameters under a pack; PolicyError for a key or value that makes no sense."""
    if pack.proposal is None:
        return book, figures
    return (
        book.laid_over(pack.proposal.changes, pack.name),
        with_parameters(figures, pack.proposal.parameters, pack.name),
    )


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
