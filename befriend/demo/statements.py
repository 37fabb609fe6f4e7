"""What is stated about the invented people: their story, what matters, strengths, needs, a few warnings.

Written straight into the tables, the same for the same day and people. Nobody in it is real, and no text
is anybody's: each is put together from the lists below by counting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.audit import access
from befriend.people import actions
from befriend.people.models import Confirmation, Source, Statement

FROM = (
    "by the sea in Gullhaven",
    "above the mill in Thistleford",
    "on the Larkfield estate",
    "in three homes",
)
WITH = ("my nan", "my dad and his dogs", "five brothers", "foster carers I still ring")
THEN = (
    "I drove forklifts until the yard shut.", "I cooked in kitchens and liked the rush.",
    "I looked after my mum until she died.", "I laid floors with my uncle.", "School was not for me.",
)  # fmt: skip
NOW = (
    "I want a quiet year.", "I want my own front door.", "I want my girls to visit.",
    "I want to stop waking up frightened.",
)  # fmt: skip
MATTERS = (
    "Being at the school gate on Fridays.", "My dog Biscuit.", "That my mother does not have to worry.",
    "Keeping the job at the bakery.", "Sunday football with Larkfield Wanderers.",
)  # fmt: skip
GOALS = (
    "Pass the forklift test.", "Six months without a drink.", "A place of my own by spring.",
    "See my son at the contact centre.", "Pay off the catalogue.",
)  # fmt: skip
GOOD_AT = (
    "Mending bicycles.", "Cooking for twenty.", "Calming people down.", "Drawing, above all birds.",
    "Gardens: could grow a hedge on a doorstep.",
)  # fmt: skip
SUPPORTERS = (
    "Sister in Thistleford, rings on Sundays.", "Mr Invented from the allotment.",
    "Sponsor from the Tuesday group.", "Nan, who keeps a room free.",
)  # fmt: skip
HOME = (
    "A room without stairs.",
    "Somewhere the dog may come.",
    "A tenancy that outlasts the order.",
    "Nothing now.",
)
MONEY = (
    "Help with the first claim.",
    "A bank account.",
    "Somebody to read the letters with.",
    "Nothing now.",
)
ADJUSTMENTS = (
    ("adjustments.how_to_explain", "One thing at a time, and written down."),
    ("adjustments.times", "Not before ten: the medicine makes mornings slow."),
    ("adjustments.room", "A seat near the door, and the door not locked."),
)
WARNINGS = (
    ("warnings.meeting", "Meet in a room with two doors since March: felt trapped before."),
    ("warnings.medical", "Has fits. Make room, time it, ring 999 after five minutes. Known since May."),
    ("warnings.message", "Leave no message with anybody else since June: the family does not know."),
)
RISKS = (
    ("risks.to_staff", "Shouted and threw a chair at the desk once, and came back to say sorry."),
    ("risks.to_partner", "A former partner rang about messages at night; being looked into."),
    ("risks.to_self", "Thought about ending it after the hearing. The surgery and the sister know."),
)
KINDS = ("private", "council", "family", "hostel", "friends")
FEW = 6

T = TypeVar("T")


class Told(NamedTuple):
    """One thing to state: what, how it is known, whom it comes from, and what of the source is known."""

    key: str
    value: str
    how_known: str = "told"
    source: str = "person"
    words: str = ""
    evidence: str = ""


def add(day: date) -> None:
    """Write a small set for everybody with a practitioner; one of them contests something."""
    with access.service(by="befriend", day=day):
        made = list(all_of(day))
        Statement.objects.bulk_create([one for one, _ in made])
        Source.objects.bulk_create([source_of(one, told) for one, told in made])
        Confirmation.objects.bulk_create(list(confirmed([one for one, _ in made], day)))
        alleged = next((one for one, told in made if told.evidence), None)
        if alleged is None:
            return
        actions.contest(
            statement=alleged, way="spoken", words="I never rang. My number was somebody else's by then.",
            by=alleged.recorded_by, day=day,
        )  # fmt: skip


def all_of(day: date) -> Iterator[tuple[Statement, Told]]:
    """Yield every statement with what it is made of."""
    held = Relationship.objects.filter(periods.on(day)).select_related("practitioner")
    for number, one in enumerate(held.order_by("practitioner__ref", "person__ref")):
        for place, told in enumerate(things(number)):
            # Some are fresh, some have not been asked again for long.
            seen = day - timedelta(days=3 + (number * 7 + place * 29) % 160)
            yield statement(one, told, seen), told


def things(number: int) -> Iterator[Told]:
    """Yield what is stated about the `number`th person."""
    yield Told("story.own_words", story(number))
    yield Told("story.matters_most", turn(MATTERS, number))
    yield Told("story.goal", turn(GOALS, number // 2))
    yield Told("strengths.good_at", turn(GOOD_AT, number))
    yield Told("family.supporter", turn(SUPPORTERS, number // 3))
    yield Told("needs.home", turn(HOME, number // 2), source="practitioner")
    yield Told("needs.work_and_money", turn(MONEY, number))
    yield Told("housing.kind_now", turn(KINDS, number))
    if number % 3 == 0:
        yield Told(*turn(ADJUSTMENTS, number // 3))
    if number % FEW == 1:
        yield Told(*turn(WARNINGS, number // FEW), how_known="seen", source="practitioner")
    if number % FEW == 2:
        key, value = turn(RISKS, number // FEW)
        withheld = key == "risks.to_partner"
        yield Told(
            key, value, "agency", "third_party" if withheld else "agency",
            "An invented neighbour rang." if withheld else "", "allegation" if withheld else "",
        )  # fmt: skip


def story(number: int) -> str:
    """Return the story of the `number`th person: so many stories that neighbours differ."""
    return (
        f"I grew up {turn(FROM, number)} with {turn(WITH, number // 2)}. {turn(THEN, number)} "
        f"{turn(NOW, number // 3)}"
    )


def turn(of: Sequence[T], number: int) -> T:
    """Return what comes at its turn."""
    return of[number % len(of)]


def statement(held: Relationship, told: Told, seen: date) -> Statement:
    """Return one statement."""
    return Statement(
        person_id=held.person_id, key=told.key, value=told.value, how_known=told.how_known,
        evidence=told.evidence, observed_on=seen, known_from=seen, recorded_by=held.practitioner.ref,
    )  # fmt: skip


def source_of(made: Statement, told: Told) -> Source:
    """Return whom a statement comes from."""
    shown = Source.Shown.WITHHELD if told.source in Source.PROTECTED else Source.Shown.SHOWN
    return Source(
        statement=made, kind=told.source, words=told.words, shown=shown, decided_by=made.recorded_by
    )


def confirmed(made: list[Statement], day: date) -> Iterator[Confirmation]:
    """Yield that every fifth was found still true since."""
    for one in made[::5]:
        again = one.observed_on + (day - one.observed_on) // 2
        yield Confirmation(statement=one, day=again, how_known="told", by=one.recorded_by)
