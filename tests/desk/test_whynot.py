"""Why practitioners may not be chosen: counted by the reason that binds, each named below it."""

import pytest

from befriend.desk.views.whynot import few_words
from befriend.rules.wording import CATALOGUE

pytestmark = pytest.mark.django_db


def test_those_who_may_not_be_chosen_are_counted_by_reason(staffed, on_monday, sign_in):
    for practitioner in (staffed.sam, staffed.robin):
        practitioner.conflicts.create(person=staffed.ali, from_date=on_monday)

    answer = sign_in(staffed.noor).get(f"/units/unit/people/{staffed.ali.ref}/practitioner")
    page = " ".join(answer.content.decode().split())

    assert "2 practitioners: a conflict, or somebody&#39;s safety" in page
    assert "3 practitioners: they answer for those who take people" in page
    assert "<dt>Bunting, Sam</dt> <dd>There is a conflict between them and this person." in page


def test_every_reason_that_has_a_few_words_is_one_that_there_is():
    codes = {"weighted_cap", "no_available_points", "grade", "training", "conflict", "request"}

    assert codes < set(few_words()) < set(CATALOGUE)
