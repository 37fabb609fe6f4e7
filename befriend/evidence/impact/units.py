"""What a statement tells of each unit, where units are real: from the record, and nothing of the few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from befriend.evidence.impact.figures import number, rounded, signed
from befriend.simulator import measured
from befriend.simulator.caseload import LiveUnit

if TYPE_CHECKING:
    from befriend.simulator.trial import OfUnit, Trial

# As of what is published: of fewer practitioners nothing is told, and no number of people below the other.
LEAST_STAFF, LEAST_PEOPLE = 8, 10
FEW = f"fewer than {LEAST_STAFF} practitioners or {LEAST_PEOPLE} people"
COMPLEMENT = "what is told of the others and of all together would tell of it"
UNDER = f"under {LEAST_PEOPLE}"
# Numbers of people on record: of the others nobody can be told apart.
OF_PEOPLE = {"people_waiting"}


def of(trial: Trial) -> dict[str, Any]:
    """Return what a statement says of its record and of each unit; nothing where none is real."""
    start = trial.asked.live
    if start is None:
        return {}
    untold = left_out(start.units)
    return {
        "from": {
            "record": "live",
            "day": start.day.isoformat(),
            "people": start.people,
            "practitioners": start.workers,
            "waiting": enough(sum(unit.waiting for unit in start.units)),
            "hidden": enough(start.hidden),
            "on_leave": start.on_leave,
        },
        "units": [one(unit, found, untold.get(place, ""))
                  for place, (unit, found) in enumerate(zip(start.units, trial.units, strict=True))],
    }  # fmt: skip


def is_few(unit: LiveUnit) -> bool:
    """Return whether a unit is so small that its figures would be somebody's."""
    return len(unit.workers) < LEAST_STAFF or len(unit.people) < LEAST_PEOPLE


def left_out(units: Sequence[LiveUnit]) -> dict[int, str]:
    """Return of which units, by place, nothing is told, and why; never of one alone among several."""
    found = {place: FEW for place, unit in enumerate(units) if is_few(unit)}
    if len(found) == 1 < len(units):
        others = [place for place in range(len(units)) if place not in found]
        found[min(others, key=lambda place: (len(units[place].workers), place))] = COMPLEMENT
    return found


def one(unit: LiveUnit, found: Mapping[str, OfUnit], why_not: str) -> dict[str, Any]:
    """Return one unit; `why_not`: why nothing is told of it, or nothing."""
    told = {"unit": unit.ref, "name": unit.name, "why_not": why_not}
    if why_not:
        return {**told, "measures": {}}
    return {
        **told,
        "practitioners": len(unit.workers),
        "people": len(unit.people),
        "waiting": enough(unit.waiting),
        "measures": {name: measure(name, each) for name, each in found.items()},
    }


def measure(name: str, found: OfUnit) -> dict[str, Any]:
    """Return one measure of a unit: means over months and runs; null for a number of people that is small."""
    said, difference = measured.EVERY[name], found.difference
    base, policy = (
        enough(rounded(each)) if name in OF_PEOPLE else rounded(each) for each in (found.base, found.policy)
    )
    return {
        "what": said.what, "unit": said.unit, "worse": said.worse, "assumed": True, "base": base,
        "policy": policy,
        "difference": {name: rounded(getattr(difference, name)) for name in ("mean", "low95", "high95")},
    }  # fmt: skip


def enough(many: float) -> float | None:
    """Return a number of people that nobody can be told by: none, or not too few."""
    return None if 0 < many < LEAST_PEOPLE else many


def row(found: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a measure of a unit as a row: what, unit, as it is, under the policy, difference, its band."""
    difference = found["difference"]
    return (
        found["what"], found["unit"], shown(found["base"]), shown(found["policy"]),
        signed(difference["mean"]) + " (assumed)",
        f"{signed(difference['low95'])} to {signed(difference['high95'])}",
    )  # fmt: skip


def shown(value: float | None) -> str:
    """Return a number as it is shown."""
    return UNDER if value is None else number(value)


def many(people: int | None) -> str:
    """Return a whole number of people as it is shown."""
    return UNDER if people is None else f"{people:,}"


def about(unit: Mapping[str, Any]) -> str:
    """Return what the record says of a unit, or why nothing is told of it."""
    if unit["why_not"]:
        return f"Not told: {unit['why_not']}."
    return (f"On record: {unit['practitioners']:,} practitioners, {unit['people']:,} people, "
f"{many(unit['waiting'])} of them waiting.")  # fmt: skip


def lines(statement: Mapping[str, Any]) -> Iterator[str]:
    """Return every unit for a terminal; nothing where none is real."""
    for unit in statement.get("units", ()):
        yield from ("", f"{unit['name']} ({unit['unit']})", f"  {about(unit)}")
        for each in unit["measures"].values():
            what, counted, base, policy, difference, band = row(each)
            yield f"  {what}: {base} -> {policy} ({counted}), {difference}; 95% of runs: {band}."


def cautions(statement: Mapping[str, Any]) -> Iterator[str]:
    """Return what whoever reads a statement of real units must know; nothing where none is real."""
    if "from" not in statement:
        return
    start = statement["from"]
    yield (
        f"From the record of {start['day']}: {start['people']:,} people and {start['practitioners']:,} "
        "practitioners, who holds whom, who waits since when, tiers, places, risks and marks, points, days "
        "of order, release and end where they are known, time at work without leave, and who is away."
    )
    yield (
        "Assumed: how long a sentence still is where the record has no day, which are without an end, what "
        "befalls anybody, who comes and who joins (the country's figures by the unit's part of its stocks; "
        "orders so that they stay level), and that the cap is kept, as the service keeps it."
    )
    yield (
        "People in prison whom the record does not hold yet stand beside it as made up, by the unit's part: "
        "they need nobody until some months before release."
    )
    yield (
        f"{many(start['hidden']).capitalize()} people on record could not be seen by whoever asked: tier, "
        "place and practitioner are theirs, the rest is drawn. "
        f"{start['on_leave']} practitioners are away for a part of the week and stand as in any other; "
        "reports in hand are taken to be followed by as many."
    )
    yield (
        f"Of a unit with {FEW} nothing is told, nor of one that the rest would tell of; a number of people "
        f"below {LEAST_PEOPLE} is told as that. Prison counts only those whom these units answer for."
    )
