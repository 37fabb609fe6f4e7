"""Questions about people and what is stated about them; nothing here changes anything."""

from .contests import contests_of, open_contests
from .own import told_keys, told_of
from .policies import in_force
from .short import by_short, short_of
from .statements import (
    Alike,
    SourceSeen,
    Standing,
    awaiting,
    chain,
    like,
    one_of,
    standing,
    stated,
    stood_on,
    words_of,
)

__all__ = [
    "Alike", "SourceSeen", "Standing", "awaiting", "by_short", "chain", "contests_of", "in_force", "like",
    "one_of", "open_contests", "short_of", "standing", "stated", "stood_on", "told_keys", "told_of",
    "words_of",
]  # fmt: skip
