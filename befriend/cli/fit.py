"""How the figures of recall and release were fitted: `python -m befriend.cli.fit`, some minutes.

Prints each figure that is fitted, as found and as it stands in the parameters; changes nothing.
"""

from __future__ import annotations

import sys

from befriend.simulator import fitting
from befriend.simulator.fitting import FITTED, Found


def lines(found: Found, standing: dict[str, float], cost: float) -> list[str]:
    """Return what was found beside what stands."""
    said = [f"{'found':>9}{'error':>9}{'stands':>9}"]
    said += [
        f"{found.values[name]:9.3f}{found.errors[name]:9.3f}{standing[name]:9.3f}  {each.what}"
        for name, each in FITTED.items()
    ]
    return [*said, f"Half the sum of squares: {found.cost:.3f} as found, {cost:.3f} as it stands."]


def progress(done: int) -> None:
    """Say how far it is."""
    print(f"\r{done} times", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    as_found = fitting.fit(progress)
    as_it_stands = fitting.standing()
    print(file=sys.stderr)
    print("\n".join(lines(as_found, as_it_stands, fitting.cost(as_it_stands))))
