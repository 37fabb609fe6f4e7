"""Who is met in prison and after release on the day a country starts."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from befriend.policies import Book
from befriend.simulator import chance, hazards, sentences
from befriend.simulator.draws import Array, Told
from befriend.simulator.feedback import ONE
from befriend.simulator.laws import fixed_weeks, followed_weeks
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import FOLLOWED, NEVER, PAST, SHORT, STATES, State

# Who is met on recall was recalled under the law of so long before the start.
RECALLED = timedelta(weeks=4)


class Inside(NamedTuple):
    """Every past week of sentence and length, and how often each is met today, by state."""

    after: int  # weeks of supervision from release, where it followed the sentence
    thresholds: tuple[Array, ...]  # by state
    rows: tuple[Array, ...]  # by state: week of sentence and band
    fixed: Fraction  # people met on a fixed recall, for each who is met after release
    fixed_weeks: Array  # of those met on one: its term for a long sentence and for a short one


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
    after = followed_weeks(book, figures, start - timedelta(weeks=1))
    are = {
        State.CUSTODY: inside > ago,
        State.LICENCE: (inside <= ago) & (whole > ago),
        State.POST_SENTENCE: followed & (whole <= ago) & (inside + after > ago),
    }
    are = {state: found & (whole < NEVER) for state, found in are.items()}
    after_release = are[State.LICENCE] | are[State.POST_SENTENCE]
    times = recalled(figures, told, start - RECALLED, ago - inside)
    terms = fixed_weeks(book, start - RECALLED)
    stays = times[0] * terms[(told.rules["band_term"][0] == SHORT).astype(int)]
    on_fixed = sum((weights * stays)[are[State.LICENCE]].tolist())
    every = sum(weights[after_release].tolist()) * ONE * chance.WHOLE
    known = {State.CUSTODY: weights * are[State.CUSTODY], State.LICENCE: weights * after_release,
             State.FIXED_RECALL: weights * stays * are[State.LICENCE],
             State.STANDARD_RECALL: weights * times[1] * are[State.LICENCE]}  # fmt: skip
    for state in (State.FIXED_RECALL, State.STANDARD_RECALL):
        if not known[state].any():  # where nobody is recalled they are as those on licence
            known[state] = weights * are[State.LICENCE]
    found = [known.get(State(state)) for state in range(STATES)]
    empty = np.zeros((0, 2), np.int64)
    return Inside(
        after,
        tuple(np.zeros(0) if met is None else np.array(chance.shares(met[met > 0].tolist()), np.int64)
              for met in found),
        tuple(empty if met is None else np.argwhere(met > 0) - np.array([PAST, 0]) for met in found),
        Fraction(on_fixed, every) if every else Fraction(0),
        terms,
    )  # fmt: skip


def recalled(figures: Parameters, told: Told, day: date, since: Array) -> tuple[Array, Array]:
    """Return how often somebody on licence was recalled in a week, for a fixed term and otherwise.

    By weeks `since` release and length of sentence, as thresholds times 1,024.
    """
    first, either = hazards.hazards(figures, day)[State.LICENCE][told.rules["band_term"][0]].T
    soon = np.where(since < int(figures.number(day, "recall.soon_weeks")), hazards.soon(figures, day), ONE)
    return tuple((each * soon).astype(object) for each in (first, either - first))
