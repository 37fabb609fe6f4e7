"""The command `try`: a policy tried on a whole made-up country, before it lands on anyone."""

from __future__ import annotations

import json
import os
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from befriend.cli import asking, stopping
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.simulator.caseload import Live
    from befriend.simulator.trial import Asked, Runner

MOST_WORKERS = 256
WIDTH = 110
MADE_UP, LIVE = "march-2026", "live"


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("try")(try_)


def try_(
    policy: Annotated[
        str | None,
        typer.Argument(
            help="A policy pack by its name, or a proposal in a YAML file; without it, every pack."
        ),
    ] = None,
    against: Annotated[str, typer.Option(help="What it is held against: a pack, a file, or base.")] = "base",
    country: Annotated[str, typer.Option(help="The country it is tried on.")] = MADE_UP,
    source: Annotated[
        str | None, typer.Option("--from", help="`live`: the service's own caseload instead of a country.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Of the live caseload; the first delivery unit.")] = None,
    office: Annotated[
        str | None, typer.Option("--as", help="The office you act as; where nobody is real, the head's.")
    ] = None,
    months: Annotated[int, typer.Option(help="For how many months.")] = 36,
    runs: Annotated[int, typer.Option(help="How often, each time with other luck and assumptions.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same numbers.")] = 1,
    workers: Annotated[
        int | None, typer.Option(help="How many processes; as many as there are processors.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler, as tcp://10.0.0.1:8786.")
    ] = None,
    hold: Annotated[
        bool, typer.Option("--hold", help="Hold assumptions as they stand: bands are of luck alone.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="A folder for the statement as HTML, PDF and JSON.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
    again: Annotated[
        Path | None, typer.Option(help="The JSON of a statement: live through it again, and compare.")
    ] = None,
) -> None:
    """Try a policy on everyone: the capacity impact statement, unintended consequences first.

    The country and everybody in it are made up; with --from live it starts from the people and practitioners
    of real units, by number alone. Nothing is put in force.
    """
    from befriend.cli import repeating
    from befriend.evidence.impact import data
    from befriend.simulator import packs, trial

    if policy is None:
        print("\n".join(f"{name:36} {packs.read(name).what}" for name in packs.names()))
        return
    folder = ready(out)
    asked = trial.Asked(packs.read(policy), packs.read(against), country, months, runs, seed, hold)
    asked = repeating.asked(asked, again) if again is not None else asked
    asked.refuse_nonsense()
    asked = asked._replace(live=start(source, unit, office, country))
    asked.refuse_nonsense()
    asking.say(announced(asked))
    with stopping.stoppable("Stopped; nothing was written."):
        found = trial.tried(asked, runner(workers, cluster), progress(asked.runs))
    statement = data.of(found)
    told(statement, folder, again, as_json=as_json)


def told(statement: dict[str, Any], folder: Path | None, again: Path | None, *, as_json: bool) -> None:
    """Write a statement if there is a folder for it, and print it; or whether it is as one was before."""
    if again is not None:
        from befriend.cli import repeating

        repeating.say(statement, again)
        return
    if folder is not None:
        write(folder, statement)
    if as_json:
        print(json.dumps(statement, indent=2, ensure_ascii=False))
    else:
        from befriend.evidence.impact import words

        print("\n".join(wrapped(line) for line in words.lines(statement)))


def announced(asked: Asked) -> str:
    """Return what is about to be tried."""
    where = "the whole country" if asked.live is None else "the live caseload"
    return (f"Trying {asked.policy.name} against {asked.against.name}: {asked.months} months, {asked.runs} "
            f"runs of {where} each (seed {asked.seed}) ...")  # fmt: skip


def start(source: str | None, unit: str | None, office: str | None, country: str) -> Live | None:
    """Return the live caseload if it is asked for; BefriendError for what does not go together."""
    if source is None:
        if unit is not None or office is not None:
            raise BefriendError("--unit and --as are of the live caseload. Add --from live.")
        return None
    if source != LIVE or country != MADE_UP:
        raise BefriendError("A policy is tried on a made-up country (--country NAME) or --from live.")
    from befriend.cli import live_start

    return live_start.read(unit, office)


def wrapped(line: str) -> str:
    """Return a line of a list broken to be read, the rest as it is."""
    return textwrap.fill(line, WIDTH, subsequent_indent="    ") if line.startswith("  ") else line


def ready(out: Path | None) -> Path | None:
    """Return the folder to write into, made if need be, before hours are spent; or raise BefriendError."""
    if out is not None:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BefriendError(f"{out} cannot be made ({error.strerror}). Name another folder.") from error
        if not os.access(out, os.W_OK):
            raise BefriendError(f"Nothing can be written into {out}. Name another folder.")
    return out


def runner(workers: int | None, cluster: str | None) -> Runner:
    """Return where the runs are lived through."""
    from befriend.simulator import places

    if cluster is not None:
        return places.cluster(cluster)
    many = workers if workers is not None else len(os.sched_getaffinity(0))
    if not 1 <= many <= MOST_WORKERS:
        raise BefriendError(f"{many} workers cannot be started. Give from 1 to {MOST_WORKERS}.")
    return places.here(many)


def progress(runs: int) -> Callable[[int], None]:
    """Return what says how far it is and how long it may take, each twentieth and once it is known."""
    began = time.monotonic()
    step = max(1, runs // 20)

    def say(done: int) -> None:
        """Say it."""
        if done % step == 0 or done == runs:
            left = (time.monotonic() - began) / done * (runs - done)
            asking.say(f"{done} of {runs} runs, {in_words(left)} left")

    return say


def in_words(seconds: float) -> str:
    """Return a time as one says it."""
    if seconds < 90:
        return f"{round(seconds)} s"
    return f"{round(seconds / 60)} min"


def write(folder: Path, statement: dict[str, Any]) -> None:
    """Write the statement as JSON, HTML and PDF under its name, or raise BefriendError."""
    from befriend.evidence.impact import paper

    kept = (json.dumps(statement, indent=2, ensure_ascii=False) + "\n").encode()
    put(folder / f"{statement['name']}.json", kept)  # First: a run may have taken hours.
    html = paper.html(statement)
    put(folder / f"{statement['name']}.html", html.encode())
    put(folder / f"{statement['name']}.pdf", paper.pdf(html))


def put(path: Path, content: bytes) -> None:
    """Write one file and say so, or raise BefriendError."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BefriendError(f"{path} cannot be written ({error.strerror}). Name another folder.") from error
    asking.say(f"Written: {path}")
