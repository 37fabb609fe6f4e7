"""Every string that a person reads on their own pages, found in the templates and the code themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jinja2 import Environment

from tests.repository import tree

TEMPLATES = "befriend/portal/jinja2/portal"
# Pages of whoever works here, which stay in English.
OF_STAFF = {"asked.jinja", "of_person.jinja"}
FRAMES = [
    "befriend/desk/jinja2/layout.jinja",
    "befriend/desk/jinja2/messages.jinja",
    "befriend/documents/jinja2/documents/paper.jinja",
]
CODE = [
    "befriend/portal/forms.py",
    "befriend/portal/views/own.py",
    "befriend/portal/views/policies.py",
    "befriend/portal/queries/policies.py",
    "befriend/portal/views/joining.py",
    "befriend/portal/actions/joining.py",
    "befriend/portal/actions/reminding.py",
]


def templates() -> list[str]:
    """Return the templates of a person's own pages."""
    found = (tree.ROOT / TEMPLATES).glob("*.jinja")
    return sorted(f"{TEMPLATES}/{path.name}" for path in found if path.name not in OF_STAFF)


def said_in(path: str) -> Iterator[tuple[str, ...]]:
    """Yield each string of a file: the message, and its plural where it has one."""
    text = (tree.ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                yield (str(ast.literal_eval(node.args[0])),)
        return
    reader = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    for _line, function, said in reader.extract_translations(text):
        words = (said,) if isinstance(said, str) else tuple(one for one in said if one)
        yield words[:2] if function == "ngettext" else words[:1]


def everything() -> set[tuple[str, ...]]:
    """Return every string that a person reads."""
    return {said for path in [*templates(), *FRAMES, *CODE] for said in said_in(path)}
