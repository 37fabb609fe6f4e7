"""The vocabulary: in both languages, each thing asked once, and no file that makes no sense loads."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from befriend.policies import PolicyError, vocabulary
from tests.repository.test_words import wrong_words

WORDS = vocabulary.load()
DAY = date(2026, 11, 23)
FILE = """
area: {en: Pets, cy: Anifeiliaid}
place: 1
since: 2018-01-01
issued: 2026-11-22
status: assumed
reference: {title: Assumed}
note: A guess.
keys:
  pet:
    what: A pet.
    kind: need
    type: words
    label: {en: Pet, cy: Anifail}
    question: {en: "Which pet?", cy: "Pa anifail?"}
    stale_after_days: 90
"""


def said(key):
    """Return everything a key says to anybody, in one language after the other."""
    for language in vocabulary.LANGUAGES:
        yield key.label.in_language(language)
        yield key.question.in_language(language)
        yield from key.choices.in_language(language).values()


@pytest.mark.parametrize("key", WORDS.keys, ids=lambda key: key.name)
def test_every_key_is_asked_and_labelled_in_both_languages(key):
    for words in (key.label, key.question):
        english, welsh = (words.in_language(language).strip() for language in vocabulary.LANGUAGES)
        assert english
        assert welsh
    assert key.question.en != key.question.cy
    assert key.question.en.endswith("?")
    assert key.note


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_no_two_keys_ask_the_same(language):
    plain = Counter(re.sub(r"\W+", " ", key.question.in_language(language)).lower() for key in WORDS.keys)

    assert [question for question, times in plain.items() if times > 1] == []


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_no_two_keys_of_an_area_have_one_label(language):
    labels = Counter((key.area, key.label.in_language(language)) for key in WORDS.keys)

    assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize("key", WORDS.keys, ids=lambda key: key.name)
def test_no_key_says_a_refused_word(key):
    assert [word for text in (*said(key), key.what) for word in wrong_words(text, code=False)] == []


def test_what_protects_may_stand_several_times():
    assert all(key.many for key in WORDS.keys if key.protects)


def test_a_key_in_force_is_found_by_its_name():
    assert all(WORDS.key(key.name) is key for key in WORDS.on(DAY))
    with pytest.raises(PolicyError, match=r"did you mean 'story.own_words'"):
        WORDS.key("story.own_word")


def test_nothing_is_asked_before_its_day_or_after_its_last():
    assert WORDS.on(date(2017, 12, 31)) == ()


def loaded(folder, text):
    """Load a vocabulary of one file."""
    (folder / "pets.yaml").write_text(text, "utf-8")
    return vocabulary.load(folder)


def test_a_file_makes_keys(tmp_path):
    (key,) = loaded(tmp_path, FILE).keys

    assert (key.name, key.kind, key.stale_after_days, key.note) == ("pets.pet", "need", 90, "A guess.")
    assert key.label.in_language("cy") == "Anifail"


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        (", cy: Anifail}", "}", "pet.label.cy is missing"),
        ("kind: need", "kind: risk", "many: true"),
        ("kind: need", "kind: wish", "pet.kind"),
        ("type: words", "type: choice", "choices"),
        ("type: words", "type: words\n    choices: {a: {en: A, cy: A}}", "choices"),
        ("    stale_after_days: 90", "    stale_after_days: 0", "stale_after_days"),
        ("    stale_after_days: 90", "", "stale_after_days is missing"),
        ("note: A guess.", "note: ''", "note"),
        ("    what: A pet.", "    what: A pet.\n    hint: x", "hint is not known"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_by_name(tmp_path, was, becomes, words):
    with pytest.raises(PolicyError, match=rf"(?s)pets\.yaml.*{words}"):
        loaded(tmp_path, FILE.replace(was, becomes))


def test_yes_and_no_are_answers_of_their_own(tmp_path):
    (key,) = loaded(tmp_path, FILE.replace("type: words", "type: yes_no")).keys

    assert key.choices.in_language("en") == {"yes": "Yes", "no": "No"}
