"""Putting sentences together: chains of consecutive ones, and one term of those before the Act of 2003."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from befriend.rules.release.law import Law
from befriend.rules.release.values import Kind, Sentence
from befriend.rules.release.whole import Shape, part_old

Joined = tuple[Shape, tuple[Sentence, ...]]


def joined(sentences: Iterable[Sentence], law: Law) -> list[Joined]:
    """Return sentences as they are calculated: chains first, then one term, then the rest."""
    every = list(sentences)
    chains = [chain for chain in chains_of(every) if len(chain) > 1]
    found: list[Joined] = [(Shape.CHAIN, tuple(chain)) for chain in chains]
    taken = {part.id for chain in chains for part in chain}
    if is_one_term(every, law):
        return [*found, (Shape.ONE_TERM, tuple(every))]
    return [*found, *((Shape.SINGLE, (part,)) for part in every if part.id not in taken)]


def chains_of(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Return every chain from a sentence that follows none; where two follow one, a chain each."""
    following: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.follows:
            following.setdefault(sentence.follows, []).append(sentence)
    found: list[list[Sentence]] = []
    for sentence in sentences:
        if not sentence.follows:
            found.append([sentence])
            lengthen(found[-1], following, found)
    return found


def lengthen(
    chain: list[Sentence], following: dict[str, list[Sentence]], found: list[list[Sentence]]
) -> None:
    """Add to a chain what follows its last sentence."""
    stem = list(chain)
    for number, sentence in enumerate(following.get(chain[-1].id, ())):
        branch = chain
        if number:
            branch = list(stem)
            found.append(branch)
        branch.append(sentence)
        lengthen(branch, following, found)


def is_one_term(sentences: list[Sentence], law: Law) -> bool:
    """Return whether concurrent sentences of different days are one term: all old, or all for the young."""
    old = all(part.kind is Kind.STANDARD and part_old(part, law) for part in sentences)
    young = all(part.kind is Kind.DETENTION_TRAINING for part in sentences)
    days: set[date] = {part.sentenced for part in sentences}
    apart = not any(part.follows or part.recall for part in sentences)
    return len(sentences) > 1 and (old or young) and apart and len(days) > 1
