"""The command `account`: somebody who may sign in, or whose way in is lost."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from befriend import database
from befriend.cli import asking, server
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.identity.models import User
    from befriend.workforce.models import Practitioner

BY = "befriend account"


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(account)


def account(
    name: Annotated[str, typer.Argument(help="The name with which they sign in.")],
    practitioner: Annotated[str, typer.Option(help="The reference of who they are at work.")] = "",
    email: Annotated[str, typer.Option(help="By which an organisation knows them; checked.")] = "",
    subject: Annotated[str, typer.Option(help="By which an organisation knows them for good.")] = "",
    password: Annotated[
        bool, typer.Option("--password", help="Ask for a password here; else a link is shown.")
    ] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Their password, phone or keys are lost: begin again.")
    ] = False,
) -> None:
    """Make an account, and show a link with which its password is set, once, within a day."""
    with database.ready():
        server.prepare()
        from befriend.audit import access
        from befriend.identity import accounts

        day = asking.today()
        with access.service(by=BY, day=day):
            user = known(name, day) if reset else made(name, practitioner, email, subject, day)
            if password:
                said = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
                accounts.set_password(user=user, password=said, by=BY, day=day)
                return
            way = accounts.link(user)
        asking.say("Give it to them and to nobody else. It works once, within a day.")
        print(f"{host()}{way}")


def made(name: str, practitioner: str, email: str, subject: str, day: date) -> User:
    """Return a new account, connected with who they are at work."""
    from befriend.identity import accounts
    from befriend.identity.models import User
    from befriend.workforce import actions as workforce

    if asking.plain(name) and User.objects.filter(username=name).exists():
        raise BefriendError(
            "There is an account of this name. --reset takes its password and second factors away "
            "and gives a new link."
        )
    who = at_work(practitioner) if practitioner else None
    user = accounts.make(name=name, email=email, subject=subject, by=BY, day=day)
    if who:
        workforce.give_account(practitioner=who, user=user, by=BY, day=day)
    return user


def at_work(ref: str) -> Practitioner:
    """Return the practitioner of this reference, who has no account yet."""
    from befriend.workforce.models import Practitioner

    found = Practitioner.objects.filter(ref=ref).first() if asking.plain(ref) else None
    if found is None:
        asking.unknown("practitioner", ref, Practitioner.objects.values_list("ref", flat=True))
    return found


def known(name: str, day: date) -> User:
    """Return an account that is there, with nothing left that opens it."""
    from befriend.identity import accounts
    from befriend.identity.models import User

    found = User.objects.filter(username=name).first() if asking.plain(name) else None
    if found is None:
        asking.unknown("account", name, User.objects.values_list("username", flat=True))
    accounts.give_back(user=found, by=BY, day=day)
    return found


def host() -> str:
    """Return where the pages are, as whoever runs this has said."""
    from django.conf import settings

    said = getattr(settings, "BEFRIEND_ADDRESS", "").rstrip("/")
    if said:
        return said
    if settings.SECURE:
        return f"https://{settings.ALLOWED_HOSTS[0]}"
    return f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
