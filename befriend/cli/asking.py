"""What the commands have in common: days, references, and words for whoever waits."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo

from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.audit.access import Access
    from befriend.workforce.models import Office, Unit

WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
EARLIEST, LATEST = 2000, 2199


def say(what: str) -> None:
    """Tell how far a command is, beside its result."""
    print(what, file=sys.stderr, flush=True)


def day(said: str) -> date:
    """Return the day that was written, or raise BefriendError: 31/02/2026 is none."""
    found = WRITTEN.fullmatch(said.strip())
    if not found:
        raise BefriendError(f"'{said[:30]}' is not a day as Befriend reads it. Write YYYY-MM-DD: 2026-11-23.")
    year, month, number = map(int, found.groups())
    try:
        if EARLIEST <= year <= LATEST:
            return date(year, month, number)
    except ValueError:
        raise BefriendError(f"There is no day {said}. Check the month and the day.") from None
    raise BefriendError(f"The year {year} is out of reach. Give one from {EARLIEST} to {LATEST}.")


def today() -> date:
    """Return the day it is in London."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def day_or_today(said: str | None) -> date:
    """Return the day that was written, or today."""
    return day(said) if said is not None else today()


def unit(ref: str | None) -> Unit:
    """Return the unit with this reference, or the first delivery unit there is."""
    from befriend.workforce.models import Unit

    if ref is not None:
        named = Unit.objects.filter(ref=ref).first() if plain(ref) else None
        return named or unknown("unit", ref, Unit.objects.values_list("ref", flat=True))
    found = Unit.objects.filter(kind=Unit.Kind.UNIT).order_by("ref").first()
    if found is None:
        raise BefriendError("There is no delivery unit yet. Bring one in with `befriend import FOLDER`.")
    return found


@contextmanager
def acting(office: str | None, unit: Unit | None, *, day: date, command: str) -> Iterator[Access]:
    """Act as `office` in a command: it then sees and does what that office may, and whom it saw is kept.

    Where everybody is invented and nothing is said, the office of the head of `unit`, or of the whole.
    """
    from befriend.audit import looking
    from befriend.workforce.permissions import acting_for

    with acting_for(named_office(office, unit, day), day, command) as access, looking.kept(page=command):
        yield access


def named_office(ref: str | None, unit: Unit | None, day: date) -> Office:
    """Return the office with this reference, or the one taken where nobody is real."""
    from befriend.identity import queries as identity
    from befriend.workforce import queries as workforce
    from befriend.workforce.models import Office, Unit

    if ref is not None:
        named = Office.objects.filter(ref=ref).select_related("unit").first() if plain(ref) else None
        return named or unknown("office", ref, Office.objects.values_list("ref", flat=True))
    if not identity.is_invented():
        raise BefriendError("Say as which office you act: --as OFFICE. It is kept, with what you saw.")
    where = unit or Unit.objects.filter(parents=None).order_by("ref").first()
    office = workforce.head_office(where, day) if where else None
    if office is None:
        raise BefriendError(
            "There is no head's office to act as. Bring one in with `befriend import FOLDER`."
        )
    return office


def unknown(what: str, said: str, known: Iterable[str]) -> NoReturn:
    """Raise BefriendError with what may have been meant."""
    near = get_close_matches(said[:60], list(known), n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else "Check it for a slip of the keys."
    raise BefriendError(f"There is no {what} '{printable(said)}'. {hint}")


def plain(said: str) -> bool:
    """Say whether a database can be asked for this."""
    return "\0" not in said and said.isprintable()


def printable(said: str) -> str:
    """Return what was typed as it may be shown: short, with nothing invisible in it."""
    return "".join(letter if letter.isprintable() else "?" for letter in said[:40])
