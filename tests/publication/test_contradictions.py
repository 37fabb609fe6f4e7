"""Check my dates, by whoever tries to get a date that it should not give: what cannot be is refused."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.publication.test_check_my_dates import A_YEAR, SEXUAL, TWO_YEARS, days, page, sent, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ("s1-sentenced", {"sentenced": "01/01/2199"}, "This day has not come yet."),
        ("s1-offence", {"sentenced": "", "offence": "01/01/2199"}, "This day has not come yet."),
        ("s1-sentenced", {"sentenced": "15/01/0020", "offence": ""}, "This day is too long ago."),
        ("s1-offence", {"offence": "16/01/2020"}, "This day is after that of the sentence."),
        ("s1-remand", {"offence": "14/01/2020"}, "There were fewer days between the offence"),
        ("s1-bail", {"remand": "200", "bail": "200"}, "There were fewer days between the offence"),
        ("s1-kept_out", {"kept_out": "violent"}, "The sentence is shorter than four years."),
        ("s1-kept_out", {"kept_out": "murder"}, "Choose one of those shown."),
        ("s1-years", {"years": "100"}, "Type a whole number from 0 to 99."),
        ("s1-months", {"months": "1201"}, "Type a whole number from 0 to 1,200."),
        ("s1-years", {"years": "1_0"}, "Type a whole number from 0 to 99."),
        ("s1-years", {"years": "２"}, "Type a whole number from 0 to 99."),
        ("s1-sentenced", {"sentenced": "12/31/2020"}, "There is no such day."),
        ("s1-sentenced", {"sentenced": "29/02/2023"}, "There is no such day."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_its_field_and_no_date_given(field, changes, words):
    shown = page(**changes)

    assert words in shown
    assert f'href="#id_{field}"' in shown
    assert "No date was worked out." in shown
    assert not days(shown)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"born": "02/01/2019"}, "is before the day of birth."),
        ({"born": "01/01/2199"}, "This day has not come yet."),
        ({"born": "31/12/1899"}, "This day is too long ago."),
        ({"added": "9999"}, "The sentences have fewer days than that."),
    ],
)
def test_nor_what_cannot_be_of_the_person(about, words):
    shown = page(about)

    assert words in shown
    assert not days(shown)


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ({"follows": "2"}, "Choose one of those shown."),
        ({"follows": "1", "sentenced": "15/01/2019"}, "Sentence 1 was passed later"),
        ({"follows": "1", "sentenced": "15/01/2023"}, "Sentence 1 had ended by 14 January 2022"),
    ],
)
def test_no_sentence_follows_itself_or_one_passed_later_or_one_that_ended(second, words):
    shown = sent(typed(TWO_YEARS, {**A_YEAR, **second}))

    assert words in shown
    assert 'href="#id_s2-follows"' in shown
    assert not days(shown)


def test_a_chain_has_ended_only_when_the_last_of_it_has():
    later = {**A_YEAR, "sentenced": "01/06/2022", "third": "no"}
    of_three = typed(TWO_YEARS, {**A_YEAR, "follows": "1"}, {**later, "follows": "2"})
    of_two = typed(TWO_YEARS, {**A_YEAR, "follows": "alongside"}, {**later, "follows": "2"})

    assert days(sent(of_three))
    assert "Sentence 2 had ended by 14 January 2021" in sent(of_two)


@pytest.mark.parametrize(
    ("changes", "about", "words"),
    [
        ({"kept_out": "terrorism", "years": "4"}, {}, "the Parole Board decides about release."),
        ({"sentenced": "30/09/1992", "offence": "01/01/1992"}, {"born": "01/01/1970"}, "1 October 1992."),
        ({}, {"born": "16/01/2002"}, "Under 18 on the day of sentence 1"),
        ({"plus": "yes", "sentenced": "01/07/2023"}, {}, "which begins at 48 months."),
        ({"plus": "yes", "years": "9"}, {}, "No sentence passed on 15 January 2020 let out at two"),
        ({"remand": "370"}, {}, "More remand or tagged bail is told than there is to serve."),
    ],
)  # fmt: skip
def test_what_the_law_does_not_know_is_given_no_date(changes, about, words):
    shown = page(about, **changes)

    assert words in shown
    assert "change it, or ask the prison. None of it is kept." in shown
    assert not days(shown)


def test_an_adult_of_the_day_before_and_the_day_of_the_law_are_given_dates():
    assert days(page({"born": "15/01/2002"}))
    assert days(page({"born": "01/01/1970"}, sentenced="01/10/1992", offence="01/01/1992"))


def test_twenty_sentences_are_answered():
    shown = sent(typed(TWO_YEARS, *[{**A_YEAR, "follows": str(i), "third": "no"} for i in range(1, 20)]))
    assert days(shown)["ESED"] == "14 January 2041"

    longest = {**A_YEAR, "years": "99", "third": "no", "plus_today": "no"}
    shown = sent(typed(longest, *[{**longest, "follows": str(i)} for i in range(1, 20)]))
    assert "Sentences and adjustments come to" in shown
    assert "sentences.0" not in shown
    assert not days(shown)


def test_the_answer_says_what_was_understood_and_writes_days_in_full():
    shown = page(sentenced="02/03/2020", years="10", plus_today="no", third="no")

    assert "Sentence 1: the offence on 1 January 2019, the sentence on 2 March 2020, of 10 years." in shown
    both = sent(typed(TWO_YEARS, {**A_YEAR, "follows": "1"}))
    assert "15 January 2020, of 1 year. After sentence 1 ends." in both
    result = shown.split('aria-labelledby="result"')[1].split("</section>")[0]
    assert "The law of that tranche holds from 22 October 2024;" in result
    assert not re.search(r"\d{4}-\d\d-\d\d", result)


def test_whether_the_day_is_a_working_day_is_said_to_be_unknown_where_it_is():
    shown = page(sentenced="02/11/2026", offence="01/06/2026", years="9", remand="0", third="no")

    assert "the bank holidays of 2029 are not held." in shown


def test_what_lacks_leads_to_its_field():
    shown = page(years="", third="")

    assert '<a class="govuk-link" href="#id_s1-years">Years of the sentence</a>' in shown
    assert '<a class="govuk-link" href="#id_s1-third">whether the offence' in page(**SEXUAL)


def test_nothing_typed_is_logged_or_kept(caplog):
    with CaptureQueriesContext(connection) as asked, caplog.at_level("DEBUG"):
        page({"born": "17/03/1987"}, years="two")
        page({"born": "17/03/1987"}, remand="257", offence="19/04/2018")

    assert caplog.records
    for kept in (caplog.text, *(one["sql"] for one in asked)):
        # Whole numbers only: the name of a savepoint has any digits in it.
        assert not re.search(r"\b(1987|257|2018-04|two)\b", kept)
    assert not [one for one in asked if re.match("INSERT|UPDATE", one["sql"])]
