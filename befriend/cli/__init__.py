"""The command line: `befriend` and its commands, one module for each group of them."""

import secrets
import sys

import typer

from befriend.cli import (
    accounts,
    audit,
    backcast,
    backup,
    compare,
    doctor,
    folders,
    forecasts,
    keeping,
    rule,
    server,
    serving,
    staff,
    statement,
    trials,
    trying,
    vectors,
    week,
    worker,
)
from befriend.errors import BefriendError

# Everything that may be wrong with what was typed; typer gives the class no name of its own.
UsageError = typer.BadParameter.__base__ or typer.BadParameter

app = typer.Typer(
    help="Run a probation service.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
GROUPS = (
    week, folders, statement, accounts, staff, server, serving, backup, worker, audit, doctor, keeping,
    vectors, rule, compare, trying, backcast, forecasts, trials,
)  # fmt: skip
for group in GROUPS:
    group.register(app)


def main() -> None:
    """Run one command and end with its status.

    1 is for every error, shown as a sentence; 2 says that a plan gives work over a cap. What
    nobody foresaw is shown by a number and where it happened: its own words may tell of a person.
    """
    try:
        status = app(standalone_mode=False)
    except BefriendError as error:
        print(f"befriend: {error}", file=sys.stderr)
        status = 1
    except UsageError as error:
        error.show()
        status = 1
    except typer.Abort:
        status = 130
    except Exception:
        # Only here: most commands come to an end without it.
        from befriend import log

        where = log.WithoutValues().formatException(sys.exc_info())
        number = secrets.token_hex(4)
        print(f"{where}\nbefriend: something went wrong here (reference {number}).", file=sys.stderr)
        status = 1
    sys.exit(status or 0)
