"""What of a proposal makes no sense in the made-up country: refused before anything is lived through.

Parameters are held to the range and the terms in their own files. Policies say what kind of number they are
and no more; here they are held to what a country can be reckoned with. What would change nothing is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from befriend.policies import Book, PolicyError, Proposal
from befriend.policies.book import Noted
from befriend.simulator import draws
from befriend.simulator.parameters import Parameters

# The most of a whole number by its unit; of another unit so many.
MOST = {"percent": 10_000, "days": 36_525, "working days": 36_525, "weeks": 5_200, "months": 1_200}
MOST_OF_ANOTHER = 1_000_000
FRACTION = re.compile(r"(\d{1,6})/(\d{1,6})")
PARTS = {"served", "of"}
# Of how the country begins, only these are asked again later.
ASKED_LATER = ("start.cap_enforced", "start.inherited")
# Asked for the first day alone, and then held: drawn, reckoned or fitted once.
ASKED_ONCE = (
    "custody.band_months", "custody.other", "custody.reached", "custody.remand", "custody.served_before",
    "feedback.felt_weeks",
    "orders.activated",
    "orders.length", "orders.length_shape", "people.changes", "people.levels", "people.marks", "people.risks",
    "prison.capacity", "prison.early_weeks", "prison.feedback", "prison.matched", "staff.course",
    "staff.long_course", "staff.sick_spell",
)  # fmt: skip
OF_PRISON = ("prison.capacity", "prison.early_weeks", "prison.matched")
# What reckoning with a value that makes no sense may end in.
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def refuse(name: str, proposal: Proposal, base: Book, tried: tuple[Book, Parameters], start: date) -> None:
    """Raise PolicyError for a value that cannot be, or that would change nothing in a country from `start`.

    `tried`: policies and parameters under the proposal. It names the key, the day and what is allowed.
    """
    for key, changed in proposal.changes.items():
        entry = base.entry(key)
        for day, dated in changed.values.items():
            refuse_value(dated.value, entry.values[-1].value, entry.unit, f"{name}, {key}: {day}")
    for key, changed in proposal.parameters.items():
        for day in changed.values:
            why = without_effect(key, day, start, tried[1])
            if why:
                raise PolicyError(f"{name}, {key}: {day} would change nothing, since {why}.")


def refuse_value(value: Any, base: Any, unit: str, where: str) -> None:
    """Raise PolicyError unless a value of a policy, as deep as that of the base, is one to reckon with."""
    if isinstance(value, Mapping):
        if value.keys() == PARTS and not 0 <= value["served"] <= value["of"] != 0:
            raise PolicyError(f"{where}: `served` should be from 0 to `of`, and `of` 1 or more, not {value}")
        for name, inner in value.items():
            refuse_value(
                inner, base.get(name) if isinstance(base, Mapping) else None, unit, f"{where}, {name}"
            )
    elif isinstance(value, int) and not isinstance(value, bool):
        most = MOST.get(unit, MOST_OF_ANOTHER)
        if value > most:
            raise PolicyError(f"{where} should be from 0 to {most:,} {unit}, not {value}")
    elif isinstance(base, str) and FRACTION.fullmatch(base):
        parts = FRACTION.fullmatch(str(value))
        if parts is None or not 0 < int(parts[1]) <= int(parts[2]):
            raise PolicyError(f'{where} should be a part such as "1/2", above 0 and 1 at most, not {value!r}')


def without_effect(key: str, day: date, start: date, figures: Parameters) -> str:
    """Return why a value of a parameter from a day on changes nothing in a country, or nothing if it may."""
    if key.startswith("start.") and key not in ASKED_LATER:
        return "a policy is tried on a country that began as it is. Choose another country"
    if key in ASKED_ONCE and day > start:
        return f"it is asked for the first day of the country alone. Date it {start} or before"
    if key in OF_PRISON and not figures.on(start, "prison.feedback").value:
        return "full prisons release nobody early here. Propose prison.feedback true, too"
    return ""


def refuse_unreckonable(
    name: str, proposal: Proposal, lay: Callable[[Proposal], tuple[Book, Parameters]], start: date, weeks: int
) -> None:
    """Raise PolicyError where the weeks of a country cannot be told under a proposal, or ask nothing of it.

    `lay` returns policies and parameters under a proposal. Where it fails as a whole, each value is tried
    alone.
    """
    book, figures = lay(proposal)
    noted = Noted(book)
    if not told(noted, figures, start, weeks):
        where = next((at for at, one in alone(proposal) if not told(*lay(one), start, weeks)), "its values")
        raise PolicyError(f"{name}, {where}: the country cannot be reckoned with it. Give a value more like "
                          "the one in force (docs/rules).")  # fmt: skip
    for key in sorted(proposal.changes.keys() - noted.asked):
        raise PolicyError(f"{name}, {key}: it would change nothing: the made-up country does not ask for "
                          "it. Ask of real cases (`befriend compare`).")  # fmt: skip


def told(book: Book, figures: Parameters, start: date, weeks: int) -> bool:
    """Return whether a country can be told what holds in each of its weeks."""
    try:
        draws.told(book, figures, start, weeks)
    except FAULTS:
        return False
    return True


def alone(proposal: Proposal) -> Iterator[tuple[str, Proposal]]:
    """Yield each dated value as a proposal of its own, and where it stands."""
    for part in ("changes", "parameters"):
        for key, changed in getattr(proposal, part).items():
            for day, dated in changed.values.items():
                one = changed.model_copy(update={"values": {day: dated}})
                empty: dict[str, dict[str, object]] = {"changes": {}, "parameters": {}}
                yield f"{key}: {day}", proposal.model_copy(update={**empty, part: {key: one}})
