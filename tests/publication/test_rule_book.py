"""The rule book as anybody sees it: every rule, its values and sources, and no page for what is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from befriend import policies
from befriend.policies.form import Changed, DatedValue, Reference, Urgent
from befriend.publication import rule_book, views
from befriend.publication.rule_book import topics
from befriend.rules import named

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
BOOK = policies.load()


def page(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_anybody_finds_every_rule_by_its_title():
    shown = page("/rules")

    for name, rule in named.RULES.items():
        assert f'href="/rules/{name}"' in shown
        assert rule.title in shown


def test_every_rule_stands_once_under_what_it_is_about():
    found = topics.by_topic()

    assert sorted(one.name for _topic, rules in found for one in rules) == sorted(named.RULES)
    assert dict(found)["Tier and work"][0].name == "tier.need_severity"


def test_a_rule_that_no_topic_names_is_not_lost(monkeypatch):
    monkeypatch.setattr(topics, "TOPICS", topics.TOPICS[1:])

    assert "release" in [one.name for one in dict(topics.by_topic())[topics.OTHERS]]


@pytest.mark.parametrize("name", named.RULES)
def test_the_page_of_a_rule_has_its_words_values_scenarios_and_what_it_is_told(name):
    shown, chapter = page(f"/rules/{name}"), rule_book.chapter(name, BOOK, MONDAY)

    assert chapter.words
    for part in ("Worked scenarios", "What it is told", *(one.entry.key for one in chapter.policies)):
        assert part in shown
    assert shown.count("<summary") >= len(chapter.scenarios) > 0


def test_a_value_says_since_when_it_holds_and_where_it_is_written():
    shown = " ".join(page("/rules/capacity").split())

    assert "<strong>110</strong>, from 30 March 2021, in force:" in shown
    assert "Parliamentary answer 172934</a>" in shown


def test_there_is_no_page_for_a_rule_that_there_is_not_and_nothing_to_send():
    assert Client().get("/rules/covers").status_code == 404
    assert Client().post("/rules/cover").status_code == 405


def test_other_values_are_those_no_rule_reads():
    shown = page("/rules/other-values")

    assert "drafts.kept_days" in shown
    assert "capacity.weighted_cap" not in shown


def urgent_book(expires):
    """Return the policies with a cap that was signed as urgent."""
    signed = Urgent(signed_by="Jo Invented", office="Head of Larkfield", expires=expires)
    said = DatedValue(
        value=100, issued=MONDAY, status="derived", reference=Reference(title="An accord"), urgent=signed
    )
    changes = {"capacity.weighted_cap": Changed(values={date(2026, 11, 1): said})}
    return BOOK.laid_over(changes, "accord.yaml")


def test_what_is_in_force_untried_is_published_with_who_signed_it_and_its_end(monkeypatch):
    assert "There is nothing of that kind." in page("/rules")

    monkeypatch.setattr(views.workforce, "policies_in_force", lambda: urgent_book(date(2999, 1, 1)))
    shown = " ".join(page("/rules").split())

    assert "<strong>100</strong>, from 1 November 2026" in shown
    assert "signed by Jo Invented, Head of Larkfield. It ends before 1 January 2999." in shown
    assert "There is nothing of that kind." not in shown


def test_what_was_urgent_is_gone_from_the_day_it_expires():
    book = urgent_book(MONDAY)

    assert rule_book.urgent(book, MONDAY) == []
    ((entry, one),) = rule_book.urgent(book, MONDAY - timedelta(days=1))
    assert (entry.key, one.in_force) == ("capacity.weighted_cap", True)
    assert not rule_book.urgent(book, date(2026, 10, 31))[0][1].in_force


def test_what_an_operator_lays_over_is_shown_and_what_it_replaces_is_kept():
    over = DatedValue(value=100, issued=MONDAY, status="derived", reference=Reference(title="An accord"))
    book = BOOK.laid_over({"capacity.weighted_cap": Changed(values={date(2026, 1, 1): over})}, "accord.yaml")

    chapter = rule_book.chapter("capacity", book, MONDAY)

    cap = next(one for one in chapter.policies if one.entry.key == "capacity.weighted_cap")
    assert [(each.table.rows, each.in_force) for each in cap.values] == [
        ((("100",),), True),
        ((("110",),), False),
    ]
    assert (date(2026, 1, 1), "capacity.weighted_cap has another value.") in chapter.changed


def test_a_value_not_yet_in_force_is_said_not_to_be():
    cap = rule_book.policy(BOOK.entry("capacity.weighted_cap"), BOOK, date(2019, 1, 1))

    assert [each.in_force for each in cap.values] == [False] * len(cap.values)


@pytest.mark.parametrize(
    ("value", "by", "heads", "first"),
    [
        (110, (), (), ("110",)),
        ({"a": 1, "b": 2}, ("kind",), ("kind", "value"), ("a", "1")),
        ({"a": {"x": 1, "y": 20_000}}, ("kind", "place"), ("kind", "x", "y"), ("a", "1", "20,000")),
        ({"a": {"x": 1}, "b": {"y": 2}}, ("kind", "place"), ("kind", "place", "value"), ("a", "x", "1")),
        (({"from": "7.00", "points": 20}, {"points": 3}), (), ("from", "points"), ("7.00", "20")),
        ({"a": ("x", "y"), "b": ()}, ("kind",), ("kind", "value"), ("a", "x, y")),
        ({"a": True}, ("kind",), ("kind", "value"), ("a", "yes")),
    ],
)
def test_a_value_is_a_table_a_reader_can_follow(value, by, heads, first):
    table = rule_book.table(value, by)

    assert (table.heads, table.rows[0]) == (heads, first)
    assert {len(row) for row in table.rows} == {len(heads) or 1}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ([1, 2], "1, 2"),
        ({"years": 2}, "years: 2"),
        ([[2500, 2176], [2500, 2176]], "[[2500, 2176], [2500, 2176]]"),
        ({"ends": ["2025-01-10", "2028-01-10"]}, "{ends: [2025-01-10, 2028-01-10]}"),
        ([{"number": 1, "points": 115}], "[{number: 1, points: 115}]"),
        ({}, "{}"),
        ([], "none"),
        ({"length": {}}, "{length: {}}"),
    ],
)
def test_what_is_given_keeps_the_brackets_without_which_it_cannot_be_read_back(value, shown):
    assert rule_book.lines({"told": value}) == (("told", shown),)


def test_a_long_table_that_is_given_is_shown_line_by_line():
    waiting = {"ash": {"since": "2026-11-20", "risk": "low"}, "bay": {"since": "2026-11-22", "risk": "high"}}

    shown = rule_book.lines({"waiting": waiting, "none_of": [], "open": None})

    assert shown[0] == ("waiting ash", "since: 2026-11-20, risk: low")
    assert shown[2:] == (("none_of", "none"), ("open", "none"))
