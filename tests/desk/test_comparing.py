"""A proposal laid over the live caseload: who changes, by how much, what is Missing, and who may ask."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from befriend import policies
from befriend.audit.models import Line
from befriend.rules.values import Grade, Tier
from befriend.workforce.models import Restriction
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db

HEAD = """
what: Tried out.
applies_to: everybody
retroactive: false
exclusions: []
changes:
"""
VALUE = """
  {key}:
    values:
      2026-11-16:
        value: {value}
        issued: 2026-11-15
        status: assumed
        reference: {{title: Proposed}}
        note: To see what it would do.
"""


def proposal(**changes):
    """Return a proposal as text; `__` in a name is a dot."""
    each = (VALUE.format(key=key.replace("__", "."), value=value) for key, value in changes.items())
    return HEAD + "".join(each)


def heavier(points):
    """Return the weights in force by tier, with C2 in the community at `points`."""
    value = policies.load().on(MONDAY, "case_points.published_default").value
    table = {tier: dict(row) for tier, row in value.items()}
    table["C2"]["community"] = points
    return proposal(case_points__published_default=table)


def missing(key):
    """Return a key as the page names it: by what it is about, and its name."""
    about = policies.load().entry(key).what
    return f'<li>{about} <span class="govuk-hint govuk-!-text-break-word">{key}</span></li>'


@pytest.fixture
def compare(staffed, sign_in, on_monday):
    """Return what sends the form as the head and gives back the page as text."""

    def compare(status=200, by=None, **said):
        answer = sign_in(by or staffed.jo).post(f"/units/{staffed.pdu.ref}/compare", said)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return compare


def test_points_go_from_what_to_what_with_hours_and_who_is_over(staffed, compare):
    staffed.fill(staffed.sam, 3)

    page = compare(text=heavier(1000).replace("retroactive: false", "retroactive: true"))

    assert '<td role="cell" class="govuk-table__cell" data-label="From">63</td>' in page
    assert 'data-label="To">1,000</td>' in page
    assert 'data-label="People">3</td>' in page
    assert "189 → 3,000" in page
    assert 'data-label="Practitioners over the limit">0 → 1</td>' in page
    assert "Missing" not in page


def test_examples_are_references_and_are_kept_as_looked_at(staffed, compare):
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)

    page = compare(text=heavier(70))

    assert f'href="/people/{ivy.ref}">{ivy.ref}</a>' in page
    assert "Ivy Reed" not in page
    assert ivy.pk in Line.objects.filter(kind="looked").latest("pk").people


def test_whom_one_may_not_see_counts_and_is_no_example(staffed, compare):
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    Restriction.objects.create(person=ivy, because="Known here", from_date=LONG_AGO, decided_by="x")

    page = compare(text=heavier(70))

    assert "63 → 70" in page
    assert ivy.ref not in page


def test_limits_go_from_what_to_what(staffed, compare):
    page = compare(text=proposal(capacity__weighted_cap=100))

    assert "2,393 / 50" in page
    assert "2,176 / 50" in page


def test_a_tier_is_missing_since_what_it_follows_from_is_not_held(staffed, compare):
    staffed.fill(staffed.sam, 2)

    page = compare(which="tier_rsr_gaps")

    assert page.count('<td role="cell" class="govuk-table__cell" data-label="From">Missing</td>') == 1
    assert page.count('data-label="To">Missing</td>') == 1
    assert 'data-label="From">C2</td>' not in page  # whose tier cannot be recomputed does not change
    assert missing("tier_protect_and_change.rsr_points") in page


def test_what_the_record_cannot_answer_says_missing(staffed, compare):
    page = compare(which="stricter_check_in")

    assert missing("check_in.both_agree") in page


def test_a_proposal_equal_to_the_base_changes_nothing(staffed, compare):
    staffed.fill(staffed.sam, 3)

    page = compare(text=heavier(63))

    assert "189 → 189" in page
    assert "The same as before" in page
    assert 'data-label="To">63<' not in page


def test_a_tier_proposed_as_it_stands_changes_nobody(staffed, compare):
    staffed.fill(staffed.sam, 2)

    page = compare(text=proposal(tier_protect_and_change__iom_points=2))

    assert "The same as before" in page
    assert 'data-label="To">Missing</td>' not in page
    assert "tier_protect_and_change.iom_points</span>" not in page


def test_no_tier_is_said(staffed, compare):
    staffed.fill(staffed.sam, 2, Tier.UNTIERED)

    assert "The tier of 2 people is Missing; their points are assumed." in compare(text=heavier(70))


def test_seniors_and_heads_are_not_counted(staffed, compare):
    staffed.works("Teal, Kit", Grade.SENIOR)

    assert 'data-label="Practitioners">2</td>' in compare(text=heavier(70))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, 'href="#id_which">A proposal that there is: Choose a proposal, paste one or upload one'),
        ({"which": "tier_rsr_gaps", "text": "x: 1"}, '"#id_text">Or paste one of your own: There is more'),
        ({"which": "no_such"}, "no_such is not one of the available choices"),
        ({"text": "x" * 60_001}, "at most 60000 characters"),
        ({"text": "[" * 5000}, "nested too deep"),
        ({"text": "what: [unfinished"}, "cannot be understood"),
        ({"text": "- a"}, "should be a table of named policies"),
        ({"text": proposal(a__b=1).replace("applies_to", "applys_to")}, "did you mean"),
        ({"text": proposal(capacity__weighted_cup=100)}, "did you mean"),
        ({"text": proposal(capacity__weighted_cap=-1)}, "is negative"),
        ({"text": proposal(capacity__weighted_cap=10**30)}, "is too high; give at most 1,000,000"),
        ({"text": proposal(capacity__weighted_cap=1).replace("2026-11-16", "9999-01-01")}, "is too late"),
        ({"text": proposal(capacity__full_week_minutes=0)}, "cannot be worked out under it"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_says_why(staffed, compare, said, words):
    page = compare(422, **said)

    assert words in page
    assert "Points and hours by unit" not in page


def test_what_was_pasted_is_given_back(staffed, compare):
    assert "# mine, unfinished" in compare(422, text="# mine, unfinished\nwhat: [")


def test_an_upload_is_read_and_bounded(staffed, compare):
    sent = SimpleUploadedFile("mine.yaml", proposal(capacity__weighted_cap=100).encode())
    assert "2,176 / 50" in compare(file=sent)

    assert "longer than 60,000 bytes" in compare(422, file=SimpleUploadedFile("mine.yaml", b"x" * 60_001))
    page = compare(422, file=SimpleUploadedFile("mine.yaml", b"\xff\xfe"))
    assert "not UTF-8 text" in page
    assert "The file itself was not kept. Choose it again." in page


def test_nothing_is_kept(staffed, compare):
    lines = Line.objects.count()

    compare(text=proposal(capacity__weighted_cap=100))

    assert Line.objects.count() == lines


def test_only_heads_may_ask(staffed, compare):
    for who in (staffed.sam, staffed.noor, staffed.wren, staffed.ash):
        compare(403, by=who, which="tier_rsr_gaps")
    compare(by=staffed.fen, which="tier_rsr_gaps")


def test_the_number_of_queries_does_not_grow(staffed, compare, django_assert_max_num_queries):
    staffed.fill(staffed.sam, 1)
    with django_assert_max_num_queries(60) as few:
        compare(text=heavier(70))
    staffed.fill(staffed.sam, 20)
    staffed.fill(staffed.works("Teal, Kit", Grade.OFFICER), 5)

    with django_assert_max_num_queries(60) as many:
        compare(text=heavier(70))

    assert len(many) <= len(few)


def test_an_exclusion_that_nothing_tells_is_refused_and_one_of_people_is_missing(compare):
    capped = proposal(capacity__weighted_cap=100)

    shown = compare(text=capped.replace("exclusions: []", "exclusions: [mappa]"))
    wrong = compare(status=422, text=capped.replace("exclusions: []", "exclusions: [mapa]"))

    assert "Whom it excludes, who are counted below all the same: mappa" in shown
    assert "It does not reach back before 16 November 2026." in shown
    assert "did you mean" in wrong
