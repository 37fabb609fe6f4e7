"""How a case of any model is read and compared: what it tells, and whether two values are the same."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from befriend.imports.vectors.result import Result, UnreadError, failed, passed

Said = Mapping[str, Any]

# What stands in a case beside what a rule is told.
AROUND = {"id", "source", "name", "note", "kind", "model", "function", "expected", "day"}
ERROR, MESSAGE = "error", "message"  # the words of a message are not compared


def told_by(case: Said) -> Said:
    """Return what the rule is told: the `input` of a case, or the fields of the case itself."""
    told = case.get("input", {name: value for name, value in case.items() if name not in AROUND})
    if not isinstance(told, Mapping):
        raise UnreadError(f"its `input` should be an object, not {str(told)[:60]}")
    return told


def compared(expected: Any, answer: Any) -> Result:
    """Return whether the answer has every field expected, and which differs; an error by its type and fields.

    An answer that is an error has `error` with its `type` and fields. Where none is expected there is none.
    """
    if not isinstance(expected, Mapping) or not isinstance(answer, Mapping):
        return passed() if same(expected, answer) else failed(f"expected {expected}, answered {answer}")
    wrong = [said for name, value in expected.items() if (said := differing(name, value, answer))]
    return failed("; ".join(wrong)) if wrong else passed()


def differing(name: str, value: Any, answer: Said) -> str:
    """Return how one expected field differs from the answer, or nothing."""
    if name == ERROR:
        return differing_error(value, answer.get(ERROR))
    if name == MESSAGE and ERROR in answer:
        return ""
    if name not in answer:
        return f"{name}: expected {value}, and not answered{instead(answer)}"
    return "" if same(value, answer[name]) else f"{name}: expected {value}, answered {answer[name]}"


def instead(answer: Said) -> str:
    """Return the error that was answered instead of a field, in words."""
    return f" (an error instead: {answer[ERROR]['type']})" if ERROR in answer else ""


def differing_error(expected: Any, ours: Said | None) -> str:
    """Return how an expected error differs from ours: by type and fields, its words never."""
    if expected is None:
        return f"no error expected, {ours['type']} answered" if ours else ""
    if ours is None:
        return f"error: expected {str(expected)[:80]}, none answered"
    if isinstance(expected, Mapping):
        wrong = [f"error.{name}: expected {value}, answered {ours.get(name, 'none')}"
                 for name, value in expected.items()
                 if name != MESSAGE and not same(value, ours.get(name))]  # fmt: skip
        return "; ".join(wrong) if expected else f"error: expected without its type, answered {ours['type']}"
    if not isinstance(expected, str) or not expected.strip():
        return f"error: {str(expected)[:80]!r} does not say which is expected; {ours['type']} answered"
    # One word names a type; a sentence is a message, and says only that there is an error.
    named = len(expected.split()) == 1 and expected.rsplit(".", 1)[-1] != ours["type"]
    return f"error: expected {expected}, answered {ours['type']}" if named else ""


def same(expected: Any, answer: Any) -> bool:
    """Return whether two values are the same; numbers as far as a binary fraction can say them."""
    if isinstance(expected, Mapping) and isinstance(answer, Mapping):
        return expected.keys() == answer.keys() and all(same(expected[name], answer[name]) for name in answer)
    if is_list(expected) and is_list(answer):
        return len(expected) == len(answer) and all(map(same, expected, answer))
    if number(expected) is not None and number(answer) is not None:
        return math.isclose(expected, answer, rel_tol=1e-9, abs_tol=1e-9)
    # Yes is no number, though 1 equals it.
    return isinstance(expected, bool) == isinstance(answer, bool) and bool(expected == answer)


def is_list(value: Any) -> bool:
    """Return whether a value is a list or tuple, and no text."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def number(value: Any) -> float | None:
    """Return a number, or None for anything else: yes and no are none."""
    return None if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)) else float(value)
