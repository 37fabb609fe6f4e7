"""One line of what is measured."""

from typing import NamedTuple


class Row(NamedTuple):
    """A figure of ours beside a peer's; `ratio` over 1 means ours is better."""

    name: str
    value: float
    unit: str
    peer: str
    peer_value: float
    ratio: float
    # What this machine could do at best, as measured, in the same unit.
    limit: float


def against(  # A row has these parts.
    name: str,
    value: float,
    unit: str,
    *,
    peer: str,
    peer_value: float,
    more_is_better: bool,
    limit: float,
) -> Row:
    """Make a row whose ratio is over 1 where ours is better."""
    ratio = value / peer_value if more_is_better else peer_value / value
    return Row(name, value, unit, peer, peer_value, ratio, limit)
