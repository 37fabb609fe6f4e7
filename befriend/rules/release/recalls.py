"""Release from a recall for a fixed term where sentences over and under a year are recalled together."""

from __future__ import annotations

from datetime import date

from befriend.rules.release.length import on
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import DateKind, RecallKind

GAP = 14  # days


def release(every: list[Running], latest: date, returned: date | None, licence_end: date | None) -> date:
    """Return the release from the recall, given the latest release found sentence by sentence."""
    if returned is None or licence_end is None:
        return latest
    recalled = [running for running in every if fixed_short(running)]
    long, short = [each for each in recalled if not each.shorter_than(12)], False
    short = any(each.shorter_than(12) for each in recalled)
    if not long or not short:
        return latest
    last = next((running for running in every if running.adjusted_end == licence_end), None)
    if last is None:
        return latest
    term = GAP if last.recall is RecallKind.FIXED_14 else 28
    most = on(returned, term - 1 + last.days.to_recall_release)
    if not last.shorter_than(12):
        return min(most, last.adjusted_end)
    return of_short(last, long, latest, returned, most)


def of_short(last: Running, long: list[Running], latest: date, returned: date, most: date) -> date:
    """Return the release where the sentence that ends last is under a year."""
    still = [running for running in long if running.adjusted_end >= returned]
    if not still:
        return latest
    near = min(still, key=lambda running: abs((running.unadjusted_end - latest).days))
    if (returned - near.adjusted_end).days >= GAP:
        return latest
    if last.recall is RecallKind.FIXED_28:
        return min(most, near.adjusted_end)
    if last.recall is RecallKind.FIXED_14:
        return min(most, last.adjusted_end)
    return latest


def fixed_short(running: Running) -> bool:
    """Return whether it is a recall of 14 or 28 days."""
    if running.recall is RecallKind.FIXED_28:
        return True
    return running.recall is RecallKind.FIXED_14 and DateKind.SLED in running.kinds
