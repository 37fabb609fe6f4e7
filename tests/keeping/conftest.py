"""Larkfield with its data protection, and somebody whose last case ended long ago."""

from __future__ import annotations

from datetime import date

import pytest

from tests.desk.conftest import on_monday, sign_in

__all__ = ["on_monday", "sign_in"]

ENDED = date(2019, 3, 4)


@pytest.fixture
def staffed(db):
    """Return Larkfield with everybody, and Dee, who is its data protection."""
    from befriend.rules.values import Grade
    from befriend.workforce.models import Office
    from tests.desk.staffed import Staffed

    made = Staffed()
    made.dee = made.works("Plover, Dee", Grade.SENIOR)
    made.hold("data-protection", made.pdu, Office.Post.DATA_PROTECTION, made.dee)
    return made


@pytest.fixture
def office(staffed):
    """Return the data-protection office of Larkfield."""
    return staffed.offices["data-protection"]


@pytest.fixture
def yew(staffed):
    """Return Yew, supervised by Sam until their only case ended in 2019."""
    from befriend.people.models import Statement
    from befriend.sentences.models import Case, CaseState

    person = staffed.person("Yew Tamarisk")
    Case.objects.filter(person=person).update(from_date=date(2018, 1, 1), until_date=ENDED)
    CaseState.objects.filter(case__person=person).update(from_date=date(2018, 1, 1), until_date=ENDED)
    kept = staffed.with_(person, staffed.sam)
    type(kept).objects.filter(pk=kept.pk).update(from_date=date(2018, 1, 2), until_date=ENDED)
    Statement.objects.create(person=person, key="hobby", value="Keeps bees with Rowan Ash",
                        observed_on=date(2018, 2, 1), known_from=date(2018, 2, 1))  # fmt: skip
    return person
