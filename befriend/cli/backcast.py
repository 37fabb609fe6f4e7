"""The command `backcast`: a country begun in January 2023, held against what was published since."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from befriend.cli import asking

if TYPE_CHECKING:
    from befriend.simulator.backcast import Backcast, Held

WORDS = {
    "recalls": "Recalls a quarter",
    "recall_stock": "In prison on recall",
    "licence_stock": "On licence and after",
    "prison_population": "In prison",
}

# Below so many runs the ends of a 95% band are one or two runs.
ENOUGH = 40


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(backcast)


def backcast(
    runs: Annotated[int, typer.Option(help="How often, each time with other luck.")] = 3,
    seed: Annotated[int, typer.Option(help="The same seed gives the same numbers.")] = 1,
    draws: Annotated[
        int, typer.Option(help="How often besides with other assumptions, for the bands of the first table.")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Hold the made-up country against 2023 to March 2026 as published, no change beside it.

    What was known by December 2024 is all it is told, and nothing of it was fitted to what came after.
    Ends with 0 once it has run, whatever it finds.
    """
    from befriend.simulator import backcast as held_against

    held_against.refuse_nonsense(runs, seed, draws)
    every = 2 * runs + draws
    asking.say(f"Living through {held_against.WEEKS} weeks of the whole country {every} times ...")
    found = held_against.backcast(
        runs, seed, draws=draws, threads=os.cpu_count() or 1,
        done=lambda done: asking.say(f"{done} of {every} done"),
    )  # fmt: skip
    if as_json:
        print(json.dumps(as_data(found), indent=2, ensure_ascii=False))
    else:
        print("\n".join(lines(found)))


def as_data(found: Backcast) -> dict[str, Any]:
    """Return both tables for programs; errors in percent, `second` with releases fed to the end."""
    from befriend.simulator import backcast as held_against
    from befriend.simulator import scoring

    return {
        "country": held_against.COUNTRY,
        "held_out_from": scoring.HELD_OUT_FROM.isoformat(),
        "until": scoring.UNTIL.isoformat(),
        "runs": found.runs,
        "seed": found.seed,
        "draws": found.draws,
        "bands": bands_of(found),
        "series": {name: one(name, held) for name, held in found.own.items()},
        "second": {
            "what": "Releases fed as published to the end, and not the country's own from 2025 on.",
            "series": {name: one(name, held) for name, held in found.fed.items()},
        },
    }


def one(name: str, held: Held) -> dict[str, Any]:
    """Return one series for programs."""
    from befriend.simulator.backcast import TARGETS
    from befriend.simulator.scoring import HELD_OUT_FROM

    return {
        "fit_mape": round(held.score.fit, 3),
        "held_out_mape": round(held.score.held_out, 3),
        "naive_mape": round(held.score.naive, 3),
        "target": TARGETS.get(name),
        "met": held.met(name),
        "why": "" if held.met(name) else why(held),
        "published": {day.isoformat(): value for day, value in held.published.items()},
        "simulated": {day.isoformat(): round(value, 1) for day, value in held.simulated.items()},
        "low95": {day.isoformat(): round(value, 1) for day, value in held.low.items()},
        "high95": {day.isoformat(): round(value, 1) for day, value in held.high.items()},
        "held_out_within": {str(band): many for band, many in held.within.items()},
        "held_out": sum(day >= HELD_OUT_FROM for day in held.published),
    }


def lines(found: Backcast) -> list[str]:
    """Return both tables in words."""
    from befriend.simulator import backcast as held_against
    from befriend.simulator import scoring

    said = [
        f"The country {held_against.COUNTRY} against what was published; mean of {found.runs} runs "
        f"(seed {found.seed}).",
        f"Fitted to {scoring.HELD_OUT_FROM.year - 1} and before; held out from "
        f"{scoring.HELD_OUT_FROM} to {scoring.UNTIL}. Errors are mean absolute ones, in percent.",
        "",
        *table(found.own),
        "",
        bands_of(found),
        *(covered(name, held) for name, held in found.own.items()),
        "",
        "Second table: releases fed as published to the end, and not the country's own from 2025 on.",
        *table(found.fed),
        "",
    ]
    for name, held in found.own.items():
        said += [f"{WORDS[name]}:", *by_day(held)]
    return said


def table(series: dict[str, Held]) -> list[str]:
    """Return a line for each series, and why where it fails."""
    from befriend.simulator.backcast import TARGETS

    said = [f"{'':22}{'fit':>8}{'held out':>10}{'no change':>11}{'wanted':>8}"]
    for name, held in series.items():
        target = TARGETS.get(name)
        wanted = f"<{target or held.score.naive:.1f}"
        verdict = "" if held.met(name) else "  fails"
        said.append(f"{WORDS[name]:22}{held.score.fit:8.2f}{held.score.held_out:10.2f}{held.score.naive:11.2f}"
                    f"{wanted:>8}{verdict}")  # fmt: skip
    return said + [f"{WORDS[name]}: {why(held)}" for name, held in series.items() if not held.met(name)]


def bands_of(found: Backcast) -> str:
    """Return of what the bands of the first table are, and a warning where they are of few runs."""
    many, what = (found.draws, "with other assumptions") if found.draws else (found.runs, "with other luck")
    few = "" if many >= ENOUGH else f" Of fewer than {ENOUGH} runs the ends of a 95% band are hardly known."
    return f"Bands are of {many} runs {what}.{few}"


def covered(name: str, held: Held) -> str:
    """Return how many of the held-out figures lie within each band."""
    from befriend.simulator.scoring import HELD_OUT_FROM

    every = sum(day >= HELD_OUT_FROM for day in held.published)
    said = ", ".join(f"{many} within {band}%" for band, many in held.within.items())
    return f"{WORDS[name]}: of {every} published and held out, {said}"


def why(held: Held) -> str:
    """Return where a series goes wrong: which way, from when on, and where it is worst."""
    from befriend.simulator.scoring import HELD_OUT_FROM

    off = {
        day: value / held.published[day] - 1 for day, value in held.simulated.items() if day >= HELD_OUT_FROM
    }
    worst = max(off, key=lambda day: abs(off[day]))
    over = sum(each > 0 for each in off.values())
    way = (
        "too high"
        if over == len(off)
        else "too low"
        if not over
        else f"too high on {over} of {len(off)} dates"
    )
    return (f"it is {way}, by {100 * sum(off.values()) / len(off):+.1f}% on average; worst on {worst} "
            f"({held.simulated[worst]:,.0f} against {held.published[worst]:,}).")  # fmt: skip


def by_day(held: Held) -> list[str]:
    """Return what was published and what came out, day by day."""
    from befriend.simulator.scoring import HELD_OUT_FROM

    said = []
    for day, value in held.simulated.items():
        off, fitted = 100 * (value / held.published[day] - 1), "" if day >= HELD_OUT_FROM else "  (fitted)"
        said.append(f"  {day} {held.published[day]:>9,} {value:>9,.0f} {off:>+7.1f}%{fitted}")
    return said
