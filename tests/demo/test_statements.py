"""What is stated about the invented people: believable, the same each time, cheap, and nobody's."""

from __future__ import annotations

import pytest

from befriend.demo import statements
from befriend.people import queries
from befriend.people.models import Contest, Person, Source, Statement
from befriend.policies import vocabulary
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
MOST = 60


@pytest.fixture
def told(larkfield, sam):
    """Return Larkfield, where Sam has forty people with stories."""
    larkfield.fill(sam, 40)
    statements.add(MONDAY)
    return larkfield


def test_everybody_has_a_story_and_what_matters(told, sam):
    for one in sam.relationships.all():
        found = queries.standing(one.person, MONDAY)
        assert {"story.own_words", "story.matters_most", "needs.home", "strengths.good_at"} <= set(found)


def test_every_key_and_answer_is_one_of_the_vocabulary(told):
    words = vocabulary.load()

    for one in Statement.objects.all():
        key = words.key(one.key)
        assert not key.choices or one.value in key.choices.words


def test_some_are_stale_some_were_found_still_true_and_one_is_contested(told, sam):
    found = [
        one
        for held in sam.relationships.all()
        for some in queries.standing(held.person, MONDAY).values()
        for one in some
    ]

    assert any(one.stale for one in found)
    assert any(one.confirmed_on for one in found)
    assert sum(one.contested for one in found) == 1
    assert Contest.objects.get().statement.evidence == "allegation"


def test_whoever_could_be_put_at_risk_is_withheld(told):
    kinds = set(Source.objects.exclude(shown="shown").values_list("kind", flat=True))

    assert kinds == {"third_party"}
    assert not Source.objects.filter(kind__in=Source.PROTECTED, shown="shown").exists()


def test_it_is_the_same_each_time(told):
    first = list(Statement.objects.order_by("pk").values_list("person", "key", "value", "known_from"))

    assert [
        (made.person_id, made.key, made.value, made.known_from) for made, _ in statements.all_of(MONDAY)
    ] == first


def test_it_is_cheap(larkfield, sam, django_assert_max_num_queries):
    larkfield.fill(sam, 40)

    with django_assert_max_num_queries(MOST):
        statements.add(MONDAY)

    assert Person.objects.count() == 40
