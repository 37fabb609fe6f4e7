"""Commands of data protection: who is due, holds, erasing, and giving somebody their record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from befriend import database
from befriend.cli import asking, server, statement
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.keeping.models import AccessRequest, Erasure
    from befriend.people.models import Person
    from befriend.workforce.models import Office

As = Annotated[str, typer.Option("--as", help="The data-protection office you act as.")]
Ref = Annotated[str, typer.Argument(help="The person's exact reference.")]
Why = Annotated[str, typer.Option("--because", help="Why, in a few words.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("retention")(retention)
    app.command("hold")(hold)
    app.command("approve-erasing")(approve_erasing)
    app.command("erase")(erase)
    app.command("subject-access")(subject_access)
    app.command("review-passage")(review_passage)


def retention(office: As) -> None:
    """List who is due to be erased in the units of an office, and whose erasing is approved."""
    with acting(office, "retention") as (named, day):
        from befriend.keeping import queries

        shut = queries.office_shut_out(named, day)
        for one in queries.due(named.unit, day, without=shut):
            print(f"{one.person.ref}  due since {one.keep.day}")
        for erasure in queries.approved(named, without=shut):
            print(
                f"{erasure.person.ref}  approved on {erasure.approved_on}, to be erased by `befriend erase`"
            )
        others = queries.count_due(named.unit, day, of=shut) + queries.count_approved(named, of=shut)
        say_others(others)


def hold(
    person: Ref,
    office: As,
    kind: Annotated[str, typer.Option("--for", help="litigation, inquiry, complaint or review.")],
    because: Why,
) -> None:
    """Let nobody erase a person's record until the hold is ended (on the pages)."""
    with acting(office, "hold") as (named, day):
        from befriend.keeping import actions
        from befriend.keeping.models import Hold

        if kind not in Hold.Kind.values:
            asking.unknown("kind of hold", kind, Hold.Kind.values)
        found = person_of(person, named, day)
        actions.hold(person=found, kind=kind, because=because, **signed(named, day))
        print(f"The record of {found.ref} is held.")


def approve_erasing(person: Ref, office: As) -> None:
    """Approve that one person who is due is erased; nothing is erased yet."""
    with acting(office, "approve-erasing") as (named, day):
        from befriend.keeping import actions

        found = person_of(person, named, day)
        actions.approve(person=found, named=person, **signed(named, day))
        print(f"Erasing {found.ref} is approved. `befriend erase --as {named.ref}` carries it out.")


def erase(office: As) -> None:
    """Erase for good everybody whose erasing the office has approved, as the owner of the tables."""
    with database.ready():
        with acting(office, "erase") as (named, day):
            from befriend.keeping import queries

            shut = queries.office_shut_out(named, day)
            approved, others = queries.approved(named, without=shut), queries.count_approved(named, of=shut)
        for erasure in approved:
            print(f"approval {erasure.pk}: {carried_out(erasure, named, day)}")
        print(f"{len(approved)} approvals looked at.")
        say_others(others)


def say_others(count: int) -> None:
    """Say how much somebody else must do, since whoever holds the office is excluded from those records."""
    if count:
        print(f"{count} more for somebody else: the data-protection office above.")


def carried_out(erasure: Erasure, office: Office, day: date) -> str:
    """Carry one approval out in a transaction of its own; say what came of it."""
    from befriend.keeping import actions
    from befriend.keeping.actions.owning import as_owner

    try:
        with as_owner(by=f"office {office.ref}", office=office.ref, day=day):
            done = actions.erase(erasure=erasure, **signed(office, day))
    except BefriendError as refused:
        return str(refused)
    return f"erased, {sum(done.counts.values()):,} rows blanked"


def subject_access(
    person: Ref,
    office: As,
    give: Annotated[bool, typer.Option("--give", help="Make the final export, once all is decided.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was given for programs.")] = False,
    pdf: Annotated[Path | None, typer.Option(help="Write what was given to this file as a paper.")] = None,
) -> None:
    """Begin to give a person their record: list what a reviewer must see; with --give, give it."""
    with acting(office, "subject-access") as (named, day):
        from befriend.keeping import actions

        request = actions.begin(person=person_of(person, named, day), **signed(named, day))
        if not give:
            print("\n".join(waiting(request)))
            return
        request = actions.give(request=request, **signed(named, day))
        if pdf is not None:
            statement.write(pdf, paper_of(request))
        if as_json:
            print(json.dumps(request.content, indent=2, ensure_ascii=False))
        else:
            print("\n".join(in_words(request.content)))


def review_passage(
    passage: Annotated[int, typer.Argument(help="Its number, as `subject-access` lists it.")],
    office: As,
    withhold: Annotated[str, typer.Option(help="The ground on which it is withheld.")] = "",
    because: Why = "",
) -> None:
    """Release one passage to the person, or withhold it on a ground."""
    with acting(office, "review-passage") as (named, day):
        from befriend.keeping import actions, queries
        from befriend.keeping.models import Passage

        found = Passage.objects.filter(pk=passage).select_related("request__person").first()
        # Of somebody out of reach, as of nobody: their reference is not said either.
        if found is None or not queries.answers_for(named, found.request.person, day):
            raise BefriendError(f"There is no passage {passage}. `befriend subject-access` lists them.")
        if withhold and withhold not in Passage.Ground.values:
            asking.unknown("ground", withhold, Passage.Ground.values)
        actions.decide(
            passage=found, released=not withhold, ground=withhold, because=because, **signed(named, day)
        )
        print("Withheld." if withhold else "Released.")


@contextmanager
def acting(ref: str, command: str) -> Iterator[tuple[Office, date]]:
    """Act as a data-protection office, reading whole records; every person read is a look that is kept."""
    with database.ready():
        server.prepare()
        from befriend.audit import access, looking
        from befriend.workforce.models import Office

        day = asking.today()
        office = asking.named_office(ref, None, day)
        if office.post != Office.Post.DATA_PROTECTION:
            raise BefriendError(f"{office.ref} is no data-protection office. Name one with --as.")
        within = asking.acting(ref, None, day=day, command=f"befriend {command}")
        with within, access.service(by="", day=day), looking.kept(page=command):
            yield office, day


def signed(office: Office, day: date) -> dict[str, Any]:
    """Return who decides as actions ask for it: the office, by whoever runs the command."""
    return {"by": f"office {office.ref}"[:40], "office": office, "day": day}


def person_of(ref: str, office: Office, day: date) -> Person:
    """Return somebody whose record the office answers for; of anybody else, as of nobody."""
    from befriend.keeping import queries
    from befriend.people.models import Person

    found = Person.objects.filter(ref=ref).first() if asking.plain(ref) else None
    if found is None or not queries.answers_for(office, found, day):
        raise BefriendError(
            f"Nobody with the reference '{asking.printable(ref)}' is in reach of this office."
        )
    return found


def waiting(request: AccessRequest) -> Iterable[str]:
    """Return the passages a reviewer must see, with their numbers."""
    from befriend.keeping import queries

    passages = queries.reviewed(request)
    yield f"{len(passages)} passages may tell of somebody else. Decide each with `befriend review-passage`."
    for one in passages:
        how = {None: "no decision", True: "released", False: "withheld"}[one.passage.released]
        yield f"{one.passage.pk:>6}  {how:<11}  {one.title}, {one.name}: {one.words}"


def in_words(content: dict[str, Any]) -> Iterable[str]:
    """Return what was given as lines."""
    yield f"{content['held_back']['passages']} passages are held back."
    for section in content["sections"]:
        yield f"\n{section['title']}"
        for row in section["rows"]:
            yield from (f"  {one['name']}: {one['words']}" for one in row["values"])
            for moment in row["history"]:
                yield f"  {moment['did']}: {moment['words']}"
                yield from (f"    {one['name']}: {one['words']}" for one in moment["values"])


def paper_of(request: AccessRequest) -> bytes:
    """Return what was given as a paper."""
    from befriend.documents import papers
    from befriend.identity import queries as identity

    shown = {"content": request.content, "invented": identity.is_invented()}
    return papers.pdf("keeping/record_paper.jinja", shown)
