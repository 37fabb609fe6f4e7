"""What cannot be right of a situation as it was told: found before anything is worked out from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from befriend.policies import Book
from befriend.rules.release.chains import Link, ended_before
from befriend.rules.release.law import Law, held_from, values_of
from befriend.rules.release.length import Length, age_on, days_of, end_of, months_on, on
from befriend.rules.release.values import Adjusted, Adjustment, Kind, Sentence, Situation
from befriend.rules.release.whole import whole_length

FIRST = date(1900, 1, 1)
LAST = date(2200, 1, 1)
FROM_A_SENTENCE = (Adjusted.REMAND, Adjusted.TAGGED_BAIL, Adjusted.RECALL_REMAND, Adjusted.RECALL_TAGGED_BAIL)
LONGEST = 200 * 366  # days, of all sentences and adjustments together
OLD_AND_LONG = 48  # months: a long-term prisoner of the Criminal Justice Act 1991, section 33(5)
BEGAN = (Kind.EXTENDED, Kind.PARTICULAR_CONCERN)


def incoherent(told: Situation) -> str:
    """Return the first thing that cannot be right, or nothing."""
    return next(mistakes(told), "")


def mistakes(told: Situation) -> Iterator[str]:
    """Find what cannot be right."""
    yield from outside(told)
    yield from unchained(told.sentences)
    for each in told.sentences:
        if each.offence and each.offence > each.sentenced:
            yield f"the offence of sentence {each.id} comes after the sentence"
        if told.born > (each.offence or each.sentenced):
            yield f"sentence {each.id} or its offence comes before the day of birth"
        yield from of_recall(each, told)
    for period in told.adjustments:
        yield from of_period(period)
    yield from following_nothing(told)
    yield from counting_from_nothing(told)
    yield from more_restored(told.adjustments)


def of_recall(sentence: Sentence, told: Situation) -> Iterator[str]:
    """Find a recall before its sentence or after its end, and a return before the recall."""
    recall = sentence.recall
    if recall is None or recall.revoked is None:
        return
    if recall.revoked < sentence.sentenced:
        yield f"the recall on sentence {sentence.id} comes before the sentence"
    if recall.returned and recall.returned < recall.revoked:
        yield f"the return to custody on sentence {sentence.id} comes before the recall"
    alone = not sentence.follows and not any(each.follows == sentence.id for each in told.sentences)
    away = sum(each.days for each in told.adjustments if each.kind is Adjusted.AT_LARGE)
    if alone and recall.revoked > on(end_of(whole_length(sentence), sentence.sentenced), away):
        yield f"the recall on sentence {sentence.id} comes after the sentence has ended"


def of_period(told: Adjustment) -> Iterator[str]:
    """Find days that end before they begin, and more of them than there are in their period."""
    if not told.first or not told.last:
        return
    if told.first > told.last:
        yield f"the days from {told.first} end before they begin, on {told.last}"
    elif told.days > (told.last - told.first).days + 1:
        yield f"there are no {told.days} days from {told.first} to {told.last}"


def following_nothing(told: Situation) -> Iterator[str]:
    """Find a sentence consecutive to one that had ended before it was passed."""
    links = {each.id: Link(each.sentenced, whole_length(each), each.follows) for each in told.sentences}
    away = sum(each.days for each in told.adjustments if each.kind is Adjusted.AT_LARGE)
    for each in told.sentences:
        if ended := ended_before(each.id, links, away):
            yield f"sentence {each.id} is consecutive to {each.follows}, which had ended by {ended}"


def counting_from_nothing(told: Situation) -> Iterator[str]:
    """Find remand or tagged bail that counts from a day on which no sentence was passed."""
    passed = {each.sentenced for each in told.sentences}
    for each in told.adjustments:
        if each.kind in FROM_A_SENTENCE and each.days and passed and each.applies not in passed:
            yield f"days of {each.kind.code} count from {each.applies}, on which no sentence was passed"


def more_restored(told: tuple[Adjustment, ...]) -> Iterator[str]:
    """Find a day by which more days were given back than had been added."""
    for day in sorted({each.applies for each in told if each.kind is Adjusted.RESTORED}):
        added, restored = (
            sum(each.days for each in told if each.kind is kind and each.applies <= day)
            for kind in (Adjusted.ADDED, Adjusted.RESTORED)
        )
        if restored > added:
            yield f"by {day} {restored} days were restored, and only {added} had been added"


def unlawful(told: Situation, known: Law, book: Book) -> Iterator[str]:
    """Find sentences that no court could pass: of a kind that was not there yet, too long, short or young."""
    held = held_from(book)
    for each in told.sentences:
        if each.sentenced < held:
            yield f"sentence {each.id} is older than the law of release held here, which begins on {held}"
            return
        if each.sentenced < known.new_style_offences and (months := old_and_long(each, told.sentences)):
            yield (f"sentence {each.id} is of {months} months or more and was passed before "
                   f"{known.new_style_offences}, from which such sentences are held: the law before let out "
                   "later than at half")  # fmt: skip
        passed = book.on(each.sentenced, "release.kinds_passed").value
        if each.plus and "plus" not in passed:
            yield f"no sentence passed on {each.sentenced} let out at two thirds (SDS+)"
        if each.kind in BEGAN and each.kind.code not in passed:
            yield not_passed(each)
        elif each.kind is Kind.EXTENDED and each.automatic and "extended_automatic" not in passed:
            yield f"no extended sentence passed on {each.sentenced} lets out by itself at two thirds"
        yield from of_length(each, known, book)
        yield from of_age(each, told.born, known, book)


def not_passed(sentence: Sentence) -> str:
    """Return why one is refused: extended ones of the law before are not held, others were not there yet."""
    day, code = sentence.sentenced, sentence.kind.code
    if sentence.kind is Kind.EXTENDED:
        return f"extended sentences passed on {day} are of a law that is not held here; ask the prison"
    return f"no court passed a sentence of the kind {code} on {day}"


def old_and_long(sentence: Sentence, others: tuple[Sentence, ...]) -> int:
    """Return from how many months the Act of 1991 let out later than at half, of one that long; else 0.

    Consecutive sentences count by their total.
    """
    if sentence.kind is not Kind.STANDARD:
        return 0
    by_name = {each.id: each for each in others}
    total, part = Length(), sentence
    for _ in others:
        total = Length(*map(int.__add__, total, part.length))
        if part.follows not in by_name:
            break
        part = by_name[part.follows]
    return 0 if not any(total) or is_shorter(total, part.sentenced, OLD_AND_LONG) else OLD_AND_LONG


def of_length(sentence: Sentence, known: Law, book: Book) -> Iterator[str]:
    """Find a sentence too short to be SDS+, on its day or today, and a breach of supervision too long."""
    if sentence.plus and (months := short_of_plus(sentence.length, sentence.sentenced, book)):
        yield f"sentence {sentence.id} is too short for SDS+ on its day: it takes {months} months"
    if sentence.plus_today and is_shorter(sentence.length, sentence.sentenced, known.plus_months):
        yield f"sentence {sentence.id} is too short for SDS+ today: it takes {known.plus_months} months"
    long = days_of(sentence.length, sentence.sentenced) > known.breach_days
    if sentence.kind is Kind.SUPERVISION_BREACH and long:
        yield f"a breach of supervision has {known.breach_days} days at most"


def short_of_plus(length: Length, sentenced: date, book: Book) -> int:
    """Return of how many months SDS+ had to be on the day of a sentence that is shorter; else 0."""
    if not any(length) or sentenced < values_of(book, "release.plus_months")[0].since:
        return 0
    months = int(book.on(sentenced, "release.plus_months").value)
    return months if is_shorter(length, sentenced, months) else 0


def is_shorter(length: Length, sentenced: date, months: int) -> bool:
    """Return whether a sentence whose length is told is shorter than so many months."""
    return any(length) and days_of(length, sentenced) < days_of(Length(months=months), sentenced)


def of_age(sentence: Sentence, born: date, known: Law, book: Book) -> Iterator[str]:
    """Find an offence of a child too young for any, an adult's sentence for the young, and the other way."""
    if sentence.offence and (age := too_young_for_guilt(born, sentence.offence, book)):
        yield f"the offence of sentence {sentence.id} comes before the age of {age}, when nobody is guilty"
    adult = sentence.kind is Kind.STANDARD and not sentence.youth
    if adult and is_young(born, sentence.sentenced, known):
        yield (f"sentence {sentence.id} is one for adults, passed under the age of {known.detention_under}: "
               "say youth for detention under section 250, or detention_training")  # fmt: skip
    if sentence.kind is Kind.DETENTION_TRAINING:
        yield from unlawful_order(sentence, born, known)


def too_young_for_guilt(born: date, offence: date, book: Book) -> int:
    """Return at what age guilt began on the day of an offence, of somebody younger; else, or not held, 0."""
    if offence < values_of(book, "release.guilty_from")[0].since:
        return 0
    age = int(book.on(offence, "release.guilty_from").value) // 12
    return age if age_on(born, offence) < age else 0


def is_young(born: date, sentenced: date, known: Law) -> bool:
    """Return whether somebody was too young for a sentence of adults on the day of it, and so when convicted.

    The first kind of detention for adults is for those of 18 (Sentencing Code, section 262).
    """
    return age_on(born, sentenced) < known.detention_under


def unlawful_order(order: Sentence, born: date, known: Law) -> Iterator[str]:
    """Find an order for the young that is too long, or for somebody too old."""
    longest = (months_on(order.sentenced, known.detention_longest) - order.sentenced).days
    if days_of(order.length, order.sentenced) > longest:
        yield f"a detention and training order has {known.detention_longest} months at most"
    if order.offence and age_on(born, order.offence) >= known.detention_under:
        yield f"a detention and training order is for those under {known.detention_under} when convicted"


def outside(told: Situation) -> Iterator[str]:
    """Find days and lengths that no one's life has."""
    days = [
        told.born,
        *(each.sentenced for each in told.sentences),
        *(each.applies for each in told.adjustments),
    ]
    for day in days:
        if not FIRST <= day <= LAST:
            yield f"{day} is not between {FIRST} and {LAST}"
    whole = sum(roughly(each) for each in told.sentences) + sum(each.days for each in told.adjustments)
    if whole > LONGEST:
        yield f"sentences and adjustments come to {whole} days, {LONGEST} is the most"


def roughly(sentence: Sentence) -> int:
    """Return the most days a sentence may have."""
    lengths = (sentence.length, sentence.extension)
    return sum(each.years * 366 + each.months * 31 + each.weeks * 7 + each.days for each in lengths)


def unchained(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Find names given twice, sentences that follow nothing, and sentences that follow themselves."""
    follows = {each.id: each.follows for each in sentences}
    if len(follows) < len(sentences):
        yield "two sentences have the same id"
    for name, before in follows.items():
        if before and before not in follows:
            yield f"sentence {name} is consecutive to {before}, which is not told"
    for name in follows:
        if in_a_circle(name, follows):
            yield f"sentence {name} is consecutive to itself"


def in_a_circle(name: str, follows: dict[str, str]) -> bool:
    """Return whether what a sentence follows leads back to it."""
    before = follows[name]
    for _ in follows:
        if before == name:
            return True
        before = follows.get(before, "")
    return False
