"""Commands about accounts, the roles of the database and its kind: `api-token`, `roles` and `init`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from befriend import database, roles
from befriend.cli import asking, folders, server
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.identity.models import User


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("api-token")(api_token)
    app.command("roles")(print_roles)
    app.command()(init)


def api_token(
    user: Annotated[
        str,
        typer.Argument(help="The name with which they sign in; on an invented database, or a practitioner."),
    ],
    days: Annotated[int, typer.Option(help="How long it lives.")] = 90,
) -> None:
    """Make a token with which a program acts as a user, and print it this once."""
    with database.ready():
        server.prepare()
        from befriend.identity import actions as identity

        day = asking.today()
        token = identity.make_token(user=account(user), days=days, by="befriend api-token", day=day)
        asking.say(f"Keep it safe: it is not shown again. It lives for {days} days.")
        print(token)


def print_roles(
    owner: Annotated[str, typer.Argument(help="The role of the database that will own the tables.")],
) -> None:
    """Print what a superuser of another server runs once, so that another owner can make the tables."""
    print(roles.script(owner), end="")


def account(said: str) -> User:
    """Return the user of this name, else the account of the invented practitioner of this reference."""
    from befriend.desk import actions as desk
    from befriend.identity import queries
    from befriend.identity.models import User
    from befriend.workforce.models import Practitioner

    names = set(User.objects.values_list("username", flat=True))
    if said in names:
        return User.objects.get(username=said)
    if not queries.is_invented():
        asking.unknown("user", said, names)
    found = Practitioner.objects.filter(ref=said).first() if asking.plain(said) else None
    if found is None:
        asking.unknown(
            "user or practitioner", said, [*names, *Practitioner.objects.values_list("ref", flat=True)]
        )
    return desk.account_of_invented(practitioner=found)


def init(
    invented: Annotated[bool, typer.Option("--invented", help="For invented people.")] = False,
    real: Annotated[bool, typer.Option("--real", help="For real people.")] = False,
) -> None:
    """Make the tables, and say for good whether this database is for invented or real people."""
    if real == invented:
        raise BefriendError("Say which people it is for: --invented or --real.")
    with database.ready():
        server.prepare()
        if real:
            declare_real(asking.today())
            print("This database is for real people.")
            return
        folders.declare_invented(asking.today())
        print("This database is for invented people.")


def declare_real(day: date) -> None:
    """Say for good that this database holds real people, or raise BefriendError with all that is wrong."""
    from befriend.identity import actions as identity
    from befriend.identity.models import Nature
    from befriend.watch import doctor

    if found := doctor.reds(day):
        wrong = "".join(f"\n  {one}" for one in found)
        raise BefriendError(
            f"This cannot hold real people yet. Mend first (`befriend doctor --real`):{wrong}"
        )
    identity.declare(kind=Nature.Kind.REAL, by="befriend init", day=day)
