"""Capacity impact statements as the policies know them: what `tested_by` names, and what it must be.

They lie as `NAME.json` in the folder `statements` of an operator's overlay folder, as `befriend try` writes
them, once those who work and live under the policy have commented.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from befriend.policies.errors import PolicyError
from befriend.policies.form import Changed

FOLDER = "statements"
VOICES = ("practitioner", "supervised")
INCOMPLETE = (
    "incomplete: nobody who works under it and nobody supervised has commented yet, "
    "so it puts nothing in force"
)


def unheard(statement: Mapping[str, Any]) -> list[str]:
    """Return whose comment, with their consent, a statement still lacks."""
    heard = {
        comment.get("by")
        for comment in statement.get("comments", [])
        if isinstance(comment, dict)
        and comment.get("consented") is True
        and str(comment.get("words", "")).strip()
    }
    return [voice for voice in VOICES if voice not in heard]


def check(folder: Path, changes: Mapping[str, Changed]) -> None:
    """Raise PolicyError unless each statement that tested these values is there, complete and about them."""
    tested: dict[str, dict[str, dict[str, Any]]] = {}
    for key, changed in changes.items():
        for day, dated in changed.values.items():
            if dated.tested_by:
                values = tested.setdefault(dated.tested_by, {}).setdefault(key, {})
                values[day.isoformat()] = as_read(dated.value)
    for name, values in sorted(tested.items()):
        fits(name, found(folder, name), values)


def found(folder: Path, name: str) -> dict[str, Any]:
    """Return the statement of a name, or raise PolicyError."""
    path = folder / FOLDER / f"{name}.json"
    if Path(name).name != name or not path.is_file():
        raise PolicyError(f"{folder}: `tested_by: {name}` names no capacity impact statement in "
                          f"{folder / FOLDER}. Try the policy with `befriend try`, and put what it writes "
                          "there once it is complete.")  # fmt: skip
    try:
        statement = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        raise PolicyError(f"{path} cannot be read as a statement ({wrong})") from None
    if not isinstance(statement, dict) or statement.get("name") != name:
        raise PolicyError(f"{path} is not the statement {name!r}; keep each under its own name")
    return statement


def fits(name: str, statement: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Raise PolicyError unless a statement is complete and about exactly these values."""
    lacking = unheard(statement)
    if lacking:
        raise PolicyError(f"The statement {name} is incomplete: no comment yet, with consent, by: "
                          f"{', '.join(lacking)}. It puts nothing in force.")  # fmt: skip
    said = statement.get("changes", {})
    for key in sorted({*said, *values}):
        if said.get(key) != values.get(key):
            raise PolicyError(f"The statement {name} is about other changes: of {key} it tried "
                              f"{said.get(key)}, and this folder has {values.get(key)}. Try what is to "
                              "come into force, all of it and nothing else.")  # fmt: skip


def as_read(value: Any) -> Any:
    """Return a value as a statement holds it."""
    return json.loads(json.dumps(value, default=str))
