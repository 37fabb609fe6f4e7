"""Protect and change: bands met exactly, every step kept, nothing unknown taken for nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend.rules import wording
from befriend.rules.tier import needs, points, protect_and_change, published
from befriend.rules.tier.needs import Need, Requirement, Said, Sentence, Severity
from befriend.rules.tier.protect_and_change import Assessment
from befriend.rules.values import Missing, Risk, Tier
from tests.rules.tier.told import BOOK, DAY, PLAIN, facts, old_day, percent

FIGURES = protect_and_change.figures(BOOK, DAY)
FACTORS = BOOK.on(DAY, f"{protect_and_change.KEY}.complexity_factors").value
MARKS = ("mappa", "complexity", "enforcement", "iom", "withdrawn")
# What brings each mark near a border, so that it makes a difference.
BORDERS = {
    "mappa": {},
    "complexity": {},
    "iom": {"ogrs": 90},
    "withdrawn": {},
    "enforcement": {"rsr": percent("0"), "complexity": frozenset({"self_harm", "terrorism", "vulnerability",
                                                                  "mental_health"})},
}  # fmt: skip


def answer(day=DAY, **different):
    return protect_and_change.answer(PLAIN._replace(**different), BOOK, day)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("2.99", 0),
        ("2.9999999", 0),
        ("3.00", 10),
        ("6.99", 10),
        ("6.995", 0),  # published so: between the bands
        ("7.00", 20),
        ("99.98", 20),
        ("99.985", 20),
        ("99.99", 0),  # published so: its binary fraction is less
        ("100", 0),
        ("999.99", 0),
    ],
)
def test_a_score_gets_the_points_of_its_published_band(score, expected):
    assert answer(rsr=percent(score)).protect_points == expected


def test_that_a_score_is_in_no_band_is_said():
    told = answer(rsr=percent("6.995"))

    assert "6.995%, which is in none of the bands" in " ".join(map(wording.words, told.reasons))
    assert "none of the bands" not in " ".join(map(wording.words, answer(rsr=percent("1")).reasons))


def test_every_step_is_kept_with_its_points():
    told = answer(
        rsr=percent("7.1"),
        risk=Risk.HIGH,
        mappa=1,
        complexity=frozenset({"mental_health", "terrorism"}),
        woman=True,
        enforcement=True,
        ogrs=59,
        iom=True,
        assessment=Assessment(
            None, {Need.THINKING: Severity.SEVERE, Need.FINANCE: Severity.SEVERE}, parenting=True
        ),
    )

    assert {step.name: step.gave for step in told.steps} == {
        "rsr": 20, "risk": 20, "counted_once": -20, "mappa": 5, "complexity": 4, "women": 4,
        "needs": 4, "ogrs": 5, "iom": 2,
    }  # fmt: skip
    assert (told.tier, told.protect_points, told.change_points) == (Tier.B2, 33, 11)


@given(facts=facts)
def test_the_steps_add_up_to_the_points(facts):
    protect, change = points.protect(FIGURES, facts), points.change(FIGURES, facts)

    once = min(protect.rsr, protect.rosh)
    assert points.protect_total(protect) == sum(protect) - once
    assert points.change_total(change) == sum(change)


RISING = ("mappa", "complexity", "parenting", "self_control", "enforcement", "iom")


@given(facts=facts, name=st.sampled_from(RISING), day=old_day)
def test_a_tier_never_falls_when_a_step_rises(facts, name, day):
    figures = protect_and_change.figures(BOOK, day)
    most = {"mappa": 3, "complexity": 10}.get(name, True)
    higher = facts._replace(**{name: most})

    assert place(figures, higher) >= place(figures, facts)


@given(facts=facts, risk=st.integers(0, 4), ogrs=st.integers(0, 100), need=st.integers(0, 9))
def test_a_tier_never_falls_when_risk_or_a_score_or_a_need_rises(facts, risk, ogrs, need):
    severe = tuple(2 if number == need else one for number, one in enumerate(facts.needs))
    for higher in (
        facts._replace(rosh=max(risk, facts.rosh)),
        facts._replace(ogrs=max(ogrs, facts.ogrs)),
        facts._replace(needs=severe),
        facts._replace(rsr=max(facts.rsr, percent("7")) if facts.rsr < percent("90") else facts.rsr),
    ):
        assert place(FIGURES, higher) >= place(FIGURES, facts)


def place(figures, facts):
    """Return how high protect and change are, each; both rise or stay."""
    protect = points.protect_level(figures, points.protect_total(points.protect(figures, facts)))
    total = points.change_total(points.change(figures, facts))
    return Ordered(-protect, points.change_level(figures, facts.mandate, facts.assessed, total))


class Ordered(tuple):
    """Two levels, of which neither may be lower."""

    __slots__ = ()

    def __new__(cls, *levels):
        return super().__new__(cls, levels)

    def __ge__(self, other):
        return all(one >= two for one, two in zip(self, other, strict=True))


def order(**restrictive):
    """Return an order with requirements, by kind, that restrict or do not."""
    made = (Requirement(kind, restrictive=restricts) for kind, restricts in restrictive.items())
    return Sentence(custodial=False, requirements=tuple(made))


@pytest.mark.parametrize(
    ("sentences", "level"),
    [
        ((), 0),
        ((Sentence(custodial=True),), 1),
        ((Sentence(custodial=True, ended=True),), 0),
        ((order(unpaid_work=False),), 0),
        ((order(order_extended=False),), 0),
        ((order(curfew=True),), 0),
        ((order(curfew=True, drugs=False),), 1),
    ],
)
def test_a_mandate_needs_custody_or_something_to_work_on(sentences, level):
    assert answer(sentences=sentences).change_level == level


def test_nobody_unknown_is_low():
    told = answer(risk=Risk.UNKNOWN)

    assert told.tier is None
    assert told.missing == ("risk",)
    assert [tier.code for tier in told.could_be] == ["A1", "B1", "C1", "D1"]
    assert "Whatever that is, the tier is one of: A1, B1, C1, D1." in map(wording.words, told.reasons)


def test_what_cannot_matter_does_not_keep_the_tier_back():
    told = answer(rsr=None, risk=Risk.VERY_HIGH)

    assert told.tier is Tier.A1
    assert told.missing == ("rsr",)
    assert told.protect_points is None


def test_without_an_assessment_known_the_change_level_ranges():
    told = answer(assessed=None, assessment=None)

    assert told.missing == ("assessment",)
    assert [tier.code for tier in told.could_be] == ["D3", "D2", "D1"]


def test_of_a_woman_the_assessment_matters_to_protect_too():
    told = answer(assessed=None, assessment=None, woman=True, sentences=(), rsr=percent("3"), risk=Risk.LOW)

    # 10 points, and 4 at most come to them: level C whatever is answered.
    assert told.tier is Tier.C0
    many = frozenset({"mental_health", "self_harm", "terrorism"})
    assert [each.code for each in answer(assessed=None, assessment=None, woman=True, sentences=(),
                                         complexity=many).could_be] == ["C0", "D0"]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "tiers", "woman"),
    [
        ("mappa", ["A1", "D1"], False),
        ("complexity", ["B1", "C1", "D1"], False),
        ("iom", ["D2", "D1"], False),
        ("withdrawn", ["D1", "D1S"], False),
        ("enforcement", ["C1", "D1"], True),
    ],
)
def test_a_mark_that_is_not_known_is_never_taken_for_no(name, tiers, woman):
    told = answer(**{name: None}, **BORDERS[name], woman=woman)

    assert told.tier is None
    assert told.missing == (name,)
    assert [tier.code for tier in told.could_be] == tiers
    step = {"enforcement": "women"}.get(name, name)
    assert name == "withdrawn" or {each.name: each.gave for each in told.steps}[step] is None


def test_what_enforcement_was_is_asked_of_women_alone():
    assert answer(enforcement=None, woman=False).missing == ()


def test_before_the_s_whether_supervision_was_withdrawn_does_not_matter():
    assert answer(day=date(2024, 5, 27), withdrawn=None).tier is Tier.D1


def test_with_nothing_known_the_tier_could_be_any_that_a_mandate_allows():
    known = dict.fromkeys(MARKS) | {"rsr": None, "risk": Risk.UNKNOWN, "ogrs": None}

    told = answer(**known, assessed=None, assessment=None, woman=True)

    assert len(told.could_be) == 24
    assert told.protect_points is told.change_points is None


@given(told=st.data(), facts=facts)
def test_the_tier_is_always_within_what_it_could_be(told, facts):
    whole = PLAIN._replace(
        rsr=facts.rsr, risk=Risk(max(facts.rosh, 1)), mappa=facts.mappa, woman=facts.woman,
        complexity=frozenset(sorted(FACTORS)[:facts.complexity]), withdrawn=facts.withdrawn,
        enforcement=facts.enforcement, ogrs=facts.ogrs, iom=facts.iom,
        assessment=Assessment(DAY, dict(zip(Need, map(Severity, facts.needs), strict=True)),
                              facts.parenting, facts.self_control),
    )  # fmt: skip
    hidden = told.draw(st.sets(st.sampled_from(["rsr", "risk", "ogrs", "assessment", *MARKS])))
    known = whole._replace(**{name: Risk.UNKNOWN if name == "risk" else None for name in hidden})
    known = known._replace(assessed=None if "assessment" in hidden else True)

    tier = protect_and_change.answer(whole, BOOK, DAY).tier

    assert tier in protect_and_change.answer(known, BOOK, DAY).could_be


def test_the_published_form_takes_what_is_unknown_for_the_lowest():
    unknown = PLAIN._replace(rsr=None, risk=Risk.UNKNOWN, ogrs=None, assessed=None, assessment=None,
                             **dict.fromkeys(MARKS))  # fmt: skip

    assert published.tier_2021_04_20(unknown, BOOK, DAY).tier is Tier.D2
    assert protect_and_change.answer(unknown, BOOK, DAY).tier is None


@pytest.mark.parametrize(
    ("day", "weeks", "days", "level"),
    [
        (date(2024, 1, 18), 55, 0, 1),
        (date(2024, 1, 18), 55, 1, 2),
        (date(2024, 1, 19), 55, 1, 1),
    ],
)
def test_an_old_assessment_counted_for_nothing_until_january_2024(day, weeks, days, level):
    old = Assessment(day - timedelta(weeks=weeks, days=days), {})

    assert answer(day, assessment=old).change_level == level


def test_while_its_age_matters_the_day_of_an_assessment_is_asked_for():
    told = answer(date(2023, 1, 1), assessment=Assessment(None, {}))

    assert told.missing == ("assessment",)
    assert [tier.code for tier in told.could_be] == ["D2", "D1"]


def test_a_factor_that_is_in_no_list_is_refused():
    with pytest.raises(ValueError, match="red_hair is no factor of complexity"):
        answer(complexity=frozenset({"red_hair"}))


def test_the_new_form_of_assessment_has_limits_of_its_own_since_may_2025():
    said = [Said.SIGNIFICANT_PROBLEMS, Said.SIGNIFICANT_PROBLEMS, Said.SOME_PROBLEMS]

    def severity(form, day=DAY):
        return needs.severity(Need.ACCOMMODATION, said, form, BOOK, day).severity

    assert severity("oasys") is Severity.STANDARD
    assert severity("new_form") is Severity.SEVERE
    assert severity("new_form", date(2025, 5, 19)) is Severity.STANDARD


@pytest.mark.parametrize("said", [[], [Said.MISSING], [Said.UNKNOWN, Said.MISSING]])
def test_a_section_without_an_answer_has_no_severity(said):
    assert isinstance(needs.severity(Need.DRUGS, said, "oasys", BOOK, DAY), Missing)


def test_finance_has_no_published_limits():
    assert isinstance(needs.severity(Need.FINANCE, [Said.YES], "oasys", BOOK, DAY), Missing)


@pytest.mark.parametrize("score", ["-1", "NaN", "Infinity", "1000000"])
def test_what_is_no_score_is_refused(score):
    with pytest.raises(ValueError, match="is no score"):
        percent(score)
