"""Who is met in prison and after release on the day a country starts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from befriend.policies import Book
from befriend.simulator import chance, sentences
from befriend.simulator.draws import Array, Told
from befriend.simulator.laws import followed_weeks
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import FOLLOWED, NEVER, PAST, STATES, State


class Inside(NamedTuple):
    """Every past week of sentence and length, and how often each is met today, by state."""

    after: int  # weeks of supervision from release, where it followed the sentence
    thresholds: tuple[Array, ...]  # by state
    rows: tuple[Array, ...]  # by state: week of sentence and band


def met_inside(book: Book, figures: Parameters, told: Told) -> Inside:
    """Return which sentences one meets on the day of the start, in prison and after release.

    As many were passed in each past week as are published for its year; how long each lasts is reckoned.
    """
    start = told.mondays[0]
    weeks = range(-PAST, 0)
    by_year: dict[date, list[int]] = {}
    rows = []
    for week in weeks:
        day = start + timedelta(weeks=week)
        since = figures.since(day, "custody.sentences")
        if since not in by_year:
            by_year[since] = [int(many * chance.WHOLE) for many in sentences.a_week(figures, day)]
        rows.append(by_year[since])
    weights = np.array(rows, dtype=object)
    inside, whole = (told.rules["band_weeks"][0, :PAST, :, place].astype(np.int64) for place in (0, 1))
    ago = -np.arange(-PAST, 0)[:, None]
    followed = (told.rules["band_marks"][0] & FOLLOWED > 0)[None, :]
    after = followed_weeks(book, start - timedelta(weeks=1))
    are = {
        State.CUSTODY: inside > ago,
        State.LICENCE: (inside <= ago) & (whole > ago),
        State.POST_SENTENCE: followed & (whole <= ago) & (inside + after > ago),
    }
    are = {state: found & (whole < NEVER) for state, found in are.items()}
    after_release = are[State.LICENCE] | are[State.POST_SENTENCE]
    known = {State.CUSTODY: are[State.CUSTODY], State.LICENCE: after_release,
             State.FIXED_RECALL: are[State.LICENCE], State.STANDARD_RECALL: are[State.LICENCE]}  # fmt: skip
    found = [known.get(State(state)) for state in range(STATES)]
    empty = np.zeros((0, 2), np.int64)
    return Inside(
        after,
        tuple(np.zeros(0) if met is None else np.array(chance.shares(weights[met].tolist()), np.int64)
              for met in found),
        tuple(empty if met is None else np.argwhere(met) - np.array([PAST, 0]) for met in found),
    )  # fmt: skip
