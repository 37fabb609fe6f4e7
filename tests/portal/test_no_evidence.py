"""Asking for help is never evidence: nothing that decides can read that somebody did."""

from __future__ import annotations

import pytest

from tests.repository import tree

# Who speaks of these tables beside this app, and why.
MAY = {
    "befriend/keeping/register/portal.py",  # what becomes of each field when a record is given or erased
    "befriend/cli/days.py",  # forgets wishes that have had their time
    "befriend/desk/views/today.py",  # tells whoever works with them that they asked; decides nothing
    "befriend/desk/views/frame.py",  # a comment, in the frame of every page
    "befriend/settings.py",
    "befriend/urls.py",
}
NAMES = ("portal_wish", "portal_message", "portal.models", "befriend.portal", "portal.Wish")


def speaking() -> set[str]:
    """Return the files outside the portal that name its tables or its code."""
    found = set()
    for path in tree.texts(".py", ".sql", below="befriend"):
        if path.parts[1] != "portal" and any(name in tree.read(path) for name in NAMES):
            found.add(str(path))
    return found


def test_nothing_that_decides_reads_what_a_person_asked_on_their_page():
    assert speaking() - MAY == set()


@pytest.mark.parametrize("layer", ["allocation", "supervision", "sentences", "rules", "documents"])
def test_the_portal_stands_above_all_that_decides(layer):
    layers = tree.read(next(one for one in tree.files() if str(one) == ".importlinter")).splitlines()
    at = {word: number for number, line in enumerate(layers) for word in line.replace("|", " ").split()}

    assert at["portal"] < at[layer]
