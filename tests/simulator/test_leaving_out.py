"""Whom a proposal leaves out: they live on as without it, to the last person, or the proposal is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from befriend.policies import PolicyError, Proposal
from befriend.simulator import leaving_out, packs, plain, running, trial
from befriend.simulator.country import built, ground
from befriend.simulator.kinds import kinds
from befriend.simulator.packs import Pack
from befriend.simulator.running import Result
from tests.simulator.small import BOOK, ENFORCED, FIGURES

START = date(2026, 4, 6)
FROM = date(2026, 4, 20)
EVERY_RISK = ("low_risk", "medium_risk", "high_risk", "very_high_risk")
EVERY_GRADE = ("trainees", "newly_qualified", "officers", "probation_services_officers")
EVERY_ORDER = ("community_orders", "suspended_sentence_orders", "licences", "supervision_after_sentence")
NEVER = {"served": 1, "of": 1}
RESET = ("licence", "community_order", "suspended_sentence_order", "supervision_after_sentence")
RESET_OFF = {"reset_and_impact.reset_begins": dict.fromkeys(RESET, NEVER)}
# Of people, what a week looks up by policy and by parameter, and how long everybody is inside.
OF_PEOPLE = RESET_OFF | {
    "release.share": {"standard": "1/5", "plus": "1/2"},
    "release_days.supervised_end": 40,
    "custody.early_share": 100,
    "custody.early_notice": False,
    "custody.suspended_instead": 50,
    "supervision.check_ins": 80,
    "recall.factor": 200,
    "recall.fixed_days": {"adult": {"short": 7, "long": 14}, "young": {"short": 7, "long": 14}},
}
OF_GRADES = {"capacity.weighted_cap": 60}


def pack(changes: dict, *exclusions: str, name: str = "a test") -> Pack:
    """Return a proposal of these values, of policies and parameters alike."""
    dated = {
        key: {"values": {date(2026, 10, 1) if key == "release.share" else FROM: {
            "value": value, "issued": START, "status": "assumed", "reference": {"title": "A test"},
            "note": "Tried only."}}}
        for key, value in changes.items()
    }  # fmt: skip
    split = [{key: one for key, one in dated.items() if (key in FIGURES.by_key) is own}
             for own in (False, True)]  # fmt: skip
    said = {"what": "As a test says.", "applies_to": "everybody", "retroactive": True,
            "exclusions": list(exclusions), "changes": split[0], "parameters": split[1]}  # fmt: skip
    return Pack(name, Proposal.model_validate(said))


def made(tried: Pack | None, *, base=(BOOK, FIGURES), part=2_000, weeks=40, seed=3):
    """Return a country under a proposal, and whom it leaves out."""
    tried = tried or Pack("base", None)
    left = leaving_out.of(tried, *base)
    book, figures = packs.laid_over(tried, *base)
    on = ground(book, figures, weeks=weeks, part=Fraction(1, part), units=1, base=base, left=left)
    return built(on, seed), book, figures, left


def lived(tried: Pack | None, **told) -> Result:
    """Return what came out under a proposal."""
    return running.run(made(tried, **told)[0])


def same(one: Result, other: Result) -> bool:
    """Say whether two runs counted the same, to the last person."""
    return bool((one.measures == other.measures).all() and (one.moves == other.moves).all())


def asked(policy: Pack, against: Pack = Pack("base", None)) -> trial.Asked:  # noqa: B008
    """Return what would be tried."""
    return trial.Asked(policy, against, months=2, runs=1)


@pytest.mark.parametrize(
    ("changes", "everybody"),
    [(OF_PEOPLE, EVERY_RISK), (OF_GRADES, EVERY_GRADE), (RESET_OFF, EVERY_ORDER), (RESET_OFF, EVERY_RISK)],
)
def test_a_proposal_that_leaves_out_everybody_is_the_base_to_the_last_person(changes, everybody):
    base = lived(None, base=(BOOK, ENFORCED))

    assert same(lived(pack(changes, *everybody), base=(BOOK, ENFORCED)), base)
    assert not same(lived(pack(changes), base=(BOOK, ENFORCED)), base)


@pytest.mark.parametrize(
    ("changes", "some"),
    [
        (OF_PEOPLE, ("mappa", "high_risk", "tier_d")),
        (OF_GRADES, ("trainees", "probation_services_officers")),
        (RESET_OFF, ("community_orders",)),
        ({"eligibility.high_risk": {"pso": True}}, ("officers", "mappa")),
    ],
)
def test_whoever_is_left_out_is_as_in_plain_python_that_asks_the_rule_for_each(changes, some):
    if "eligibility.high_risk" in changes:
        now = BOOK.on(START, "eligibility.high_risk").value
        changes = {"eligibility.high_risk": {**now, "pso": True}}
    tried = pack(changes, *some)
    country, book, figures, left = made(tried, base=(BOOK, ENFORCED), part=6_000, weeks=30)

    result = running.run(country)

    measures, moves = plain.run(country, book, figures, left, (BOOK, ENFORCED))
    assert (result.measures == measures).all()
    assert (result.moves == moves).all()


def test_leaving_some_out_is_neither_the_base_nor_the_whole():
    some, everybody, nobody = (
        lived(pack(OF_PEOPLE, *codes), part=500) for codes in (("mappa", "domestic_abuse"), EVERY_RISK, ())
    )

    assert not same(some, everybody)
    assert not same(some, nobody)
    inside = [int(each.measure("custody").sum()) for each in (nobody, some, everybody)]
    assert inside[0] < inside[1] < inside[2]


def test_a_proposal_that_leaves_out_nobody_is_what_it_was():
    tried = pack(OF_PEOPLE)
    country, *_ = made(tried)
    book, figures = packs.laid_over(tried, BOOK, FIGURES)
    nobody = leaving_out.LeftOut((), BOOK, FIGURES)
    on = ground(book, figures, weeks=40, part=Fraction(1, 2_000), units=1, base=(BOOK, FIGURES), left=nobody)

    assert same(running.run(country), running.run(built(on, 3)))
    assert len(country.told.rules) == 1


def test_everything_a_kind_of_person_is_told_by_is_what_the_rules_are_told():
    every = [leaving_out.facts(kind) for kind in kinds(FIGURES, START)]

    assert leaving_out.out_of(["mappa"], every).sum() == sum(one["mappa"] for one in every) > 0
    assert leaving_out.out_of(["tier_a"], every).sum() == sum(one["tier"][0] == "A" for one in every) > 0
    assert leaving_out.out_of(EVERY_RISK, every).all()
    assert leaving_out.told_by(["mappa", "trainees", "intensive_supervision_court"], every) == ("mappa",)


@pytest.mark.parametrize(
    ("changes", "codes", "why"),
    [
        (RESET_OFF, ["mapa"], "did you mean 'mappa'"),
        (RESET_OFF, ["national_security_division"], "of anybody whether 'national_security_division'"),
        (RESET_OFF, ["trainees"], r"reset_begins holds for everybody at once .* by trainees"),
        (OF_GRADES, ["mappa"], "weighted_cap holds for everybody at once"),
        ({"staff.sick_days": 30}, ["mappa"], "staff.sick_days holds for everybody"),
        ({"staff.trainees_a_year": 2_000}, ["trainees"], "staff.trainees_a_year holds for everybody"),
        ({"start.cap_enforced": True}, ["trainees"], "start.cap_enforced holds for everybody"),
        ({"capacity.nominal_points": 100}, ["trainees"], "nominal_points holds for everybody"),
        ({"release_days.supervised_end": 18}, ["licences"], "supervised_end holds for everybody"),
    ],
)  # fmt: skip
def test_whoever_cannot_be_told_apart_is_refused_and_not_passed_over(changes, codes, why):
    with pytest.raises(PolicyError, match=why):
        asked(pack(changes, *codes)).refuse_nonsense()


@pytest.mark.parametrize(
    ("changes", "codes"),
    [(OF_PEOPLE, ["mappa", "domestic_abuse"]), (OF_GRADES, ["trainees"]), (RESET_OFF, ["licences", "mappa"])],
)
def test_whoever_can_be_told_apart_is_not_refused(changes, codes):
    asked(pack(changes, *codes)).refuse_nonsense()


def test_two_proposals_that_both_leave_people_out_are_not_tried_against_each_other():
    one, other = pack(RESET_OFF, "mappa", name="one"), pack(RESET_OFF, "tier_a", name="other")

    with pytest.raises(PolicyError, match="one and other both leave people out"):
        asked(one, other).refuse_nonsense()
    asked(one, one).refuse_nonsense()


def test_whoever_is_left_out_keeps_what_the_proposal_is_tried_against():
    """What the base holds already is tried against what it was without it."""
    thirds, fifths = packs.read("release-thirds"), packs.read("release-two-fifths")
    thirds = thirds._replace(proposal=thirds.proposal.model_copy(update={"exclusions": ("mappa",)}))

    kept = asked(thirds, fifths).left_out(thirds, BOOK, FIGURES)

    late = date(2027, 1, 4)
    assert kept.exclusions
    assert kept.book.on(late, "release.share").value["standard"] == "2/5"
    assert (
        asked(thirds).left_out(thirds, BOOK, FIGURES).book.on(late, "release.share").value["standard"]
        == "1/3"
    )
