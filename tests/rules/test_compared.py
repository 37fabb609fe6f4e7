"""A proposal tried: who changes from what to what, and nothing where nothing is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from befriend import policies
from befriend.policies.form import Changed, DatedValue, Proposal, Reference
from befriend.publication import rule_book
from befriend.rules import compared, named, reach
from befriend.rules.compared import Case
from befriend.rules.values import Grade, Place
from tests.repository import tree

BOOK = policies.load()
MONDAY = date(2026, 11, 23)


def book_with(key, value):
    dated = DatedValue(value=value, issued=MONDAY, status="derived", reference=Reference(title="A proposal"))
    changes = {key: Changed(values={date(2026, 11, 1): dated})}
    proposal = Proposal(what="x", changes=changes, applies_to="everybody", retroactive=False, exclusions=())
    return BOOK.with_proposal(proposal)


def absence(name, days, unit="larkfield"):
    start = date(2026, 11, 23)
    return Case(name, unit, {"start": start, "until": date.fromordinal(start.toordinal() + days)})


def test_who_changes_is_shown_from_what_to_what_with_examples():
    cases = [absence("ash", 3), absence("bay", 5), absence("elm", 14)]

    found = compared.compare("cover", cases, BOOK, book_with("cover.absence_days", 2), MONDAY)

    assert (found.cases, found.changed) == (3, 2)
    assert [tuple(one) for one in found.moved] == [("no", "yes", 2, ("ash", "bay")), ("yes", "yes", 1, ())]


def test_points_and_hours_are_summed_by_unit_where_they_are_known():
    mine = {"people": [{"tier": "B2", "place": "community", "number": 10}]}
    cases = [Case("wren", "larkfield", mine), Case("reed", "elsewhere", {"people": []})]
    heavier = book_with("capacity.nominal_points", 1088)

    found = compared.compare("workload", cases, BOOK, heavier, MONDAY)

    assert [one.unit for one in found.units] == ["elsewhere", "larkfield"]
    larkfield = found.units[1]
    assert larkfield.before.points == larkfield.after.points == 1150
    assert larkfield.before.minutes == -(-1150 * 2220 // 2176)
    assert larkfield.after.minutes == -(-1150 * 2220 // 1088)


def test_what_cannot_be_answered_is_missing_and_not_unchanged_points():
    told = {"grade": "trainee", "hours": 37}

    found = compared.compare("availability", [Case("kit", "larkfield", told)], BOOK, BOOK, MONDAY)

    assert found.moved[0].before == found.moved[0].after == "Missing"
    assert (found.units[0].cases, found.units[0].missing) == (1, 1)


def test_whatever_field_of_an_answer_differs_is_a_change():
    standards = [
        *BOOK.on(MONDAY, "inspection.organisation").value,
        *BOOK.on(MONDAY, "inspection.delivery").value,
    ]
    told = {"ratings": dict.fromkeys(standards, "good")}
    bands = {**BOOK.on(MONDAY, "inspection.bands").value, "good": 20}

    found = compared.compare(
        "inspection", [Case("a", "larkfield", told)], BOOK, book_with("inspection.bands", bands), MONDAY
    )

    assert (found.cases, found.changed) == (1, 1)
    assert "good" in found.moved[0].before
    assert "good" not in found.moved[0].after
    assert found.units[0].before is None  # the points of an inspection are no work


def test_nothing_missing_is_not_missing():
    failure = {"day": MONDAY, "excused": False, "had_officer": True, "told_in_writing": True,
               "moved_by_service": False, "double_booked": False, "contact_withdrawn": False}  # fmt: skip
    told = {"order": "community_order", "failures": [failure]}

    found = compared.compare("enforcement", [Case("a", "", told)], BOOK, BOOK, MONDAY)

    assert [one.before for one in found.moved] != ["Missing"]
    assert found.changed == 0


def test_a_tier_without_a_place_has_no_points():
    assert compared.points_of("x", {"tier": "B2"}, None, BOOK, MONDAY) is None
    assert compared.points_of("x", {"tier": "B2"}, Place.COMMUNITY, BOOK, MONDAY) == 115
    assert compared.points_of("x", {"tier": "H"}, Place.COMMUNITY, BOOK, MONDAY) is None


def test_a_case_that_makes_no_sense_is_listed_and_counted_nowhere():
    found = compared.compare("cover", [Case("x", "", {}), absence("ash", 3)], BOOK, BOOK, MONDAY)

    assert found.cases == 1
    assert found.wrong == (("x", "cover: start is missing; add it"),)


@given(some.lists(some.integers(0, 60), max_size=8))
def test_a_proposal_equal_to_the_base_changes_nothing(lengths):
    same = book_with("cover.absence_days", BOOK.on(MONDAY, "cover.absence_days").value)

    found = compared.compare("cover", [absence(str(each), each) for each in lengths], BOOK, same, MONDAY)

    assert found.changed == 0
    assert all(one.before == one.after for one in found.moved)


def test_no_scenario_of_any_rule_changes_where_what_is_proposed_is_what_stands():
    for name, every in rule_book.scenarios().items():
        for one in every:
            case = Case(one["when"], "", one["given"])
            day = date.fromisoformat(one["day"])
            found = compared.compare(name, [case], BOOK, as_it_stands(name, day), day)
            if "refused" in one["then"]:
                assert (found.cases, len(found.wrong)) == (0, 1), one["when"]
                continue
            assert (found.changed, found.wrong) == (0, ()), one["when"]


def as_it_stands(name, day):
    """Return the book with every value that a rule reads on a day proposed again as it stands."""
    changes = {}
    for key in named.RULES[name].policies:
        entry = BOOK.entry(key)
        if entry.values[0].since <= day:
            now = BOOK.on(day, key)
            fields = {
                "value": thawed(now.value),
                "issued": now.issued,
                "status": now.status,
                "note": now.note,
            }
            dated = DatedValue(**fields, reference=now.reference, signed_by=now.signed_by)
            changes[key] = Changed(values={now.since: dated})
    return BOOK.laid_over(changes, "as it stands")


def thawed(value):
    """Return a value as a file holds it."""
    if isinstance(value, Mapping):
        return {name: thawed(inner) for name, inner in value.items()}
    return [thawed(inner) for inner in value] if isinstance(value, tuple) else value


def excluding(*codes, retroactive=True, first=date(2026, 11, 1)):
    dated = DatedValue(value=2, issued=MONDAY, status="derived", reference=Reference(title="A proposal"))
    changes = {"cover.absence_days": Changed(values={first: dated})}
    return Proposal(what="x", changes=changes, applies_to="all", retroactive=retroactive, exclusions=codes)


@pytest.mark.parametrize(
    ("risk", "reached"), [("very_high", False), ("low", True), ("unknown", None), (None, None)]
)
def test_an_exclusion_by_risk_hangs_on_the_risk_and_unknown_is_not_low(risk, reached):
    who = reach.of(excluding("very_high_risk"))

    assert reach.reached(who, {"risk": risk} if risk else {}) is reached


def test_one_exclusion_that_holds_is_enough_whatever_else_is_not_told():
    assert reach.reached(reach.of(excluding("mappa", "very_high_risk")), {"mappa": True}) is False


@pytest.mark.parametrize(
    ("code", "told", "reached"),
    [
        ("mappa", {"mappa": 2}, False),  # some rules are told the level
        ("mappa", {"mappa": 0}, True),
        ("tier_b", {"tier": "B2S"}, False),
        ("tier_b", {"level": "A"}, True),
        ("tier_b", {"tier": "untiered"}, None),
        ("domestic_abuse", {"marks": ["domestic_abuse"]}, False),
        ("domestic_abuse", {"marks": []}, True),
        ("domestic_abuse", {}, None),
        ("licences", {"under": "licence"}, False),
        ("low_risk", {"risk": "low"}, False),
    ],
)
def test_an_exclusion_is_told_however_a_rule_is_told_of_it(code, told, reached):
    assert reach.reached(reach.of(excluding(code)), told) is reached


@pytest.mark.parametrize(
    ("told", "reached"),
    [
        ({"begins": "2026-10-31"}, False),
        ({"begins": "2026-11-01"}, True),
        ({"sentences": [{"sentenced": "2026-10-01"}, {"sentenced": "2026-11-02"}]}, True),
        ({"sentences": [{"sentenced": "2026-10-01"}]}, False),
        ({"tier": "A"}, None),
    ],
)
def test_what_began_before_is_not_reached_unless_it_is_retroactive(told, reached):
    assert reach.reached(reach.of(excluding(retroactive=False)), told) is reached
    assert reach.reached(reach.of(excluding(retroactive=True)), told) is True


def test_every_proposal_and_pack_names_only_exclusions_that_something_tells():
    folders = [tree.ROOT / "befriend" / name for name in ("policies/proposals", "simulator/packs")]
    files = [file for folder in folders for file in folder.glob("*.yaml")]

    assert len(files) > 10
    for file in files:
        reach.of(policies.read_proposal(file))


def test_the_exclusions_are_those_by_which_the_policies_keep_somebody_out():
    assert set(BOOK.on(MONDAY, "reset_and_impact.reset_keeps").value) <= reach.EXCLUSIONS.keys()
    grades = {holds for field, holds in reach.EXCLUSIONS.values() if field == "grade"}
    assert grades <= {grade.code for grade in Grade}
