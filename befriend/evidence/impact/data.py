"""A capacity impact statement as data: what `--json` prints, what is kept, and what `tested_by` names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from befriend import policies
from befriend.evidence.impact import units
from befriend.evidence.impact.figures import rounded
from befriend.policies import Proposal, statements
from befriend.policies.form import Changed
from befriend.simulator import measured, packs, parameters
from befriend.simulator.packs import Pack
from befriend.simulator.places import code
from befriend.simulator.trial import Asked, Measured, Spread, Trial

# Instead of the name of a made-up country.
LIVE = "live"


def of(trial: Trial) -> dict[str, Any]:
    """Return the statement of a trial. Nobody has commented on it yet, so it is incomplete."""
    statement = {
        **head(trial.asked),
        "assumed": assumed_in(trial.asked),
        "not_worked_out": list(not_worked_out(trial.asked)),
        "by_month": [first.strftime("%Y-%m") for first in trial.months],
        "measures": {key: measure(key, each) for key, each in trial.measures.items()},
        **units.of(trial),
    }
    return judged({**statement, "comments": [], "seal": statements.seal(statement)})


def head(asked: Asked) -> dict[str, Any]:
    """Return what was asked, under the name that follows from it."""
    proposal = asked.policy.proposal
    return {
        "name": name(asked),
        "policy": asked.policy.name,
        "against": asked.against.name,
        "country": asked.country if asked.live is None else LIVE,
        "start": asked.start.isoformat(),
        "months": asked.months,
        "runs": asked.runs,
        "seed": asked.seed,
        "smaller": asked.smaller,
        "assumptions": "held" if asked.hold else "drawn",
        "what": asked.policy.what,
        "against_what": asked.against.what,
        **proposed(proposal),
        "changes": values(proposal.changes if proposal else {}),
        "parameters": values(proposal.parameters if proposal else {}),
    }


def judged(statement: dict[str, Any]) -> dict[str, Any]:
    """Return a statement that says whether it is complete, and why not."""
    why = statements.lacking(statements.Tried.model_validate(statement), policies.load())
    return {**statement, "complete": not why, "incomplete": statements.in_words(why)}


def proposed(proposal: Proposal | None) -> dict[str, Any]:
    """Return whom a proposal is for, in its own words."""
    return {
        "applies_to": proposal.applies_to if proposal else "",
        "retroactive": bool(proposal and proposal.retroactive),
        "exclusions": list(proposal.exclusions) if proposal else [],
    }


def values(changes: Mapping[str, Changed]) -> dict[str, dict[str, Any]]:
    """Return every value of changes, by key and day."""
    return {
        key: {day.isoformat(): statements.as_read(dated.value) for day, dated in changed.values.items()}
        for key, changed in sorted(changes.items())
    }


def assumed_in(asked: Asked) -> list[dict[str, str]]:
    """Return what of both policies is assumed, and why."""
    found = []
    for pack in (asked.policy, asked.against):
        every = {**pack.proposal.changes, **pack.proposal.parameters} if pack.proposal else {}
        found += [
            {"key": key, "from": day.isoformat(), "note": dated.note}
            for key, changed in sorted(every.items())
            for day, dated in changed.values.items()
            if dated.status == "assumed"
        ]
    return found


def not_worked_out(asked: Asked) -> list[str]:
    """Return what of the policies the country does not work out, in words."""
    both = (asked.policy, asked.against)
    moved = [f"In this country {pack.name} begins in its second month, and not on {packs.BEGINS}."
             for pack in both if packs.in_time(pack, asked.start) != pack]  # fmt: skip
    ends = [said for key, said in ENDS_HERE.items() if any(key in pack.changed for pack in both)]
    return [*moved, *(each for pack in both for each in idle(asked, pack)), *ends]


# Where what a parameter changes comes to an end: that no more follows is how the country is made.
ENDS_HERE = {
    "contact.recording_less": (
        "Time saved in recording goes to contact, and there it ends: load is counted in points, of which "
        "recording takes none, and only load makes people fall sick, leave, be recalled or wait. That "
        "nothing of that changes is how the country is made, and no finding."
    ),
}


def idle(asked: Asked, pack: Pack) -> Iterator[str]:
    """Yield which values of a pack are in force in no week that is lived through."""
    pack = packs.in_time(pack, asked.start)
    book, figures = packs.laid_over(pack, policies.load(), parameters.load())
    weeks = [asked.start + timedelta(weeks=week) for week in range(asked.weeks)]
    if pack.proposal is None:
        return
    for key in pack.proposal.changes:
        yield from unused(key, pack.proposal.changes[key], {book.on(week, key).since for week in weeks})
    for key in pack.proposal.parameters:
        yield from unused(key, pack.proposal.parameters[key], {figures.since(week, key) for week in weeks})


def unused(key: str, changed: Changed, in_force: Collection[date]) -> Iterator[str]:
    """Yield each value of a key that was not in force."""
    for day in changed.values:
        if day not in in_force:
            yield f"{key} from {day} is in force in no week that was lived through, so it does nothing here."


def measure(key: str, found: Measured) -> dict[str, Any]:
    """Return one measure."""
    said = measured.EVERY[key]
    return {
        "what": said.what,
        "unit": said.unit,
        "worse": said.worse,
        "assumed": said.assumed,
        "base": [rounded(each) for each in found.base],
        "policy": [rounded(each) for each in found.policy],
        "no_change": rounded(found.no_change),
        "difference": {
            **spread(found.difference),
            "runs_agreeing_percent": rounded(100 * found.agreeing),
            "by_month": [spread(each) for each in found.by_month],
        },
        "matters": [{"parameter": one, "correlation": each} for one, each in found.matters],
    }


def spread(found: Spread) -> dict[str, float]:
    """Return a mean and its bands."""
    return {name: rounded(each) for name, each in found._asdict().items()}


def name(asked: Asked) -> str:
    """Return what `tested_by` calls it: other code, figures, policies, seed or runs make another."""
    told = sha256(code().encode())
    for each in (asked.policy, asked.against):
        told.update(repr((each.name, each.proposal)).encode())
    told.update(
        repr((asked.country, asked.months, asked.runs, asked.seed, asked.hold, asked.smaller)).encode()
    )
    if asked.live is not None:
        told.update(asked.live.digest.encode())
    return f"{asked.policy.name}-{told.hexdigest()[:12]}"


def with_comment(statement: Mapping[str, Any], *, by: str, words: str, day: date) -> dict[str, Any]:
    """Return a statement with one comment more, of somebody who consented to it being published.

    `by` is one of `statements.VOICES`; the words are theirs, unedited but for what identifies somebody. It is
    complete once each voice was heard, if the trial was large enough. Raises ValueError for another voice,
    or without words.
    """
    if by not in statements.VOICES or not words.strip():
        raise ValueError(f"a comment has words, and is by one of: {', '.join(statements.VOICES)}")
    comment = {"by": by, "words": words, "day": day.isoformat(), "consented": True}
    return judged({**statement, "comments": [*statement["comments"], comment]})


def assumptions() -> dict[str, str]:
    """Return what every parameter is, by key: for telling which assumptions matter."""
    return {key: each.what for key, each in parameters.load().by_key.items()}
