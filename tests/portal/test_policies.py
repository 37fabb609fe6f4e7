"""A person reads what a new rule would do, says what they think with their consent, and takes it back."""

import uuid

import pytest
from django.test import Client

from befriend.evidence import actions, queries
from befriend.evidence.impact.words import Change
from befriend.evidence.models import Comment
from befriend.portal.queries import policies
from befriend.simulator import packs
from tests.evidence import impact, tried
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def mine(ali):
    """Return Ali's own browser."""
    client = Client()
    client.force_login(ali.user, backend=BACKEND)
    return client


def page(answer) -> str:
    """Return a page as it reads."""
    return " ".join(answer.content.decode().split())


def send(client, made, **said):
    """Send a form of the page of a trial."""
    return client.post(f"/my/policies/{made.pk}", {"once": uuid.uuid4(), **said})


def test_a_person_reads_in_plain_words_what_a_rule_would_do(mine):
    made = tried.done()
    waiting = tried.asked()

    assert f"/my/policies/{made.pk}" in page(mine.get("/my/policies"))
    assert f"/my/policies/{waiting.pk}" not in page(mine.get("/my/policies"))
    shown = page(mine.get(f"/my/policies/{made.pk}"))

    worse, better = shown.index("What would get worse"), shown.index("What would get better")
    assert worse < shown.index("People who wait for an officer: now about 1,000, then about 1,105") < better
    assert "stochastic" not in shown
    assert mine.get(f"/my/policies/{waiting.pk}").status_code == 404
    assert "New rules we try out" in page(mine.get("/my"))


def test_every_policy_that_comes_with_befriend_has_plain_words_and_only_those():
    assert set(policies.RULES) == set(packs.names())


def test_a_rule_is_told_in_plain_words_and_beside_them_in_those_of_its_makers(mine):
    made = tried.done()
    plain = "No officer gets more work than they have time for."

    listed, shown = (page(mine.get(address)) for address in ("/my/policies", f"/my/policies/{made.pk}"))

    assert plain in listed
    assert shown.index(plain) < shown.index("In the words of those who made it") < shown.index("What would")
    assert made.result["what"] in shown


def test_what_somebody_wrote_is_not_taken_for_what_has_its_name():
    assert policies.rule("cap-100", "A rule of ours.") == ""
    assert policies.rule("a-cap-of-90-percent", "A cap of 90 percent.") == ""


@pytest.mark.parametrize(
    ("months", "said"), [([59.6], "60"), ([1234.5], "1,234"), ([3, 3], "3"), ([3.46], "3.5"), ([0.0], "0")]
)
def test_numbers_are_told_as_one_says_them(months, said):
    assert policies.mean(months) == said


def test_what_changes_too_little_to_be_seen_is_left_out(mine):
    measures = impact.found().measures
    difference = measures["licence_stock"].difference.mean
    shown = page(mine.get(f"/my/policies/{tried.done().pk}"))

    assert difference < 10
    assert "People on probation after prison: now about 68,000, then about 68,006" in shown
    change = Change("recalls", {"base": [4400.1], "policy": [4400.2]}, "worse", 95, 0.0)
    assert policies.plain([change]) == []


def test_a_page_with_no_rule_says_what_will_be_there(mine):
    assert "When we have tried a new rule" in page(mine.get("/my/policies"))


def test_their_words_are_kept_as_they_are_once_and_only_with_their_consent(mine, ali):
    made = tried.done()

    without = send(mine, made, words="I'd <rather> wait.")
    sent = [send(mine, made, words="I'd <rather> wait.", consent="yes") for _ in range(2)]

    assert without.status_code == 422
    assert "I&#39;d &lt;rather&gt; wait." in page(without)
    assert [one.status_code for one in sent] == [302, 302]
    assert [(one.voice, one.words) for one in queries.comments(made)] == [
        ("supervised", "I'd <rather> wait.")
    ]
    assert Comment.objects.get().person == ali.person
    assert "I&#39;d &lt;rather&gt; wait." in page(mine.get(f"/my/policies/{made.pk}"))


def test_they_take_it_back_and_may_say_something_else(mine):
    made = tried.done()
    send(mine, made, words="Hm.", consent="yes")

    back = send(mine, made, take_back="yes")

    assert back.status_code == 302
    assert queries.comments(made) == []
    assert "Hm." not in page(mine.get(f"/my/policies/{made.pk}"))
    send(mine, made, words="Better so.", consent="yes")
    assert [one.words for one in queries.comments(made)] == ["Better so."]


def test_nobody_sees_what_another_said_as_theirs(mine, ali):
    made = tried.done()
    actions.comment_as_person(person=ali.other, trial=made, words="Birch said so.", day=MONDAY)
    actions.comment(trial=made, words="Sam said so.", by=ali.unit.sam.ref, day=MONDAY)

    shown = page(mine.get(f"/my/policies/{made.pk}"))

    assert "said so" not in shown
    assert "Tell us what you think" in shown


def test_in_welsh_all_but_the_name_of_the_rule_is_welsh(mine):
    made = tried.done()
    mine.cookies["django_language"] = "cy"

    shown = page(mine.get(f"/my/policies/{made.pk}"))

    assert "Beth fyddai&#39;n gwaethygu" in shown or "Beth fyddai'n gwaethygu" in shown
    assert "Pobl sy&#39;n aros am swyddog" in shown
    assert f'lang="en">{made.result["what"]}' in shown
