"""What each look of `befriend doctor` finds: judged from plain values, so that each is tried both ways."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from befriend.audit.replica import Moment

SHORTEST_KEY = 32
SECONDS_APART = 2
OLDEST_POSTGRES, NEWEST_POSTGRES = 15, 18
HOURS_WITHOUT_COPY = 24
# How far a read replica may be behind.
LATE = timedelta(minutes=5)
# Of a disk.
LITTLE_ROOM, SOME_ROOM = 0.05, 0.15
MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")
OURS = {"127.0.0.1", "localhost", "[::1]"}


class Level(StrEnum):
    """How bad it is."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Finding(NamedTuple):
    """One look: what was looked at, how it stands, and how to mend it."""

    level: Level
    about: str
    says: str
    mend: str = ""


def judged(about: str, *, good: bool, says: str, bad: str, mend: str, level: Level = Level.RED) -> Finding:
    """Return a green finding, or one of `level` with how to mend it."""
    return Finding(Level.GREEN, about, says) if good else Finding(level, about, bad, mend)


def secret_key(key: str) -> Finding:
    """Judge the key that signs cookies."""
    return judged(
        "secret key",
        good=len(key) >= SHORTEST_KEY and len(set(key)) > 8,
        says="It is long enough.",
        bad="It is short, or the same letters again and again.",
        mend=f"Set BEFRIEND_SECRET_KEY_FILE to a file with {SHORTEST_KEY} letters or more by chance.",
    )


def debugging(*, on: bool) -> Finding:
    """Judge the switch that shows errors with everything around them."""
    return judged(
        "errors", good=not on, says="Their pages show a number and nothing else.",
        bad="Their pages show what a request held.", mend="Unset BEFRIEND_DEBUG.",
    )  # fmt: skip


def hosts(names: Collection[str]) -> Finding:
    """Judge by which names the service may be called."""
    return judged(
        "hosts",
        good=bool(names) and not any("*" in name or name.startswith(".") for name in names),
        says=f"Answers to {len(names)} names that are written down.",
        bad="Answers to any name.",
        mend="Write the names people type in BEFRIEND_HOSTS.",
    )


def https(names: Collection[str], *, secure: bool, behind_proxy: bool) -> Finding:
    """Judge whether what is said on the way is sealed."""
    if set(names) <= OURS:
        return Finding(Level.GREEN, "https", "Only this machine is served, so http does.")
    return judged(
        "https", good=secure and behind_proxy, says="Cookies are for https only, and http is sent on to it.",
        bad="Other machines are served, and nothing says that a server in front speaks https.",
        mend="Put a web server with https in front, and set BEFRIEND_BEHIND_PROXY to 1.",
    )  # fmt: skip


def way_to_database(ways: Collection[tuple[str, str]]) -> Finding:
    """Judge the ways to the database, each a host and how its certificate is checked (`sslmode`)."""
    in_the_open = sorted({host for host, mode in ways if not is_here(host) and mode != "verify-full"})
    return judged(
        "way to the database",
        good=not in_the_open,
        says="It stays on this machine, or is encrypted to a server whose certificate is checked.",
        bad=f"Others may listen, or answer in its place: {', '.join(in_the_open)}.",
        mend="Add ?sslmode=verify-full&sslrootcert=FILE to its address.",
    )


def is_here(host: str) -> bool:
    """Say whether a database is on this machine: a socket, or an address that leads no further."""
    return not host or host.startswith(("/", "@")) or host in ("localhost", "127.0.0.1", "::1")


def mail(*, is_set_up: bool) -> Finding:
    """Judge whether messages leave."""
    return judged(
        "mail", good=is_set_up, says="Messages leave by mail.", bad="Messages are kept, and none leaves.",
        mend="Set BEFRIEND_SMTP_URL, as docs/running.md says.", level=Level.AMBER,
    )  # fmt: skip


class Role(NamedTuple):
    """What a role of the database can do."""

    name: str
    superuser: bool
    passes_policies: bool
    makes_roles: bool
    signs_in: bool
    owns: int


def app_role(roles: Mapping[str, Role], signs_in_as: str, app: str) -> Finding:
    """Judge the role under which pages work, and the one that signs in for them."""
    wrong = [name for name in (app, signs_in_as) if name not in roles or too_strong(roles[name])]
    return judged(
        "role of the pages",
        good=not wrong,
        says="It is no superuser, owns nothing, and every policy binds it.",
        bad=f"{', '.join(dict.fromkeys(wrong))}: not there, or can do more than it should.",
        mend=f"Sign in by DATABASE_URL as {app}: no superuser, NOBYPASSRLS, NOCREATEROLE, owner of nothing.",
    )


def too_strong(role: Role) -> bool:
    """Say whether a role could pass a policy by."""
    return role.superuser or role.passes_policies or role.makes_roles or role.owns > 0


def counting_role(roles: Mapping[str, Role], name: str) -> Finding:
    """Judge the role that counts everybody for the cap."""
    role = roles.get(name)
    return judged(
        "role that counts",
        good=role is not None and role.passes_policies and not role.signs_in and not role.superuser,
        says="Nobody can sign in as it, and it sees all that it counts.",
        bad="It is not there, or somebody can sign in as it, or a policy hides people from the count.",
        mend=f"ALTER ROLE {name} NOLOGIN NOSUPERUSER BYPASSRLS;",
    )


def floor(open_tables: Collection[str], bound: int) -> Finding:
    """Judge row-level security: the tables about people it does not bind, and how many it does."""
    return judged(
        "row-level security",
        good=not open_tables and bound > 0,
        says=f"Forced on {bound} tables.",
        bad=f"Not forced on {', '.join(sorted(open_tables)[:5]) or 'any table'}.",
        mend="`migrate` does not bring back what was taken away by hand. Bring back a copy from before, or "
        "see the SQL of the migration that binds the table (`befriend manage sqlmigrate APP NUMBER "
        "--database owner`), and run what it says of that table as its owner. "
        "One that no migration binds is a fault of whoever wrote it: tell them.",
    )


def migrations(missing: Collection[str]) -> Finding:
    """Judge whether the tables are those of this program."""
    return judged(
        "tables", good=not missing, says="They are those of this program.",
        bad=f"{len(missing)} changes to them are to be made; policies, audit and worker are not looked at.",
        mend="Start `befriend serve`, or run `befriend init`; then ask again.",
    )  # fmt: skip


def policies(refused: str) -> Finding:
    """Judge whether every dated value can be read."""
    return judged(
        "policies", good=not refused, says="Every file of them can be read.", bad=refused,
        mend="Mend the file it names, or take it out of BEFRIEND_POLICIES.",
    )  # fmt: skip


def chain(faults: int, late: int) -> Finding:
    """Judge the chain of the audit by a quick look: its links, its triggers, what waits to be linked."""
    if faults:
        return Finding(Level.RED, "audit", f"{faults} links or triggers are not as they were written.",
                       "Run `befriend audit verify`, and tell data protection what it says.")  # fmt: skip
    return judged(
        "audit", good=late == 0, says="Its links follow from each other, and its triggers are on.",
        bad=f"{late} rows older than a minute are in no link yet.",
        mend="See that the worker runs: `befriend worker`.", level=Level.AMBER,
    )  # fmt: skip


def replica(moment: Moment | None) -> Finding:
    """Judge the server that follows the database."""
    if moment is None:
        return Finding(
            Level.RED, "read replica", "It does not answer, so reports burden the database itself.",
            "Start it, or unset BEFRIEND_REPLICA_URL.",
        )  # fmt: skip
    behind = moment.behind.total_seconds()
    return judged(
        "read replica",
        good=moment.behind <= LATE,
        says="It follows the database.",
        bad=f"It is {behind:,.0f} seconds behind, and every figure from it says so.",
        mend="See in its log whether it still follows, and in pg_replication_slots what is kept for it.",
        level=Level.AMBER,
    )


def clock(seconds_apart: float) -> Finding:
    """Judge the clocks of this machine and of the database against each other."""
    return judged(
        "clock", good=abs(seconds_apart) <= SECONDS_APART, says="It is the same here and in the database.",
        bad=f"It differs here and in the database by {abs(seconds_apart):.0f} seconds.",
        mend="Set both machines by the same time server (NTP).",
    )  # fmt: skip


def disk(what: str, free: int, total: int) -> Finding:
    """Judge the room on a disk, in bytes."""
    share = free / total if total else 0
    level = Level.RED if share < LITTLE_ROOM else Level.AMBER
    said = f"{free // 10**9} GB ({share:.0%}) are free."
    return judged(f"disk of {what}", good=share >= SOME_ROOM, says=said, bad=said,
                  mend="Make room, or move it to a larger disk.", level=level)  # fmt: skip


def copies(hours: float | None, *, real: bool) -> Finding:
    """Judge the age of the newest copy; None where there is none."""
    good = hours is not None and hours <= HOURS_WITHOUT_COPY
    said = "There is no copy." if hours is None else f"The newest copy is {hours:.0f} hours old."
    mend = "Run `befriend backup` every day."
    if hours is None:
        mend = (
            "Run `befriend backup` now, and every day. Then go on: `befriend init --real`, if it was refused."
        )
    return judged("copies", good=good, says=said, bad=said, mend=mend,
                  level=Level.RED if real else Level.AMBER)  # fmt: skip


def worker(*, silent: bool) -> Finding:
    """Judge whether a worker lives."""
    return judged(
        "worker", good=not silent, says="It lives.", bad="None has lived for a while: nothing is sent.",
        mend="Run `befriend serve`, or `befriend worker` beside other servers.", level=Level.AMBER,
    )  # fmt: skip


def postgres(number: int) -> Finding:
    """Judge the version of the server: 180006 is 18.6."""
    major = number // 10_000
    return judged(
        "PostgreSQL", good=OLDEST_POSTGRES <= major <= NEWEST_POSTGRES, says=f"It is version {major}.",
        bad=f"It is version {major}.", mend=f"Use one from {OLDEST_POSTGRES} to {NEWEST_POSTGRES}.",
    )  # fmt: skip


def durable(settings: Mapping[str, str]) -> Finding:
    """Judge whether the server keeps what it says it has kept."""
    off = [name for name in MUST_BE_ON if settings.get(name, "off") in ("off", "false", "no", "0")]
    return judged(
        "what is kept", good=not off, says="What is acknowledged outlives a loss of power.",
        bad=f"{', '.join(off)} is off: what is acknowledged can be lost.", mend="Switch it on in PostgreSQL.",
    )  # fmt: skip
