"""Every reason has its words, and every word a reason."""

import ast
from pathlib import Path

import pytest

import befriend
from befriend.rules import serving, waiting, wording
from befriend.rules.values import Decision, Reason, reason

PACKAGE = Path(befriend.__file__).parent
# Chosen by a condition or kept as a code, so no call names them literally.
NOT_IN_A_CALL = {"grade", "newly_qualified", "refused_by_manager", "not_yet_planned", "room_gone"}
MAKERS = {"reason", "refuse"}


def codes_used() -> set[str]:
    """Return the first argument of every call of `reason` or `refuse` anywhere in the package."""
    found = set(NOT_IN_A_CALL)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def test_every_code_has_words_and_every_sentence_a_code():
    assert codes_used() == wording.CATALOGUE.keys()


def test_every_ground_on_which_nobody_may_take_somebody_has_words():
    assert waiting.NEVER_THIS_GRADE | {"nobody_here"} == wording.BECAUSE.keys()


def test_every_class_of_the_signed_order_has_words():
    assert wording.CLASSES.keys() == {*serving.TESTS, serving.REST}


@pytest.mark.parametrize("code", sorted(wording.CATALOGUE))
def test_a_sentence_is_one_and_ends(code):
    text = wording.CATALOGUE[code]

    assert text.endswith((".", "?"))
    assert text[0].islower() or text[0] == "{"


def test_numbers_days_and_codes_are_shown_as_people_write_them():
    heads = wording.words(reason("head_cap", after=51, limit=50, cap=50, since="2021-03-30"))
    order = wording.words(reason("exceed_lawful", office="unit", until="2026-12-07"))
    heavy = wording.words(reason("too_heavy", points=2410, limit=2393))

    assert "would be 51, over the limit of 50" in heads
    assert order == "The office of the delivery unit may give this order, until 7 December 2026."
    assert "2,410" in heavy


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (reason("release_taken_off", days=1), "1 day is taken off for remand and tagged bail."),
        (reason("release_taken_off", days=21), "21 days are taken off for remand and tagged bail."),
        (reason("release_added", days=1), "1 added day is put on."),
        (reason("release_length", days=1001), "The sentence is 1,001 days long from its first day."),
        (
            reason("order_suspended", months=1),
            "The sentence is suspended for 1 month from the day of the order.",
        ),
        (reason("tier_change", points=1, level=0), "1 point of change makes level 0."),
        (
            reason("claim_a_day", count=40, counted="people", days=1, each=40),
            "40 people in 1 day are 40 a day.",
        ),
    ],
)
def test_one_is_not_called_many(told, said):
    assert wording.words(told) == said


def test_a_day_is_written_in_full_whatever_it_is_called():
    step = reason("release_tranche", day="2024-09-10", otherwise="2024-08-03")

    assert wording.words(step) == (
        "The law of that tranche holds from 10 September 2024; without it the day would be 3 August 2024."
    )


def test_a_name_that_is_no_code_stands_as_it_is():
    assert "(motoring)" in wording.words(reason("training", module="motoring", mark="other"))


def test_a_refusal_names_both_and_gives_the_binding_reason_first():
    refused = Decision(allowed=False, reasons=(reason("conflict"), reason("safety")))

    assert wording.refusal("Wren", "Alder Finch", refused) == (
        "Wren cannot take Alder Finch: there is a conflict between them and this person. "
        "Choose somebody else."
    )


def test_another_language_translates_sentence_and_values():
    welsh = {
        wording.CATALOGUE["grade_takes_nobody"]: "Nid yw {grade} yn cymryd neb.",
        "a senior": "uwch swyddog",
    }

    said = wording.words(reason("grade_takes_nobody", grade="senior"), lambda text: welsh.get(text, text))

    assert said == "Nid yw uwch swyddog yn cymryd neb."


def test_a_code_without_words_is_an_error_not_a_blank():
    with pytest.raises(KeyError):
        wording.words(Reason("because"))
