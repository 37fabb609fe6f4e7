"""Questions about what is stated about a person; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import get_language
from rapidfuzz import fuzz, utils

from befriend.people.models import Confirmation, Contest, Person, Source, Statement
from befriend.policies import vocabulary
from befriend.rows import Question
from befriend.rules import statements as rules

from .policies import in_force

# A source of which nothing is written down: of what an earlier system brought.
UNKNOWN = "unknown"


class SourceSeen(NamedTuple):
    """Whom something comes from, as far as whoever asks may read it.

    `told` is what may be told to the person and stand in a paper: the words, their gist, or nothing.
    `words` are there only for who may read them although they are told to nobody.
    """

    shown: str  # shown, gist, withheld, or unknown
    kind: str = ""
    told: str = ""
    words: str = ""


class Standing(NamedTuple):
    """A statement as it stood on a day, in words, with its age in days and its marks."""

    statement: Statement
    key: vocabulary.Key
    words: str
    age_days: int
    stale: bool
    contested: bool
    confirmed_on: date | None
    source: SourceSeen


class Alike(NamedTuple):
    """An earlier text of the same person that is nearly the same."""

    statement: Statement
    key: vocabulary.Key
    percent: int


OF_SOURCE = Statement._meta.get_field("source")
# As `stood_on` and `marked`, for the page of a person, which is opened all day.
STANDING = Question(
    """
    SELECT {s}, {o},
      (SELECT c.day FROM people_confirmation c WHERE c.statement_id = s.id AND c.day <= %(day)s
       ORDER BY c.day DESC LIMIT 1),
      EXISTS (SELECT FROM people_contest k WHERE k.statement_id = s.id AND k.received_on <= %(day)s
              AND (k.decided_on IS NULL OR k.decided_on > %(day)s))
    FROM people_fact s LEFT JOIN people_source o ON o.statement_id = s.id
    WHERE s.person_id = %(person)s AND s.awaits = ''
      AND s.known_from <= %(day)s AND (s.stood_until IS NULL OR s.stood_until > %(day)s)
      AND (%(keys)s::text[] IS NULL OR s.key = ANY(%(keys)s::text[]))
    ORDER BY s.known_from DESC, s.observed_on DESC, s.id DESC
    """,
    s=Statement,
    o=Source,
)


def standing(person: Person, day: date, keys: Collection[str] | None = None) -> dict[str, list[Standing]]:
    """Return what stood about `person` on `day` by key, the newest first, as it was known then.

    `keys` names the keys wanted; None: every key. What awaits a practitioner does not stand. One query.
    """
    wanted = None if keys is None else list(keys)
    book: dict[str, list[Standing]] = {}
    for one, source, confirmed_on, contested in STANDING.ask(person=person.pk, day=day, keys=wanted):
        one.person, one.confirmed_on, one.contested = person, confirmed_on, contested
        # So that a source that may not be read is not asked for again.
        OF_SOURCE.set_cached_value(one, source)
        book.setdefault(one.key, []).append(as_stood(one, day))
    return book


def stood_on(day: date) -> Q:
    """Return the condition that a statement was known on `day` and still stood."""
    return Q(known_from__lte=day) & (Q(stood_until__isnull=True) | Q(stood_until__gt=day))


def marked(found: QuerySet[Statement], day: date) -> QuerySet[Statement]:
    """Return statements with their source, when they were last confirmed, and whether contested, on `day`."""
    confirmed = Confirmation.objects.filter(statement=OuterRef("pk"), day__lte=day).order_by("-day")
    contests = Contest.objects.filter(open_on(day), statement=OuterRef("pk"))
    return found.select_related("source").annotate(
        confirmed_on=Subquery(confirmed.values("day")[:1]), contested=Exists(contests)
    )


def open_on(day: date) -> Q:
    """Return the condition that a contest was received by `day` and not decided yet."""
    return Q(received_on__lte=day) & (Q(decided_on__isnull=True) | Q(decided_on__gt=day))


def as_stood(one: Statement, day: date) -> Standing:
    """Return a statement that `marked` annotated, as it stood on `day`."""
    key = vocabulary.load().read(one.key)
    age_days = rules.age(one.confirmed_on or one.observed_on, day)
    return Standing(
        statement=one,
        key=key,
        words=words_of(key, one.value),
        age_days=age_days,
        stale=rules.is_stale(age_days, key.stale_after_days),
        contested=one.contested,
        confirmed_on=one.confirmed_on,
        source=source_of(one),
    )


def words_of(key: vocabulary.Key, value: str) -> str:
    """Return a value as it is read: the words of a choice, a day written out, or the words themselves."""
    if key.choices:
        return key.choices.in_language(get_language() or "en").get(value, value)
    if key.type == "day":
        try:
            return date_format(date.fromisoformat(value), "j F Y")
        except ValueError:
            return value  # An earlier system may have kept something else as a day.
    return value


def source_of(one: Statement) -> SourceSeen:
    """Return whom a statement comes from, and never more than the database lets this reader read."""
    try:
        source = one.source
    except Source.DoesNotExist:
        # Whatever was stated here has a source: one that is not there is one that is not to be read.
        return SourceSeen(rules.WITHHELD if one.recorded_by else UNKNOWN)
    if source.shown == rules.SHOWN:
        return SourceSeen(source.shown, source.kind, source.words, source.words)
    if source.shown == rules.GIST:
        return SourceSeen(source.shown, told=source.gist)
    return SourceSeen(source.shown, source.kind, words=source.words)


def one_of(ref: str, person: Person) -> Statement | None:
    """Return a statement about `person` by its reference, if it can be read."""
    return Statement.objects.filter(ref=ref, person=person).select_related("source").first()


def stated(person: Person, ref: str, day: date) -> Standing | None:
    """Return one statement with its marks on `day`, whether it stands or not; None where there is none."""
    found = marked(Statement.objects.filter(ref=ref, person=person), day).first()
    return as_stood(found, day) if found else None


def chain(statement: Statement) -> list[Statement]:
    """Return what a statement replaced and what replaced it, the oldest first, itself among them."""
    same = Statement.objects.filter(person_id=statement.person_id, key=statement.key).order_by("pk")
    rows = list(same)
    linked = {statement.pk}
    # Each of a chain names the one before, so both ways are found from the rows of one key.
    for row in reversed(rows):
        if row.pk in linked and row.replaces_id:
            linked.add(row.replaces_id)
    for row in rows:
        if row.replaces_id in linked:
            linked.add(row.pk)
    return [row for row in rows if row.pk in linked]


def awaiting(practitioner: str) -> list[Statement]:
    """Return what was typed for a practitioner (their reference) and they have not accepted, by person."""
    found = Statement.objects.filter(awaits=practitioner, stood_until__isnull=True)
    return list(found.select_related("person").order_by("person__chosen_name", "person_id", "pk"))


def like(person: Person, text: str, day: date) -> list[Alike]:
    """Return the person's earlier texts that are nearly `text`, the nearest first. One query.

    Whatever stood up to `day` is compared, what was replaced too. Words may stand in another order.
    """
    book = in_force()
    if len(text.strip()) < book.on(day, "statements.alike_shortest").value:
        return []
    enough = float(book.on(day, "statements.alike_from").value)
    earlier = Statement.objects.filter(person=person, known_from__lte=day).order_by("-known_from", "-pk")
    found = [alike(one, text, enough) for one in each_text_once(earlier)]
    return sorted((one for one in found if one), key=lambda one: -one.percent)


def each_text_once(statements: Iterable[Statement]) -> list[Statement]:
    """Return the free texts among `statements`, of those that say the same the first."""
    words = vocabulary.load()
    texts: dict[str, Statement] = {}
    for one in statements:
        if words.read(one.key).type == "words":
            texts.setdefault(one.value, one)
    return list(texts.values())


def alike(earlier: Statement, text: str, enough: float) -> Alike | None:
    """Return how alike an earlier text is, or None below `enough` percent."""
    percent = fuzz.token_sort_ratio(earlier.value, text, processor=utils.default_process, score_cutoff=enough)
    if not percent:
        return None
    return Alike(earlier, vocabulary.load().read(earlier.key), round(percent))
