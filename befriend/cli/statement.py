"""The command `workload-statement`: what one practitioner was given and carried, day by day."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
