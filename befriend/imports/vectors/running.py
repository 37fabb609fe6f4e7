"""Running the published cases of a folder: each by itself, so that none keeps another from running."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

from befriend.errors import BefriendError
from befriend.imports import vectors
from befriend.imports.vectors.result import Result, UnreadError, failed, not_applicable

Case = Mapping[str, Any]
Check = Callable[[Case, Mapping[str, Any]], Result]

UNANSWERED = not_applicable("no rule here answers this model yet")
# The rows of files that hold no case: one that cannot be read, one of another form, one that is empty.
UNREAD, NO_CASES, EMPTY = "unread file", "no file of cases", "no case"
UNNAMED = "unknown"


class CasesError(BefriendError):
    """A folder or file of published cases that cannot be read: which one, and how to mend it."""


class OtherFormError(CasesError):
    """A file that is JSON and holds no list of cases: something else that lies in the folder."""


class Cases(NamedTuple):
    """One file: its name, what it says of itself, and its cases, objects or not."""

    file: str
    meta: Mapping[str, Any]
    cases: tuple[Any, ...]


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

    A file that cannot be read has a row that says so. CasesError where no file holds any case.
    """
    checks = every_check()
    found, wrong = read(folder)
    if not found:
        raise CasesError("\n".join([*(why for _, why in wrong), NOTHING]))
    return (*(row for cases in found for row in rows(cases, checks)), *(row for row, _ in wrong))


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
    if not by_model:
        yield Row(EMPTY, cases.file, 0, 0, 0, ())
    for model, results in by_model.items():
        count = [done.how for _, done in results].count
        misses = tuple(Miss(name, done.why) for name, done in results if done.how != "passed")
        yield Row(model, cases.file, count("passed"), count("failed"), count("not_applicable"), misses)


def result(case: Any, meta: Mapping[str, Any], check: Check | None) -> Result:
    """Return how one case went; one that cannot be understood has failed, and says where."""
    if not isinstance(case, dict):
        return failed(f"a case should be an object, not {json.dumps(case)[:60]}")
    if check is None:
        return failed("it names no model or function, and has no sentences") if unnamed(case) else UNANSWERED
    if "expected" not in case or case["expected"] in ({}, []):
        return failed("it expects nothing, so nothing was compared")
    try:
        return check(case, meta)
    except (UnreadError, BefriendError) as unread:
        return failed(f"the case cannot be understood: {unread}")
    except KeyError as absent:
        return failed(f"the case cannot be understood: {absent} is missing, or a code not known here")
    except Exception as broken:  # Whatever a file holds, the cases beside this one are still run.
        return failed(f"the case cannot be understood: {type(broken).__name__}: {str(broken)[:200]}")


def unnamed(case: Any) -> bool:
    """Return whether nothing says which rule a case is for."""
    return model_of(case) == UNNAMED


def model_of(case: Any) -> str:
    """Return the row a case belongs to: its model or function; dates by how many sentences."""
    if not isinstance(case, dict):
        return UNNAMED
    named = case.get("model") or case.get("function")
    if named:
        return str(named)
    told = case.get("input")
    sentences = case.get("sentences", told.get("sentences") if isinstance(told, dict) else None)
    if isinstance(sentences, list):
        return "sentence-single" if len(sentences) == 1 else "sentence-multiple"
    return UNNAMED


def id_of(case: Any, number: int) -> str:
    """Return what a case is called: its id, or its source, or its place in the file."""
    if not isinstance(case, dict):
        return f"case {number}"
    named = [case[field] for field in ("id", "source") if case.get(field) not in (None, "")]
    return str(named[0]) if named else f"case {number}"


NOTHING = "Nothing was run. docs/vectors.md has the form of a file of cases."


def read(folder: Path) -> tuple[list[Cases], list[tuple[Row, str]]]:
    """Return the cases of every JSON file of a folder in order of name, and a row for each not read."""
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
            wrong.append((row_of(path, broken), str(broken)))
    return found, wrong


def row_of(path: Path, broken: CasesError) -> Row:
    """Return the row of a file that was not read: failed, or not applicable where it is something else."""
    miss = (Miss(path.name, str(broken)),)
    if isinstance(broken, OtherFormError):
        return Row(NO_CASES, path.name, 0, 0, 1, miss)
    return Row(UNREAD, path.name, 0, 1, 0, miss)


def cases_in(path: Path) -> Cases:
    """Return the cases of one file, or raise CasesError."""
    content = json_in(path)
    if not isinstance(content, dict) or not isinstance(content.get("vectors"), list):
        raise OtherFormError(f"{path} should be an object with a list `vectors`.")
    cases = content.pop("vectors")
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
