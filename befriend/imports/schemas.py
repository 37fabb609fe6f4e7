"""The tables of the folder as Frictionless table schemas, for whoever checks files before sending them."""

from __future__ import annotations

import json
from typing import Any

from befriend.imports.columns import Column, Kind, Table
from befriend.imports.tables import TABLES

FILE = "datapackage.json"
# The property by which a folder says that everybody in it is made up.
INVENTED = "invented"
TYPES = {
    Kind.DAY: "date",
    Kind.YES_NO: "boolean",
    Kind.WHOLE: "integer",
    Kind.HOURS: "number",
}


def package(*, invented: bool = False) -> dict[str, Any]:
    """Return the data package: one resource a file, to stand as datapackage.json beside them.

    `invented` marks the folder: everybody in it is made up, and no database for real people takes it.
    """
    mark = {INVENTED: True} if invented else {}
    return {"name": "befriend-import", **mark, "resources": [resource(table) for table in TABLES]}


def written(*, invented: bool = False) -> str:
    """Return the data package as the text of datapackage.json."""
    return json.dumps(package(invented=invented), indent=2, ensure_ascii=False) + "\n"


def resource(table: Table) -> dict[str, Any]:
    """Return one file as a resource with its schema."""
    return {
        "name": table.name,
        "path": table.file,
        "format": "csv",
        "encoding": "utf-8",
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """Return the table schema: fields, what makes a row one of a kind, what refers where."""
    key = [name for name in table.key if column_of(table, name).needed]
    found: dict[str, Any] = {"fields": [as_field(column) for column in table.columns]}
    if len(key) == len(table.key):
        found["primaryKey"] = key
    found["foreignKeys"] = [
        {"fields": column.name, "reference": {"resource": other(column, table), "fields": "ref"}}
        for column in table.columns
        if column.refers
    ]
    return found


def column_of(table: Table, name: str) -> Column:
    """Return the column of a name."""
    return next(column for column in table.columns if column.name == name)


def other(column: Column, table: Table) -> str:
    """Return the resource a column refers to, which is blank for its own."""
    return "" if column.refers == table.name else column.refers


def as_field(column: Column) -> dict[str, Any]:
    """Return one column as a field with its constraints."""
    kind = TYPES.get(column.kind, "string")
    constraints: dict[str, Any] = {"required": True} if column.needed else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    elif kind == "string":
        constraints["maxLength"] = column.longest
    elif kind in ("integer", "number"):
        constraints |= {"minimum": column.least, "maximum": column.most}
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.what}
    if kind == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    return field | ({"constraints": constraints} if constraints else {})
