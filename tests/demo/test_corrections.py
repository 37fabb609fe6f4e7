"""The invented unit: a line copied twelve times is contested, and waits for whoever follows it."""

from __future__ import annotations

import pytest

from befriend import demo
from befriend.demo import contacts, corrections, papers, plans, statements
from befriend.documents import queries
from befriend.identity.models import Nature
from befriend.imports import actions as imports
from befriend.people import actions
from befriend.people.models import Contest
from befriend.workforce.models import Practitioner
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


def test_a_contest_waits_whose_line_stands_in_three_papers_of_four_holders(db, tmp_path):
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    demo.write(tmp_path, seed=1, monday=MONDAY)
    assert imports.load(tmp_path, day=MONDAY, by="test").done
    for each in (contacts, statements, plans, papers, corrections):
        each.add(MONDAY)

    contest = Contest.objects.get(way="paper")
    assert len(queries.editions(contest.statement)) == corrections.EDITIONS
    assert {use.paper.kind for use in queries.used_by(contest.statement)} == set(corrections.PAPERS)
    # Either senior of the unit may decide: neither had part in it.
    senior = Practitioner.objects.get(ref="l01")
    actions.decide(
        contest=contest, decision="corrected", reasons="No such entry.", value="Nobody was threatened.",
        by=senior.ref, day=MONDAY,
    )  # fmt: skip
    assert len(queries.to_be_told(Contest.objects.get(pk=contest.pk))) == 4


def test_of_an_officer_with_nobody_nothing_is_written(larkfield):
    corrections.add(MONDAY)

    assert not Contest.objects.exists()
