"""Writing the audit: a line for what somebody did or saw, a tombstone for what was erased, the chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from .models import ERASED, Line

# The chain's links made in one go, and so in one short transaction.
AT_ONCE = 20_000


def write(
    *,
    by: str,
    day: date,
    did: str,
    what: str,
    office: str = "",
    because: Iterable[object] = (),
    people: Iterable[int] = (),
    why: str = "",
    page: str = "",
) -> Line:
    """Keep a line that `by`, acting as `office`, did something to `what` (references only).

    `people` are the keys of those it concerns; `why` is the reason somebody typed where one is asked.
    The database adds the role and, where it is not said, the office of the access context.
    """
    return kept(Line(
        by=by, office=office, day=day, did=did, what=what, because=list(because), people=each_once(people),
        why=why, page=page,
    ))  # fmt: skip


def looked(
    *, by: str, day: date, people: Iterable[int], page: str, office: str = "", why: str = ""
) -> Line | None:
    """Keep one line that `by` saw something about `people` (their keys); without any, nothing.

    `page` is the name of the page or command, never its address. Written in the transaction of the
    reading, so that nothing is shown that is not kept.
    """
    seen = each_once(people)
    if not seen:
        return None
    return kept(Line(
        kind=Line.Kind.LOOKED, by=by, office=office, day=day, did="looked", what="", people=seen, page=page,
        why=why,
    ))  # fmt: skip


# Every page that shows people writes one. What is not said here, the database fills in.
SAID = ("day", "by", "office", "did", "what", "people", "page", "why")
KEEP = """
INSERT INTO audit_line (at, day, by, office, did, what, because, kind, people, page, why)
VALUES (%(at)s, %(day)s, %(by)s, %(office)s, %(did)s, %(what)s, %(because)s, %(kind)s, %(people)s, %(page)s,
        %(why)s)
RETURNING id
"""


def kept(line: Line) -> Line:
    """Write a new line, and return it with its key."""
    line.at = timezone.now()
    values = {name: getattr(line, name) for name in SAID}
    values |= {"at": line.at, "kind": str(line.kind), "because": Jsonb(line.because)}
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)
        line.pk = cursor.fetchone()[0]
    line._state.adding = False
    return line


def erased(*, by: str, day: date, rows: Mapping[str, Collection[int]], policy: str, office: str = "") -> Line:
    """Keep a line that names the rows whose contents are blanked under `policy`; blank audit lines.

    `rows` are ids by the name of their table: event tables ("people_personevent", by pgh_id) and
    "audit_line". Call it once for one erasure, in the same transaction and before or after blanking:

    * Rows of event tables you blank yourself, with UPDATE or DELETE: their columns, never pgh_id.
      Take the ids of the events that the erasure itself causes too: blanking a row of a tracked
      table leaves an update event, which still holds nothing (no need to name it), but the events
      from before hold everything.
    * "audit_line": this blanks them: what, because, people and why go, everything else and the digest
      stay, and `erased_on` says since when. Lines that tell of an erasure are never blanked.

    Digests of blanked rows stay in `audit_change` and in the chain. `befriend audit verify` accepts a
    row that no longer fits its digest only if a linked line `erased` names its table and id, and the
    same transaction carried out an erasure (`keeping`) of that day as the tables' owner, who alone may.
    """
    named = [{"table": table, "ids": sorted(ids)} for table, ids in sorted(rows.items()) if ids]
    with transaction.atomic():
        line = write(by=by, day=day, office=office, did=ERASED, what=policy, because=named)
        if rows.get(Line._meta.db_table):
            with connection.cursor() as cursor:
                cursor.execute("SELECT befriend_blank_lines(%s, %s)", [line.pk, day])
    return line


def seal(*, limit: int = AT_ONCE) -> int:
    """Link what was committed and is not in the chain yet, at most `limit` rows; return how many.

    A short transaction of its own: call it every second or two, under `access.service`, never within
    another's. Whoever comes while another seals does nothing and returns 0. Losing the last links with
    the power costs nothing: they are made again.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SELECT befriend_seal(%s)", [limit])
        return int(cursor.fetchone()[0])


def seal_all() -> int:
    """Link everything that waits for it; return how many."""
    linked = 0
    while made := seal():
        linked += made
    return linked


def each_once(people: Iterable[int]) -> list[int]:
    """Return keys in order, each once."""
    return sorted(set(people))
