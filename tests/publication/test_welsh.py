"""Check my dates in Welsh: a draft of every word, chosen without a cookie and without losing anything."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from befriend.rules.wording_of_release import RELEASE as CATALOGUE_OF_RULES
from scripts.compile_catalogue import compiled, read
from tests.portal import strings
from tests.publication.test_check_my_dates import ADDRESS, TWO_YEARS, days, sent, typed
from tests.publication.test_welsh_of_rules import spoken
from tests.repository import tree

PO = tree.ROOT / "befriend/publication/locale/cy/LC_MESSAGES/django.po"
TEMPLATE = "befriend/publication/jinja2/publication/check_my_dates.jinja"
CODE = (
    "befriend/publication/forms/dates.py",
    "befriend/publication/forms/contradictions.py",
    "befriend/publication/queries/dates.py",
    "befriend/publication/queries/saying.py",
)
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")
IN_WELSH = f"{ADDRESS}?language=cy"
PLURALS = [(f"%(num)s {unit}", f"%(num)s {unit}s") for unit in ("year", "month", "week", "day")]


def said():
    """Return every message of the page by its English."""
    own = {"\0".join(words) for path in (TEMPLATE, *CODE) for words in strings.said_in(path)}
    return own | set(map("\0".join, PLURALS)) | {CATALOGUE_OF_RULES[code] for code in spoken()}


def catalogue():
    """Return the Welsh of every message, by its English."""
    return read(PO.read_text(encoding="utf-8"))


def test_every_word_of_the_page_has_a_welsh_draft_and_nothing_else_has_here():
    portal = read((tree.ROOT / "befriend/locale/cy/LC_MESSAGES/django.po").read_text(encoding="utf-8"))
    own = {english for english in catalogue() if english}

    assert len(said()) > 60
    assert said() - own - set(portal) == set()
    assert own - said() == set()


def test_the_welsh_has_the_same_places_and_is_not_the_english():
    for english, welsh in catalogue().items():
        if english:
            forms = welsh.split("\0")
            assert all(set(PLACES.findall(one)) == set(PLACES.findall(english)) for one in forms), english
            assert welsh != english


def test_it_is_marked_as_a_draft_and_compiled():
    assert "DRAFFT" in PO.read_text(encoding="utf-8").splitlines()[1]
    assert PO.with_suffix(".mo").read_bytes() == compiled(catalogue()), "make setup"


@pytest.mark.django_db
def test_the_page_is_in_welsh_where_its_address_says_so_and_says_that_it_is_a_draft():
    answer = Client().get(IN_WELSH)

    page = answer.content.decode()
    assert not answer.cookies
    assert '<html lang="cy"' in page
    assert "Gwirio fy nyddiadau" in page
    assert "Nid cyfrifiad swyddogol yw hwn." in page
    assert "Drafft yw" in page
    assert "Yn Saesneg yn unig" not in page


@pytest.mark.django_db
def test_whoever_chose_welsh_elsewhere_or_in_the_browser_has_it_here_too():
    client = Client()
    client.cookies["django_language"] = "cy"
    page = client.get(ADDRESS).content.decode()
    assert '<html lang="cy"' in page
    assert "Yn Saesneg yn unig" not in page

    assert '<html lang="cy"' in Client(headers={"accept-language": "cy"}).get(ADDRESS).content.decode()
    assert '<html lang="en-gb"' in Client().get(f"{ADDRESS}?language=xx").content.decode()


@pytest.mark.django_db
def test_the_rule_book_stays_in_english_and_says_so():
    client = Client()
    client.cookies["django_language"] = "cy"

    for address in ("/rules", "/rules/release"):
        page = client.get(address).content.decode()
        assert '<html lang="en-gb"' in page
        assert "Yn Saesneg yn unig" in page


@pytest.mark.django_db
def test_dates_steps_and_mistakes_are_in_welsh():
    shown = sent(typed(TWO_YEARS), IN_WELSH)

    assert "15 Rhagfyr 2020" in shown
    assert "Rhyddhau, ar drwydded" in shown
    assert "Treulir 366 o ddiwrnodau cyn rhyddhau, 1/2 o&#39;r ddalfa" in shown
    assert '<li><span lang="en">' not in shown
    assert "y ddedfryd ar 15 Ionawr 2020, o 2 flynedd." in shown
    assert "Nid oes diwrnod" in sent(typed({**TWO_YEARS, "sentenced": "31/02/2020"}), IN_WELSH)
    assert "Ni roddir dyddiad" in sent(typed({**TWO_YEARS, "plus": ""}), IN_WELSH)


@pytest.mark.django_db
def test_the_other_language_keeps_what_was_typed():
    shown = sent({**typed({**TWO_YEARS, "years": "tri"}), "do": "speak"}, IN_WELSH)

    assert 'value="tri"' in shown
    assert "Ni wnaed hyn" not in shown
    assert not days(shown)
