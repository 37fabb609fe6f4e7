"""The access context: who acts in this transaction, as which office, and how far they reach.

Row-level security in the database reads it (`befriend.floor`), and so does whatever writes the audit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from django.db import connection, transaction

from befriend import roles
from befriend.rows import array

Done = TypeVar("Done")

# What the audit says of a line that a person left on their own page.
PERSONS_ROLE = "person"


class Access(NamedTuple):
    """Who acts, and how far they reach; keys are those of the database.

    `posts` are those of the offices they hold, `units` the units that these reach; of `court_units`
    they reach only people with a report due to a court. `person` is who looks at their own page, and
    `keys` what of the vocabulary may be shown there: they read as a role that reads of nobody else.
    """

    by: str
    day: date
    user: int | None = None
    practitioner: int | None = None
    role: str = ""
    office: str = ""
    posts: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    court_units: tuple[int, ...] = ()
    service: bool = False
    person: int | None = None
    keys: tuple[str, ...] = ()

    @property
    def database_role(self) -> str:
        """Return as whom the database is read."""
        return roles.PERSON if self.person is not None and not self.service else roles.APP

    @property
    def settings(self) -> dict[str, str]:
        """Return what the database is told, by the name of the setting."""
        return {
            "by": self.by,
            "user": text(self.user),
            "practitioner": text(self.practitioner),
            "role": self.role,
            "office": self.office,
            "posts": array(self.posts),
            "units": array(self.units),
            "court_units": array(self.court_units),
            "day": self.day.isoformat(),
            "service": "on" if self.service else "",
            "person": text(self.person),
            "keys": array(self.keys),
        }


_now: ContextVar[Access | None] = ContextVar("access", default=None)


def current() -> Access | None:
    """Return who acts now; None outside of every context, where nothing about people can be read."""
    return _now.get()


@contextmanager
def acting(
    *,
    by: str,
    day: date,
    user: int | None = None,
    practitioner: int | None = None,
    role: str = "",
    office: str = "",
    posts: Collection[str] = (),
    units: Collection[int] = (),
    court_units: Collection[int] = (),
) -> Iterator[Access]:
    """Run one transaction as somebody, who then reads and writes as far as they reach."""
    found = (tuple(sorted(each)) for each in (posts, units, court_units))
    with entered(Access(by, day, user, practitioner, role, office, *found)) as access:
        yield access


@contextmanager
def themselves(
    *, person: int, by: str, day: date, user: int | None = None, keys: Collection[str] = ()
) -> Iterator[Access]:
    """Read as somebody reads of themselves, and no further; whatever they ask is kept by `service`.

    Whoever else reads so (a practitioner who prints it for them) is named in `by`, and sees no more.
    """
    role = PERSONS_ROLE if user is not None else ""
    with entered(Access(by, day, user, role=role, person=person, keys=tuple(sorted(keys)))) as access:
        yield access


@contextmanager
def service(*, by: str, day: date) -> Iterator[Access]:
    """Run one transaction as the service itself, which acts for everybody: it reaches all people.

    For what concerns everybody at once: a plan, an import, the beginning of a day. Never to show a page.
    """
    before = current()
    if before is not None and before.service:
        with transaction.atomic():
            yield before
        return
    # Whoever asked for it stays the one who acts.
    access = before._replace(service=True) if before else Access(by, day, role="service", service=True)
    with entered(access):
        yield access


def for_everybody(action: Callable[..., Done]) -> Callable[..., Done]:
    """Let an action (keyword-only, with `day=`) reach all people, whoever asked for it.

    For what must not depend on who asks: nobody is left out of a plan because a senior may not see them.
    """

    @wraps(action)
    def acted(**said: Any) -> Done:
        with service(by=said.get("by", "befriend"), day=said["day"]):
            return action(**said)

    return acted


def take_office(office: str) -> None:
    """Note as which of their offices somebody acts, to the end of what they were let do."""
    now = current()
    if now is not None and now.office != office:
        _now.set(now._replace(office=office))
        tell({"befriend.office": office})


@contextmanager
def entered(access: Access) -> Iterator[Access]:
    """Tell the database who acts until the end; then what it was told before, if that goes on."""
    goes_on = connection.in_atomic_block
    with transaction.atomic():
        said = {f"befriend.{name}": value for name, value in access.settings.items()}
        said["role"] = access.database_role
        before = told(said) if goes_on else {}
        tell(said)
        token = _now.set(access)
        try:
            yield access
        finally:
            _now.reset(token)
        # After a failure the rollback takes the settings back by itself.
        if goes_on and not connection.needs_rollback:
            tell(before)


def told(names: Collection[str]) -> dict[str, str]:
    """Return what the settings of this transaction are."""
    was = ", ".join(["current_setting(%s, true)"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {was}", list(names))  # Only places for values.
        return {name: value or "" for name, value in zip(names, cursor.fetchone(), strict=True)}


def tell(said: dict[str, str]) -> None:
    """Set settings for the rest of this transaction; the role last, which might refuse the others."""
    now = ", ".join(["set_config(%s, %s, true)"] * len(said))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {now}", [word for pair in said.items() for word in pair])


def text(key: int | None) -> str:
    """Return a key as the database is told it."""
    return "" if key is None else str(key)
