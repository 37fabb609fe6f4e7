"""The papers of the repository: what they name is there, and what can be set is in them."""

import re
from datetime import date
from pathlib import Path

import pytest
import typer

from befriend.cli import app
from tests.repository import tree

# What stands in a fence of three backticks, or between single ones.
FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?:\]\(|<img src=\")([^)\s\"]+)")
PLACE = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?(?:::\w+)?")
COMMAND = re.compile(r"(?:^|[ /])befriend ([a-z][a-z-]*)")
MAKE = re.compile(r"(?:^|[ ;&])make ([a-z][a-z0-9-]*)")
SETTING = re.compile(
    r"""(?:environ\.get\(|environ\[|envvar=|flag\(|number\(|secret\()["']([A-Z][A-Z_]+)["']"""
)
READ_THROUGH = re.compile(r"^\*Last read through: (\d{4}-\d\d-\d\d)\*$", re.MULTILINE)
# The README loads it on every visit.
LARGEST_PICTURE = 200_000

PAGES = [path for path in tree.texts(".md") if path.parts[0] in ("docs", path.name)]


def said_in_code(text: str) -> list[str]:
    """Return what a page says in code: each line of a fence, and each word in backticks."""
    fenced = [line.strip() for block in FENCED.findall(text) for line in block.splitlines()]
    return fenced + INLINE.findall(FENCED.sub("", text))


def places_in(text: str) -> list[str]:
    """Return the files, folders and tests of the repository that a page names."""
    said = INLINE.findall(FENCED.sub("", text))
    return [word for word in said if PLACE.fullmatch(word) and is_ours(word)]


def is_ours(word: str) -> bool:
    """Say whether a word names a place in this repository, rather than one of a reader's own."""
    top = word.split("/")[0]
    if "/" not in word:
        return word.endswith(".md") or word in {"Makefile", "LICENSE", "pyproject.toml"}
    return top in {path.parts[0] for path in tree.files()} and top != "node_modules"


def is_there(place: str) -> bool:
    """Say whether a file, a folder, or a test in a file exists."""
    path, _, test = place.partition("::")
    file = tree.ROOT / path
    return file.exists() and (not test or f"def {test}(" in file.read_text(encoding="utf-8"))


def missing_places(text: str) -> list[str]:
    """Return the places a page names that are not there."""
    return [place for place in places_in(text) if not is_there(place)]


def missing_links(text: str, page: Path) -> list[str]:
    """Return the files a page links to that are not there."""
    links = [link.split("#")[0] for link in LINK.findall(text) if "://" not in link]
    return [link for link in links if link and not (tree.ROOT / page.parent / link).exists()]


def targets() -> set[str]:
    """Return what `make` can make by name."""
    return set(re.findall(r"^([a-z][a-z-]*):", tree.read(Path("Makefile")), re.MULTILINE))


def commands() -> set[str]:
    """Return the commands of `befriend`."""
    return set(typer.main.get_group(app).commands)


def unknown_commands(text: str) -> list[str]:
    """Return the commands a page tells to type that are not there."""
    said = said_in_code(text)
    made = [f"make {name}" for line in said for name in MAKE.findall(line) if name not in targets()]
    return made + [
        f"befriend {name}" for line in said for name in COMMAND.findall(line) if name not in commands()
    ]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_place_a_page_names_is_there(page):
    assert missing_places(tree.read(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_leads_somewhere(page):
    assert missing_links(tree.read(page), page) == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_command_a_page_tells_is_there(page):
    assert unknown_commands(tree.read(page)) == []


def test_the_check_itself_sees_what_is_missing():
    text = "`befriend/no_such.py` `no/such` `NONE.md` `befriend/periods.py::test_x` [x](y.md) `befriend/`"

    assert missing_places(text) == ["befriend/no_such.py", "NONE.md", "befriend/periods.py::test_x"]
    assert missing_links(text, Path("README.md")) == ["y.md"]


def test_the_check_itself_sees_commands():
    text = "```\nPORT=1 make haste\n.venv/bin/befriend off\n```\n`make run` and `befriend up`; befriend us"

    assert unknown_commands(text) == ["make haste", "befriend off"]


def test_every_page_says_when_it_was_last_read_through():
    pages = [path for path in PAGES if path.parent == Path("docs")]
    read = {path: READ_THROUGH.findall(tree.read(path)) for path in pages}

    assert pages
    assert {path for path, days in read.items() if len(days) != 1} == set()
    assert all(date.fromisoformat(days[0]) for days in read.values())


def test_every_setting_is_written_down_and_none_that_is_not():
    read = {name for path in tree.texts(".py", below="befriend") for name in SETTING.findall(tree.read(path))}
    read.discard("DJANGO_SETTINGS_MODULE")
    told = {
        name.removesuffix("_FILE")
        for name in re.findall(r"^\| `([A-Z][A-Z_]+)`", tree.read(Path("docs/running.md")), re.MULTILINE)
    }

    assert told == read


def test_every_picture_is_small():
    pictures = [path for path in tree.files() if path.is_relative_to("docs") and path.suffix != ".md"]
    assert [path for path in pictures if (tree.ROOT / path).stat().st_size > LARGEST_PICTURE] == []
