"""Check my dates: not official, kept by nobody, and no date where anything is not known."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from befriend.cli import vectors
from befriend.publication.forms import dates
from befriend.publication.queries.dates import NOT_ASKED_ENOUGH
from befriend.publication.rule_book import measured
from befriend.rules import named
from befriend.workforce import queries as workforce

pytestmark = pytest.mark.django_db
PUBLISHED = Path(__file__).parents[3] / "shared" / "vectors"
ADDRESS = "/check-my-dates"
ABOUT = {"born": "01/01/1990", "every": "yes", "added": "0", "at_large": "0", "recalled": "no"}
TWO_YEARS = {
    "sentenced": "15/01/2020", "offence": "2019-01-01", "years": "2", "months": "0", "weeks": "0",
    "days": "0", "standard": "yes", "plus": "no", "kept_out": "none", "remand": "30", "bail": "0",
}  # fmt: skip
A_YEAR = {**TWO_YEARS, "years": "1", "remand": "0"}


def typed(*sentences, **about):
    """Return what is typed of these sentences."""
    numbered = {f"s{i}-{name}": value for i, one in enumerate(sentences, 1) for name, value in one.items()}
    return {**ABOUT, **numbered, "sentences": str(len(sentences)), **about}


def sent(said, address=ADDRESS):
    """Return the page that answers what was typed, as one line; it keeps nothing."""
    answer = Client().post(address, said)
    assert answer.status_code == 200
    assert not answer.cookies
    return " ".join(answer.content.decode().split())


def page(about=None, **changes):
    """Return the page of one sentence."""
    return sent(typed({**TWO_YEARS, **changes}, **(about or {})))


def days(shown):
    """Return the dates of a page, by their letters."""
    found = re.findall(r'<span class="govuk-hint">(\w+)</span></dt> <dd[^>]*> (\d+ \w+ \d+)', shown)
    return dict(found)


def test_it_says_first_that_it_is_not_official_and_how_often_it_missed():
    shown = " ".join(Client().get(ADDRESS).content.decode().split())

    found = measured.measured()
    single, several = found["sentence-single"], found["sentence-multiple"]
    assert shown.index("This is not an official calculation") < shown.index("<form")
    assert f"On {single.cases} published cases of one sentence the same rule missed {single.missed};" in shown
    assert f"on {several.cases} of several sentences it missed {several.missed}." in shown
    assert shown.index("published cases") < shown.index("<form")


def test_the_dates_of_a_sentence_come_with_their_steps():
    shown = page()

    whole = {"ESED": "14 January 2022"}
    assert days(shown) == {"CRD": "15 December 2020", "SLED": "15 December 2021", **whole}
    assert shown.count('<details class="govuk-details why">') >= 2


@pytest.mark.parametrize("field", TWO_YEARS)
def test_no_date_is_given_where_anything_is_not_known(field):
    shown = page(**{field: ""})

    assert "No date is given, because this is not known:" in shown
    assert not days(shown)


@pytest.mark.parametrize("field", ABOUT)
def test_nor_where_anything_about_the_person_is_not_known(field):
    shown = page({field: ""})

    assert "No date is given, because this is not known:" in shown
    assert not days(shown)


@pytest.mark.parametrize("field", ["standard", "plus", "kept_out"])
def test_not_knowing_is_not_no(field):
    assert "No date is given" in page(**{field: "not_sure"})
    assert "No date is given" in page({"recalled": "not_sure"})


@pytest.mark.parametrize(("field", "answer"), [("every", "no"), ("recalled", "yes"), ("at_large", "3")])
def test_what_the_page_cannot_work_out_it_says_so(field, answer):
    shown = page({field: answer})

    assert "This page cannot work out these dates:" in shown
    assert not days(shown)
    assert "It is not a standard sentence." in page(standard="no")


@pytest.mark.parametrize(
    ("field", "value"),
    [("years", "-1"), ("years", "two"), ("sentenced", "9999-99-99"), ("offence", "31/02/2019")],
)
def test_what_makes_no_sense_is_said_and_stays_in_the_form(field, value):
    shown = page(**{field: value})

    assert "This was not done" in shown
    assert f'href="#id_s1-{field}"' in shown
    assert f'value="{value}"' in shown
    assert 'value="30"' in shown


def test_what_cannot_be_of_one_sentence_is_said_where_it_stands():
    assert "This day is after that of the sentence. Mend one of the two days." in page(offence="16/01/2020")
    assert "Type how long the sentence is: not all of its parts can be 0." in page(years="0")


@pytest.mark.parametrize("changes", [{"sentenced": "31/12/9999"}, {"years": "9999"}])
def test_a_day_out_of_reach_has_words(changes):
    assert not days(page(**changes))
    assert "Traceback" not in page({"born": "01/01/2030"})


SEXUAL = {
    "sentenced": "01/02/2025", "offence": "01/01/2024", "years": "6", "kept_out": "sexual",
    "remand": "0",
}  # fmt: skip


def test_where_a_date_hangs_on_a_schedule_it_is_asked_and_no_date_given():
    shown = page(**SEXUAL)

    assert not days(shown)
    assert "whether the offence of sentence 1 is kept from release at a third" in shown
    assert days(page(**SEXUAL, third="no"))["CRD"] == "9 February 2027"
    assert days(page(**SEXUAL, third="yes"))["CRD"] == "1 February 2028"
    assert not days(page(**SEXUAL, third="not_sure"))


def test_where_a_date_hangs_on_sds_plus_of_today_it_is_asked():
    early = {**SEXUAL, "sentenced": "01/03/2020", "offence": "01/06/2019", "years": "20", "third": "no"}

    assert "whether today&#39;s law would let sentence 1 out at two thirds" in page(**early)
    assert days(page(**early, plus_today="no"))["CRD"] == "8 June 2027"
    assert days(page(**early, plus_today="yes"))["CRD"] == "1 March 2030"


def test_a_release_on_a_saturday_names_the_friday():
    shown = page(sentenced="02/11/2026", offence="01/06/2026", years="0", months="13", remand="0", third="no")

    assert days(shown)["CRD"] == "13 March 2027"
    assert "so they leave on 12 March 2027." in shown


# Several sentences


def rule(*sentences, remand=30, added=()):
    """Return the letters and days that the rule itself answers."""
    given = {
        "born": "1990-01-01",
        "sentences": list(sentences),
        "adjustments": [{"kind": "remand", "days": remand, "applies": "2020-01-15"}, *added],
    }
    answer = named.ask("release", given, timezone.localdate(), workforce.policies_in_force())
    return {
        code: date_format(date.fromisoformat(day), "j F Y")
        for code, day in answer["dates"].items()
        if code not in NOT_ASKED_ENOUGH
    }


FIRST = {"id": "1", "offence": "2019-01-01", "sentenced": "2020-01-15", "length": {"years": 2}}
SECOND = {"id": "2", "offence": "2019-01-01", "sentenced": "2020-01-15", "length": {"years": 1}}


def test_a_sentence_after_another_and_one_beside_it_come_to_what_the_rule_says():
    after = days(sent(typed(TWO_YEARS, {**A_YEAR, "follows": "1"})))
    beside = days(sent(typed(TWO_YEARS, {**A_YEAR, "follows": "alongside"})))

    assert after == rule(FIRST, {**SECOND, "follows": "1"})
    assert beside == rule(FIRST, SECOND)
    assert after != beside


def test_of_several_sentences_nothing_is_guessed_either():
    shown = sent(typed(TWO_YEARS, A_YEAR))
    assert "Sentence 2, When does this sentence begin" in shown
    assert not days(shown)

    shown = sent(typed(TWO_YEARS, {**A_YEAR, "follows": "not_sure"}))
    assert "Sentence 2, When does this sentence begin" in shown
    assert not days(shown)

    shown = sent(typed(TWO_YEARS, {**A_YEAR, "follows": "1", "standard": "no"}))
    assert "One of them is not a standard sentence." in shown


def test_days_typed_at_two_sentences_of_one_day_would_come_off_twice_and_are_refused():
    shown = sent(typed(TWO_YEARS, {**A_YEAR, "follows": "1", "remand": "30"}))

    assert "These sentences were passed on one day." in shown
    assert 'href="#id_s2-remand"' in shown
    assert not days(shown)


def test_when_days_were_added_is_asked_only_where_it_changes_a_date():
    given = {"kind": "added", "days": 20, "applies": "2020-01-15"}
    assert days(page({"added": "20"})) == rule(FIRST, added=[given])

    later = {
        **A_YEAR,
        "sentenced": "15/12/2023",
        "offence": "01/12/2022",
        "follows": "alongside",
        "years": "6",
    }
    shown = sent(typed({**TWO_YEARS, "years": "6"}, later, added="200"))
    assert "on which days the added days were given: that changes the dates" in shown
    assert not days(shown)


def test_another_sentence_is_added_and_taken_out_without_losing_what_was_typed():
    said = typed({**TWO_YEARS, "years": "two"}, {**A_YEAR, "follows": "1"}, born="not a day")
    shown = sent({**said, "do": "add"})
    assert "Sentence 3" in shown
    assert 'name="sentences" value="3"' in shown
    assert 'value="two"' in shown
    assert 'value="not a day"' in shown
    assert "This was not done" not in shown

    three = typed(
        TWO_YEARS, {**A_YEAR, "months": "7", "follows": "1"}, {**A_YEAR, "months": "9", "follows": "2"}
    )
    shown = sent({**three, "do": "take_out1"})
    assert 'name="sentences" value="2"' in shown
    assert re.search(r'name="s1-months" type="text"[^>]* value="7"', shown)
    assert re.search(r'name="s2-months" type="text"[^>]* value="9"', shown)
    assert re.search(
        r'id="id_s2-follows" name="s2-follows" type="radio" value="1" checked|value="1"[^>]*checked', shown
    )
    assert "Sentence 3" not in shown


def test_whoever_followed_the_one_taken_out_is_asked_anew():
    three = typed(TWO_YEARS, {**A_YEAR, "follows": "1"}, {**A_YEAR, "follows": "2"})

    forms = dates.MyDatesForms({**three, "do": "take_out2"}, timezone.localdate())

    assert [form.number for form in forms.sentences] == [1, 2]
    assert not forms.sentences[1]["follows"].value()


@pytest.mark.parametrize("count", ["", "0", "-3", "two", "9" * 50, "99", "²"])
def test_no_number_of_sentences_breaks_the_page(count):
    said = {**typed(TWO_YEARS), "sentences": count}
    assert days(sent(said)) or "No date is given" in sent(said)
    assert len(dates.MyDatesForms(said, timezone.localdate()).sentences) <= dates.MOST_SENTENCES
    for button in ("take_out", "take_out0", "take_out99", "take_outx", "unknown"):
        sent({**said, "do": button})


def test_there_are_no_more_than_the_page_takes():
    full = typed(*[TWO_YEARS] * dates.MOST_SENTENCES)

    shown = sent({**full, "do": "add"})

    assert "This page takes no more sentences." in shown
    assert 'value="add"' not in shown


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published cases are not here (../shared/vectors)")
def test_what_the_page_says_was_measured_is_what_the_cases_come_to():
    found = {model: measured.Measured(**counts) for model, counts in vectors.measure(PUBLISHED).items()}

    assert found == measured.measured(), "python -m befriend.cli.rule_book FOLDER"
