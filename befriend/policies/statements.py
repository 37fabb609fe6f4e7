"""Capacity impact statements as the policies know them: what `tested_by` names, and what it must be.

They lie as `NAME.json` in the folder `statements` of an operator's overlay folder, as `befriend try` writes
them, once those who work and live under the policy have commented. Each bears a seal, the digest of all that
was reckoned: it guards against slips and edits. Against somebody who makes up a whole statement there is
`befriend try POLICY --again FILE`, with which anybody lives through the same runs and compares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from befriend.policies.book import Book
from befriend.policies.errors import PolicyError
from befriend.policies.form import Changed, Form, parse

FOLDER = "statements"
VOICES = {
    "practitioner": "nobody who works under it has commented yet",
    "supervised": "nobody supervised has commented yet",
}
# What comes later, or follows from what is there.
NOT_SEALED = ("comments", "complete", "incomplete", "seal")


class Tried(Form):
    """What of a statement says how a policy was tried."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    country: str
    start: date = Field(strict=False)
    months: int
    runs: int
    seed: int
    smaller: int
    assumptions: Literal["drawn", "held"]
    changes: dict[str, dict[Annotated[date, Field(strict=False)], Any]]
    comments: list[dict[str, Any]] = []
    seal: str = ""


def unheard(comments: list[dict[str, Any]]) -> list[str]:
    """Return whose comment, with their consent, a statement still lacks."""
    heard = {
        comment.get("by")
        for comment in comments
        if comment.get("consented") is True and str(comment.get("words", "")).strip()
    }
    return [voice for voice in VOICES if voice not in heard]


def lacking(tried: Tried, book: Book) -> list[str]:
    """Return why a statement puts nothing in force; nothing if it may."""
    return [*(VOICES[voice] for voice in unheard(tried.comments)), *too_little(tried, book)]


def too_little(tried: Tried, book: Book) -> Iterator[str]:
    """Yield in what a trial was too small to put anything in force, by what stood on its first day."""
    runs, months = (
        int(book.on(tried.start, f"trials.{key}").value) for key in ("least_runs", "least_months")
    )
    if tried.runs < runs:
        yield f"{tried.runs} runs were lived through, and it takes {runs}"
    if tried.assumptions != "drawn":
        yield "assumptions were held, and not drawn anew for each run"
    if tried.smaller != 1:
        yield f"the country was {tried.smaller} times smaller"
    last = after(tried.start, tried.months - months)
    for key, values in sorted(tried.changes.items()):
        for day in values:
            if day > last:
                yield f"{key} begins on {day}, and fewer than {months} months from then on were lived through"


def after(start: date, months: int) -> date:
    """Return the first day of so many months after that of `start`, or before it."""
    whole = start.year * 12 + start.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def in_words(why: list[str]) -> str:
    """Return why a statement is incomplete, as one sentence has it."""
    return f"incomplete: {'; '.join(why)}. So it puts nothing in force" if why else ""


def seal(statement: Mapping[str, Any]) -> str:
    """Return the digest of all that was reckoned, and of what was asked."""
    told = {key: value for key, value in statement.items() if key not in NOT_SEALED}
    return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def check(folder: Path, changes: Mapping[str, Changed], book: Book) -> None:
    """Raise PolicyError unless each statement that tested these values is there, complete and about them.

    `book` has the policies as they stand without them.
    """
    tested: dict[str, dict[str, dict[date, Any]]] = {}
    for key, changed in changes.items():
        for day, dated in changed.values.items():
            if dated.tested_by:
                values = tested.setdefault(dated.tested_by, {}).setdefault(key, {})
                values[day] = as_read(dated.value)
    for name, all_values in sorted(tested.items()):
        fits(found(folder, name), all_values, book)


def found(folder: Path, name: str) -> Tried:
    """Return the statement of a name as it was written, or raise PolicyError."""
    path = folder / FOLDER / f"{name}.json"
    if Path(name).name != name or not path.is_file():
        raise PolicyError(f"{folder}: `tested_by: {name}` names no capacity impact statement in "
                          f"{folder / FOLDER}. Try the policy with `befriend try`, and put what it writes "
                          "there once it is complete.")  # fmt: skip
    return read(path, name)


def read(path: Path, name: str = "") -> Tried:
    """Return the statement in a file, which has this name; PolicyError for what is none or was changed."""
    statement = content(path)
    tried = parse(Tried, statement, str(path))
    if name and tried.name != name:
        raise PolicyError(f"{path} is not the statement {name!r}; keep each under its own name")
    if tried.seal != seal(statement):
        raise PolicyError(f"{path} is not as `befriend try` wrote it: its seal does not fit what is in it. "
                          "Take the file as it was written, or try the policy again.")  # fmt: skip
    return tried


def content(path: Path) -> Mapping[str, Any]:
    """Return what stands in the file of a statement, or raise PolicyError."""
    try:
        statement = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        raise PolicyError(f"{path} cannot be read as a statement ({wrong})") from None
    if not isinstance(statement, dict):
        raise PolicyError(f"{path} is no statement; keep there what `befriend try` writes")
    return statement


def fits(tried: Tried, values: Mapping[str, Mapping[date, Any]], book: Book) -> None:
    """Raise PolicyError unless a statement is complete and about exactly these values."""
    why = lacking(tried, book)
    if why:
        raise PolicyError(f"The statement {tried.name} is {in_words(why)}.")
    for key in sorted({*tried.changes, *values}):
        if tried.changes.get(key) != values.get(key):
            raise PolicyError(f"The statement {tried.name} is about other changes: of {key} it tried "
                              f"{shown(tried.changes.get(key))}, and this folder has "
                              f"{shown(values.get(key))}. Try what is to come into force, all of it and "
                              "nothing else.")  # fmt: skip


def shown(values: Mapping[date, Any] | None) -> str:
    """Return the values of a key as a refusal shows them."""
    return "; ".join(f"{day}: {value}" for day, value in values.items()) if values else "nothing"


def as_read(value: Any) -> Any:
    """Return a value as a statement holds it."""
    return json.loads(json.dumps(value, default=str))
