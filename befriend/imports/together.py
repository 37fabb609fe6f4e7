"""What must hold among files: references that lead somewhere, a tree of units, heads, cover."""

from __future__ import annotations

from collections import defaultdict

from befriend.imports.columns import Column
from befriend.imports.problems import meant, shown
from befriend.imports.rows import OPEN
from befriend.imports.sheets import Sheet

Sheets = dict[str, Sheet]


def check(sheets: Sheets) -> None:
    """Note what is wrong among the files that could be read."""
    for sheet in sheets.values():
        for column in sheet.table.columns:
            if column.refers and sheets[column.refers].whole:
                check_references(sheet, column, sheets[column.refers])
    if sheets["units"].whole:
        check_tree(sheets["units"])
    if not any(sheets[name].problems for name in ("units", "offices", "cases")):
        check_heads(sheets)
    if not any(sheets[name].problems for name in ("relationships", "cover")):
        check_cover(sheets)


def check_references(sheet: Sheet, column: Column, other: Sheet) -> None:
    """Note references to rows that are not there."""
    known = set(other.raw["ref"])
    given = sheet.values[column.name]
    unknown = {ref for ref in set(given) - known if ref is not None}
    if not unknown:
        return
    # With very many there is one cause for all, and looking for near ones would take long.
    near = {ref: meant(str(ref), known) if len(known) < 2000 else "" for ref in sorted(unknown)[:50]}
    for position, ref in enumerate(given):
        if ref in unknown:
            what = f"{shown(str(ref))} is not in {other.table.file}"
            hint = near.get(ref, "")
            helpful = hint if hint.startswith("Did") else ""
            mend = f"{helpful} Correct it, or add it there.".strip()
            sheet.say(position, column.name, what, mend)


def check_tree(units: Sheet) -> None:
    """Note units that are, by a round way, above themselves."""
    parents = dict(zip(units.raw["ref"], units.raw["parent"], strict=True))
    for position, ref in enumerate(units.raw["ref"]):
        above, steps = parents.get(ref), 0
        while above and above != ref and steps <= len(parents):
            above, steps = parents.get(above), steps + 1
        if above == ref and steps:
            mend = "Correct one of the parents on the way: the tree must end at a nation."
            units.say(position, "parent", "this unit is, by a round way, above itself", mend)


def check_heads(sheets: Sheets) -> None:
    """Note units with cases that have no head's office, nor any unit above them."""
    units, offices, cases = sheets["units"], sheets["offices"], sheets["cases"]
    parents = dict(zip(units.raw["ref"], units.raw["parent"], strict=True))
    posts = zip(offices.raw["unit"], offices.raw["post"], strict=True)
    headed = {unit for unit, post in posts if post == "head"}
    numbers = {ref: position for position, ref in enumerate(units.raw["ref"])}
    for unit in sorted(set(cases.raw["unit"])):
        above: str | None = unit
        while above and above not in headed:
            above = parents.get(above)
        if not above:
            mend = "Add an office with the post head to offices.csv; nobody need hold it."
            what = "no head's office answers for the people of this unit"
            units.say(numbers[unit], "ref", what, mend)


def check_cover(sheets: Sheets) -> None:
    """Note cover for somebody who has no practitioner then, by that same one, or for too long."""
    covered = set(sheets["cover"].raw["person"])
    held: dict[object, list[tuple[str, str, object]]] = defaultdict(list)
    names = ("person", "from", "until", "practitioner")
    for person, start, until, who in zip(*_columns(sheets["relationships"], names), strict=True):
        if person in covered:
            held[person].append((str(start), str(until or OPEN), who))
    cover = sheets["cover"]
    rows = zip(*_columns(cover, names), strict=True)
    for position, (person, start, until, who) in enumerate(rows):
        then = [(one, end) for first, end, one in held[person] if first <= str(start) < end]
        if not then:
            mend = "Cover belongs to a relationship: check the person and the first day."
            cover.say(position, "person", "this person has no practitioner on that day", mend)
        elif who in (one for one, _ in then):
            mend = "Name who does the work while they are away."
            cover.say(position, "practitioner", "practitioners cannot cover for themselves", mend)
        elif str(until or OPEN) > (end := max(end for _, end in then)):
            what = "the relationship ends before this cover does"
            cover.say(position, "until", what, f"Let cover end with it: {end}.")


def _columns(sheet: Sheet, names: tuple[str, ...]) -> list[object]:
    return [sheet.values[name] for name in names]
