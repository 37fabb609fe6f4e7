"""What each rule is told and answers, as JSON: a module for each noun, holding `RULE` or `RULES`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from befriend.rules.named import Rule


def every() -> Mapping[str, Rule]:
    """Return the rules of every module of this folder by name, in alphabetical order.

    A file put here is found without being named anywhere. Raises ValueError for a module without
    rules, and for a name given twice: the second would silently win.
    """
    found = [rule for module in iter_modules(__path__) for rule in rules_of(module.name)]
    names = [rule.name for rule in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"befriend/rules/asked: two rules have the name {', '.join(twice)}")
    return {rule.name: rule for rule in sorted(found, key=lambda rule: rule.name)}


def rules_of(name: str) -> tuple[Rule, ...]:
    """Return the rules of one module."""
    module = import_module(f"{__name__}.{name}")
    one = getattr(module, "RULE", None)
    rules: tuple[Rule, ...] = (one,) if one else tuple(getattr(module, "RULES", ()))
    if not rules:
        raise ValueError(f"befriend/rules/asked/{name}.py has neither RULE nor RULES")
    return rules
