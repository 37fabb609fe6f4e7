"""The command `forecasts`: what was forecast, and how far off it was where the figure has come."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from befriend.cli import asking

if TYPE_CHECKING:
    from befriend.simulator.forecasts import Forecast, Scored


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(forecasts)


def forecasts(
    lodge: Annotated[
        str | None,
        typer.Option(help="Print a file for the register instead, lodged on a day; write nothing."),
    ] = None,
    runs: Annotated[int, typer.Option(help="With --lodge: how often, with other luck and assumptions.")] = 40,
    seed: Annotated[int, typer.Option(help="With --lodge: the same seed gives the same numbers.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Score the forecasts of the register whose figure has come, no change beside them; list the others.

    With --lodge, live through the country of March 2026 and print what it says of the next figures.
    """
    if lodge is not None:
        print_for_register(asking.day(lodge), runs, seed)
        return
    from befriend.simulator import forecasts as register_
    from befriend.simulator import published

    came, wait = register_.scored(register_.load(), published.load())
    if as_json:
        data = {"scored": [scored(each) for each in came], "waiting": [waiting(each) for each in wait]}
        print(json.dumps(data, indent=2))
        return
    print(f"{len(came)} forecasts scored, {len(wait)} wait for their figure.")
    for each in came:
        print(f"  {in_words(each)}")
    for one in wait:
        print(f"  {one.series} {one.day}: {one.middle:,} ({one.low95:,} to {one.high95:,}); "
              f"no change {one.no_change:,}; out on {one.published_from}")  # fmt: skip


def print_for_register(day: date, runs: int, seed: int) -> None:
    """Print a file for docs/forecasts."""
    from befriend.simulator import backcast, lodging

    backcast.refuse_nonsense(runs, seed)
    asking.say(f"Living through the country of March 2026 {runs} times ...")
    print(lodging.written(lodging.made(runs, seed, day)), end="")


def in_words(each: Scored) -> str:
    """Return one scored forecast in words."""
    held = f"within the {each.band}% band" if each.band else "outside the 95% band"
    return (f"{each.forecast.series} {each.forecast.day}: {each.figure:,} came, {each.forecast.middle:,} was "
            f"forecast on {each.lodged} ({each.error:+.1f}%; no change {each.no_change_error:+.1f}%), "
            f"{held}")  # fmt: skip


def scored(each: Scored) -> dict[str, object]:
    """Return one scored forecast for programs; errors in percent."""
    return {
        "series": each.forecast.series,
        "day": each.forecast.day.isoformat(),
        "lodged": each.lodged.isoformat(),
        "forecast": each.forecast.middle,
        "figure": each.figure,
        "error": round(each.error, 2),
        "no_change_error": round(each.no_change_error, 2),
        "band": each.band,
    }


def waiting(each: Forecast) -> dict[str, object]:
    """Return one forecast that waits, for programs."""
    return each.model_dump(mode="json")
