"""What was typed on Check my dates and cannot be together: each with the field in which it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from befriend.publication.queries.saying import IN_FULL
from befriend.rules.release.chains import Link, ended_before
from befriend.rules.release.coherence import FIRST, is_shorter
from befriend.rules.release.length import Length, days_of
from befriend.rules.release.values import Exclusion

# What the choice itself says: serious violence counts with four years or more.
VIOLENT = 48  # months
UNITS = ("years", "months", "weeks", "days")
TAKEN_OFF = ("remand", "bail")
# A form, the field in it, and what is wrong.
Wrong = tuple[forms.Form, str, str]


def found(about: forms.Form, sentences: Sequence[Any], today: date) -> Iterator[Wrong]:
    """Find what cannot be; what is empty contradicts nothing."""
    yield from impossible_days([about, *sentences], today)
    yield from before_birth(about, sentences)
    for one in sentences:
        yield from too_short_for_violence(one)
        yield from after_nothing(one, sentences)
    yield from too_many_added(about, sentences)
    yield from typed_twice(sentences)
    yield from more_than_there_were(sentences)


def impossible_days(every: Sequence[forms.Form], today: date) -> Iterator[Wrong]:
    """Find days that have not come, or that nobody alive remembers."""
    for form in every:
        for name in ("born", "sentenced", "offence"):
            day = form.cleaned_data.get(name)
            if day and day > today:
                yield form, name, _("This day has not come yet. Type a day up to today.")
            if day and day < FIRST:
                yield form, name, _("This day is too long ago. Type a day from %(day)s on.") % {
                    "day": date_format(FIRST, IN_FULL)}  # fmt: skip


def before_birth(about: forms.Form, sentences: Sequence[Any]) -> Iterator[Wrong]:
    """Find a day of birth after an offence or a sentence."""
    born = about.cleaned_data["born"]
    for one in sentences:
        first = min((day for day in days(one) if day), default=None)
        if born and first and first < born:
            yield about, "born", _("The offence or the day of sentence %(number)s is before the day "
                                   "of birth. Mend one of the days.") % {"number": one.number}  # fmt: skip


def days(one: Any) -> tuple[date | None, date | None]:
    """Return the day of the offence and of the sentence."""
    return one.cleaned_data["offence"], one.cleaned_data["sentenced"]


def length_of(one: Any) -> Length | None:
    """Return how long a sentence is, if all of it is known."""
    said = [one.cleaned_data[unit] for unit in UNITS]
    return None if None in said else Length(*said)


def too_short_for_violence(one: Any) -> Iterator[Wrong]:
    """Find serious violence with a sentence shorter than the choice says."""
    sentenced, length = one.cleaned_data["sentenced"], length_of(one)
    if one.cleaned_data["kept_out"] != Exclusion.VIOLENT.code or not sentenced or not length:
        return
    if is_shorter(length, sentenced, VIOLENT):
        yield one, "kept_out", _("The sentence is shorter than four years. Mend this, or how long it is.")


def after_nothing(one: Any, sentences: Sequence[Any]) -> Iterator[Wrong]:
    """Find a sentence that begins after one passed later, or after one that had ended."""
    follows, sentenced = one.cleaned_data.get("follows", ""), one.cleaned_data["sentenced"]
    if not follows.isdecimal() or not sentenced:
        return
    passed = sentences[int(follows) - 1].cleaned_data["sentenced"]
    if passed and passed > sentenced:
        yield one, "follows", _("Sentence %(number)s was passed later, so nothing passed before it begins "
                                "after it. Mend this, or one of the two days.") % {
            "number": follows}  # fmt: skip
    elif ends := ended_before(str(one.number), links(sentences)):
        yield one, "follows", _("Sentence %(number)s had ended by %(day)s, before this one was passed. "
                                "Mend this, or one of the two days.") % {
            "number": follows, "day": date_format(ends, IN_FULL)}  # fmt: skip


def links(sentences: Sequence[Any]) -> dict[str, Link]:
    """Return the sentences by number, as far as each is known, as a chain of them is told to the rule."""
    return {
        str(one.number): Link(
            one.cleaned_data["sentenced"], length_of(one), one.cleaned_data.get("follows", "")
        )
        for one in sentences
    }


def too_many_added(about: forms.Form, sentences: Sequence[Any]) -> Iterator[Wrong]:
    """Find more days added for breaking rules than all the sentences have."""
    added, lengths = about.cleaned_data["added"], [length_of(one) for one in sentences]
    passed = [one.cleaned_data["sentenced"] for one in sentences]
    if not added or None in lengths or None in passed:
        return
    whole = sum(days_of(length, day) for length, day in zip(lengths, passed, strict=True) if length)
    if added > whole:
        yield about, "added", _("The sentences have fewer days than that. Mend this, or how long they are.")


def typed_twice(sentences: Sequence[Any]) -> Iterator[Wrong]:
    """Find days that are typed at two sentences of one day: they would come off twice."""
    for name in TAKEN_OFF:
        seen: set[date] = set()
        for one in sentences:
            day = one.cleaned_data["sentenced"]
            if not one.cleaned_data[name] or day is None:
                continue
            if day in seen:
                yield one, name, _("These sentences were passed on one day. Type the days at one of "
                                   "them, and 0 at the others.")  # fmt: skip
            seen.add(day)


def more_than_there_were(sentences: Sequence[Any]) -> Iterator[Wrong]:
    """Find more days on remand and tagged bail than from the first offence to the day of the sentences."""
    by_day: dict[date, list[Any]] = {}
    for one in sentences:
        if one.cleaned_data["sentenced"]:
            by_day.setdefault(one.cleaned_data["sentenced"], []).append(one)
    for day, passed in by_day.items():
        offences = [one.cleaned_data["offence"] for one in passed]
        if None in offences:
            continue
        taken = [(one, name) for one in passed for name in TAKEN_OFF if one.cleaned_data[name]]
        if sum(one.cleaned_data[name] for one, name in taken) > (day - min(offences)).days:
            one, name = taken[-1]
            yield one, name, _("There were fewer days between the offence and the sentence. Mend these days, "
                               "or one of the two days.")  # fmt: skip
