"""Who may see what: docs/access.md, made from every address and the permission its view needs.

`python -m befriend.cli.access_table` writes the page anew. What each permission lets each role do is
declared here once; a test knocks at every address as every role and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
WRITTEN_BY = "python -m befriend.cli.access_table"

NOBODY, PRACTITIONER, SENIOR, HEAD = "nobody", "practitioner", "senior", "head"
REGION, NATION, REPRESENTATIVE = "region", "nation", "representative"
DATA_PROTECTION, INSPECTOR, COURT = "data protection", "inspector", "court officer"
VICTIM_LIAISON, ADMIN, RESEARCHER = "victim liaison", "admin support", "researcher"
OTHER_HEAD, PERSON = "head elsewhere", "the person"
ROLES = (
    *(NOBODY, PRACTITIONER, SENIOR, HEAD, REGION, NATION, REPRESENTATIVE, DATA_PROTECTION, INSPECTOR),
    *(COURT, VICTIM_LIAISON, ADMIN, RESEARCHER, OTHER_HEAD, PERSON),
)
STAFF = tuple(role for role in ROLES if role not in (NOBODY, PERSON))
HEADS = (HEAD, REGION, NATION)
MANAGERS = (SENIOR, *HEADS)

YES, OWN, DUE, NO = "yes", "own", "due", ""


class Permission(NamedTuple):
    """What a permission is for, in words, and what it is to each role."""

    what: str
    cells: dict[str, str]


def to(mark: str, *roles: str) -> dict[str, str]:
    """Return the same mark for several roles."""
    return dict.fromkeys(roles, mark)


PERMISSIONS = {
    "public": Permission("Anybody, signed in or not.", to(YES, *ROLES)),
    "identity.own_account": Permission(
        "One's own account, second factors and sign-ins.", to(OWN, *STAFF, PERSON)
    ),
    "drafts.keep": Permission("The words of one's own forms.", to(OWN, *STAFF, PERSON)),
    "portal.own": Permission("A person's own page: what they may read of themselves.", to(OWN, PERSON)),
    "portal.answer": Permission(
        "What a person asks on their own page, and their way in.",
        {**to(OWN, *STAFF), **to(YES, *MANAGERS)},
    ),
    "portal.see_asked": Permission(
        "The list of what people within reach asked on their own page.", to(OWN, *STAFF)
    ),
    "allocation.see_own": Permission("One's own people, load, proposals and messages.", to(OWN, *STAFF)),
    "allocation.see_statement": Permission("The workload statement: whom it is about.", to(OWN, *STAFF)),
    "allocation.see_week": Permission(
        "The numbers of the unit, and by name whoever is within reach.",
        to(YES, *MANAGERS, REPRESENTATIVE, INSPECTOR),
    ),
    "allocation.see_people": Permission(
        "The list of a unit's people; of a court officer, those on whom a report is due.",
        {**to(YES, INSPECTOR, ADMIN), COURT: DUE},
    ),
    "allocation.plan_week": Permission("Plan, and decide who is with whom.", to(YES, *MANAGERS)),
    "allocation.own_gap": Permission("Decide what a head owns.", to(YES, *HEADS)),
    "allocation.order_to_exceed": Permission("Sign an order to exceed the cap.", to(YES, *HEADS)),
    "allocation.see_person": Permission(
        "A person's page and papers.",
        {**to(OWN, *STAFF), **to(YES, *MANAGERS, DATA_PROTECTION, INSPECTOR, ADMIN), COURT: DUE},
    ),
    "allocation.ask_for_person": Permission(
        "Write down what a person asks.", {**to(OWN, *STAFF), **to(YES, *MANAGERS, ADMIN)}
    ),
    "allocation.keep_contact": Permission(
        "Book, close and write down contact with a person.",
        {**to(OWN, *STAFF), **to(YES, *MANAGERS, ADMIN)},
    ),
    "people.state": Permission(
        "State something about a person, and receive what they contest.",
        {**to(OWN, *STAFF), **to(YES, *MANAGERS, ADMIN)},
    ),
    "people.confirm": Permission(
        "Say that a statement is still true, or no longer, and what may be told of its source.",
        {**to(OWN, *STAFF), **to(YES, *MANAGERS)},
    ),
    "people.review": Permission(
        "Decide what a person contests, unless one wrote it down or works with them.",
        to(YES, *MANAGERS, DATA_PROTECTION),
    ),
    "people.review_any": Permission(
        "The list of what is contested, of people within reach.",
        to(YES, *MANAGERS, DATA_PROTECTION, OTHER_HEAD),
    ),
    "documents.make_paper": Permission(
        "Make papers about a person, and keep when they were given.",
        {**to(OWN, *STAFF), **to(YES, *MANAGERS)},
    ),
    "allocation.keep_plan": Permission(
        "Keep the supervision plan of a person, and hand them over.",
        {**to(OWN, *STAFF), **to(YES, *MANAGERS)},
    ),
    "allocation.receive": Permission(
        "Take note of a warning: whoever takes the person over.", to(OWN, *STAFF)
    ),
    "allocation.open_closed": Permission(
        "Open a closed record by its exact reference, for one hour and with a reason.",
        to(YES, *(one for one in STAFF if one not in (INSPECTOR, RESEARCHER))),
    ),
    "allocation.decide_access": Permission(
        "Close a record to some, or to all but some.", to(YES, *HEADS, DATA_PROTECTION)
    ),
    "workforce.see_incidents": Permission("Incidents in full.", to(YES, REPRESENTATIVE)),
    "evidence.see_trials": Permission(
        "Policies tried on a made-up country, and their statements.", to(YES, *STAFF)
    ),
    "evidence.ask_trial": Permission(
        "Have a policy tried, and cancel that.", to(YES, *HEADS, OTHER_HEAD, INSPECTOR, RESEARCHER)
    ),
    "evidence.manage_trials": Permission(
        "Cancel a trial that somebody else asked for, on the same page.", to(YES, *HEADS, OTHER_HEAD)
    ),
    "evidence.comment": Permission(
        "Say what one thinks of a policy, as who works under it.", to(YES, PRACTITIONER, REPRESENTATIVE)
    ),
    "evidence.remove_words": Permission(
        "Take out of a comment what identifies somebody.", to(YES, DATA_PROTECTION)
    ),
    "keeping.keep": Permission("Retention, and who did and saw what.", to(YES, DATA_PROTECTION)),
    "keeping.keep_person": Permission("One person's record as a whole.", to(YES, DATA_PROTECTION)),
}

# Of the API: the method and address of each operation, and the permission it asks for.
API = {
    ("GET", "api/"): "public",
    ("GET", "api/openapi.json"): "public",
    ("POST", "api/allocations"): "allocation.plan_week",
    ("POST", "api/rules/<str:rule>"): "public",
    ("GET", "api/units/<path:ref>/week"): "allocation.see_week",
}

INTRODUCTION = f"""\
# Who may see what

*Last read through: 2026-11-21*

Nobody is given rights one by one. What somebody may see follows from the offices they hold and the people
who are with them, today. This page is made from the addresses themselves and the permission each view needs:
`{WRITTEN_BY}` writes it anew. `tests/access/test_table.py` knocks at every address as every role and
compares; an address in no row fails it. A view that does not say who may see it is shown to nobody.

## How to read it

- **yes**: for the units of the office held, and those below. *Region* and *nation* are heads of those.
  *Head elsewhere* is the head of a unit beside the one the page is about.
- **own**: about oneself, what is one's own, or somebody with whom one is: whom one supervises or covers, or
  is on duty for while nobody does. Whoever works here may come to be with somebody, whatever their office.
- **due**: people of the unit on whom a report to a court is to be done, until it is done.
- An empty cell: refused. Where an address points to somebody, the refusal is the answer of an address where
  nothing is (*hidden* below), to the letter.
- Several offices add up. Whoever acts for a vacant office below does so as the holder of their own.
- **Restricted records come on top.** An exclusion takes every cell about that person away, and nothing lifts
  it. A restriction leaves only those it names, and whoever is with the person. Whoever opens a closed record
  has *own* for one hour. The database holds all this by itself, under every page, program and command.
- The **representative** reads the numbers of the week and incidents in full, and no person's name: those
  stand as a count. A **victim liaison officer** and a **researcher** see no person at all, until victims'
  records and de-identified extracts are built. An **inspector** reads, and changes nothing. **Admin support**
  sees the people of the unit and writes down what they ask; they plan nothing.
- **The person** sees their own page, which the database reads for them as a role of its own:
  themselves, their appointments, plan, officers by name, and what is stated of them as far as it may be
  told. That role writes nothing.
- **A trial of a policy** is about a made-up country and nobody in it is real, so everybody who works here
  reads it. What somebody supervised said of it stands there without their name; who said it is shown to those
  who reach that person.
"""


class Address(NamedTuple):
    """One address: its method where that matters, what it needs, and whether a refusal hides it."""

    method: str
    written: str
    permission: str | None
    hidden: bool


def addresses() -> list[Address]:
    """Return every address of the service, in order."""
    from django.urls import get_resolver

    return sorted(found(get_resolver(), ""), key=lambda one: (one.written, one.method))


def found(resolver: Any, before: str) -> Iterator[Address]:
    """Return every address below a resolver; those of the API with their methods."""
    for each in resolver.url_patterns:
        written = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from found(each, written)
        elif written.startswith("api/"):
            yield from of_api(written)
        else:
            view = each.callback
            yield Address("", written, getattr(view, "permission", None), getattr(view, "hidden", False))


def of_api(written: str) -> Iterator[Address]:
    """Return the operations at an address of the API, each with what it needs."""
    methods = [method for method, path in operations() if path == written] or ["GET"]
    for method in methods:
        yield Address(method, written, API.get((method, written)), hidden=False)


def operations() -> Iterator[tuple[str, str]]:
    """Return the method and address of every operation of the API."""
    from befriend.api import api

    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            written = "api" + path.replace("{", "<").replace("}", ">")
            for operation in view.operations:
                yield from ((method, written) for method in operation.methods)


def page() -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *pages(), "", *permissions(), "", *commands(), ""])


def pages() -> Iterator[str]:
    """Return the table of addresses and roles."""
    yield from ("## Pages and programs", "")
    yield from head("address", *ROLES, "needs")
    for one in addresses():
        permission = PERMISSIONS[one.permission or ""]
        cells = [permission.cells.get(role, NO) for role in ROLES]
        needs = f"{one.permission}{', hidden' if one.hidden else ''}"
        yield line(f"`{f'{one.method} ' if one.method else ''}/{one.written}`", *cells, needs)


def permissions() -> Iterator[str]:
    """Return what each permission is for."""
    yield from ("## What each needs", "")
    yield from head("needs", "for")
    yield from (line(name, one.what) for name, one in sorted(PERMISSIONS.items()))


def commands() -> Iterator[str]:
    """Return as whom each command acts."""
    from typer.main import get_group

    from befriend.cli import app

    yield from (
        "## Commands",
        "",
        "Whoever may run a command on the server may run each of them. Those that show or change people act",
        "`--as` an office, and see and do what that office may; whom they saw is kept with the name of the",
        "command and the office. The others act as the service, for everybody at once, and show nobody.",
        "",
    )
    yield from head("command", "acts as")
    for name, command in sorted(get_group(app).commands.items()):
        named = any("--as" in parameter.opts for parameter in command.params)
        yield line(f"`befriend {name}`", "`--as` an office" if named else "the service")


def head(*cells: str) -> Iterable[str]:
    """Return the head of a table."""
    return line(*cells), "|---" * len(cells) + "|"


def line(*cells: str) -> str:
    """Return one row of a table."""
    return f"| {' | '.join(cells)} |"


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    from befriend import database
    from befriend.cli import server

    with database.ready():
        server.set_up()
        write()
