"""What the invented people are like: levels, change, places, risk and marks in fixed shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from random import Random

LEVELS = {"A": 3, "B": 30, "C": 40, "D": 27}
# Most people need much change, so that 45 typical people weigh about 3,300 points.
CHANGES = {"3": 75, "2": 15, "1": 8, "0": 2}
PLACES = {"community": 45, "licence": 25, "custody": 30}
RISKS = {
    "A": {"very_high": 60, "high": 40},
    "B": {"high": 30, "medium": 70},
    "C": {"high": 4, "medium": 66, "low": 30},
    "D": {"medium": 20, "low": 80},
}
ORDERS = {
    "community": {"community_order": 65, "suspended_sentence": 35},
    "licence": {"licence": 85, "post_sentence": 15},
    "custody": {"custodial": 100},
}


@dataclass(frozen=True)
class Drawn:
    """One invented person's work, before anybody has it."""

    tier: str
    place: str
    risk: str
    mappa: int = 0
    safeguarding: bool = False
    sexual_offence: bool = False
    domestic_abuse: bool = False

    @property
    def is_high(self) -> bool:
        """Say whether only an officer may have this work."""
        return self.tier[0] in "Au" or self.risk in ("high", "very_high", "unknown")

    @property
    def is_light(self) -> bool:
        """Say whether a PSO may have this work: levels C and D, never high risk."""
        return self.tier[0] in "CD" and not self.is_high

    @property
    def is_first(self) -> bool:
        """Say whether this work is of the first order."""
        return self.risk in ("high", "very_high") or self.mappa > 0 or self.safeguarding


def shares(count: int, parts: Mapping[str, int], chance: Random) -> list[str]:
    """Return `count` words in exact shares (largest remainder first), shuffled."""
    whole = sum(parts.values())
    counts = {word: count * part // whole for word, part in parts.items()}
    by_remainder = sorted(parts, key=lambda word: -(count * parts[word] % whole))
    for word in by_remainder[: count - sum(counts.values())]:
        counts[word] += 1
    words = [word for word, many in counts.items() for _ in range(many)]
    chance.shuffle(words)
    return words


def draw(count: int, chance: Random) -> list[Drawn]:
    """Return `count` people in the fixed shares of level, change and place together."""
    cells = {
        f"{level}{change} {place}": LEVELS[level] * CHANGES[change] * PLACES[place]
        for level, change, place in product(LEVELS, CHANGES, PLACES)
    }
    kinds = [cell.split() for cell in shares(count, cells, chance)]
    risks = {
        level: iter(shares(sum(tier[0] == level for tier, _ in kinds), RISKS[level], chance))
        for level in LEVELS
    }
    return [_marked(Drawn(tier, place, next(risks[tier[0]])), chance) for tier, place in kinds]


def _marked(one: Drawn, chance: Random) -> Drawn:
    """Return the person with marks: rare, and rarer where the level is low."""
    serious = one.tier[0] in "AB"
    sexual = serious and chance.random() < 0.15
    mappa = 0
    if sexual or (one.risk in ("high", "very_high") and chance.random() < 0.3):
        mappa = 2 if one.tier[0] == "A" and chance.random() < 0.5 else 1
    return Drawn(
        one.tier,
        one.place,
        one.risk,
        mappa,
        safeguarding=serious and chance.random() < 0.08,
        sexual_offence=sexual,
        domestic_abuse=chance.random() < 0.2,
    )
