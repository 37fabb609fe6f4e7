"""What is assumed, drawn anew for each run: between the ends of its prior, as often above as below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from statistics import NormalDist
from typing import Any

from befriend.simulator.parameters import Figure, Parameters, Prior

PLACES = 6  # digits after the point of a figure that was drawn
CERTAIN = Fraction(1, 1000)  # how near to never and always a bell curve is followed


# What is decided and not found out: a policy sets it, and no run draws it.
DECIDED = (
    "contact.recording_less", "custody.early_share", "custody.suspended_instead", "recall.factor",
    "staff.other_duties", "staff.pso_joiners", "staff.relief_above", "staff.relief_posts",
    "supervision.check_ins",
)  # fmt: skip


def open_keys(figures: Parameters) -> tuple[str, ...]:
    """Return every parameter that is neither known for certain nor decided."""
    return tuple(
        key
        for key, each in sorted(figures.by_key.items())
        if key not in DECIDED and any(figure.prior.shape != "fixed" for figure in each.values.values())
    )


def part(seed: int, key: str) -> Fraction:
    """Return where in its prior a parameter stands in the run of a seed, from 0 up to 1."""
    digest = blake2b(f"{seed}/{key}".encode(), digest_size=6).digest()
    return Fraction(int.from_bytes(digest, "big"), 1 << 48)


def drawn(figures: Parameters, seed: int) -> Parameters:
    """Return the parameters of one run: both countries of a pair are given the same."""
    return at(figures, {key: part(seed, key) for key in open_keys(figures)})


def at(figures: Parameters, parts: Mapping[str, Fraction]) -> Parameters:
    """Return parameters, some standing at a part of their prior: 0 is its low end, 1 its high end.

    Half is the figure as it is. Figures that were fitted to something published stay its middle so.
    """
    by_key = dict(figures.by_key)
    for key, place in parts.items():
        if key not in by_key:
            continue
        moved: dict[date, Figure] = {
            day: figure.model_copy(update={"value": leaves(figure.value, figure.prior, place)})
            for day, figure in by_key[key].values.items()
        }
        by_key[key] = by_key[key].model_copy(update={"values": moved})
    return Parameters(by_key)


def leaves(value: Any, prior: Prior, place: Fraction) -> Any:
    """Return a value, or each value of a table, at a part of its prior; one place moves all of a table."""
    if prior.shape == "fixed" or isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        if prior.shape == "tilt" and not any(isinstance(inner, Mapping) for inner in value.values()):
            return tilted(value, between(1, prior, place))
        return {name: leaves(inner, prior, place) for name, inner in value.items()}
    if prior.shape == "factor":
        times = Fraction(str(value)) * between(1, prior, place)
        return rounded(times if prior.most is None else min(times, max(Fraction(str(prior.most)), value)))
    return rounded(between(value, prior, place) if prior.shape == "uniform" else bell(value, prior, place))


def tilted(row: Mapping[str, float], times: Fraction) -> dict[str, int | float]:
    """Return a row of the same sum, each part so many times as large against the next as it was."""
    told = {name: Fraction(str(value)) for name, value in row.items()}
    moved = {name: each * times ** (len(told) - place) for place, (name, each) in enumerate(told.items())}
    whole = sum(moved.values())
    return {name: rounded(each * sum(told.values()) / whole if whole else each)
            for name, each in moved.items()}  # fmt: skip


def between(value: float, prior: Prior, place: Fraction) -> Fraction:
    """Return a figure from an even prior: up to half below the figure as it is, then above it."""
    middle = Fraction(str(value))
    low, high = min(Fraction(str(prior.low)), middle), max(Fraction(str(prior.high)), middle)
    if place < Fraction(1, 2):
        return low + (middle - low) * place * 2
    return middle + (high - middle) * (place * 2 - 1)


def bell(value: float, prior: Prior, place: Fraction) -> Fraction:
    """Return a figure from a bell-shaped prior, in proportion to the figure; never below nothing."""
    inside = min(max(place, CERTAIN), 1 - CERTAIN)
    # Rounded, so that the last digit of a machine's logarithm decides nothing.
    off = Fraction(str(round(NormalDist().inv_cdf(float(inside)), PLACES)))
    spread = Fraction(str(prior.spread)) / Fraction(str(prior.mean)) if prior.mean else Fraction(0)
    return max(Fraction(0), Fraction(str(value)) * (1 + off * spread))


def rounded(number: Fraction) -> int | float:
    """Return a number as a file would have it."""
    found = round(float(number), PLACES)
    return int(found) if found == int(found) else found
