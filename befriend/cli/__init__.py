"""The command line: `befriend` and its commands, one module for each group of them."""

import sys

import typer

from befriend.cli import server
from befriend.policies.errors import BefriendError

app = typer.Typer(
    help="Run a probation service.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
server.register(app)


def main() -> None:
    """Run one command; an error of the user's is shown as its message and ends with 2."""
    try:
        app()
    except BefriendError as error:
        print(f"befriend: {error}", file=sys.stderr)
        sys.exit(2)
