"""Why practitioners may not be chosen: how many for which reason, and each by name below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from befriend.allocation import queries
from befriend.desk import queries as desk


class WhyNot(NamedTuple):
    """Those for whom one reason binds: in a few words, and (name, the whole sentence) of each."""

    words: str
    practitioners: list[tuple[str, str]]


def why_nots(choices: Iterable[desk.Choice]) -> list[WhyNot]:
    """Return those who may not be chosen by the reason that binds, the most first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    few = few_words()
    for one in choices:
        if not one.allowed:
            words = few.get(one.reasons[0].code, _("something else stands against it"))
            groups.setdefault(words, []).append((one.practitioner.name, sentence(one)))
    return sorted((WhyNot(*each) for each in groups.items()), key=lambda one: -len(one.practitioners))


def sentence(choice: desk.Choice) -> str:
    """Return why a practitioner may not be chosen."""
    return " ".join(queries.in_words(why) for why in queries.as_data(choice.reasons))


def few_words() -> dict[str, str]:
    """Return what each reason is called above those it binds, by its code."""
    points, people = _("over their limit of points with this"), _("over their limit of people with this")
    grade, safety = _("not for their grade"), _("a conflict, or somebody's safety")
    return {
        "weighted_cap": points,
        "ordered_limit": points,
        "head_cap": people,
        "trainee_heads": people,
        "no_available_points": _("no working time this week"),
        "grade_takes_nobody": _("they answer for those who take people, and take nobody"),
        "grade": grade,
        "high_risk": grade,
        "newly_qualified": grade,
        "unknown_risk_or_tier": _("tier or risk is unknown, and unknown is not low"),
        "training": _("the training for this is not completed"),
        "conflict": safety,
        "safety": safety,
        "request": _("what the person asked, and was granted"),
    }
