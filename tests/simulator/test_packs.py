"""Every policy pack is a proposal that changes something, and says what of it is assumed."""

from datetime import date

import pytest

from befriend import policies
from befriend.policies import PolicyError
from befriend.simulator import packs, parameters

BASE = (policies.load(), parameters.load())
LATER = date(2028, 1, 3)
# What the base holds already, and against what it is to be tried.
RESTATED = {
    "release-thirds": "release-two-fifths",
    "recall-56": "recall-14-28",
    "post-sentence-repealed": "post-sentence-kept",
}


def under(name):
    """Return policies and parameters under a pack."""
    return packs.laid_over(packs.read(name), *BASE)


def moved(name, to):
    """Return which keys of a pack differ from those of `to`, long after it began."""
    proposal, (book, figures), (other, others) = packs.read(name).proposal, under(name), to
    return [key for key in proposal.changes if book.on(LATER, key).value != other.on(LATER, key).value] + [
        key for key in proposal.parameters if figures.on(LATER, key).value != others.on(LATER, key).value
    ]


@pytest.mark.parametrize("name", packs.names())
def test_a_pack_changes_something(name):
    assert moved(name, under(RESTATED[name]) if name in RESTATED else BASE)
    assert (moved(name, BASE) == []) == (name in RESTATED)


@pytest.mark.parametrize("name", packs.names())
def test_a_pack_is_short_and_says_what_is_assumed(name):
    text = (packs.FOLDER / f"{name}.yaml").read_text()
    proposal = packs.read(name).proposal
    every = [one for part in (proposal.changes, proposal.parameters) for one in part.values()]

    assert len(text.splitlines()) <= 24
    for dated in [dated for changed in every for dated in changed.values.values()]:
        assert dated.note
        assert dated.status == "assumed" or dated.reference.address.startswith("https://")


def test_a_pack_begins_in_the_second_month_of_whatever_country():
    pack = packs.read("cap-100")

    moved = packs.in_time(pack, date(2022, 12, 5))

    assert moved.changed == {
        "capacity.weighted_cap": {"2023-01-01": 100}, "start.cap_enforced": {"2023-01-01": True},
    }  # fmt: skip
    assert packs.in_time(pack, date(2026, 4, 6)) == pack
    assert packs.in_time(packs.read("release-thirds"), date(2023, 1, 2)).changed["release.share"].keys() == {
        "2026-10-01"
    }
    assert packs.in_time(packs.read("base"), date(2023, 1, 2)) == packs.read("base")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("cap-11O", "did you mean 'cap-110'"),
        ("../../etc", "There is no policy pack"),
        ("nowhere.yaml", "cannot be read"),
    ],
)
def test_what_is_no_pack_is_refused_with_the_nearest(said, why):
    with pytest.raises(PolicyError, match=why):
        packs.read(said)


def test_an_unknown_parameter_is_refused_with_the_nearest(tmp_path):
    file = tmp_path / "typo.yaml"
    file.write_text((packs.FOLDER / "cap-110.yaml").read_text().replace("cap_enforced", "cap_enforcd"))

    with pytest.raises(
        PolicyError, match=r"typo: there is no parameter .*did you mean 'start\.cap_enforced'"
    ):
        packs.laid_over(packs.read(str(file)), *BASE)


def test_a_proposal_that_changes_nothing_is_refused():
    with pytest.raises(PolicyError, match="it changes nothing"):
        policies.proposal_of("what: W\napplies_to: all\nretroactive: false\nexclusions: []\nchanges: {}", "P")


def test_both_uses_of_700_million_cost_as_much_once_what_is_bought_is_there():
    day = date(2029, 1, 1)
    (_, tags), (_, people) = under("tags-700-million"), under("people-700-million")
    month = 700_000_000 / 48
    # Half of 3,500 posts hold people in this country: those cost as practitioners do.
    counted = 3_500 / 2 * float(people.number(day, "cost.practitioner"))

    assert tags.number(day, "cost.bought") / 12 == pytest.approx(month)
    assert (float(people.number(day, "cost.bought")) + counted) / 12 == pytest.approx(month, rel=0.01)
    assert tags.number(date(2030, 5, 1), "cost.bought") == 0


def test_joiners_stop_when_the_posts_are_filled():
    _, people = under("people-700-million")
    days = [date(2026 + month // 12, month % 12 + 1, 1) for month in range(4, 52)]
    more = {
        key: sum(people.number(day, key) - BASE[1].number(day, key) for day in days) / 12
        for key in ("staff.trainees_a_year", "staff.pso_joiners")
    }

    assert more == {
        "staff.trainees_a_year": pytest.approx(1_750, rel=0.02),
        "staff.pso_joiners": pytest.approx(1_750, rel=0.02),
    }
    begun = packs.in_time(packs.read("people-700-million"), date(2023, 1, 2)).changed["staff.pso_joiners"]
    assert list(begun) == ["2023-02-01", "2025-02-01"]
