"""The rule book on paper: docs/rules, made from the rules, the policies and the scenarios themselves.

`python -m befriend.cli.rule_book` writes the pages anew, and the copy of the scenarios that the served
rule book reads; a test compares. With a folder of published cases (docs/vectors.md) it also writes down how
often the dates missed, which /check-my-dates says first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from befriend.cli import vectors
from befriend.publication import rule_book as book
from befriend.publication.rule_book import Chapter, Dated, Policy, Scenario, Table, measured
from befriend.rules import named
from befriend.rules.reach import EXCLUSIONS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "rules"
SCENARIOS = ROOT / "tests" / "scenarios"
INDEX, OTHER_VALUES = "README.md", "other-values.md"
WRITTEN_BY = "python -m befriend.cli.rule_book"
READ = "*Last read through: 2026-11-22*"
# The pages on paper show every dated value and mark none as in force: they are read on any day.
NO_DAY = date.min

INTRODUCTION = f"""\
# The rule book

{READ}

Every rule by which Befriend decides or computes: what it does in words, what it is told, its dated values
with their sources and status, worked scenarios (each is a test), what is doubtful, and what changed when. A
served Befriend shows the same to anyone at `/rules`, with the values of its operator laid over these. A rule
is asked by its name: `befriend rule NAME < cases.jsonl`, or `POST /api/rules/NAME`.

These pages are made from the rules, the policies and the scenarios themselves: `{WRITTEN_BY}`
writes them anew. A value is *published*, *derived* from something published, or *assumed*, and then says why.

A proposal (`befriend compare`) says in `exclusions` whom it leaves out: any of
{", ".join(f"`{code}`" for code in EXCLUSIONS)}.
Who is left out keeps what is in force; so does, unless it is `retroactive`, whatever began before its first
day. Where that is not told, the answer is Missing.

| Rule | Title |
|---|---|
"""


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    from befriend import policies

    base = policies.load()
    chapters = [book.chapter(name, base, NO_DAY) for name in named.RULES]
    rows = [f"| [{one.rule.name}]({one.rule.name}.md) | {one.rule.title} |" for one in chapters]
    rows.append(f"| [other values]({OTHER_VALUES}) | Values that pages keep to and no rule by name reads |")
    return {
        INDEX: INTRODUCTION + "\n".join(rows) + "\n",
        OTHER_VALUES: other_values(book.other_values(base, NO_DAY)),
        **{f"{one.rule.name}.md": page(one) for one in chapters},
    }


def page(one: Chapter) -> str:
    """Return the page of one rule."""
    parts = [
        [f"# {one.rule.title}", "", READ, "", f"Asked by the name `{one.rule.name}`."],
        *([words] for words in one.words),
        told(one),
        values(one.policies),
        worked(one.scenarios),
        listed("What is doubtful", one.doubtful),
        listed("What changed when", [f"{day}: {words}" for day, words in one.changed]),
    ]
    return "\n".join(line for part in parts if part for line in [*part, ""])


def told(one: Chapter) -> list[str]:
    """Return the table of what a rule is told."""
    rows = [f"| {each.name} | {'yes' if each.needed else ''} | {cell(each.what)} |" for each in one.told]
    return ["## What it is told", "", "| name | needed | what |", "|---|---|---|", *rows]


def values(policies: Sequence[Policy]) -> list[str]:
    """Return the dated values of a rule, the latest first."""
    if not policies:
        return []
    return ["## Its dated values", *(line for one in policies for line in of_policy(one))]


def of_policy(one: Policy) -> Iterator[str]:
    """Return one policy key."""
    yield from ("", f"### {one.entry.key}", "", f"{one.entry.what} (In {one.entry.unit}.)")
    for each in one.values:
        yield from of_value(each)


def of_value(each: Dated) -> Iterator[str]:
    """Return one value with where it comes from."""
    value = each.value
    title = value.reference.title
    source = f"[{title}]({value.reference.address})" if value.reference.address else title
    single = "" if each.table.heads else f" **{each.table.rows[0][0]}**"
    yield from ("", f"From {value.since}:{single} ({value.status}, made known {value.issued}; {source}).")
    if value.note:
        yield from ("", value.note)
    if each.table.heads:
        yield from ("", *drawn(each.table))


def drawn(table: Table) -> Iterator[str]:
    """Return a table in Markdown."""
    yield f"| {' | '.join(table.heads)} |"
    yield "|---" * len(table.heads) + "|"
    for row in table.rows:
        yield f"| {' | '.join(cell(each) for each in row)} |"


def cell(text: str) -> str:
    """Return text as it may stand in a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def worked(scenarios: Sequence[Scenario]) -> list[str]:
    """Return the worked scenarios of a rule."""
    every = ["## Worked scenarios"]
    for one in scenarios:
        given = "; ".join(f"{name}: {value}" for name, value in one.given)
        then = "; ".join(f"{name}: {value}" for name, value in one.then)
        every += ["", f"**{one.when}.** On {one.day}, given {given}: {then}"]
    return every


def listed(title: str, every: Sequence[str]) -> list[str]:
    """Return a list under a title, or nothing."""
    return [f"## {title}", "", *(f"- {each}" for each in every)] if every else []


def other_values(policies: Sequence[Policy]) -> str:
    """Return the page of values that no rule by name reads."""
    rows = [line for one in policies for line in of_policy(one)]
    said = (
        "Values that pages and actions keep to: lengths, how long drafts stay, how often something is asked."
    )
    return "\n".join(["# Other values", "", READ, "", said, *rows, ""])


def scenarios() -> dict[str, list[Any]]:
    """Return every scenario of tests/scenarios by rule, as JSON."""
    import yaml

    found: dict[str, list[Any]] = {name: [] for name in named.RULES}
    for path in sorted(SCENARIOS.glob("*.yaml")):
        for one in yaml.safe_load(path.read_text("utf-8")):
            found[name_of(path.stem, one)].append(named.plain({**one, "rule": name_of(path.stem, one)}))
    return found


def name_of(stem: str, scenario: Mapping[str, Any]) -> str:
    """Return the rule a scenario is about: what it says, or what its file is called."""
    by_file = {name.replace(".", "_"): name for name in named.RULES}
    return str(scenario.get("rule") or by_file.get(stem, stem))


def copied() -> str:
    """Return the copy of the scenarios that goes with the package."""
    return json.dumps(scenarios(), indent=1, ensure_ascii=False) + "\n"


def write() -> None:
    """Write the pages and the copy; what no rule has any more goes."""
    book.COPY.write_text(copied(), "utf-8")
    book.scenarios.cache_clear()
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, "utf-8")


def keep(folder: Path) -> None:
    """Write down how often the published cases of a folder were missed."""
    measured.KEPT.write_text(json.dumps(vectors.measure(folder), indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    write()
    if len(sys.argv) > 1:
        keep(Path(sys.argv[1]))
