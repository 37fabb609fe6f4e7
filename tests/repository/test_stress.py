"""The made-up country by the STRESS checklist: every item, and what code and parameters say now."""

from befriend.cli import stress_page
from befriend.simulator import packs, parameters
from befriend.simulator.states import MEASURES, State

ITEMS = 20


def test_the_checklist_on_paper_is_up_to_date():
    assert stress_page.PAGE.read_text("utf-8") == stress_page.page(), stress_page.WRITTEN_BY


def test_every_item_is_answered():
    answers = [answer() for items in stress_page.SECTIONS.values() for answer in items.values()]

    assert len(answers) == ITEMS
    assert all(len(answer.split()) > 10 for answer in answers)


def test_nothing_that_the_model_stands_on_is_left_out():
    page = stress_page.page()

    missing = [key for key in parameters.load().by_key if f"| `{key}` |" not in page]
    missing += [name for name in packs.names() if f"| {name} |" not in page]
    missing += [state.name for state in State if f"`{state.name.lower()}`" not in page]
    assert missing == []
    assert len(MEASURES) > ITEMS


def test_a_changed_figure_changes_the_page(monkeypatch):
    before = stress_page.page()
    other = parameters.load().instead("staff.sick_days", 99.5)
    monkeypatch.setattr(parameters, "load", lambda: other)

    assert stress_page.page() != before
