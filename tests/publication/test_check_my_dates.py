"""Check my dates: not official, kept by nobody, and no date where anything is not known."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from befriend.cli import vectors
from befriend.publication.rule_book import measured

pytestmark = pytest.mark.django_db
PUBLISHED = Path(__file__).parents[3] / "shared" / "vectors"
ADDRESS = "/check-my-dates"
TWO_YEARS = {
    "only": "yes", "standard": "yes", "born": "01/01/1990", "sentenced": "15/01/2020",
    "offence": "2019-01-01", "years": "2",
    "months": "0", "weeks": "0", "days": "0", "plus": "no", "kept_out": "none", "remand": "30",
    "bail": "0", "added": "0", "at_large": "0", "recalled": "no",
}  # fmt: skip


def page(**changes):
    answer = Client().post(ADDRESS, {**TWO_YEARS, **changes})
    assert answer.status_code == 200
    assert not answer.cookies
    return " ".join(answer.content.decode().split())


def test_it_says_first_that_it_is_not_official_and_how_often_it_missed():
    shown = " ".join(Client().get(ADDRESS).content.decode().split())

    single = measured.measured()["sentence-single"]
    assert shown.index("This is not an official calculation") < shown.index("<form")
    assert f"On {single.cases} published cases of one sentence the same rule missed {single.missed};" in shown
    assert shown.index("published cases") < shown.index("<form")


def test_the_dates_of_a_sentence_come_with_their_steps():
    shown = page()

    assert "15 December 2020" in shown
    assert "15 December 2021" in shown
    assert shown.count('<details class="govuk-details why">') >= 2


@pytest.mark.parametrize("field", TWO_YEARS)
def test_no_date_is_given_where_anything_is_not_known(field):
    shown = page(**{field: ""})

    assert "No date is given, because this is not known:" in shown
    assert "15 December" not in shown


@pytest.mark.parametrize("field", ["only", "standard", "plus", "kept_out", "recalled"])
def test_not_knowing_is_not_no(field):
    assert "No date is given" in page(**{field: "not_sure"})


@pytest.mark.parametrize(
    ("field", "answer"), [("only", "no"), ("standard", "no"), ("recalled", "yes"), ("at_large", "3")]
)
def test_what_the_page_cannot_work_out_it_says_so(field, answer):
    shown = page(**{field: answer})

    assert "This page cannot work out these dates:" in shown
    assert "15 December" not in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [("born", "31/02/1990"), ("years", "-1"), ("years", "two"), ("sentenced", "9999-99-99")],
)
def test_what_makes_no_sense_is_said_and_stays_in_the_form(field, value):
    shown = page(**{field: value})

    assert "This was not done" in shown
    assert f'value="{value}"' in shown


@pytest.mark.parametrize("changes", [{"sentenced": "31/12/9999"}, {"years": "9999"}, {"born": "01/01/2030"}])
def test_a_day_out_of_reach_has_words(changes):
    assert "Traceback" not in page(**changes)


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published cases are not here (../shared/vectors)")
def test_what_the_page_says_was_measured_is_what_the_cases_come_to():
    found = {model: measured.Measured(**counts) for model, counts in vectors.measure(PUBLISHED).items()}

    assert found == measured.measured(), "python -m befriend.cli.rule_book FOLDER"
