"""What the rule of release says, in the language of the page: its steps, what it lacks, why it refuses.

The rule speaks English. Its steps and reasons are codes with values, and are said anew; what is missing and
what it refuses are sentences, which are known again here by their shape. What has no Welsh says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from befriend.rules import wording
from befriend.rules.values import Reason

IN_FULL = "j F Y"
MENDING = ". Mend what is given, or use a nearer day."
# The shapes of what is missing, each with the field that would tell it.
MISSING = {
    _("whether today's law would let sentence {id} out at two thirds (SDS+)"): "id_s{id}-plus_today",
    _("whether the offence of sentence {id} is kept from release at a third "
      "(Schedule 13 Part 3, or the Schedule of the Sentencing Act 2026)"): "id_s{id}-third",
    _("the bank holidays of {year}"): "",
}  # fmt: skip
REFUSALS = (
    _("no sentence passed on {day} let out at two thirds (SDS+)"),
    _("sentences and adjustments come to {days} days, {most} is the most"),
    _("sentence {id} is too short for SDS+ today: it takes {months} months"),
    _("sentence {id} is of {months} months or more and was passed before {day}, from which such sentences "
      "are held: the law before let out later than at half"),
    _("the offence of sentence {id} comes before the age of {age}, when nobody is guilty"),
)  # fmt: skip


class Said(NamedTuple):
    """Some words, the id of the field they are about, and their language where it is not the page's."""

    words: str
    at: str = ""
    lang: str = ""


def reasons(given: list[dict[str, Any]]) -> tuple[Said, ...]:
    """Return steps or reasons in words."""
    return tuple(reason(one["code"], one["values"]) for one in given)


def reason(code: str, values: dict[str, Any]) -> Said:
    """Return one step or reason in words, its days as the page writes them."""
    spoken = Reason(code, tuple((name, value_of(value)) for name, value in values.items()))
    return Said(wording.words(spoken, gettext), lang=language_of(wording.CATALOGUE[code]))


def value_of(value: Any) -> Any:
    """Return a value of a step as the page says it: a day in full, what is missing in its words."""
    if not isinstance(value, str):
        return value
    known = shape_of(value, MISSING)
    return told(*known) if known else shown(value)


def missing(what: str) -> Iterator[Said]:
    """Return each thing that is missing, in words, with the field that would tell it."""
    for one in what.split("; "):
        known = shape_of(one, MISSING)
        if known is None:
            yield Said(one, lang=language_of(one))
            continue
        yield Said(told(*known), MISSING[known[0]].format(**known[1]), language_of(known[0]))


def refused(error: str) -> Said:
    """Return why the rule could not be asked, as a sentence."""
    words = error.removeprefix("release: ").removesuffix(MENDING)
    known = shape_of(words, REFUSALS)
    said = told(*known) if known else words
    return Said(f"{said[:1].upper()}{said[1:]}.", lang=language_of(known[0] if known else words))


def shape_of(words: str, shapes: Any) -> tuple[str, dict[str, str]] | None:
    """Return which of the shapes some words have, and what stands in its places."""
    for shape in shapes:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(shape))
        if found := re.fullmatch(pattern, words):
            return shape, found.groupdict()
    return None


def told(shape: str, values: dict[str, str], speak: Callable[[str], str] = gettext) -> str:
    """Return a shape in the language of the page, with its values."""
    return speak(shape).format(**{name: shown(value) for name, value in values.items()})


def shown(value: str) -> str:
    """Return a value in words as the page writes it: a day in full, a number with its thousands."""
    if value.isdecimal() and len(value) > 4:
        return f"{int(value):,}"
    try:
        return str(date_format(date.fromisoformat(value), IN_FULL))
    except ValueError:
        return value


def language_of(words: str) -> str:
    """Return that words are English on a page that is not, or nothing."""
    return "" if (get_language() or "en").startswith("en") or gettext(words) != words else "en"
