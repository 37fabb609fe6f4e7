"""Dated, cited values: what somebody decided, when, and where it is written."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer

from befriend.errors import BefriendError
from befriend.policies import statements
from befriend.policies.book import Book, Entry, Value, entry_of
from befriend.policies.errors import PolicyError
from befriend.policies.form import Changed, Key, Proposal, Urgent, meant, parse

__all__ = [
    "BefriendError", "Book", "Entry", "PolicyError", "Proposal", "Value", "load", "proposal_of",
    "read_proposal",
]  # fmt: skip

FOLDER = Path(__file__).parent


@lru_cache(maxsize=8)
def load(overlay: Path | None = None) -> Book:
    """Return the policies, with an operator's overlay folder laid over them if given.

    Read once for each folder: a changed file needs a new process. Raises PolicyError naming
    the file, the key, and how to mend it.
    """
    files = {path.name: path for path in sorted(FOLDER.glob("*.yaml"))}
    book = Book(entry for path in files.values() for entry in entries(path))
    return book if overlay is None else with_overlay(book, overlay, list(files))


def entries(path: Path) -> list[Entry]:
    """Return every entry of one base file; its keys are `<file>.<key>`."""
    keys = [
        (f"{path.stem}.{name}", parse(Key, content, f"policies/{path.name}, {name}"))
        for name, content in read(path).items()
    ]
    for key, form in keys:
        if any(dated.urgent or dated.tested_by for dated in form.values.values()):
            raise PolicyError(f"policies/{path.name}, {key}: `urgent` and `tested_by` belong "
                              "in an overlay folder; take them out here")  # fmt: skip
    return [entry_of(key, form, path.name) for key, form in keys]


def with_overlay(book: Book, folder: Path, known: list[str]) -> Book:
    """Return `book` under the files of `folder`; every value there is tested or urgent.

    What was tested has its capacity impact statement in the folder `statements` there, complete, and about
    all of these values and no others.
    """
    base, changes = book, dict[str, Changed]()
    if not folder.is_dir():
        raise PolicyError(f"BEFRIEND_POLICIES names {folder}, which is no folder. "
                          "Make it, or unset BEFRIEND_POLICIES.")  # fmt: skip
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".yaml", ".yml"}:
            continue
        if path.name not in known:
            raise PolicyError(f"{path}: there is no policy file {path.name!r}"
                              f"{meant(path.name, known)}")  # fmt: skip
        found = overlaid(path, book)
        changes |= found
        book = book.laid_over(found, str(path))
    statements.check(folder, changes, base)
    return book


def overlaid(path: Path, book: Book) -> dict[str, Changed]:
    """Return the changes of one overlay file, or raise for a value neither tested nor urgent."""
    said = read(path)
    for name in said:  # First, since under a key that does not exist nothing else can be mended.
        book.known(f"{path.stem}.{name}", str(path))
    changes = {
        f"{path.stem}.{name}": parse(Changed, content, f"{path}, {name}") for name, content in said.items()
    }
    for key, changed in changes.items():
        for day, dated in changed.values.items():
            if not dated.tested_by and dated.urgent is None:
                raise PolicyError(
                    f"{path}, {key} {day}: this value is neither tested nor urgent, so it is "
                    "not in force. Add `tested_by:` with its capacity impact statement, or a "
                    "signed `urgent:` with `signed_by`, `office` and `expires`."
                )
            if dated.urgent is not None:
                refuse_lasting(dated.urgent, day, book, f"{path}, {key} {day}")
    return changes


def refuse_lasting(urgent: Urgent, day: date, book: Book, where: str) -> None:
    """Raise PolicyError for an urgent value that expires before it begins, or lasts for too long."""
    longest = book.on(day, "trials.urgent_longest").value
    if urgent.expires <= day:
        raise PolicyError(f"{where}: `urgent.expires` is not after the day it begins; give a later day")
    if (urgent.expires - day).days > longest:
        raise PolicyError(f"{where}: what is urgent lasts {longest} days at most; let it expire by "
                          f"{day + timedelta(days=longest)}, and have it tried meanwhile")  # fmt: skip


def read_proposal(path: Path) -> Proposal:
    """Return the proposal in a file, checked in form; `Book.with_proposal` tries it on."""
    return parse(Proposal, read(path), str(path))


def proposal_of(text: str, where: str) -> Proposal:
    """Return the proposal that `text` holds, checked in form; `where` is what a mistake calls it."""
    return parse(Proposal, table(text, where), where)


class Loader(Composer, yaml.CSafeLoader):
    """YAML without the traps: no key twice, no aliases.

    Parsed by libyaml, five times as fast as in Python, and put together in Python, where we can refuse.
    """

    def __init__(self, stream: str) -> None:
        yaml.CSafeLoader.__init__(self, stream)
        Composer.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse an alias: a value is written where it is read, and no file can grow."""
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(None, None, "write the value out", event.start_mark)  # type: ignore[arg-type]
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Refuse a key that stands twice: the second would silently win."""
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                mark = key_node.start_mark
                raise yaml.constructor.ConstructorError(None, None, f"{key} stands twice", mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def read(path: Path) -> Mapping[str, Any]:
    """Return the YAML table in a file, or raise PolicyError naming it."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        raise PolicyError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    except OSError as absent:
        raise PolicyError(f"{path} cannot be read ({absent.strerror})") from None
    return table(text, str(path))


def table(text: str, where: str) -> Mapping[str, Any]:
    """Return the YAML table that `text` is, or raise PolicyError naming `where` it stands."""
    try:
        content = yaml.load(text, Loader)  # nosec B506 # noqa: S506  (a safe loader)
    except RecursionError:
        raise PolicyError(f"{where} is nested too deep; write it as the files of policies are") from None
    except yaml.MarkedYAMLError as wrong:
        at = wrong.problem_mark or wrong.context_mark
        told = f" (line {at.line + 1}, column {at.column + 1})" if at else ""
        raise PolicyError(f"{where} cannot be understood{told}: {wrong.problem or wrong.context}. "
                          "Mend it there; indents and brackets count.") from None  # fmt: skip
    except (yaml.YAMLError, ValueError, TypeError) as wrong:
        raise PolicyError(f"{where} cannot be understood: {' '.join(str(wrong).split())}") from None
    if not isinstance(content, dict) or not all(isinstance(name, str) for name in content):
        raise PolicyError(f"{where} should be a table of named policies; see docs/rules")
    return content
