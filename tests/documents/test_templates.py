"""Templates of papers: without an owner, a basis, a purpose, a cost or an end none loads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from befriend.documents.papers import register
from befriend.documents.papers.things import THINGS
from befriend.documents.queries.record import READ
from befriend.policies import PolicyError, vocabulary

ALL = register.load()
SMALL = yaml.safe_load((register.FOLDER / "licence_condition_request.yaml").read_text("utf-8"))


@pytest.fixture
def loaded(tmp_path):
    """Return what loads a folder with one template, changed."""

    def loaded(**changed):
        content = {name: value for name, value in (SMALL | changed).items() if value is not None}
        (tmp_path / "paper.yaml").write_text(yaml.safe_dump(content), "utf-8")
        register.load.cache_clear()
        return register.load(tmp_path)

    yield loaded
    register.load.cache_clear()


def test_it_loads_as_it_is(loaded):
    assert loaded()["paper"].owner == SMALL["owner"]


@pytest.mark.parametrize(
    "lacking",
    [
        "owner",
        "basis",
        "purpose",
        "agreement",
        "minutes",
        "volume",
        "since",
        "sunset",
        "recipients",
        "sections",
    ],
)
def test_without_what_makes_somebody_answer_for_it_it_does_not_load(loaded, lacking):
    with pytest.raises(PolicyError, match=rf"papers/paper.yaml: {lacking} is missing"):
        loaded(**{lacking: None})


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ({"key": "housing.where_noww"}, "no key 'housing.where_noww'.*did you mean 'housing.where_now'"),
        ({"record": "person.name"}, "record has no 'person.name'.*did you mean"),
        ({"key": "housing.where_now", "record": "person.ref"}, "not both"),
        ({}, "not both"),
        ({"words": "free"}, "not known here"),
    ],
)
def test_a_field_comes_from_one_key_or_one_thing_of_the_record(loaded, field, why):
    sections = [{"title": {"en": "One", "cy": "Un"}, "fields": [field]}]

    with pytest.raises(PolicyError, match=why):
        loaded(sections=sections)


def test_nothing_is_asked_twice_in_a_paper(loaded):
    fields = [{"key": "housing.since"}, {"key": "housing.since"}]
    twice = [{"title": {"en": "One", "cy": "Un"}, "fields": fields}]

    with pytest.raises(PolicyError, match=r"housing\.since is asked twice"):
        loaded(sections=twice)


def test_an_assumed_figure_says_why_and_a_basis_says_where(loaded):
    assumed = {"value": 3, "status": "assumed", "reference": {"title": "Assumed"}}

    with pytest.raises(PolicyError, match="needs a `note`"):
        loaded(minutes=assumed)
    with pytest.raises(PolicyError, match="basis needs the `address`"):
        loaded(basis={"title": "Custom"})
    with pytest.raises(PolicyError, match="`sunset` comes after"):
        loaded(sunset=date(2023, 1, 1))


def test_no_kind_of_recipient_is_a_victim():
    from befriend.documents.models import Recipient
    from befriend.documents.papers import form

    assert set(Recipient.Kind.values) == set(form.RECIPIENTS)
    assert "victim" not in Recipient.Kind.values


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_field_of_every_paper_comes_from_the_vocabulary_or_the_record(name):
    words = vocabulary.load()

    for field in ALL[name].fields:
        assert words.key(field.key) if field.key else THINGS[field.record], field


def test_the_referral_of_a_home_has_the_fields_of_a_real_one():
    assert len(list(ALL["housing_referral"].fields)) >= 60


def test_every_thing_of_the_record_can_be_read():
    assert THINGS.keys() == READ.keys()


def test_a_changed_template_is_another_version(loaded):
    before = loaded()["paper"].digest

    assert loaded(owner="Somebody else")["paper"].digest != before


def test_every_template_is_a_file_of_the_folder():
    names = {path.stem for path in Path(register.FOLDER).glob("*.yaml")} - {"recipients"}

    assert set(ALL) == names


def test_the_page_of_all_forms_is_up_to_date():
    from befriend.cli import forms_page

    assert forms_page.PAGE.read_text(encoding="utf-8") == forms_page.page(), forms_page.WRITTEN_BY
