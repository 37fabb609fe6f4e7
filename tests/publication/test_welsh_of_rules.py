"""Everything that the rule of release may say on Check my dates has a Welsh draft, or a reason why not."""

from __future__ import annotations

import ast
import re

import pytest
from django.utils import translation

from befriend.publication.queries import saying
from befriend.rules.wording_of_release import RELEASE
from tests.publication.test_check_my_dates import TWO_YEARS, sent, typed
from tests.repository import tree

IN_WELSH = "/check-my-dates?language=cy"
RULES = tree.ROOT / "befriend/rules/release"

# What the page can never say, by how the code begins, and why.
NEVER_SAID = {
    "release_parole": "extended sentences and those of particular concern are not worked out here",
    "release_recall": "nobody recalled is given a date here",
    "release_refused_recall": "nobody recalled is given a date here",
    "release_refused_14_": "nobody recalled is given a date here",
    "release_refused_28_": "nobody recalled is given a date here",
    "release_refused_type_": "nobody recalled is given a date here",
    "release_transfer": "orders for the young are not worked out here",
    "release_supervision_as_before": "a breach of supervision is not asked",
    "release_curfew": "no date of home detention curfew is given here",
    "release_removal": "no date of removal from the country is given here",
    "release_refused_indeterminate": "sentences without an end are not worked out here",
    "release_refused_overlap": "the first and last day of remand are not asked",
    "release_refused_told_twice": "the first and last day of remand are not asked",
    "release_refused_restored_late": "days given back are not asked by their day",
    "release_refused_out": "days out of custody are not asked",
    "release_refused_harm_order": "the code of the offence is not asked",
    "leaving_before_closed": "only the rule that is asked for the day of leaving says it",
    "leaving_early_scheme": "only the rule that is asked for the day of leaving says it",
    "leaving_no_early_scheme": "only the rule that is asked for the day of leaving says it",
    "order_": "orders of the community are not worked out here",
}
THE_FORM = "the form refuses it first, in words of its own"
THE_PAGE = "the page says it first, in words of its own"
OTHER_KINDS = "only standard sentences are worked out here"
NOT_ASKED = "the page does not ask what it is about"
# What is missing or refused, by a part of its words, and why the page can never say it.
NEVER_LACKED = {
    "comes after the sentence": THE_FORM,
    "comes before the day of birth": THE_FORM,
    "the recall on sentence": NOT_ASKED,
    "recall was moved": NOT_ASKED,
    "return to custody": NOT_ASKED,
    "the days from": NOT_ASKED,
    "there are no": NOT_ASKED,
    "on which no sentence was passed": THE_FORM,
    "days were restored": NOT_ASKED,
    "no court passed a sentence": OTHER_KINDS,
    "lets out by itself at two thirds": OTHER_KINDS,
    "are of a law that is not held here": OTHER_KINDS,
    "the law of release is held from": "the page asks about today",
    "a breach of supervision": OTHER_KINDS,
    "a detention and training order": OTHER_KINDS,
    "is not between": THE_FORM,
    "the same id": THE_FORM,
    "is consecutive to": THE_FORM,
    "is older than the law": THE_PAGE,
    "is too short for SDS+ on its day": THE_PAGE,
    "is one for adults": THE_PAGE,
    "the length of sentence": THE_FORM,
    "the day of the offence of sentence": THE_FORM,
    "the licence that extends": OTHER_KINDS,
    "a sentence": THE_FORM,
}


def spoken():
    """Return the codes of every step and reason that the page may say."""
    return {code for code in RELEASE if not any(code.startswith(begins) for begins in NEVER_SAID)}


def template(node):
    """Return the words of a string of code, its values as something that stands for them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join("7" if isinstance(one, ast.FormattedValue) else one.value for one in node.values)
    return ""


def sentences_in(path, functions=None):
    """Return every sentence that the functions of a file yield, return or give as missing."""
    found = set()
    for function in ast.walk(ast.parse((RULES / path).read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef) or (functions and function.name not in functions):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Yield | ast.Return) and node.value is not None:
                found.add(template(node.value))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Missing":
                found |= {template(each) for each in node.args}
            if isinstance(node, ast.Assign | ast.AugAssign | ast.Call):
                found |= {template(each) for each in ast.walk(node) if isinstance(each, ast.JoinedStr)}
    return {words for words in found if re.search(r"[a-z] [a-z]", words)}


def lacking():
    """Return everything the rule says is missing or refuses, with something in its places."""
    from befriend.rules.release.doubting import WORDS

    doubts = {re.sub(r"\{\w+\}", "7", words) for words in WORDS.values()}
    asking = sentences_in("asking.py", {"answer", "what_lacks"})
    return (
        doubts
        | asking
        | sentences_in("coherence.py")
        | sentences_in("days.py")
        | sentences_in("calculation.py")
    )


def test_every_step_and_reason_has_a_welsh_draft_or_is_never_said_here():
    with translation.override("cy"):
        untranslated = {code for code in spoken() if translation.gettext(RELEASE[code]) == RELEASE[code]}

    assert len(spoken()) > 15
    assert untranslated == set()
    assert all(any(code.startswith(begins) for code in RELEASE) for begins in NEVER_SAID)


def test_everything_missing_or_refused_has_a_welsh_draft_or_is_never_said_here():
    every = lacking()
    assert len(every) > 25
    excused = {words for words in every if any(part in words for part in NEVER_LACKED)}
    with translation.override("cy"):
        for words in every - excused:
            [said, *_others] = (saying.refused(words), *saying.missing(words))
            known = saying.shape_of(words, [*saying.MISSING, *saying.REFUSALS])
            assert known is not None, words
            assert translation.gettext(known[0]) != known[0], words
            assert said.words

    assert len(every - excused) == 8


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "about", "words"),
    [
        ({"plus": "yes"}, {}, "Nid oedd dedfryd a roddwyd ar 15 Ionawr 2020 yn rhyddhau"),
        ({"remand": "370"}, {}, "Nodir mwy o remánd"),
        ({"sentenced": "01/02/2025", "years": "6", "third": ""}, {}, "a yw trosedd dedfryd 1"),
        ({"years": ""}, {}, "Blynyddoedd y ddedfryd"),
        ({"kept_out": "terrorism"}, {}, "y Bwrdd Parôl"),
        ({"sentenced": "15/01/1980", "offence": "01/01/1979"}, {"born": "01/01/1950"}, "1 Hydref 1992"),
        ({"sentenced": "02/11/2026", "offence": "01/06/2026", "years": "9", "third": "no"}, {}, "gwyliau"),
        ({"years": "10", "plus_today": "no", "third": "no"}, {}, "garfan honno"),
    ],
)  # fmt: skip
def test_no_answer_is_in_english_on_the_welsh_page(changes, about, words):
    shown = sent(typed({**TWO_YEARS, **changes}, **about), IN_WELSH)
    result = shown.split('aria-labelledby="result"')[1].split("</section>")[0]

    assert words in result.replace("&#39;", "'")
    assert 'lang="en"' not in result
