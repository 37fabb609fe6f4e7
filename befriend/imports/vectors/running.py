"""Running the published cases of a folder: read them all first, then ask the rules (docs/vectors.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

from befriend.imports import vectors
from befriend.imports.vectors.result import Result, failed, not_applicable
from befriend.policies.errors import BefriendError

Case = Mapping[str, Any]
Check = Callable[[Case, Mapping[str, Any]], Result]

UNANSWERED = not_applicable("no rule here answers this model yet")


class CasesError(BefriendError):
    """A folder or file of published cases that cannot be read: which one, and how to mend it."""


class Cases(NamedTuple):
    """One file: its name, what it says of itself, and its cases."""

    file: str
    meta: Mapping[str, Any]
    cases: tuple[Case, ...]


class Miss(NamedTuple):
    """A case that was not met or could not be put, and why."""

    id: str
    why: str


class Row(NamedTuple):
    """How the cases of one model in one file went; `misses` are those failed or not applicable."""

    model: str
    file: str
    passed: int
    failed: int
    not_applicable: int
    misses: tuple[Miss, ...]


def check(folder: Path) -> tuple[Row, ...]:
    """Return how every published case of a folder went, by file and model.

    Raises CasesError naming every file that cannot be read, before any case has run.
    """
    checks = every_check()
    return tuple(row for cases in read(folder) for row in rows(cases, checks))


def every_check() -> Mapping[str, Check]:
    """Return who answers each model: the modules of this folder that hold `MODELS` and `check`."""
    modules = [import_module(f"{vectors.__name__}.{found.name}") for found in iter_modules(vectors.__path__)]
    return {model: module.check for module in modules for model in getattr(module, "MODELS", ())}


def rows(cases: Cases, checks: Mapping[str, Check]) -> Iterator[Row]:
    """Return the row of each model of one file, in the order in which they first come."""
    by_model: dict[str, list[tuple[str, Result]]] = {}
    for number, case in enumerate(cases.cases, 1):
        model = model_of(case)
        done = result(case, cases.meta, checks.get(model))
        by_model.setdefault(model, []).append((id_of(case, number), done))
    for model, results in by_model.items():
        count = [done.how for _, done in results].count
        misses = tuple(Miss(name, done.why) for name, done in results if done.how != "passed")
        yield Row(model, cases.file, count("passed"), count("failed"), count("not_applicable"), misses)


def result(case: Case, meta: Mapping[str, Any], check: Check | None) -> Result:
    """Return how one case went; one that cannot be understood has failed, and says where."""
    if check is None:
        return UNANSWERED
    try:
        return check(case, meta)
    except Exception as broken:  # Whatever a file holds, the cases beside this one are still run.
        return failed(f"the case cannot be understood: {type(broken).__name__}: {str(broken)[:200]}")


def model_of(case: Case) -> str:
    """Return the row a case belongs to: its model or function; dates by how many sentences."""
    named = case.get("model") or case.get("function")
    if named:
        return str(named)
    sentences = case.get("sentences")
    if isinstance(sentences, list):
        return "sentence-single" if len(sentences) == 1 else "sentence-multiple"
    return "unknown"


def id_of(case: Case, number: int) -> str:
    """Return what a case is called: its id, or its source, or its place in the file."""
    named = [case[field] for field in ("id", "source") if case.get(field) not in (None, "")]
    return str(named[0]) if named else f"case {number}"


def read(folder: Path) -> tuple[Cases, ...]:
    """Return the cases of every JSON file of a folder, in order of name."""
    if not folder.is_dir():
        raise CasesError(f"{folder} is no folder. Give the folder that holds the files of cases.")
    paths = sorted(path for path in folder.glob("*.json") if path.is_file())
    if not paths:
        raise CasesError(f"{folder} holds no .json file. Give the folder that holds the files of cases.")
    found, wrong = [], []
    for path in paths:
        try:
            found.append(cases_in(path))
        except CasesError as broken:
            wrong.append(str(broken))
    if wrong:
        raise CasesError("\n".join([*wrong, "Nothing was run. docs/vectors.md has the form of such a file."]))
    return tuple(found)


def cases_in(path: Path) -> Cases:
    """Return the cases of one file, or raise CasesError."""
    content = json_in(path)
    if not isinstance(content, dict) or not isinstance(content.get("vectors"), list):
        raise CasesError(f"{path} should be an object with a list `vectors`.")
    cases = content.pop("vectors")
    for number, case in enumerate(cases, 1):
        if not isinstance(case, dict):
            raise CasesError(f"{path}: case {number} should be an object, not {json.dumps(case)[:60]}.")
    # Some files speak of themselves at the top, some under `meta`: whoever checks finds both here.
    meta = content.get("meta")
    return Cases(path.name, {**content, **(meta if isinstance(meta, dict) else {})}, tuple(cases))


def json_in(path: Path) -> Any:
    """Return what a JSON file holds, or raise CasesError."""
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except OSError as absent:
        raise CasesError(f"{path} cannot be read ({absent.strerror}).") from None
    except UnicodeDecodeError:
        raise CasesError(f"{path} is not UTF-8 text; save it as UTF-8.") from None
    except (ValueError, RecursionError) as wrong:
        raise CasesError(f"{path} is not JSON: {wrong}.") from None
