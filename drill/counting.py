"""What was acknowledged against what is there: nothing lost, nothing doubled."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple


class Count(NamedTuple):
    """How what browsers were told compares with what a database holds."""

    lost: list[str]  # acknowledged, and not there
    doubled: list[str]  # there more than once
    unasked: list[str]  # there, and nobody wrote it

    @property
    def is_good(self) -> bool:
        """Return whether everything is there once."""
        return not any(self)


def count(acknowledged: Iterable[str], sent: Iterable[str], held: Iterable[str]) -> Count:
    """Compare words acknowledged, and all words sent, with the words held; each write has its own word."""
    there = Counter(held)
    return Count(
        lost=sorted(set(acknowledged) - there.keys()),
        doubled=sorted(word for word, times in there.items() if times > 1),
        unasked=sorted(there.keys() - set(sent)),
    )


class Write(NamedTuple):
    """One write as its browser saw it, in seconds since the epoch; acknowledged is 0 if it never was."""

    word: str
    began: float
    acknowledged: float
    tries: int


def out_of_time(writes: Iterable[Write], moment: float, held: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what should be in a database as of `moment` and is not, and what is in it too early."""
    writes, there = list(writes), set(held)
    missing = [one.word for one in writes if one.acknowledged and one.acknowledged < moment]
    early = [one.word for one in writes if one.began > moment]
    return sorted(set(missing) - there), sorted(there & set(early))
