"""Every form of more than one field goes through the one way in which nothing typed is lost."""

import ast
import inspect
from pathlib import Path

import pytest
from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

from befriend.desk import forms as desk
from befriend.desk.views.begun import names
from tests.repository import tree

VIEWS = Path("befriend/desk/views")
# What is asked in the address itself and writes nothing: its words stand there, and outlive everything.
ASKED_IN_THE_ADDRESS = {"AsOfForm", "AwayForm", "StatementForm", "TimelineForm"}
# One field each, which is typed again in a moment, and tells of somebody: posted, and kept nowhere.
ASKED_AND_KEPT_NOWHERE = {"LineForm", "SearchForm", "TrailForm"}
# A proposal out of a file of the reader's own; its page gives the text back (tests/desk/test_comparing.py).
GIVEN_BACK = {"CompareForm"}
# An attempt that fails is kept too, so its view does not go through `ask`, which undoes what is refused.
KEPT_BY_ITS_VIEW = {"OpenForm"}
# Forms elsewhere that nobody who is signed in writes into.
NOBODYS = {
    "befriend/publication": "my load is open to anybody and keeps nothing",
    "befriend/portal": "their phones are often shared: their browser gives words back, and nothing is kept",
    "befriend/identity": "a name, a password or a code: never kept",
}


def classes_in(folder: str) -> set[str]:
    """Return the names of the form classes that are written in a folder."""
    return {
        node.name
        for path in tree.texts(".py", below=folder)
        for node in ast.walk(ast.parse(tree.read(path)))
        if isinstance(node, ast.ClassDef)
        if any(ast.unparse(base) != "Form" and ast.unparse(base).endswith("Form") for base in node.bases)
    }


def functions() -> list[ast.FunctionDef]:
    """Return every function of the desk's views."""
    return [
        node
        for path in tree.texts(".py", below=str(VIEWS))
        for node in ast.walk(ast.parse(tree.read(path)))
        if isinstance(node, ast.FunctionDef)
    ]


def names_in(function: ast.FunctionDef) -> set[str]:
    """Return every name that a function speaks of."""
    plain = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return plain | {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}


DESK = sorted(
    name for name, one in vars(desk).items() if inspect.isclass(one) and issubclass(one, forms.Form)
)


def test_every_form_of_the_desk_is_known_here():
    built_on = {base.__name__ for name in DESK for base in getattr(desk, name).__mro__[1:]}

    assert classes_in("befriend/desk/forms") - built_on == set(DESK) - built_on


@pytest.mark.parametrize(
    "form", sorted(set(DESK) - ASKED_IN_THE_ADDRESS - ASKED_AND_KEPT_NOWHERE - KEPT_BY_ITS_VIEW - GIVEN_BACK)
)
def test_a_form_is_only_ever_shown_by_ask(form):
    using = [function for function in functions() if form in names_in(function)]

    assert using
    assert all("ask" in names_in(function) for function in using)


@pytest.mark.parametrize("form", sorted(KEPT_BY_ITS_VIEW))
def test_a_form_with_a_view_of_its_own_is_kept_in_the_same_way(form):
    using = [function for function in functions() if form in names_in(function)]

    # What makes the form, beside what only names its type.
    assert any({"opened", "keep", "let_go", "sent"} <= names_in(function) for function in using)


@pytest.mark.parametrize("form", sorted(ASKED_IN_THE_ADDRESS))
def test_what_is_asked_in_the_address_reads_nothing_that_is_posted(form):
    using = [function for function in functions() if form in names_in(function)]

    assert using
    assert not any("POST" in names_in(function) for function in using)


@pytest.mark.parametrize("form", sorted(ASKED_AND_KEPT_NOWHERE))
def test_what_is_kept_nowhere_has_one_field(form):
    assert len(getattr(desk, form)().fields) == 1


def test_no_form_is_written_where_nothing_keeps_it():
    apps = {
        f"befriend/{path.parts[1]}" for path in tree.texts(".py", below="befriend") if len(path.parts) > 2
    }

    assert {app for app in apps if classes_in(app)} - set(NOBODYS) == {"befriend/desk"}


def views(resolver: URLResolver) -> list[URLPattern]:
    """Return every pattern below a resolver."""
    found = []
    for each in resolver.url_patterns:
        found += views(each) if isinstance(each, URLResolver) else [each]
    return found


def is_kept(source: str) -> bool:
    """Say whether a view, by its source, keeps what is typed into its form."""
    return "ask(" in source.replace("def ask(", "") or "drafting.keep(" in source


def test_every_form_that_is_kept_has_a_name_in_the_list():
    asking = {
        pattern.name
        for pattern in views(get_resolver())
        if pattern.callback.__module__.startswith("befriend.desk")
        if is_kept(inspect.getsource(inspect.unwrap(pattern.callback)))
    }

    assert asking == set(names())
