"""Commands about accounts and about the kind of database: `api-token` and `init`."""

from __future__ import annotations

from typing import Annotated

import typer

from befriend import database
from befriend.cli import asking, folders, server
from befriend.policies.errors import BefriendError


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("api-token")(api_token)
    app.command()(init)


def api_token(
    user: Annotated[str, typer.Argument(help="The name with which they sign in.")],
    days: Annotated[int, typer.Option(help="How long it lives.")] = 90,
) -> None:
    """Make a token with which a program acts as a user, and print it this once."""
    with database.ready():
        server.prepare()
        from befriend.identity import actions as identity
        from befriend.identity.models import User

        found = User.objects.filter(username=user).first() if asking.plain(user) else None
        if found is None:
            asking.unknown("user", user, User.objects.values_list("username", flat=True))
        day = asking.today()
        token = identity.make_token(user=found, days=days, by="befriend api-token", day=day)
        asking.say(f"Keep it safe: it is not shown again. It lives for {days} days.")
        print(token)


def init(
    invented: Annotated[bool, typer.Option("--invented", help="For invented people.")] = False,
    real: Annotated[bool, typer.Option("--real", help="For real people.")] = False,
) -> None:
    """Make the tables, and say for good whether this database is for invented or real people."""
    if real:
        raise BefriendError(
            "A database for real people cannot be made yet: row-level security and sign-in for staff "
            "come first. Use --invented."
        )
    if not invented:
        raise BefriendError("Say which people it is for: --invented.")
    with database.ready():
        server.prepare()
        folders.declare_invented(asking.today())
        print("This database is for invented people.")
