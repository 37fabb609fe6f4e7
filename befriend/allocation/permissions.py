"""Who may see and decide what: from offices held and people supervised, never from a list."""

from __future__ import annotations

from datetime import date

import rules
from django.utils import timezone

from befriend import periods
from befriend.audit import access
from befriend.identity.models import User
from befriend.people.models import Person
from befriend.rows import Question
from befriend.sentences.models import Report
from befriend.workforce import queries as workforce
from befriend.workforce.models import BrokenGlass, Exclusion, Office, Practitioner, Unit
from befriend.workforce.remembered import once

from .models import DutyRota, Handover
from .queries import on_whose_unit, unit_of_record


def practitioner_of(user: User) -> Practitioner | None:
    """Return the practitioner who is signed in as `user`, if it is one."""
    return getattr(user, "practitioner", None)


def today() -> date:
    """Return the day of the question: a permission is asked at the edge, where the clock is."""
    return timezone.localdate()


def holds(user: User, unit: Unit | None, *posts: str) -> bool:
    """Return whether `user` holds one of `posts` in `unit` or any unit above it."""
    practitioner = practitioner_of(user)
    if practitioner is None or unit is None:
        return False
    held = {one.unit_id for one in workforce.offices_of(practitioner, today()) if one.post in posts}
    return bool(held) and any(one.pk in held for one in workforce.above(unit, today()))


def unit_of(person: Person) -> Unit | None:
    """Return the unit that has the person's case, as far as whoever asks reaches; read once in a page."""
    return once(("unit", person.pk, access.current()), lambda: on_whose_unit(person, today()))


def holds_of(user: User, person: Person | None, *posts: str) -> bool:
    """Return whether `user` holds one of `posts` for the unit that has the person's case.

    Whoever holds none of them anywhere is answered without asking for the unit.
    """
    practitioner = practitioner_of(user)
    if practitioner is None or person is None:
        return False
    if not any(one.post in posts for one in workforce.offices_of(practitioner, today())):
        return False
    return holds(user, unit_of(person), *posts)


@rules.predicate
def is_staff_member(user: User, _about: object) -> bool:
    """Hold for whoever works here."""
    return practitioner_of(user) is not None


@rules.predicate
def answers_for(user: User, unit: Unit | None) -> bool:
    """Hold for the senior or head of the unit, or of one above."""
    return holds(user, unit, Office.Post.HEAD, Office.Post.SENIOR)


@rules.predicate
def heads(user: User, unit: Unit | None) -> bool:
    """Hold for the head of the unit, or of one above."""
    return holds(user, unit, Office.Post.HEAD)


@rules.predicate
def represents(user: User, unit: Unit | None) -> bool:
    """Hold for the health and safety representative of the unit, or of one above."""
    return holds(user, unit, Office.Post.REPRESENTATIVE)


@rules.predicate
def inspects(user: User, unit: Unit | None) -> bool:
    """Hold for the inspector of the unit, or of one above."""
    return holds(user, unit, Office.Post.INSPECTOR)


@rules.predicate
def administers(user: User, unit: Unit | None) -> bool:
    """Hold for the admin support of the unit, or of one above."""
    return holds(user, unit, Office.Post.ADMIN)


@rules.predicate
def reports_to_court(user: User, unit: Unit | None) -> bool:
    """Hold for the court officer of the unit, or of one above."""
    return holds(user, unit, Office.Post.COURT)


@rules.predicate
def is_with(user: User, person: Person | None) -> bool:
    """Hold for whoever supervises or covers the person, or is on duty for them today."""
    practitioner = practitioner_of(user)
    if practitioner is None or person is None:
        return False
    # Asked by more than one permission of a page; who is with whom is read once in it.
    return once(
        ("with", practitioner.pk, person.pk, access.current()), lambda: works_with(practitioner, person)
    )


WITH_EACH_OTHER = Question(
    """
    SELECT EXISTS (SELECT FROM allocation_relationship r
                   WHERE r.person_id = %(person)s AND r.practitioner_id = %(practitioner)s AND {on[r]})
        OR EXISTS (SELECT FROM allocation_cover c JOIN allocation_relationship r ON r.id = c.relationship_id
                   WHERE c.practitioner_id = %(practitioner)s AND r.person_id = %(person)s
                     AND {on[c]} AND {on[r]}),
           EXISTS (SELECT FROM allocation_relationship r WHERE r.person_id = %(person)s AND {on[r]})
    """
)


def works_with(practitioner: Practitioner, person: Person) -> bool:
    """Return whether `practitioner` supervises or covers the person today, or is on duty for them."""
    now = today()
    [(are_together, is_supervised)] = WITH_EACH_OTHER.ask(
        person=person.pk, practitioner=practitioner.pk, day=now
    )
    if are_together or is_supervised:
        return bool(are_together)
    unit = unit_of(person)
    return (
        unit is not None and DutyRota.objects.filter(day=now, unit=unit, practitioner=practitioner).exists()
    )


@rules.predicate
def reaches_person(user: User, person: Person | None) -> bool:
    """Hold for whoever holds an office that reaches the people of the unit which has the person's case."""
    return holds_of(user, person, *workforce.REACHING)


@rules.predicate
def enters_for_person(user: User, person: Person | None) -> bool:
    """Hold for whoever may write down what the person says: of those who reach them, not who only reads."""
    return holds_of(user, person, Office.Post.HEAD, Office.Post.SENIOR, Office.Post.ADMIN)


@rules.predicate
def leads_for_person(user: User, person: Person | None) -> bool:
    """Hold for the senior or head of the unit that has the person's case, or of one above."""
    return holds_of(user, person, Office.Post.HEAD, Office.Post.SENIOR)


@rules.predicate
def owes_court_report(user: User, person: Person | None) -> bool:
    """Hold for the court officer of the person's unit, as long as a report on them is to be done."""
    if not holds_of(user, person, Office.Post.COURT):
        return False
    return Report.objects.filter(case__person=person, done_on=None).exists()


@rules.predicate
def broke_glass(user: User, person: Person | None) -> bool:
    """Hold for whoever opened the closed record of the person, until its hour is over."""
    practitioner = practitioner_of(user)
    if practitioner is None or person is None:
        return False
    now = timezone.now()
    return BrokenGlass.objects.filter(
        practitioner=practitioner, person=person, from_at__lte=now, until_at__gt=now
    ).exists()


@rules.predicate
def decides_access(user: User, person: Person | None) -> bool:
    """Hold for data protection of the person's record, and for heads who may see the person.

    A restriction does not bind data protection in this; an exclusion binds everybody.
    """
    practitioner, day = practitioner_of(user), today()
    if practitioner is None or person is None:
        return False
    deciding = (Office.Post.HEAD, Office.Post.DATA_PROTECTION)
    if not any(one.post in deciding for one in workforce.offices_of(practitioner, day)):
        return False
    sees = Person.objects.filter(pk=person.pk).exists()
    # Asked of everything there is: a restriction must not make a record look like nobody's.
    with access.service(by=practitioner.ref, day=day):
        if Exclusion.objects.filter(periods.on(day), practitioner=practitioner, person=person).exists():
            return False
        unit = unit_of_record(person, day)
        posts = [Office.Post.DATA_PROTECTION, *([Office.Post.HEAD] if sees else [])]
        return holds(user, unit, *posts)


@rules.predicate
def may_open_closed(user: User, _about: object) -> bool:
    """Hold for whoever works with people; not for those who only inspect or research."""
    practitioner = practitioner_of(user)
    if practitioner is None:
        return False
    posts = {one.post for one in workforce.offices_of(practitioner, today())}
    return not posts or bool(posts - {Office.Post.INSPECTOR, Office.Post.RESEARCHER})


@rules.predicate
def receives(user: User, handover: Handover | None) -> bool:
    """Hold for whoever takes the person of a handover over, once they are with them."""
    practitioner = practitioner_of(user)
    if practitioner is None or handover is None or handover.to_id != practitioner.pk:
        return False
    return bool(is_with(user, handover.person))


@rules.predicate
def is_themselves(user: User, practitioner: Practitioner | None) -> bool:
    """Hold for the practitioner the page is about."""
    return practitioner is not None and practitioner_of(user) == practitioner


rules.add_perm("allocation.see_own", is_staff_member)
rules.add_perm("allocation.see_week", answers_for | represents | inspects)
rules.add_perm("allocation.see_people", inspects | administers | reports_to_court)
rules.add_perm("allocation.plan_week", answers_for)
rules.add_perm("allocation.own_gap", heads)
rules.add_perm("allocation.order_to_exceed", heads)
rules.add_perm("allocation.see_person", reaches_person | is_with | owes_court_report | broke_glass)
rules.add_perm("allocation.ask_for_person", enters_for_person | is_with)
rules.add_perm("allocation.keep_contact", enters_for_person | is_with)
rules.add_perm("allocation.keep_plan", leads_for_person | is_with)
rules.add_perm("allocation.receive", receives)
rules.add_perm("allocation.open_closed", may_open_closed)
rules.add_perm("allocation.decide_access", decides_access)
rules.add_perm("allocation.see_statement", is_themselves)
rules.add_perm("workforce.see_incidents", represents)
