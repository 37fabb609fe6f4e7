"""The register of forecasts: lodged before the figure comes, never edited, and scored when it has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, model_validator

from befriend import policies
from befriend.policies.form import Form, meant, parse
from befriend.simulator import published
from befriend.simulator.published import Series

FOLDER = Path(__file__).parents[2] / "docs" / "forecasts"
BANDS = ("low95", "low80", "low50", "middle", "high50", "high80", "high95")


class Forecast(Form):
    """One forecast: of which series and day, the middle of the runs, the bands, and the line of no change."""

    series: str
    day: date
    published_from: date
    low95: int
    low80: int
    low50: int
    middle: int
    high50: int
    high80: int
    high95: int
    no_change: int

    @model_validator(mode="after")
    def bands_nest(self) -> Forecast:
        """Refuse bands that do not lie in one another."""
        if any(after < before for before, after in pairwise(getattr(self, name) for name in BANDS)):
            raise ValueError(f"the bands of {self.series} on {self.day} do not lie in one another")
        return self


class Lodged(Form):
    """What was lodged on one day: by which country and how many runs, knowing which figures."""

    lodged: date
    country: str
    version: str
    parameters: str
    runs: int = Field(gt=0)
    seed: int
    known: dict[str, date]
    note: str = ""
    forecasts: tuple[Forecast, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def was_lodged_before(self) -> Lodged:
        """Refuse a forecast of a figure that was out when it was lodged, and of a series nobody holds."""
        for each in self.forecasts:
            if each.series not in published.load():
                raise ValueError(
                    f"there is no series {each.series!r}{meant(each.series, list(published.load()))}"
                )
            if each.published_from <= self.lodged:
                raise ValueError(
                    f"{each.series} of {each.day} was out before {self.lodged}; that is no forecast"
                )
        return self


class Scored(NamedTuple):
    """A forecast whose figure has come: errors in percent, and in which band the figure lies (95, 80, 50)."""

    lodged: date
    forecast: Forecast
    figure: int
    error: float
    no_change_error: float
    band: int | None


def load(folder: Path = FOLDER) -> dict[str, Lodged]:
    """Return what is in the register, by file; PolicyError names the file and the mistake."""
    return {path.name: parse(Lodged, policies.read(path), f"forecasts/{path.name}")
            for path in sorted(folder.glob("*.yaml"))}  # fmt: skip


def hashed(folder: Path = FOLDER) -> dict[str, str]:
    """Return the SHA-256 of each file of the register."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.yaml"))}


def scored(lodged: Mapping[str, Lodged], series: Mapping[str, Series]) -> tuple[list[Scored], list[Forecast]]:
    """Return the forecasts whose figure has come, scored, and those that wait for it."""
    came, wait = [], []
    for each in lodged.values():
        for forecast in each.forecasts:
            figure = series[forecast.series].values.get(forecast.day)
            if figure is None:
                wait.append(forecast)
            else:
                came.append(score(each.lodged, forecast, figure))
    return came, wait


def score(lodged: date, forecast: Forecast, figure: int) -> Scored:
    """Return how far a forecast and no change were from the figure, and the narrowest band that holds it."""
    within = [band for band in (50, 80, 95)
              if getattr(forecast, f"low{band}") <= figure <= getattr(forecast, f"high{band}")]  # fmt: skip
    error, naive = (100 * (said / figure - 1) for said in (forecast.middle, forecast.no_change))
    return Scored(lodged, forecast, figure, error, naive, min(within, default=None))
