"""The tree: nothing of the workshop in it, nothing too long, no rooms for odds and ends."""

import ast
import re
from pathlib import Path

import pytest

from tests.repository import tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
NO_NOUNS = {"utils", "util", "common", "core", "helpers", "services", "managers", "signals", "misc"}
# Written in pieces, so that this file does not find itself.
WORKSHOP = [
    "pypi" + ".org",
    "python" + "hosted",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "registry." + "npm",
    "deb" + ".debian.org",
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/ho" + "me/",
    "sub" + "agent",
    "team-" + "mate",
    "issues " + "show",
    "project " + "machine",
    "the C" + "EO",
]
SECRETS = re.compile(r"BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}")


def test_nothing_of_the_workshop_is_in_the_tree():
    found = [
        f"{path}:{number}: {word}"
        for path in tree.files()
        if path.suffix in tree.TEXT | {".lock", ".sh"}
        for number, line in enumerate(tree.read(path).splitlines(), start=1)
        for word in WORKSHOP
        if word in line
    ]
    assert found == []


def test_no_secret_is_in_the_tree():
    assert [path for path in tree.texts() if SECRETS.search(tree.read(path))] == []


def test_no_file_is_too_long():
    code = [path for path in tree.texts(".py", ".jinja", ".scss") if "migrations" not in path.parts]
    found = {str(path): len(tree.read(path).splitlines()) for path in code}
    assert {path: lines for path, lines in found.items() if lines > LONGEST_FILE} == {}


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the functions of a file."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(ast.parse(tree.read(path))) if isinstance(node, kinds)]


def test_no_function_is_too_long():
    found = [
        f"{path}:{function.lineno}: {function.name} has {lines} lines"
        for path in tree.texts(".py")
        if "migrations" not in path.parts
        for function in functions(path)
        if (lines := (function.end_lineno or function.lineno) - function.lineno + 1) > LONGEST_FUNCTION
    ]
    assert found == []


def test_no_module_is_for_odds_and_ends():
    found = [path for path in tree.texts(".py") if NO_NOUNS & {path.stem, *path.parent.parts}]
    assert found == []


def test_every_module_says_what_lives_there():
    silent = [
        path
        for path in tree.texts(".py")
        if "migrations" not in path.parts and tree.read(path)
        if ast.get_docstring(ast.parse(tree.read(path))) is None
    ]
    assert silent == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "package-lock.json"])
def test_a_lock_holds_hashes_and_no_addresses(lock):
    text = tree.read(Path(lock))

    assert '"resolved"' not in text
    assert "://" not in text
    if lock.endswith(".lock"):
        parts = re.findall(r"^[A-Za-z0-9][^\n]*==", text, re.MULTILINE)
        assert text.count("--hash=sha256:") >= len(parts) > 0
    else:
        assert text.count('"integrity"') > 0


def test_the_version_is_the_changelogs_newest():
    from importlib.metadata import version

    newest = re.search(
        r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", tree.read(Path("CHANGELOG.md")), re.MULTILINE
    )

    assert newest is not None
    assert version("befriend") == newest[1]


def test_every_dependency_says_what_it_is_for():
    lines = [line.strip() for line in tree.read(Path("pyproject.toml")).splitlines()]
    said, bare = False, []
    for line in lines[lines.index("dependencies = [") : lines.index("[tool.hatch.version]")]:
        # One comment may stand over several parts that serve one end.
        said = line.startswith("#") or (said and line.startswith('"'))
        bare += [line] if line.startswith('"') and not said else []
    assert bare == []
