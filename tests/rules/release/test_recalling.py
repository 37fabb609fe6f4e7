"""A recall that the rule of release is told: lawful, and of one end with the rule of recall."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import named
from befriend.rules.release import calculation
from befriend.rules.release.length import Length
from befriend.rules.release.values import Kind, Recall, RecallKind, Sentence, Situation

BOOK = policies.load()
TODAY = date(2026, 11, 22)
NOTHING = dict.fromkeys(
    ["serious_terrorism", "referred_244zb", "terrorist", "foreign_power_threat", "mappa_category_4",
     "mappa_2_or_3", "discretionary_conditional_release", "repatriated_for_murder", "charged",
     "charged_serious", "listed_offence"], False)  # fmt: skip


def answer(which, revoked, returned, *, sentenced="2024-01-10", facts=None, day=TODAY, more=(), **sentence):
    """Return what the rule of release answers about one sentence with a recall."""
    recall = {"kind": which, "revoked": str(revoked), "returned": str(returned), **(facts or {})}
    told = {"id": "a", "sentenced": str(sentenced), "length": {"months": 24}, "recall": recall}
    offence = {"offence": str(date.fromisoformat(str(sentenced)) - timedelta(200))}
    return named.ask(
        "release", {"born": "1990-01-01", "sentences": [{**told, **offence, **sentence}, *more]}, day, BOOK
    )


def codes(found):
    return [why["code"] for why in found["reasons"]]


@pytest.mark.parametrize(
    ("kind", "revoked", "sentence"),
    [
        ("fixed_56", "2026-06-01", {"kind": "extended", "length": {"months": 48}, "extension": {"years": 2}}),
        ("fixed_14", "2025-06-01", {}),
        ("fixed_14", "2026-06-01", {"sentenced": "2025-01-10"}),
        ("fixed_28", "2024-08-01", {"length": {"months": 11}}),
        ("fixed_56", "2025-06-01", {}),
        ("standard", "2026-06-01", {"sentenced": "2025-01-10", "facts": NOTHING}),
    ],
)
def test_a_recall_that_was_not_lawful_is_refused(kind, revoked, sentence):
    found = answer(kind, revoked, date.fromisoformat(revoked) + timedelta(1), **sentence)

    assert not found["dates"]
    assert codes(found) == ["release_refused_recall"]


def test_nobody_is_recalled_on_a_fine():
    found = answer("fixed_28", "2024-08-01", "2024-08-02", kind="fine_default", length={"months": 12})

    assert codes(found) == ["release_refused_recall_no_licence"]


def test_a_recall_that_may_have_been_lawful_is_taken_as_told_and_says_so():
    found = answer("fixed_28", "2024-12-01", "2024-12-02")

    assert found["dates"]["PRRD"] == "2024-12-29"
    assert codes(found) == ["release_recall_as_told"]
    assert "mappa_2_or_3" not in found["reasons"][0]["values"]["facts"]  # in 2024 it kept nobody of two years


def test_without_the_day_of_a_recall_nothing_is_said():
    recall = {"kind": "standard", "returned": "2025-06-02"}
    sentence = {"id": "a", "sentenced": "2024-01-10", "length": {"months": 24}, "recall": recall}

    found = named.ask("release", {"born": "1990-01-01", "sentences": [sentence]}, TODAY, BOOK)

    assert found == {"missing": "the day of the recall on sentence a", "not_before": "2024-01-10"}


def test_a_running_recall_hangs_on_what_decides_whether_it_was_moved():
    running = {"sentenced": "2024-01-10", "length": {"months": 48}}
    unsure = answer("standard", "2025-12-01", "2025-12-02", **running)
    moved = answer("standard", "2025-12-01", "2025-12-02", facts=NOTHING, **running)
    kept = answer("standard", "2025-12-01", "2025-12-02", facts={**NOTHING, "mappa_2_or_3": True}, **running)

    assert unsure["missing"].startswith("what decides whether the recall was moved: charged, ")
    assert unsure["between"]["PRRD"] == [moved["dates"]["PRRD"], kept["dates"]["PRRD"]]
    assert moved["dates"]["PRRD"] == "2026-03-31"
    assert kept["dates"]["PRRD"] == "2028-01-09"


def test_days_between_recall_and_return_do_not_count_and_are_not_put_on_twice():
    told = {"length": {"months": 36}, "sentenced": "2023-01-10", "facts": {**NOTHING, "mappa_2_or_3": True}}
    found = answer("standard", "2024-06-01", "2025-07-03", **told)

    assert found["dates"]["SLED"] == "2027-02-09"
    at_large = {"kind": "at_large", "days": 396, "applies": "2024-06-02", "first": "2024-06-02",
                "last": "2025-07-02"}  # fmt: skip
    sentence = {"id": "a", "sentenced": "2023-01-10", "offence": "2022-01-01", "length": {"months": 36},
                "recall": {"kind": "standard", "revoked": "2024-06-01", "returned": "2025-07-03",
                           **told["facts"]}}  # fmt: skip
    given_too = {"born": "1990-01-01", "sentences": [sentence], "adjustments": [at_large]}
    assert named.ask("release", given_too, TODAY, BOOK)["dates"] == found["dates"]


@pytest.mark.parametrize(("kind", "refused"), [("fixed_14", True), ("fixed_28", False)])
def test_over_and_under_a_year_together_the_term_is_that_of_the_gap(kind, refused):
    recall = {"kind": kind, "revoked": "2024-12-01", "returned": "2024-12-02"}
    short = {"id": "b", "sentenced": "2024-05-10", "offence": "2023-01-01", "length": {"months": 10},
             "recall": recall}  # fmt: skip

    found = answer(kind, "2024-12-01", "2024-12-02", more=[short])

    assert (not found["dates"]) is refused


def test_of_sentences_over_and_under_a_year_a_term_of_14_days_has_one_reason_against_it():
    def recalled(name, sentenced, months):
        recall = Recall(RecallKind.FIXED_28, date(2024, 12, 1), date(2024, 12, 2))
        return Sentence(
            name, Kind.STANDARD, sentenced, date(2023, 1, 1), Length(months=months), recall=recall
        )

    both = (recalled("a", date(2024, 1, 10), 24), recalled("b", date(2024, 5, 10), 10))
    back = {"returned": date(2024, 12, 2), "recall_days": 14, "recall_from": date(2024, 12, 2)}

    def refused(sentences):
        found = calculation.dates(Situation(date(1990, 1, 1), sentences, **back), BOOK, TODAY)
        return [why.code for why in found.refused]

    assert refused(both[:1]) == ["release_refused_14_long"]
    assert "release_refused_14_long" not in refused(both)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["standard", "fixed_14", "fixed_28", "fixed_56"]),
    st.dates(date(2015, 2, 1), date(2026, 9, 30)),
    st.integers(1, 120),
    st.integers(0, 500),
    st.integers(0, 90),
    st.booleans(),
)
def test_release_and_the_rule_of_recall_have_one_end(kind, sentenced, months, after, late, kept):
    facts = {**NOTHING, "referred_244zb": kept}
    length = {"length": {"months": months}, "sentenced": sentenced}
    first = named.ask("release", {"born": "1990-01-01", "sentences": [
        {"id": "a", "offence": str(sentenced), "sentenced": str(sentenced), "length": length["length"]}]},
        TODAY, BOOK)["dates"]  # fmt: skip
    assume("SLED" in first)
    revoked = date.fromisoformat(first["CRD"]) + timedelta(1 + after)
    expires = date.fromisoformat(first["SLED"])
    returned = revoked + timedelta(late)
    assume(returned < expires)
    found = answer(kind, revoked, returned, facts=facts, **length, offence=str(sentenced))
    days = (expires - sentenced).days + 1
    recall = {"kind": kind, "revoked": str(revoked), "returned": str(returned), "expires": str(expires),
              "months": months, "sentence_days": days, "under_18": False, "young_offender": False,
              "extended": False, "indeterminate": False, "particular_concern": False, **facts}  # fmt: skip
    try:
        ended = named.ask("recall.ends", recall, TODAY, BOOK)
    except named.AskedError:
        assert codes(found) == ["release_refused_recall"]
        return

    assert found["dates"]["SLED"] == ended["expires"]
    assert found["dates"]["PRRD"] == ended["ends"]
