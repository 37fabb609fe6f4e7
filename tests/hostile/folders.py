"""Folders of CSV files, spoilt in every table and every way: imported, or refused and nothing changed."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import strategies as some

from tests.hostile import nonsense
from tests.hostile.place import Findings, Place

Rows = list[list[str]]
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\x00" * 60


def today() -> date:
    """Return the day of this service."""
    from django.utils import timezone

    return timezone.localdate()


def attack(place: Place, findings: Findings, *, number: int, times: int) -> None:
    """Import so many spoilt folders."""
    luck = Random(number)
    begun = time.monotonic()
    # The example of the docs is small, so that many folders are read; it is no part of this database.
    from befriend.imports.docs import PACKAGE

    for count in range(times):
        source = place.unit if not count % 10 else PACKAGE.parent
        one(place, findings, source, luck, what=f"folder {count} of seed {number}")
    print(f"    {times} folders in {time.monotonic() - begun:.0f} s", flush=True)


def one(place: Place, findings: Findings, source: Path, luck: Random, *, what: str) -> None:
    """Spoil one folder in one to three ways, import it, and see what became of it."""
    from befriend.imports import actions as imports

    with tempfile.TemporaryDirectory(prefix="befriend-hostile-") as name:
        folder = Path(shutil.copytree(source, Path(name) / "folder"))
        told = [spoil(folder, luck) for _ in range(luck.randint(1, 3))]
        before = place.held()
        findings.count("folders")
        try:
            report = imports.load(folder, day=today(), by="hostile")
        except Exception as error:
            findings.wrong(f"{what} ({'; '.join(told)}): {type(error).__name__}: {str(error)[:200]}")
            compare(place, findings, before, what)
            return
    if report.done:
        findings.let_through += 1
        return
    if not all(each.what and each.mend for each in report.problems) or not report.problems:
        findings.wrong(f"{what} ({'; '.join(told)}) was refused without saying why")
    compare(place, findings, before, what)


def compare(place: Place, findings: Findings, before: dict, what: str) -> None:
    """See to it that what was refused changed nothing."""
    from befriend.database import contents

    findings.compared += 1
    for told in contents.differences(before, place.held()):
        findings.wrong(f"{what}, refused, changed {told}")


def spoil(folder: Path, luck: Random) -> str:
    """Spoil one file, and say how."""
    files = [file for file in sorted(folder.glob("*.csv")) if file.is_file()]
    if not files:
        return "nothing left to spoil"
    file = luck.choice(files)
    way = luck.choice(WAYS)
    way(file, luck)
    return f"{file.name} {way.__name__}"


def cell(file: Path, luck: Random) -> None:
    """Write something else in one to five cells."""

    def change(rows: Rows) -> None:
        for _ in range(luck.randint(1, 5)):
            row = luck.choice(rows[1:] or rows)
            if row:
                row[luck.randrange(len(row))] = value(luck)

    rewritten(file, change)


def value(luck: Random) -> str:
    """Return nonsense for a cell."""
    known = [
        *nonsense.TEXTS,
        *nonsense.NUMBERS,
        *nonsense.DAYS,
        *nonsense.FORMULAS,
        "9999-12-30",
        "0001-01-02",
    ]
    made = "".join(chr(luck.choice([*range(32, 0x2FF), 0x202E, 0xFEFF, 0x1F426])) for _ in range(8))
    return luck.choice([*known, made, str(luck.randint(-(10**20), 10**20)), "x" * 100_000])


def swapped(file: Path, luck: Random) -> None:
    """Take cells of other rows of the same column: right in form, wrong in sense."""

    def change(rows: Rows) -> None:
        for _ in range(luck.randint(1, 10)):
            one, other = luck.choice(rows[1:] or rows), luck.choice(rows[1:] or rows)
            if one and len(one) == len(other):
                place = luck.randrange(len(one))
                one[place] = other[place]

    rewritten(file, change)


def doubled(file: Path, luck: Random) -> None:
    """Say some rows twice, in another place."""
    rewritten(file, lambda rows: rows.extend(luck.choice(rows[1:] or rows) for _ in range(3)))


def header(file: Path, luck: Random) -> None:
    """Spoil the first row: doubled, out of order, without one, or with one more."""

    def change(rows: Rows) -> None:
        if rows and rows[0]:
            names = rows[0]
            luck.choice([
                lambda: names.append(luck.choice(names)),
                lambda: luck.shuffle(names),
                names.pop,
                lambda: names.__setitem__(0, value(luck)[:200]),
                lambda: rows.pop(0),
            ])()  # fmt: skip

    rewritten(file, change)


def torn(file: Path, luck: Random) -> None:
    """End the file in the middle."""
    written = file.read_bytes()
    file.write_bytes(written[: luck.randrange(len(written) + 1)])


def missing(file: Path, luck: Random) -> None:
    """Leave the file out, or put a folder or another name in its place."""
    file.unlink()
    luck.choice([lambda: None, file.mkdir, lambda: file.with_suffix(".CSV").write_text("ref\n1\n")])()


def foreign(file: Path, luck: Random) -> None:
    """Write what is no CSV at all, or in another encoding."""
    written = file.read_bytes()
    text = written.decode("utf-8", "replace")
    file.write_bytes(
        luck.choice([
            ZIP, luck.randbytes(500), text.encode("utf-16", "replace"), b"\xef\xbb\xbf" + written,
            text.replace(",", ";").encode(), text.replace("\n", "\r").encode(), b"", b"\n" * 1000,
            written + b"\xff\xfe", written.replace(b",", b"\0,", 1), b'"' * 1001,
            text.encode("cp037", "replace"),
        ])
    )  # fmt: skip


def bitten(file: Path, luck: Random) -> None:
    """Change some bytes anywhere."""
    written = bytearray(file.read_bytes() or b"x")
    for _ in range(luck.randint(1, 20)):
        written[luck.randrange(len(written))] = luck.randrange(256)
    file.write_bytes(bytes(written))


def rewritten(file: Path, change: Callable[[Rows], object]) -> None:
    """Change the rows of a file."""
    text = file.read_bytes().decode("utf-8", "replace").replace("\0", "").replace("\r", "")
    rows = list(csv.reader(io.StringIO(text)))
    if rows:
        change(rows)
    with io.StringIO(newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
        file.write_bytes(out.getvalue().encode("utf-8", "replace"))


WAYS = (cell, cell, swapped, swapped, doubled, header, torn, missing, foreign, bitten)
# Any rows below a right header: these reach the checks behind the form (tests/imports/test_random.py).
ROWS = some.lists(some.lists(some.text(max_size=12), min_size=1, max_size=17), max_size=6)
