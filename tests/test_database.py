"""Tests of the embedded database."""

from befriend import database


def test_x(own_home):
    with database.ready() as url:
        assert url == database.address()
