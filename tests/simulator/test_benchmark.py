"""The bench of the made-up country stands beside its peer, and tells no time of two answers."""

from fractions import Fraction

import pytest

from befriend.simulator import plain
from benchmarks import simulator


@pytest.fixture(autouse=True)
def little(monkeypatch):
    """Let the bench live through a few weeks of a few people."""
    monkeypatch.setattr(simulator, "WEEKS", 4)
    monkeypatch.setattr(simulator, "PEER_WEEKS", 2)
    monkeypatch.setattr(simulator, "PEER_PART", Fraction(1, 5000))


def test_the_country_is_beside_plain_python():
    row = simulator.measured("simulator-full", 1, Fraction(1, 1000), 1)

    assert row.unit == "person-weeks/s"
    assert min(row.value, row.peer_value, row.ratio, row.limit) > 0


def test_no_time_is_told_of_two_answers(monkeypatch):
    run = plain.run

    def wrong(*told):
        measures, moves = run(*told)
        return measures + 1, moves

    monkeypatch.setattr(plain, "run", wrong)

    with pytest.raises(ValueError, match="count two things"):
        simulator.measured("simulator-full", 1, Fraction(1, 1000), 1)
