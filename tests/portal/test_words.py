"""The words of a person's own pages: plain English, and a Welsh draft of every one of them."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from scripts.compile_catalogue import compiled, read
from tests.portal import strings
from tests.repository import tree

CATALOGUE = tree.ROOT / "befriend/locale/cy/LC_MESSAGES/django.po"
PLACES = re.compile(r"%\(\w+\)s")
# The age at which a child reads a text is about its grade and five (Flesch and Kincaid, 1975). Grade 4 is
# the school year of those who are nine.
OLDEST_GRADE = 5.0
# What is neither a sentence nor said aloud.
NO_SENTENCE = re.compile(r"%\(\w+\)s|PDF|JavaScript|A1B2-C3D4-E5F6")
BACKEND = "django.contrib.auth.backends.ModelBackend"


def catalogue() -> dict[str, str]:
    """Return the Welsh of every message, by its English."""
    return read(CATALOGUE.read_text(encoding="utf-8"))


def test_every_string_that_a_person_reads_has_a_welsh_draft():
    known = catalogue()
    missing = [said for said in strings.everything() if not known.get("\0".join(said))]

    assert len(strings.everything()) > 150
    assert missing == []


def test_nothing_is_translated_that_nobody_reads():
    assert set(catalogue()) - {"\0".join(said) for said in strings.everything()} == {""}


def test_the_welsh_has_the_same_places_for_names_and_days_and_is_not_the_english():
    for english, welsh in catalogue().items():
        if english:
            for one in welsh.split("\0"):
                assert set(PLACES.findall(one)) == set(PLACES.findall(english)), english
            assert welsh != english


def test_the_catalogue_says_that_it_is_a_draft():
    assert "DRAFFT" in CATALOGUE.read_text(encoding="utf-8").splitlines()[1]
    assert "drafft" in dict(settings.LANGUAGES)["cy"]


def test_the_compiled_catalogue_is_the_written_one():
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(catalogue()), "make setup"
    with translation.override("cy"):
        assert translation.gettext("My plan") == "Fy nghynllun"


def test_the_compiler_refuses_what_it_does_not_understand():
    with pytest.raises((SyntaxError, ValueError, KeyError)):
        read('msgid "a\nmsgstr "b"')


# How it reads


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, less a silent e."""
    word = re.sub(r"(?<=[^laeiouy])e[ds]?$", "", word.lower().replace("'", ""))
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(text: str) -> float:
    """Return the grade of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    sentences = [one for one in re.split(r"[.!?:]+(?:\s|$)", text) if re.search(r"[A-Za-z]", one)]
    words = re.findall(r"[A-Za-z']+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_formula_tells_plain_words_from_others():
    plain = "Tell us what is not right. You get an answer."
    other = "Notwithstanding administrative considerations, representations are adjudicated."

    assert grade(plain) < 3
    assert grade(other) > 15


@pytest.mark.parametrize("path", strings.templates())
def test_each_page_reads_as_a_nine_year_old_reads(path):
    said = [NO_SENTENCE.sub("Ash", words[0]) for words in strings.said_in(path)]
    sentences = [one for one in said if one.rstrip().endswith((".", "?", "!"))]

    assert not sentences or grade(" ".join(sentences)) < OLDEST_GRADE


# The switch


@pytest.mark.django_db
def test_the_language_is_chosen_without_a_script_and_kept(ali):
    client = Client()
    client.force_login(ali.user, backend=BACKEND)
    assert 'lang="en-gb"' in client.get("/my/plan").content.decode()

    answer = client.post("/my/language", {"language": "cy", "next": "/my/plan"}, follow=True)

    page = answer.content.decode()
    assert answer.request["PATH_INFO"] == "/my/plan"
    assert '<html lang="cy"' in page
    assert "Fy nghynllun" in page
    assert "Drafft yw" in page
    assert "My plan" not in page
    assert client.cookies["django_language"]["max-age"]
    others = ("officer", "record", "messages", "see-someone", "way-in", "receipts", "reminders")
    for page in ("", *(f"/{one}" for one in others)):
        assert '<html lang="cy"' in client.get(f"/my{page}").content.decode(), page


@pytest.mark.django_db
def test_labels_of_what_is_written_are_in_welsh_too(ali):
    client = Client()
    client.force_login(ali.user, backend=BACKEND)
    client.cookies["django_language"] = "cy"

    assert "Cyfeiriad a thai" in client.get("/my/record").content.decode()


@pytest.mark.django_db
def test_a_person_whose_language_is_welsh_finds_their_page_in_welsh(ali):
    type(ali.person).objects.filter(pk=ali.person.pk).update(language="cy")
    client = Client()
    client.force_login(ali.user, backend=BACKEND)

    assert "Fy nhudalen" in client.get("/my").content.decode()


@pytest.mark.django_db
def test_every_other_page_is_in_english_and_says_so(db):
    client = Client()
    client.cookies["django_language"] = "cy"

    page = client.get("/my-load").content.decode()

    assert '<html lang="en-gb"' in page
    assert "Yn Saesneg yn unig" in page
    assert "Yn Saesneg yn unig" not in Client().get("/my-load").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"])
def test_the_switch_leads_nowhere_else(db, to):
    answer = Client().post("/my/language", {"language": "xx", "next": to})

    assert answer.url == "/my"
    assert "django_language" not in answer.cookies
